import { err, out, type Part } from "../script.ts";
import { broadcastOf, gatewayOf, hardwareAddress, isWithin, networkOf } from "./addresses.ts";
import { links, outerLink, type Cable, type Link } from "./links.ts";

const WORDS = /^(show|list|lst|ls|dev|to)$/;

/** `ip` of iproute2, as nodes and the larger images have it. */
export function* iproute2(args: readonly string[], cables: readonly Cable[] = []): Part<number> {
  const flags = args.filter((word) => word.startsWith("-")).join(" ");
  const [topic = "", ...rest] = args.filter((word) => !word.startsWith("-"));
  const is = (name: string): boolean => topic !== "" && name.startsWith(topic);
  const all = yield* links(cables);
  if (is("address") || is("link")) return yield* listLinks(all, { flags, withAddresses: is("address"), wanted: rest.find((word) => !WORDS.test(word)) });
  if (is("route")) return yield* routes(all, rest);
  if (is("neighbour") || is("neighbor")) {
    yield* out(neighbours(all, cables).join(""));
    return 0;
  }
  if (is("rule")) {
    yield* out("0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n");
    return 0;
  }
  if (is("netns")) return 0;
  yield* err(`Object "${topic}" is unknown, try "ip help".\n`);
  return 1;
}

interface Listing {
  readonly flags: string;
  readonly withAddresses: boolean;
  readonly wanted: string | undefined;
}

function* listLinks(all: readonly Link[], { flags, withAddresses, wanted }: Listing): Part<number> {
  const shown = all.filter(({ name }) => wanted === undefined || name === wanted);
  if (shown.length === 0) {
    yield* err(`Device "${wanted}" does not exist.\n`);
    return 1;
  }
  const brief = /-(br|brief)\b/.test(flags);
  const oneLine = /-(o|oneline)\b/.test(flags);
  // There is no address of IPv6 here.
  const withFour = withAddresses && !/-6\b/.test(flags);
  const onlyFour = withAddresses && /-[46]\b/.test(flags);
  for (const link of shown) {
    const has = withFour && link.address !== "";
    if (brief) yield* out(briefly(link, withAddresses));
    else if (oneLine) yield* out(withAddresses ? (has ? `${link.number}: ${link.name}    ${inet(link).trim().replace("\n", "\\")}\n` : "") : whole(link).replace("\n", "\\"));
    else if (!onlyFour || has) yield* out((onlyFour ? `${titleOf(link)}\n` : whole(link)) + (has ? inet(link) : ""));
  }
  return 0;
}

const FLAGS = "<BROADCAST,MULTICAST,UP,LOWER_UP>";
const stateOf = ({ kind }: Link): string => (kind === "loopback" ? "UNKNOWN" : "UP");
const shownName = ({ name, kind, number }: Link): string => (kind === "pod's end" ? `${name}@if${number + 4}` : kind === "node's end" ? `${name}@if2` : name);

function titleOf(link: Link): string {
  const start = `${link.number}: ${shownName(link)}: `;
  switch (link.kind) {
    case "loopback":
      return `${start}<LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000`;
    case "card":
      return `${start}${FLAGS} mtu 1500 qdisc fq_codel state UP group default qlen 1000`;
    case "bridge":
      return `${start}${FLAGS} mtu 1500 qdisc noqueue state UP group default qlen 1000`;
    case "node's end":
      return `${start}${FLAGS} mtu 1500 qdisc noqueue master cni0 state UP group default `;
    case "pod's end":
      return `${start}${FLAGS} mtu 1500 qdisc noqueue state UP group default `;
  }
}

function whole(link: Link): string {
  const isLoopback = link.kind === "loopback";
  const otherEnd = link.kind === "pod's end" ? " link-netnsid 0" : link.peer === undefined ? "" : ` link-netns ${link.peer}`;
  return `${titleOf(link)}\n    link/${isLoopback ? "loopback" : "ether"} ${link.mac} brd ${isLoopback ? link.mac : "ff:ff:ff:ff:ff:ff"}${otherEnd}\n`;
}

const inet = ({ name, address, prefix, kind }: Link): string =>
  `    inet ${address}/${prefix}${kind === "loopback" ? "" : ` brd ${broadcastOf(address, prefix)}`} scope ${kind === "loopback" ? "host" : "global"} ${name}\n       valid_lft forever preferred_lft forever\n`;

// Mirrors print_linkinfo_brief (iproute2, ip/ipaddress.c).
const briefly = (link: Link, withAddresses: boolean): string =>
  `${shownName(link).padEnd(16)} ${stateOf(link).padEnd(14)} ${withAddresses ? (link.address === "" ? "" : `${link.address}/${link.prefix} `) : `${link.mac} ${link.kind === "loopback" ? "<LOOPBACK,UP,LOWER_UP>" : FLAGS} `}\n`;

function* routes(all: readonly Link[], [act = "", ...rest]: readonly string[]): Part<number> {
  const outer = outerLink(all);
  const near = all.filter(({ kind, address }) => address !== "" && kind !== "loopback");
  if (act === "get") {
    const target = rest.find((word) => !WORDS.test(word)) ?? "";
    const own = all.find(({ address }) => address === target);
    const via = near.find(({ address, prefix }) => isWithin(target, address, prefix)) ?? outer;
    if (own) yield* out(`local ${target} dev lo src ${target} uid 0 \n    cache <local> \n`);
    else if (via) yield* out(`${target} ${isWithin(target, via.address, via.prefix) ? "" : `via ${gatewayOf(via.address)} `}dev ${via.name} src ${via.address} uid 0 \n    cache \n`);
    else yield* err("RTNETLINK answers: Network is unreachable\n");
    return own || via ? 0 : 2;
  }
  const rows = near.toSorted((a, b) => (a.kind === "bridge" ? -1 : b.kind === "bridge" ? 1 : 0)).map(({ name, address, prefix }) => `${networkOf(address, prefix)}/${prefix} dev ${name} proto kernel scope link src ${address} \n`);
  yield* out([...(outer ? [`default via ${gatewayOf(outer.address)} dev ${outer.name} \n`] : []), ...rows].join(""));
  return 0;
}

/** Whom it has spoken with: a pod its gateway, a node its gateway and its pods. */
function neighbours(all: readonly Link[], cables: readonly Cable[]): readonly string[] {
  const outer = outerLink(all);
  const row = (address: string, device: string): string => `${address} dev ${device} lladdr ${hardwareAddress(address)} REACHABLE \n`;
  const bridge = all.find(({ kind }) => kind === "bridge");
  return [...(bridge ? cables.map(({ address }) => row(address, bridge.name)) : []), ...(outer ? [row(gatewayOf(outer.address), outer.name)] : [])];
}
