import type { ConnectResult, HttpResult, Network } from "../../network/network.ts";
import type { NameFiles } from "../../network/names.ts";
import type { ProcessRecord } from "../state.ts";
import type { Answer, Errno, SocketView, Syscall } from "../syscall.ts";
import { OK, type Outcome, type Table } from "../table.ts";
import { seesHost } from "../process-views.ts";
import { locate } from "../files/locate.ts";
import { commandName } from "../files/command-name.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const DEFAULT_TIMEOUT_MS = 120_000;

export function listen(table: Table, process: ProcessRecord, call: Call<"listen">): Answer {
  if (call.port > 0 && call.port < 1024 && process.task.uid !== 0 && unprivilegedFrom(process) > call.port) return { ok: false, errno: "EACCES" };
  const bound = table.sockets.listen({
    namespace: process.task.namespaces.net,
    port: call.port,
    protocol: call.protocol ?? "TCP",
    address: call.address ?? "0.0.0.0",
    process: process.key,
    ...(call.names && { names: true }),
  });
  table.touched(process);
  return bound.ok ? { ok: true, number: bound.port } : bound;
}

/** Mirrors containerd's enable_unprivileged_ports (default since 2.0): in a pod's own network any port is free to all users. */
const unprivilegedFrom = (process: ProcessRecord): number => (process.task.namespaces.net === process.host ? 1024 : 0);

/** Requests that arrived before anybody asked, by process, wait in the record. */
export function accept(table: Table, process: ProcessRecord): Outcome {
  const [first, ...rest] = process.arrived ?? [];
  if (!first) return { wait: true, on: [] };
  table.update(process.key, { arrived: rest });
  return { ok: true, requestId: first.requestId, request: first.request };
}

export function respond(table: Table, _process: ProcessRecord, call: Call<"respond">): Answer {
  table.sockets.respond(call.id, call.response, call.afterMs);
  return OK;
}

export function http(table: Table, process: ProcessRecord, call: Call<"http">, token: number, network: Network): Outcome {
  const timeoutMs = call.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  network.http(process.task.namespaces.net, call.request, timeoutMs, replyTo(process, token), { files: nameFiles(table, process, call.request.host) });
  return { wait: true, on: [] };
}

export function connect(table: Table, process: ProcessRecord, call: Call<"connect">, token: number, network: Network): Outcome {
  network.connect(process.task.namespaces.net, call.host, call.port, call.timeoutMs ?? DEFAULT_TIMEOUT_MS, replyTo(process, token), { files: nameFiles(table, process, call.host) });
  return { wait: true, on: [] };
}

/** Where the network's answer goes: to this wait of this process. */
export const replyTo = (process: ProcessRecord, token: number) => ({ target: "processes", type: "Reply", process: process.key, token }) as const;

/** A Go client's error text, as an error number for a C program's. */
const ERRORS: readonly (readonly [RegExp, Errno])[] = [
  [/connection refused/, "ECONNREFUSED"],
  [/no route to host/, "EHOSTUNREACH"],
  [/network is unreachable/, "ENETUNREACH"],
  [/connection reset|EOF/, "ECONNRESET"],
  [/no such host/, "ENOTFOUND"],
];
export const networkFailure = (error: string): Answer => ({ ok: false, errno: ERRORS.find(([text]) => text.test(error))?.[1] ?? "ETIMEDOUT", message: error });

export const answerOf = (result: HttpResult | ConnectResult): Answer => {
  if (!result.ok) return networkFailure(result.error);
  return "response" in result ? { ok: true, response: result.response } : OK;
};

export function resolve(table: Table, process: ProcessRecord, call: Call<"resolve">): Answer {
  const looked = table.sockets.resolve(process.task.namespaces.net, call.name, nameFiles(table, process, call.name));
  if (looked.kind === "found") return { ok: true, addresses: looked.addresses };
  return { ok: false, errno: looked.kind === "unknown" ? "ENOTFOUND" : "ETIMEDOUT" };
}

export function ask(table: Table, process: ProcessRecord, call: Call<"ask">): Answer {
  const answer = table.sockets.ask(process.task.namespaces.net, call.server, call.question);
  if (typeof answer !== "string") return { ok: true, dns: answer };
  return { ok: false, errno: answer === "refused" ? "ECONNREFUSED" : "ETIMEDOUT" };
}

/** The process's own files for names; an address needs none. */
function nameFiles(table: Table, process: ProcessRecord, name: string): NameFiles {
  if (/^[\d.]+$/.test(name)) return {};
  const text = (path: string): string | undefined => {
    const file = locate(table.files, process.task, path);
    return file.ok ? file.entry?.content : undefined;
  };
  const [hosts, resolv] = [text("/etc/hosts"), text("/etc/resolv.conf")];
  return { ...(hosts !== undefined && { hosts }), ...(resolv !== undefined && { resolv }) };
}

export const interfaces = (table: Table, process: ProcessRecord): Answer => ({ ok: true, interfaces: table.sockets.interfaces(process.task.namespaces.net) });

export function sockets(table: Table, process: ProcessRecord): Answer {
  const views = table.sockets.listeners(process.task.namespaces.net).flatMap((listener): SocketView[] => {
    const owner = table.get(listener.process);
    if (!owner) return [];
    const seen = seesHost(process) || owner.task.namespaces.pid === process.task.namespaces.pid;
    return [{ protocol: listener.protocol, address: listener.address, port: listener.port, pid: seen ? (seesHost(process) ? owner.pid : owner.pidInNamespace) : 0, program: seen ? commandName(owner) : "" }];
  });
  return { ok: true, sockets: views };
}
