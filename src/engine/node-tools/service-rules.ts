import { reachableFrom, type Backend, type Rule, type RulePlace, type RuleTable } from "../network/kube-proxy/rules.ts";
import type { ServiceRuleRow } from "./questions.ts";

/** A node's rules as rows, in the order of their names. */
export const serviceRuleRows = ({ placed }: RuleTable, at: RulePlace): readonly ServiceRuleRow[] =>
  placed
    .map(({ rule, ...place }): ServiceRuleRow => ({
      ...place,
      name: rule.name,
      protocol: rule.protocol.toLowerCase(),
      isLocal: rule.isLocal,
      affinityMs: rule.affinityMs,
      backends: writtenAt(rule, at).map((backend) => ({ address: backend.address, port: backend.port, isHere: backend.node === at.node })),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1));

/** The endpoints that have a chain: of a rule that keeps to its node also those of elsewhere, which the rules from outside may lead to. */
const writtenAt = (rule: Rule, at: RulePlace): readonly Backend[] => {
  const reachable = reachableFrom(rule, at);
  return rule.isLocal ? [...reachable, ...rule.backends.filter(({ node }) => node !== at.node)].toSorted((a, b) => (a.address < b.address ? -1 : 1)) : reachable;
};
