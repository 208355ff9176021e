import { utf8Length } from "../../../api/utf8.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { catchSignal, machine, type Turn } from "./machine.ts";

export interface ListenAt {
  readonly port: number;
  readonly address?: string;
  readonly protocol?: "TCP" | "UDP";
  /** It answers questions for the cluster's names there. */
  readonly names?: true;
}

/** A server of whole requests: binds its ports, then answers one request after the other until a signal ends it. */
export interface HttpServer<D> {
  readonly name: string;
  /** What it takes of a core while nobody asks, in millionths; absent = nothing. */
  readonly idleMicro?: number;
  /** What it remembers between requests. */
  init(context: ProcessContext): D;
  ports(context: ProcessContext): readonly ListenAt[];
  /** What it says before and after it has bound its ports. */
  before?(context: ProcessContext): readonly Syscall[];
  after?(context: ProcessContext): readonly Syscall[];
  /** What it does when a port is taken; by default it ends with code 1. The last act ends it, or it tries again. */
  portTaken(at: ListenAt, failures: number, context: ProcessContext): { readonly acts: readonly Syscall[]; readonly again: boolean };
  respond(data: D, request: HttpRequest, context: ProcessContext): Reply<D>;
  /** The signals that it handles, and how it ends. Others have their default effect. */
  readonly stops: readonly Signal[];
  stop(data: D, signal: Signal, context: ProcessContext): readonly Syscall[];
}

export interface Reply<D> {
  readonly data: D;
  readonly response: HttpResponse;
  /** What it does before it answers. */
  readonly before?: readonly Syscall[];
  /** Log lines and the like. */
  readonly acts?: readonly Syscall[];
  readonly afterMs?: number;
}

interface ServerData<D> {
  readonly own: D;
  readonly failures: number;
}

export function httpServer<D>(server: HttpServer<D>): Program {
  const binding = (context: ProcessContext): readonly Syscall[] => [
    ...server.ports(context).map(({ port, address, ...how }): Syscall => ({ call: "listen", port, address: address ?? "0.0.0.0", ...how })),
    ...(server.after?.(context) ?? []),
  ];
  return machine<ServerData<D>>({
    name: server.name,
    ...(server.idleMicro !== undefined && { idleMicro: server.idleMicro }),
    begin: (context): Turn<ServerData<D>> => ({
      data: { own: server.init(context), failures: 0 },
      acts: [...server.stops.map(catchSignal), ...(server.before?.(context) ?? []), ...binding(context)],
    }),
    onRequest(data, id, request, context) {
      const reply = server.respond(data.own, request, context);
      const respond: Syscall = { call: "respond", id, response: reply.response, ...(reply.afterMs !== undefined && { afterMs: reply.afterMs }) };
      return { data: { ...data, own: reply.data }, acts: [...(reply.before ?? []), respond, ...(reply.acts ?? [])] };
    },
    onSignal: (data, signal, context) => ({ data, acts: server.stop(data.own, signal, context) }),
    onFailure(data, act, errno, context) {
      if (act.call !== "listen" || errno !== "EADDRINUSE") return undefined;
      const failures = data.failures + 1;
      const { acts, again } = server.portTaken({ port: act.port, ...(act.address !== undefined && { address: act.address }) }, failures, context);
      return { data: { ...data, failures }, acts: again ? [...acts, ...binding(context)] : acts };
    },
  }) as Program;
}

/** A response with the length that its body has. */
export function response(status: number, reason: string, headers: Readonly<Record<string, string>>, body: string): HttpResponse {
  return { status, reason, headers: { ...headers, "Content-Length": String(utf8Length(body)) }, body };
}
