import { scripted } from "../scripted.ts";
import { err, out } from "./script.ts";
import { usageText } from "./usage.ts";

/** Sockets as iproute2 lists them. Simplified: only those that listen are known. */
export const ss = scripted("ss", function* (context) {
  const flags = context.argv.slice(1).filter((argument) => argument.startsWith("-")).join("");
  const answer = yield { call: "sockets" };
  const listening = /[la]|listening|all/.test(flags);
  const only = flags.includes("t") !== flags.includes("u") ? (flags.includes("t") ? "TCP" : "UDP") : undefined;
  const sockets = (answer.ok && listening ? (answer.sockets ?? []) : []).filter(({ protocol }) => only === undefined || protocol === only);
  const named = flags.includes("p");
  const netid = only === undefined;
  const row = (cells: readonly string[]): string => `${netid ? (cells[0] ?? "").padEnd(6) : ""}${(cells[1] ?? "").padEnd(8)}${(cells[2] ?? "").padEnd(7)}${(cells[3] ?? "").padEnd(7)}${(cells[4] ?? "").padStart(20)} ${(cells[5] ?? "").padStart(20)} ${cells[6] ?? ""}`.trimEnd() + "\n";
  const rows = sockets.map(({ protocol, address, port, pid, program }) => row([protocol.toLowerCase(), protocol === "TCP" ? "LISTEN" : "UNCONN", "0", protocol === "TCP" ? "511" : "0", `${address === "0.0.0.0" ? "0.0.0.0" : address}:${port}`, "0.0.0.0:*", named && pid > 0 ? `users:(("${program}",pid=${pid},fd=6))` : ""]));
  yield* out(row(["Netid", "State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port", named ? "Process" : ""]) + rows.join(""));
  return 0;
});

/** A question's id and its time differ in life; here they stand still. */
export const dig = scripted("dig", function* (context) {
  const args = context.argv.slice(1);
  const short = args.includes("+short");
  const searches = args.includes("+search");
  const words = args.filter((argument) => !/^[+@-]/.test(argument));
  const type = words.find((word) => /^(A|AAAA|SRV|TXT|NS|CNAME|MX|PTR|ANY)$/i.test(word))?.toUpperCase() ?? "A";
  const name = words.find((word) => !/^(A|AAAA|SRV|TXT|NS|CNAME|MX|PTR|ANY|IN)$/i.test(word)) ?? ".";
  const server = args.find((argument) => argument.startsWith("@"))?.slice(1) ?? /^nameserver\s+(\S+)/m.exec(context.files.read("/etc/resolv.conf") ?? "")?.[1] ?? "127.0.0.1";
  // Without +search a name is taken as it stands.
  const found = yield { call: "resolve", name: searches || name.endsWith(".") ? name : `${name}.` };
  if (!found.ok && found.errno === "ETIMEDOUT") {
    yield { call: "sleep", ms: 15_000 };
    yield* out(`;; communications error to ${server}#53: timed out\n`.repeat(3) + (short ? "" : `\n; <<>> DiG 9.18.33 <<>> ${args.join(" ")}\n;; global options: +cmd\n`) + ";; no servers could be reached\n");
    return 9;
  }
  const addresses = found.ok && type === "A" ? (found.addresses ?? []) : [];
  const full = name.endsWith(".") ? name : `${name}.`;
  if (short) {
    yield* out(addresses.map((address) => `${address}\n`).join(""));
    return 0;
  }
  const status = found.ok && (found.addresses ?? []).length > 0 ? "NOERROR" : "NXDOMAIN";
  const answers = addresses.map((address) => `${full}\t30\tIN\tA\t${address}\n`).join("");
  yield* out(`\n; <<>> DiG 9.18.33 <<>> ${args.join(" ")}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4711\n;; flags: qr aa rd${status === "NOERROR" ? "" : " ra"}; QUERY: 1, ANSWER: ${addresses.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;${full}\t\tIN\t${type}\n\n${answers === "" ? "" : `;; ANSWER SECTION:\n${answers}\n`};; Query time: 1 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`);
  return 0;
});

export const host = scripted("host", function* (context) {
  const [name] = context.argv.slice(1).filter((argument) => !argument.startsWith("-"));
  if (name === undefined) {
    yield* err("Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n");
    return 1;
  }
  const found = yield { call: "resolve", name };
  const addresses = found.ok ? (found.addresses ?? []) : [];
  if (addresses.length === 0) {
    yield* out(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  yield* out(addresses.map((address) => `${name} has address ${address}\n`).join(""));
  return 0;
});

/** A connection that is tried; what is typed goes nowhere. */
export const telnet = scripted("telnet", function* (context) {
  const [name, port = "23"] = context.argv.slice(1).filter((argument) => !argument.startsWith("-"));
  if (name === undefined) {
    yield* err(usageText("telnet", "HOST [PORT]"));
    return 1;
  }
  const found = /^\d+(\.\d+){3}$/.test(name) ? undefined : yield { call: "resolve", name };
  const address = found === undefined ? name : found.ok ? found.addresses?.[0] : undefined;
  if (address === undefined) {
    yield* err(`telnet: bad address '${name}'\n`);
    return 1;
  }
  const connected = yield { call: "connect", host: address, port: Number(port) || 23, timeoutMs: 120_000 };
  if (!connected.ok) {
    yield* err(`telnet: can't connect to remote host (${address}): ${connected.errno === "ECONNREFUSED" ? "Connection refused" : connected.errno === "EHOSTUNREACH" ? "No route to host" : "Connection timed out"}\n`);
    return 1;
  }
  yield* out(`Connected to ${name}\n\nEntering character mode\nEscape character is '^]'.\n\n`);
  yield { call: "read", fd: 0, until: "line" };
  yield* err("Connection closed by foreign host\n");
  return 1;
});
