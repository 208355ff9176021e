import { hardwareAddress, networkOf } from "../../processes/applets/ip/addresses.ts";
import { iproute2 } from "../../processes/applets/ip/iproute2.ts";
import { err, out } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import { filterTables, listed, saved, specified } from "../packet-filter/tables.ts";
import type { ServiceRuleRow } from "../questions.ts";
import { ask, runtime } from "./ask.ts";

const netns = (id: string): string => `cni-${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`;

/** `ip` of a node: its own links, the bridge, and a cable for each pod. In another network namespace, what is there. */
export const nodeIp = scripted("node-ip", function* (context) {
  const args = context.argv.slice(1);
  const report = yield* runtime();
  const pods = typeof report === "string" ? [] : report.sandboxes.filter(({ ready, hostNetwork }) => ready && !hostNetwork);
  const [topic = "", act] = args.filter((word) => !word.startsWith("-"));
  if (topic !== "" && "netns".startsWith(topic) && topic.length > 2) {
    yield* out(act === "add" ? "" : pods.map(({ id }, index) => `${netns(id)} (id: ${index})\n`).join(""));
    return 0;
  }
  return yield* iproute2(args, pods.map(({ id, ip }, index) => ({ name: `veth${id.slice(0, 8)}`, mac: hardwareAddress(ip).replace(/^0a:58/, index % 2 === 0 ? "1e:a2" : "5a:c4"), peer: netns(id), address: ip })));
});

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
  const tables = filterTables(typeof report === "string" ? undefined : report, bridge ? `${networkOf(bridge.address, bridge.prefix)}/${bridge.prefix}` : "", Array.isArray(rules) ? (rules as unknown as readonly ServiceRuleRow[]) : []);
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
