import { err, out, type Part } from "../script.ts";
import { broadcastOf, gatewayOf, networkOf } from "./addresses.ts";
import { links, outerLink, type Link } from "./links.ts";

const USAGE = "BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]\n";

/** `ip` of busybox (networking/ip.c): what is asked for may be cut short. */
export function* busyboxIp(args: readonly string[]): Part<number> {
  const [topic = "", ...rest] = args.filter((word) => !word.startsWith("-"));
  const is = (name: string): boolean => topic !== "" && name.startsWith(topic);
  const all = yield* links();
  if (is("route")) {
    const outer = outerLink(all);
    if (outer) yield* out(`default via ${gatewayOf(outer.address)} dev ${outer.name} \n${networkOf(outer.address, outer.prefix)}/${outer.prefix} dev ${outer.name} scope link  src ${outer.address} \n`);
    return 0;
  }
  if (!is("link") && !is("address")) {
    yield* err(USAGE);
    return 1;
  }
  const wanted = rest.find((word) => word !== "show" && word !== "dev" && word !== "list");
  const shown = all.filter(({ name }) => wanted === undefined || name === wanted);
  yield* out(shown.map((link) => head(link) + (is("link") ? "" : inet(link))).join(""));
  return 0;
}

function head({ number, name, mac, kind }: Link): string {
  if (kind === "loopback") return `${number}: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback ${mac} brd ${mac}\n`;
  const flags = kind === "pod's end" ? `@if${number + 4}: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN>` : ": <BROADCAST,MULTICAST,UP,LOWER_UP>";
  return `${number}: ${name}${flags} mtu 1500 qdisc noqueue \n    link/ether ${mac} brd ff:ff:ff:ff:ff:ff\n`;
}

const inet = ({ name, address, prefix, kind }: Link): string =>
  `    inet ${address}/${prefix}${kind === "loopback" ? "" : ` brd ${broadcastOf(address, prefix)}`} scope ${kind === "loopback" ? "host" : "global"} ${name}\n       valid_lft forever preferred_lft forever\n`;
