import type { RuleTable } from "../network/kube-proxy/rules.ts";
import type { ServiceRuleRow } from "./questions.ts";

/** A node's rules as rows, in the order of their names. */
export const serviceRuleRows = ({ placed }: RuleTable, node: string): readonly ServiceRuleRow[] =>
  placed
    .map(({ rule, ...place }): ServiceRuleRow => ({
      ...place,
      name: rule.name,
      protocol: rule.protocol.toLowerCase(),
      isLocal: rule.isLocal,
      affinityMs: rule.affinityMs,
      backends: rule.backends.map((backend) => ({ address: backend.address, port: backend.port, isHere: backend.node === node })),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1));
