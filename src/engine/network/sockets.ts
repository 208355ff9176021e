import type { ProcessKey } from "../processes/process-table.ts";
import type { Errno, InterfaceView } from "../processes/syscall.ts";
import type { Payload } from "../simulation/payload.ts";
import type { DnsQuestion } from "./dns/messages.ts";
import type { Asked, Looked } from "./dns/resolver.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { NameFiles } from "./names.ts";

/**
 * What the process table asks of the network for its processes' syscalls. The way back is the queue: a request that
 * reaches a listener is handed over as a `DeliverRequest`.
 */
export interface Sockets {
  /** Binds and listens. EADDRINUSE when the port is taken, by the same address or by either side's 0.0.0.0; EINVAL for a port out of range. */
  listen(spec: ListenSpec): { readonly ok: true; readonly port: number } | { readonly ok: false; readonly errno: Errno };
  /** Closes a process's listeners and resets what it has not answered: call it when a process dies, or when it replaces itself. */
  release(process: ProcessKey): void;
  /** The answer to a delivered request. Nothing happens when its client has gone. */
  respond(requestId: number, response: HttpResponse, afterMs?: number): void;
  listeners(namespace: string): readonly ListenerView[];
  /** lo and, where the namespace has an address, eth0. */
  interfaces(namespace: string): readonly InterfaceView[];
  /** Addresses of a name as a program of this namespace finds them, by its files and by the servers that these name. */
  resolve(namespace: string, name: string, files: NameFiles): Looked;
  /** One question to one server of names. */
  ask(namespace: string, server: string, question: DnsQuestion): Asked;
}

export interface ListenSpec {
  readonly namespace: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  /** "0.0.0.0" (or "::") = all of the namespace. */
  readonly address: string;
  readonly process: ProcessKey;
  /** It answers questions for the cluster's names. */
  readonly names?: true;
}

export interface ListenerView {
  readonly protocol: "TCP" | "UDP";
  readonly address: string;
  readonly port: number;
  readonly process: ProcessKey;
  readonly names?: true;
}

/** Addressed to the process table: a request for a listener of `process`, to be answered by `respond(requestId, …)`. */
export interface DeliverRequest extends Payload {
  readonly target: "processes";
  readonly type: "DeliverRequest";
  readonly process: ProcessKey;
  readonly requestId: number;
  readonly request: HttpRequest;
}
