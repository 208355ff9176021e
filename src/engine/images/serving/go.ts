import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { httpDate, slashTime } from "./clock.ts";
import { httpServer, response, type ListenAt } from "./http-server.ts";
import { catchSignal, complain, exit } from "./machine.ts";

/**
 * A Go program that handles no signals still catches TERM: where the kernel spares it as PID 1, it exits with 2.
 * Mirrors dieFromSignal (Go's runtime/signal_unix.go).
 */
export const GO_SIGNAL_EXIT = 2;
export const goSignals: readonly Syscall[] = [catchSignal("TERM"), catchSignal("INT")];

export interface GoServer {
  readonly name: string;
  ports(context: ProcessContext): readonly ListenAt[];
  after?(context: ProcessContext): readonly Syscall[];
  /** `ageMs` is how long it has run. */
  answer(request: HttpRequest, context: ProcessContext, ageMs: number): GoAnswer;
}

export interface GoAnswer {
  readonly status: number;
  readonly body: string;
  readonly acts?: readonly Syscall[];
  readonly afterMs?: number;
}

const REASONS: Readonly<Record<number, string>> = { 200: "OK", 404: "Not Found", 500: "Internal Server Error", 503: "Service Unavailable" };

/** A server on Go's net/http. */
export const goServer = ({ name, ports, after, answer }: GoServer): Program =>
  httpServer<{ readonly startedAtMs: number }>({
    name,
    init: ({ now }) => ({ startedAtMs: now }),
    ports,
    ...(after && { after }),
    portTaken: ({ port }, _, context) => ({ acts: [complain(`${slashTime(context)} listen tcp :${port}: bind: address already in use`), exit(1)], again: false }),
    respond(data, request, context) {
      const { status, body, acts, afterMs } = answer(request, context, context.now - data.startedAtMs);
      const headers = { Date: httpDate(context), "Content-Type": "text/plain; charset=utf-8" };
      return { data, response: response(status, REASONS[status] ?? "", headers, body), ...(acts && { acts }), ...(afterMs !== undefined && { afterMs }) };
    },
    stops: ["TERM", "INT"],
    stop: () => [exit(GO_SIGNAL_EXIT)],
  });
