import { err, out } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import type { RuntimeReport } from "../questions.ts";
import { runtime } from "./ask.ts";

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

// Simplified: of a node's packet filter only what the network plugin sets up is shown: Services are not routed by rules here.
export const iptables = scripted("iptables", function* (context) {
  const saving = (context.argv[0] ?? "").endsWith("-save");
  const report = yield* runtime();
  const pods = typeof report === "string" ? [] : report.sandboxes.filter(({ ready, hostNetwork }) => ready && !hostNetwork);
  const answer = yield { call: "interfaces" };
  const bridge = (answer.ok ? (answer.interfaces ?? []) : []).find(({ name }) => name === "cni0");
  const range = bridge ? `${base(bridge.address)}/${bridge.prefix}` : "";
  const chain = (id: string): string => `CNI-${id.slice(0, 24)}`;
  const at = context.argv.indexOf("-t");
  const table = at >= 0 ? (context.argv[at + 1] ?? "") : "filter";
  if (!saving && !context.argv.some((word) => /^(-L|--list|-S|--list-rules|-nL|-Ln|-nvL|-vnL|-Lnv)/.test(word))) {
    yield* err("iptables: changing rules is not simulated: list them with -L or -S, or with iptables-save\n");
    return 2;
  }
  const listing = !saving && !context.argv.some((word) => /^(-S|--list-rules)$/.test(word));
  if (table !== "nat" && !saving) {
    yield* out(listing ? ["INPUT", "FORWARD", "OUTPUT"].map((name) => `Chain ${name} (policy ACCEPT)\ntarget     prot opt source               destination         \n`).join("\n") : "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n");
    return 0;
  }
  if (listing) {
    const numeric = context.argv.some((word) => /^(-[A-Za-z]*n[A-Za-z]*|--numeric)$/.test(word));
    const [anywhere, multicast] = numeric ? ["0.0.0.0/0", "224.0.0.0/4"] : ["anywhere", "base-address.mcast.net/4"];
    const head = "target     prot opt source               destination         \n";
    const row = (target: string, source: string, destination: string, comment: string): string => `${target.padEnd(10)} all  --  ${source.padEnd(20)} ${destination.padEnd(20)} ${comment}\n`;
    const comment = (id: string): string => `/* name: "kubarium" id: "${id}" */`;
    yield* out(["PREROUTING", "INPUT", "OUTPUT"].map((name) => `Chain ${name} (policy ACCEPT)\n${head}\n`).join(""));
    yield* out(`Chain POSTROUTING (policy ACCEPT)\n${head}${pods.map(({ id, ip }) => row(chain(id), ip, anywhere, comment(id))).join("")}`);
    for (const { id } of pods) yield* out(`\nChain ${chain(id)} (1 references)\n${head}${row("ACCEPT", anywhere, range, comment(id))}${row("MASQUERADE", anywhere, `!${multicast}`, comment(id))}`);
    return 0;
  }
  const rules = pods.flatMap(({ id, ip }) => [`-A POSTROUTING -s ${ip}/32 -m comment --comment "name: \\"kubarium\\" id: \\"${id}\\"" -j ${chain(id)}`, `-A ${chain(id)} -d ${range} -m comment --comment "name: \\"kubarium\\" id: \\"${id}\\"" -j ACCEPT`, `-A ${chain(id)} ! -d 224.0.0.0/4 -m comment --comment "name: \\"kubarium\\" id: \\"${id}\\"" -j MASQUERADE`]);
  const chains = ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"];
  if (saving) yield* out(`*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n*nat\n${chains.map((name) => `:${name} ACCEPT [0:0]\n`).join("")}${pods.map(({ id }) => `:${chain(id)} - [0:0]\n`).join("")}${rules.map((rule) => `${rule}\n`).join("")}COMMIT\n`);
  else yield* out(`${chains.map((name) => `-P ${name} ACCEPT\n`).join("")}${pods.map(({ id }) => `-N ${chain(id)}\n`).join("")}${rules.map((rule) => `${rule}\n`).join("")}`);
  return 0;
});
