import { sha256 } from "../../processes/applets/hashes.ts";
import type { ServiceRuleRow } from "../questions.ts";
import { comment, destinationPort, type FilterRule, type Match } from "./rule.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HASH_LENGTH = 16;
/** The range of the pods' addresses: what comes from elsewhere is masqueraded. */
const CLUSTER_CIDR = "10.244.0.0/16";
const SECOND_MS = 1000;

// Mirrors portProtoHash and servicePortEndpointChainName (pkg/proxy/iptables/proxier.go).
/** The 16 letters in a chain's name. */
export function chainHash(text: string): string {
  const hex = sha256([...text].map((char) => char.codePointAt(0) ?? 0));
  const bits = [...hex.slice(0, 20)].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
  return Array.from({ length: HASH_LENGTH }, (_, at) => BASE32[Number.parseInt(bits.slice(5 * at, 5 * at + 5), 2)]).join("");
}

const MARK_MASQ = "KUBE-MARK-MASQ";
const LAST: readonly FilterRule[] = [
  { chain: "KUBE-SERVICES", matches: [comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain"), ["-m addrtype --dst-type LOCAL", "ADDRTYPE match dst-type LOCAL"]], target: "KUBE-NODEPORTS" },
  { chain: MARK_MASQ, matches: [], target: "MARK", told: ["--set-xmark 0x4000/0x4000", "MARK or 0x4000"] },
  { chain: "KUBE-POSTROUTING", matches: [["-m mark ! --mark 0x4000/0x4000", "mark match ! 0x4000/0x4000"]], target: "RETURN" },
  { chain: "KUBE-POSTROUTING", matches: [], target: "MARK", told: ["--set-xmark 0x4000/0x0", "MARK xor 0x4000"] },
  { chain: "KUBE-POSTROUTING", matches: [comment("kubernetes service traffic requiring SNAT")], target: "MASQUERADE", told: ["--random-fully", "random-fully"] },
];

/** Where packets come to kube-proxy's chains of the table nat. */
export const natEntrances: readonly FilterRule[] = [
  { chain: "PREROUTING", matches: [comment("kubernetes service portals")], target: "KUBE-SERVICES" },
  { chain: "OUTPUT", matches: [comment("kubernetes service portals")], target: "KUBE-SERVICES" },
  { chain: "POSTROUTING", matches: [comment("kubernetes postrouting rules")], target: "KUBE-POSTROUTING" },
];

// Mirrors syncProxyRules and writeServiceToEndpointRules (pkg/proxy/iptables/proxier.go).
/** What kube-proxy writes into the table nat for the rules of a node. */
export function natChains(rows: readonly ServiceRuleRow[]): readonly FilterRule[] {
  const entries = rows.filter((row) => reachable(row).length > 0).flatMap(entry);
  const perPort = new Map(rows.map((row) => [`${row.name} ${row.protocol}`, rows.filter((other) => other.name === row.name && other.protocol === row.protocol)]));
  return [...entries, ...LAST, ...[...perPort.values()].flatMap((same) => chainsOf(same))];
}

const reachable = ({ backends, isLocal }: ServiceRuleRow): ServiceRuleRow["backends"] => (isLocal ? backends.filter((backend) => backend.isHere) : backends);
const hashOf = ({ name, protocol }: ServiceRuleRow): string => chainHash(name + protocol);
const policyChain = (row: ServiceRuleRow): string => `${row.isLocal ? "KUBE-SVL" : "KUBE-SVC"}-${hashOf(row)}`;
const externalChain = (row: ServiceRuleRow): string => `KUBE-EXT-${hashOf(row)}`;
const endpointChain = ({ name, protocol }: ServiceRuleRow, endpoint: string): string => `KUBE-SEP-${chainHash(name + protocol + endpoint)}`;

function entry(row: ServiceRuleRow): readonly FilterRule[] {
  const { name, protocol, address, port, kind } = row;
  const at = { protocol, matches: [comment(kind === "cluster" ? `${name} cluster IP` : kind === "external" ? `${name} external IP` : name), destinationPort(protocol, port)] };
  if (kind === "nodePort") return [{ chain: "KUBE-NODEPORTS", ...at, target: externalChain(row) }];
  return [{ chain: "KUBE-SERVICES", destination: `${address}/32`, ...at, target: kind === "cluster" ? policyChain(row) : externalChain(row) }];
}

/** The chains of one port of a Service, whatever leads to it. */
function chainsOf(rows: readonly ServiceRuleRow[]): readonly FilterRule[] {
  const cluster = rows.find(({ kind }) => kind === "cluster");
  const external = rows.find(({ kind }) => kind !== "cluster");
  const any = cluster ?? external;
  if (!any || any.backends.length === 0) return [];
  const usesAll = rows.some(({ isLocal }) => !isLocal) || external !== undefined;
  const local = rows.find(({ isLocal }) => isLocal);
  const endpoints = any.backends.filter((backend) => usesAll || backend.isHere);
  return [
    ...(external ? externalRules(external) : []),
    ...(cluster && !cluster.isLocal ? fromOutside(cluster, policyChain(cluster)) : []),
    ...(usesAll ? choices(any, `KUBE-SVC-${hashOf(any)}`, any.backends) : []),
    ...(cluster?.isLocal ? fromOutside(cluster, policyChain(cluster)) : []),
    ...(local ? choices(any, `KUBE-SVL-${hashOf(any)}`, any.backends.filter((backend) => backend.isHere)) : []),
    ...endpoints.flatMap((backend) => endpointRules(any, `${backend.address}:${backend.port}`, backend.address)),
  ];
}

function externalRules(row: ServiceRuleRow): readonly FilterRule[] {
  const chain = externalChain(row);
  const about = (what: string): Match => comment(`${what} for ${row.name} external destinations`);
  if (!row.isLocal) return [{ chain, matches: [about("masquerade traffic")], target: MARK_MASQ }, { chain, matches: [], target: `KUBE-SVC-${hashOf(row)}` }];
  const local: Match = ["-m addrtype --src-type LOCAL", "ADDRTYPE match src-type LOCAL"];
  return [
    { chain, source: CLUSTER_CIDR, matches: [about("pod traffic")], target: `KUBE-SVC-${hashOf(row)}` },
    { chain, matches: [about("masquerade LOCAL traffic"), local], target: MARK_MASQ },
    { chain, matches: [about("route LOCAL traffic"), local], target: `KUBE-SVC-${hashOf(row)}` },
    ...(row.backends.some(({ isHere }) => isHere) ? [{ chain, matches: [], target: `KUBE-SVL-${hashOf(row)}` }] : []),
  ];
}

const fromOutside = ({ name, protocol, address, port }: ServiceRuleRow, chain: string): readonly FilterRule[] => [
  { chain, source: `!${CLUSTER_CIDR}`, destination: `${address}/32`, protocol, matches: [comment(`${name} cluster IP`), destinationPort(protocol, port)], target: MARK_MASQ },
];

/** By chance, each with the same: the first of three with a third, the next with a half, the last takes the rest. */
function choices(row: ServiceRuleRow, chain: string, backends: ServiceRuleRow["backends"]): readonly FilterRule[] {
  const rules = backends.map(({ address, port }, at): FilterRule => {
    const left = backends.length - at;
    const chance = (1 / left).toFixed(11);
    const random: readonly Match[] = left > 1 ? [[`-m statistic --mode random --probability ${chance}`, `statistic mode random probability ${chance}`]] : [];
    return { chain, matches: [comment(`${row.name} -> ${address}:${port}`), ...random], target: endpointChain(row, `${address}:${port}`) };
  });
  if (row.affinityMs === 0) return rules;
  const seconds = row.affinityMs / SECOND_MS;
  const kept = rules.map((rule): FilterRule => ({ ...rule, matches: [rule.matches[0]!, [`-m recent --rcheck --seconds ${seconds} --reap --name ${rule.target} --mask 255.255.255.255 --rsource`, `recent: CHECK seconds: ${seconds} reap name: ${rule.target} side: source mask: 255.255.255.255`]] }));
  return [...kept, ...rules];
}

function endpointRules(row: ServiceRuleRow, endpoint: string, address: string): readonly FilterRule[] {
  const chain = endpointChain(row, endpoint);
  const { protocol, name, affinityMs } = row;
  const set: readonly Match[] = affinityMs > 0 ? [[`-m recent --set --name ${chain} --mask 255.255.255.255 --rsource`, `recent: SET name: ${chain} side: source mask: 255.255.255.255`]] : [];
  return [
    { chain, source: `${address}/32`, matches: [comment(name)], target: MARK_MASQ },
    { chain, protocol, matches: [comment(name), ...set, [`-m ${protocol}`, protocol]], target: "DNAT", told: [`--to-destination ${endpoint}`, `to:${endpoint}`] },
  ];
}

const NEW: Match = ["-m conntrack --ctstate NEW", "ctstate NEW"];
/** What stands in the table filter, whatever the Services. */
const filterFrame: readonly FilterRule[] = [
  { chain: "INPUT", matches: [NEW, comment("kubernetes load balancer firewall")], target: "KUBE-PROXY-FIREWALL" },
  { chain: "INPUT", matches: [comment("kubernetes health check service ports")], target: "KUBE-NODEPORTS" },
  { chain: "INPUT", matches: [NEW, comment("kubernetes externally-visible service portals")], target: "KUBE-EXTERNAL-SERVICES" },
  { chain: "INPUT", matches: [], target: "KUBE-FIREWALL" },
  { chain: "FORWARD", matches: [NEW, comment("kubernetes load balancer firewall")], target: "KUBE-PROXY-FIREWALL" },
  { chain: "FORWARD", matches: [comment("kubernetes forwarding rules")], target: "KUBE-FORWARD" },
  { chain: "FORWARD", matches: [NEW, comment("kubernetes service portals")], target: "KUBE-SERVICES" },
  { chain: "FORWARD", matches: [NEW, comment("kubernetes externally-visible service portals")], target: "KUBE-EXTERNAL-SERVICES" },
  { chain: "OUTPUT", matches: [NEW, comment("kubernetes load balancer firewall")], target: "KUBE-PROXY-FIREWALL" },
  { chain: "OUTPUT", matches: [NEW, comment("kubernetes service portals")], target: "KUBE-SERVICES" },
  { chain: "OUTPUT", matches: [], target: "KUBE-FIREWALL" },
  { chain: "KUBE-FIREWALL", source: "!127.0.0.0/8", destination: "127.0.0.0/8", matches: [comment("block incoming localnet connections"), ["-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT", "! ctstate RELATED,ESTABLISHED,DNAT"]], target: "DROP" },
  { chain: "KUBE-FORWARD", matches: [["-m conntrack --ctstate INVALID", "ctstate INVALID"]], target: "DROP" },
  { chain: "KUBE-FORWARD", matches: [comment("kubernetes forwarding rules"), ["-m mark --mark 0x4000/0x4000", "mark match 0x4000/0x4000"]], target: "ACCEPT" },
  { chain: "KUBE-FORWARD", matches: [comment("kubernetes forwarding conntrack rule"), ["-m conntrack --ctstate RELATED,ESTABLISHED", "ctstate RELATED,ESTABLISHED"]], target: "ACCEPT" },
];

/** The table filter: Services without endpoints refuse, those with none on this node drop. */
export const filterChains = (rows: readonly ServiceRuleRow[]): readonly FilterRule[] => [...filterFrame, ...rows.filter((row) => reachable(row).length === 0).map(refusal)];

function refusal({ name, protocol, address, port, kind, backends }: ServiceRuleRow): FilterRule {
  const isNone = backends.length === 0;
  const told: Match = ["--reject-with icmp-port-unreachable", "reject-with icmp-port-unreachable"];
  return {
    chain: kind === "cluster" ? "KUBE-SERVICES" : "KUBE-EXTERNAL-SERVICES",
    ...(kind !== "nodePort" && { destination: `${address}/32` }),
    protocol,
    matches: [comment(`${name} has no ${isNone ? "" : "local "}endpoints`), ...(kind === "nodePort" ? [["-m addrtype --dst-type LOCAL", "ADDRTYPE match dst-type LOCAL"] as const] : []), destinationPort(protocol, port)],
    target: isNone ? "REJECT" : "DROP",
    ...(isNone && { told }),
  };
}
