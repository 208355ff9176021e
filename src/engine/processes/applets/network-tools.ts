import { scripted } from "../scripted.ts";
import { err, out } from "./script.ts";

const mask = (prefix: number): string => [0, 8, 16, 24].map((shift) => (prefix >= shift + 8 ? 255 : prefix <= shift ? 0 : 256 - 2 ** (8 - (prefix - shift)))).join(".");

export const ifconfig = scripted("ifconfig", function* (context) {
  const answer = yield { call: "interfaces" };
  const wanted = context.argv[1];
  const all = answer.ok ? (answer.interfaces ?? []) : [];
  const shown = all.filter((each) => wanted === undefined || each.name === wanted).sort((a) => (a.name === "lo" ? 1 : -1));
  if (shown.length === 0 && wanted !== undefined) {
    yield* err(`ifconfig: ${wanted}: error fetching interface information: Device not found\n`);
    return 1;
  }
  yield* out(shown.map(({ name, address, prefix }) => name === "lo"
    ? `lo        Link encap:Local Loopback  \n          inet addr:${address}  Mask:${mask(prefix)}\n          UP LOOPBACK RUNNING  MTU:65536  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:1000 \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`
    : `${name.padEnd(9)} Link encap:Ethernet  HWaddr ${hardwareAddress(address)}  \n          inet addr:${address}  Bcast:${broadcast(address, prefix)}  Mask:${mask(prefix)}\n          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:0 \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`).join(""));
  return 0;
});

/** Stable and local, from the address, as several network plugins make it. */
const hardwareAddress = (address: string): string => ["0A", "58", ...address.split(".").map((part) => Number(part).toString(16).toUpperCase().padStart(2, "0"))].join(":");
const broadcast = (address: string, prefix: number): string => {
  const masks = mask(prefix).split(".").map(Number);
  return address.split(".").map((part, index) => Number(part) | (255 - (masks[index] ?? 0))).join(".");
};

export const ip = scripted("ip", function* (context) {
  const [what = "", ...rest] = context.argv.slice(1).filter((argument) => !argument.startsWith("-"));
  const answer = yield { call: "interfaces" };
  const interfaces = answer.ok ? (answer.interfaces ?? []) : [];
  const link = "link".startsWith(what) && what !== "";
  if ("route".startsWith(what) && what !== "") {
    const outer = interfaces.find((each) => each.name !== "lo");
    if (!outer) return 0;
    const gateway = outer.address.replace(/\.\d+$/, ".1");
    yield* out(`default via ${gateway} dev ${outer.name} \n${outer.address.replace(/\.\d+$/, ".0")}/${outer.prefix} dev ${outer.name} scope link  src ${outer.address} \n`);
    return 0;
  }
  if (!link && !("address".startsWith(what) && what !== "")) {
    yield* err("BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]\n");
    return 1;
  }
  const wanted = rest.filter((word) => word !== "show" && word !== "dev" && word !== "list").at(0);
  const shown = interfaces.filter((each) => wanted === undefined || each.name === wanted);
  // Only a pod's interface is one end of a pair.
  const machine = interfaces.some(({ name }) => name === "cni0");
  yield* out(shown.map(({ name, address, prefix }, index) => {
    const number = wanted === undefined ? index + 1 : interfaces.findIndex((each) => each.name === name) + 1;
    const head = name === "lo"
      ? `${number}: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n`
      : `${number}: ${name}${machine ? ": <BROADCAST,MULTICAST,UP,LOWER_UP>" : `@if${number + 4}: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN>`} mtu 1500 qdisc noqueue \n    link/ether ${hardwareAddress(address).toLowerCase()} brd ff:ff:ff:ff:ff:ff\n`;
    const inet = name === "lo" ? `    inet ${address}/${prefix} scope host lo\n` : `    inet ${address}/${prefix} brd ${broadcast(address, prefix)} scope global ${name}\n`;
    return head + (link ? "" : `${inet}       valid_lft forever preferred_lft forever\n`);
  }).join(""));
  return 0;
});

export const route = scripted("route", function* () {
  const answer = yield { call: "interfaces" };
  const outer = (answer.ok ? (answer.interfaces ?? []) : []).find((each) => each.name !== "lo");
  const row = (destination: string, gateway: string, genmask: string, flags: string): string => `${destination.padEnd(15)} ${gateway.padEnd(15)} ${genmask.padEnd(15)} ${flags.padEnd(5)} 0      0        0 ${outer?.name ?? ""}\n`;
  const rows = outer ? row("0.0.0.0", outer.address.replace(/\.\d+$/, ".1"), "0.0.0.0", "UG") + row(outer.address.replace(/\.\d+$/, ".0"), "0.0.0.0", mask(outer.prefix), "U") : "";
  yield* out(`Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${rows}`);
  return 0;
});

export const netstat = scripted("netstat", function* (context) {
  const flags = context.argv.slice(1).join("");
  const answer = yield { call: "sockets" };
  const programs = flags.includes("p");
  const sockets = (answer.ok ? (answer.sockets ?? []) : []).filter((each) => flags.includes("t") === flags.includes("u") || (each.protocol === "TCP") === flags.includes("t"));
  const rows = sockets.map(({ protocol, address, port, pid, program }) => {
    const local = `${address}:${port}`;
    return `${protocol.toLowerCase().padEnd(5)}       0      0 ${local.padEnd(23)} ${"0.0.0.0:*".padEnd(23)} ${(protocol === "TCP" ? "LISTEN" : "").padEnd(11)} ${programs ? (pid > 0 ? `${pid}/${program}` : "-") : ""}\n`;
  });
  yield* out(`Active Internet connections (${flags.includes("l") ? "only servers" : "servers and established"})\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${programs ? "PID/Program name    " : ""}\n${flags.includes("l") || flags.includes("a") ? rows.join("") : ""}`);
  return 0;
});

const DEFAULT_PINGS = 4;

/** Simplified: ping stops after four without -c, and whatever answers a connection attempt answers it. */
export const ping = scripted("ping", function* (context) {
  const args = [...context.argv.slice(1)];
  const count = args.indexOf("-c");
  const packets = count < 0 ? Number(args.find((argument) => /^-c\d+$/.test(argument))?.slice(2) ?? DEFAULT_PINGS) : Number(args.splice(count, 2)[1] ?? DEFAULT_PINGS);
  const [name = ""] = args.filter((argument) => !argument.startsWith("-"));
  const numeric = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  const found = numeric ? undefined : yield { call: "resolve", name };
  const address = numeric ? name : found?.ok ? found.addresses?.[0] : undefined;
  if (address === undefined) {
    yield* err(`ping: bad address '${name}'\n`);
    return 1;
  }
  yield* out(`PING ${name} (${address}): 56 data bytes\n`);
  let received = 0;
  for (let sequence = 0; sequence < packets; sequence += 1) {
    const answer = yield { call: "connect", host: address, port: 7, timeoutMs: 1000 };
    const alive = answer.ok || answer.errno === "ECONNREFUSED";
    if (alive) {
      received += 1;
      yield* out(`64 bytes from ${address}: seq=${sequence} ttl=64 time=0.080 ms\n`);
    }
    if (sequence < packets - 1) yield { call: "sleep", ms: 1000 };
  }
  yield* out(`\n--- ${name} ping statistics ---\n${packets} packets transmitted, ${received} packets received, ${Math.round(((packets - received) * 100) / packets)}% packet loss\n${received > 0 ? "round-trip min/avg/max = 0.080/0.080/0.080 ms\n" : ""}`);
  return received > 0 ? 0 : 1;
});

