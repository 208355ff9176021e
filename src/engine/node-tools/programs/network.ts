import { err, out } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import { filterTables, listed, saved, specified } from "../packet-filter/tables.ts";
import type { RuntimeReport, ServiceRuleRow } from "../questions.ts";
import { ask, runtime } from "./ask.ts";

const MAC = (address: string): string => ["0a", "58", ...address.split(".").map((part) => Number(part).toString(16).padStart(2, "0"))].join(":");
const base = (address: string): string => address.replace(/\.\d+$/, ".0");
const broadcast = (address: string): string => address.replace(/\.\d+$/, ".255");

interface Link {
  readonly name: string;
  readonly address: string;
  readonly prefix: number;
  readonly extra: string;
  readonly mac: string;
}

/** The host's end of a pod's cable. */
const cable = (id: string): string => `veth${id.slice(0, 8)}`;

/** `ip` of a node: its own links, the bridge, and a cable for each pod. In another network namespace, what is there. */
export const nodeIp = scripted("node-ip", function* (context) {
  const words = context.argv.slice(1).filter((word) => !/^-(4|6|c|color|d|details|br|brief|o)$/.test(word));
  const answer = yield { call: "interfaces" };
  const interfaces = answer.ok ? (answer.interfaces ?? []) : [];
  const report = yield* runtime();
  const bridge = interfaces.find(({ name }) => name === "cni0");
  const pods = bridge && typeof report !== "string" ? report.sandboxes.filter(({ ready, hostNetwork }) => ready && !hostNetwork) : [];
  const [topic = "", ...rest] = words;
  const is = (name: string): boolean => topic !== "" && name.startsWith(topic);
  if (topic === "netns") {
    yield* out(typeof report === "string" || rest[0] === "add" ? "" : namespaces(report));
    return 0;
  }
  if (is("route")) {
    const outer = interfaces.find(({ name }) => name === "eth0");
    const rows = outer ? [`default via ${outer.address.replace(/\.\d+$/, ".1")} dev eth0 `, ...(bridge ? [`${base(bridge.address)}/${bridge.prefix} dev cni0 proto kernel scope link src ${bridge.address} `] : []), `${base(outer.address)}/${outer.prefix} dev eth0 proto kernel scope link src ${outer.address} `] : [];
    yield* out(rows.map((row) => `${row}\n`).join(""));
    return 0;
  }
  if (!is("address") && !is("link")) {
    yield* err(`Object "${topic}" is unknown, try "ip help".\n`);
    return 1;
  }
  const links: Link[] = [
    ...interfaces.map(({ name, address, prefix }) => ({ name, address, prefix, extra: "", mac: name === "lo" ? "00:00:00:00:00:00" : MAC(address) })),
    ...pods.map(({ id, ip }, index) => ({ name: cable(id), address: "", prefix: 0, extra: ` link-netns cni-${netns(id)}`, mac: MAC(ip).replace(/^0a:58/, index % 2 === 0 ? "1e:a2" : "5a:c4") })),
  ];
  const wanted = rest.filter((word) => !/^(show|list|ls|dev)$/.test(word)).at(0);
  const shown = links.map((link, index) => ({ ...link, number: index + 1 })).filter(({ name }) => wanted === undefined || name === wanted);
  if (shown.length === 0) {
    yield* err(`Device "${wanted}" does not exist.\n`);
    return 1;
  }
  for (const { name, address, prefix, number, extra, mac } of shown) {
    const veth = name.startsWith("veth") || (!bridge && name === "eth0");
    const kind = name === "lo" ? "<LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000" : veth ? `<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue ${extra === "" ? "" : "master cni0 "}state UP group default` : name === "cni0" ? "<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000" : "<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000";
    yield* out(`${number}: ${name}${veth ? (extra === "" ? `@if${number + 4}` : "@if2") : ""}: ${kind}\n    link/${name === "lo" ? "loopback" : "ether"} ${mac} brd ${name === "lo" ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff"}${extra === "" && veth ? " link-netnsid 0" : extra}\n`);
    if (is("address") && address !== "") yield* out(`    inet ${address}/${prefix}${name === "lo" ? "" : ` brd ${broadcast(address)}`} scope ${name === "lo" ? "host" : "global"} ${name}\n       valid_lft forever preferred_lft forever\n`);
  }
  return 0;
});

const netns = (id: string): string => `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`;
const namespaces = ({ sandboxes }: RuntimeReport): string => sandboxes.filter(({ ready, hostNetwork }) => ready && !hostNetwork).map(({ id }, index) => `cni-${netns(id)} (id: ${index})\n`).join("");

const OPERATIONS = /^(-[A-Za-z]*[LS][A-Za-z]*|--list|--list-rules)$/;
const FLAGS_WITH_VALUE = new Set(["-t", "--table"]);

/** `iptables -L`, `iptables -S` and `iptables-save` of a node: what its network plugin and its kube-proxy have written. */
export const iptables = scripted("iptables", function* (context) {
  const words = context.argv.slice(1);
  const saving = (context.argv[0] ?? "").endsWith("-save");
  const operation = words.find((word) => OPERATIONS.test(word));
  if (!saving && operation === undefined) {
    yield* err("iptables: changing rules is not simulated: list them with -L or -S, or with iptables-save\n");
    return 2;
  }
  const report = yield* runtime();
  const answer = yield { call: "interfaces" };
  const bridge = (answer.ok ? (answer.interfaces ?? []) : []).find(({ name }) => name === "cni0");
  const rules = yield* ask({ ask: "service-rules" });
  const tables = filterTables(typeof report === "string" ? undefined : report, bridge ? `${base(bridge.address)}/${bridge.prefix}` : "", Array.isArray(rules) ? (rules as unknown as readonly ServiceRuleRow[]) : []);
  const at = words.findIndex((word) => FLAGS_WITH_VALUE.has(word));
  const asked = at >= 0 ? words[at + 1] : undefined;
  const table = tables.find(({ name }) => name === (asked ?? "filter"));
  if (!table) {
    yield* err(`iptables v1.8.9 (nf_tables): table '${asked}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`);
    return 3;
  }
  if (saving) {
    yield* out((asked === undefined ? tables : [table]).map(saved).join(""));
    return 0;
  }
  const chain = words.find((word, place) => !word.startsWith("-") && !FLAGS_WITH_VALUE.has(words[place - 1] ?? ""));
  const isListing = operation !== "-S" && operation !== "--list-rules";
  const isNumeric = words.some((word) => /^(-[A-Za-z]*n[A-Za-z]*|--numeric)$/.test(word));
  const text = isListing ? listed(table, isNumeric, chain) : specified(table, chain);
  if (text === undefined) {
    yield* err("iptables: No chain/target/match by that name.\n");
    return 1;
  }
  yield* out(text);
  return 0;
});
