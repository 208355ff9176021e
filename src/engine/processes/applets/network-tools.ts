import { scripted } from "../scripted.ts";
import { broadcastOf, gatewayOf, hardwareAddress, netmask, networkOf } from "./ip/addresses.ts";
import { err, out } from "./script.ts";

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
    ? `lo        Link encap:Local Loopback  \n          inet addr:${address}  Mask:${netmask(prefix)}\n          UP LOOPBACK RUNNING  MTU:65536  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:1000 \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`
    : `${name.padEnd(9)} Link encap:Ethernet  HWaddr ${hardwareAddress(address).toUpperCase()}  \n          inet addr:${address}  Bcast:${broadcastOf(address, prefix)}  Mask:${netmask(prefix)}\n          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:0 \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`).join(""));
  return 0;
});

export const route = scripted("route", function* () {
  const answer = yield { call: "interfaces" };
  const outer = (answer.ok ? (answer.interfaces ?? []) : []).find((each) => each.name !== "lo");
  const row = (destination: string, gateway: string, genmask: string, flags: string): string => `${destination.padEnd(15)} ${gateway.padEnd(15)} ${genmask.padEnd(15)} ${flags.padEnd(5)} 0      0        0 ${outer?.name ?? ""}\n`;
  const rows = outer ? row("0.0.0.0", gatewayOf(outer.address), "0.0.0.0", "UG") + row(networkOf(outer.address, outer.prefix), "0.0.0.0", netmask(outer.prefix), "U") : "";
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

