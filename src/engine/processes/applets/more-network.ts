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
