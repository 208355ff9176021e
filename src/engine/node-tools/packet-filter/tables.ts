import type { RuntimeReport, ServiceRuleRow } from "../questions.ts";
import { listedRule, savedRule, type FilterRule, type Match } from "./rule.ts";
import { filterChains, natChains, natEntrances } from "./service-chains.ts";

/** A table of a node's packet filter: its own chains first, in their order, then those that were made. */
export interface FilterTable {
  readonly name: string;
  readonly builtIn: readonly string[];
  readonly made: readonly string[];
  readonly rules: readonly FilterRule[];
}

const CANARIES = ["KUBE-KUBELET-CANARY", "KUBE-PROXY-CANARY"];
const FILTER_CHAINS = ["KUBE-EXTERNAL-SERVICES", "KUBE-FIREWALL", "KUBE-FORWARD", "KUBE-NODEPORTS", "KUBE-PROXY-FIREWALL", "KUBE-SERVICES"];
const NAT_CHAINS = ["KUBE-MARK-MASQ", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-SERVICES"];

/** The tables of a node with these pods, whose bridge has this range, and these Services. */
export function filterTables(report: RuntimeReport | undefined, range: string, rows: readonly ServiceRuleRow[]): readonly FilterTable[] {
  const nat = [...natEntrances, ...podRules(report, range), ...natChains(rows)];
  const filter = filterChains(rows);
  return [
    { name: "mangle", builtIn: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"], made: CANARIES, rules: [] },
    { name: "filter", builtIn: ["INPUT", "FORWARD", "OUTPUT"], made: sorted([...CANARIES, ...FILTER_CHAINS]), rules: filter },
    { name: "nat", builtIn: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"], made: sorted([...CANARIES, ...NAT_CHAINS, ...nat.map(({ chain }) => chain).filter((chain) => chain.includes("-"))]), rules: nat },
  ];
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** What the network plugin sets up for each pod: what leaves the node's pods is masqueraded. */
function podRules(report: RuntimeReport | undefined, range: string): readonly FilterRule[] {
  const pods = (report?.sandboxes ?? []).filter(({ ready, hostNetwork }) => ready && !hostNetwork);
  const chain = (id: string): string => `CNI-${id.slice(0, 24)}`;
  const about = (id: string): Match => [`-m comment --comment ${JSON.stringify(`name: "kubarium" id: "${id}"`)}`, `/* name: "kubarium" id: "${id}" */`];
  return [
    ...pods.map(({ id, ip }): FilterRule => ({ chain: "POSTROUTING", source: `${ip}/32`, matches: [about(id)], target: chain(id) })),
    ...pods.flatMap(({ id }): readonly FilterRule[] => [
      { chain: chain(id), destination: range, matches: [about(id)], target: "ACCEPT" },
      { chain: chain(id), destination: "!224.0.0.0/4", matches: [about(id)], target: "MASQUERADE" },
    ]),
  ];
}

const inOrder = ({ builtIn, made, rules }: FilterTable): readonly FilterRule[] => [...builtIn, ...made].flatMap((name) => rules.filter(({ chain }) => chain === name));

// Simplified: the counters of a node's packet filter stand at 0, and the fall-backs for traffic to 127.0.0.1 are left out.
/** As iptables-save writes a table. */
export const saved = (table: FilterTable): string =>
  `*${table.name}\n${table.builtIn.map((name) => `:${name} ACCEPT [0:0]\n`).join("")}${table.made.map((name) => `:${name} - [0:0]\n`).join("")}${inOrder(table).map((rule) => `${savedRule(rule)}\n`).join("")}COMMIT\n`;

const only = (table: FilterTable, chain: string | undefined): FilterTable => (chain === undefined ? table : { ...table, builtIn: table.builtIn.filter((name) => name === chain), made: table.made.filter((name) => name === chain) });

/** As iptables -S writes it; undefined where there is no such chain. */
export function specified(whole: FilterTable, chain?: string): string | undefined {
  const table = only(whole, chain);
  if (table.builtIn.length + table.made.length === 0) return undefined;
  return `${table.builtIn.map((name) => `-P ${name} ACCEPT\n`).join("")}${table.made.map((name) => `-N ${name}\n`).join("")}${inOrder(table).map((rule) => `${savedRule(rule)}\n`).join("")}`;
}

/** As iptables -L lists it; undefined where there is no such chain. */
export function listed(whole: FilterTable, numeric: boolean, chain?: string): string | undefined {
  const table = only(whole, chain);
  if (table.builtIn.length + table.made.length === 0) return undefined;
  const references = (name: string): number => whole.rules.filter(({ target }) => target === name).length;
  const block = (name: string): string => {
    const head = table.builtIn.includes(name) ? "policy ACCEPT" : `${references(name)} references`;
    const rows = whole.rules.filter((rule) => rule.chain === name).map((rule) => `${listedRule(rule, numeric ? "0.0.0.0/0" : "anywhere")}\n`);
    return `Chain ${name} (${head})\ntarget     prot opt source               destination         \n${rows.join("")}`;
  };
  return [...table.builtIn, ...table.made].map(block).join("\n");
}
