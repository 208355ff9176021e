import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { httpDate } from "./clock.ts";
import { httpServer, response } from "./http-server.ts";
import { complain, exit, say } from "./machine.ts";

/** A server as its log shows it: what it says, when it listens, how it answers, how it ends. */
export interface AppServer {
  readonly name: string;
  ports(context: ProcessContext): readonly number[];
  /** Lines that it says on the standard error instead of starting, and the code that it ends with; undefined = it can start. */
  refuse?(context: ProcessContext): { readonly lines: readonly string[]; readonly code: number } | undefined;
  /** Said at its start, and once it listens. */
  starting?(context: ProcessContext): readonly string[];
  ready?(context: ProcessContext): readonly string[];
  /** From its start until it listens. */
  readonly startMs?: number;
  /** What it holds once it has started. */
  readonly memoryBytes?: number;
  /** What it takes of a core while nobody asks, in millionths; absent = nothing. */
  readonly idleMicro?: number;
  /** Where its log goes; stdout unless said. */
  readonly log?: "stderr";
  answer?(request: HttpRequest, context: ProcessContext): AppAnswer;
  portTaken?(port: number, context: ProcessContext): readonly string[];
  /** The signals that it ends on; TERM and INT unless said. Ends with `stopCode`, 0 unless said. */
  readonly stops?: readonly Signal[];
  readonly stopCode?: number;
  stopping?(context: ProcessContext, signal: Signal): readonly string[];
}

export interface AppAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly log?: readonly string[];
  /** What it computes for it, at a full core. */
  readonly computeMs?: number;
}

const REASONS: Readonly<Record<number, string>> = { 200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable" };

/** The value of `--name value`, `--name=value`, `-name=value`. */
export function optionOf({ argv }: ProcessContext, name: string): string | undefined {
  const at = argv.findIndex((argument) => argument === `--${name}` || argument === `-${name}` || argument.startsWith(`--${name}=`) || argument.startsWith(`-${name}=`));
  const found = argv[at];
  return found === undefined ? undefined : found.includes("=") ? found.slice(found.indexOf("=") + 1) : argv[at + 1];
}

/** True where none of the variables is set to something. */
export const lacks = ({ env }: ProcessContext, ...names: readonly string[]): boolean => names.every((name) => (env[name] ?? "") === "");

/** A server of its own words. Simplified: a server that speaks another protocol than HTTP accepts connections and answers no request. */
export function appServer(app: AppServer): Program {
  const line = app.log === "stderr" ? complain : say;
  const before = (context: ProcessContext): readonly Syscall[] => {
    const refused = app.refuse?.(context);
    if (refused) return [...refused.lines.map(complain), exit(refused.code)];
    const memory: readonly Syscall[] = app.memoryBytes === undefined ? [] : [{ call: "memory", bytes: app.memoryBytes }];
    return [...(app.starting?.(context) ?? []).map(line), ...memory, ...(app.startMs === undefined ? [] : [{ call: "sleep", ms: app.startMs } as const])];
  };
  return httpServer<null>({
    name: app.name,
    ...(app.idleMicro !== undefined && { idleMicro: app.idleMicro }),
    init: () => null,
    ports: (context) => app.ports(context).map((port) => ({ port })),
    before,
    after: (context) => (app.ready?.(context) ?? []).map(line),
    portTaken: ({ port }, _, context) => ({ acts: [...(app.portTaken?.(port, context) ?? [`listen tcp :${port}: bind: address already in use`]).map(complain), exit(1)], again: false }),
    respond(data, request, context) {
      const answer = app.answer?.(request, context) ?? { status: 400, body: "" };
      const headers = { Date: httpDate(context), "Content-Type": answer.type ?? "text/plain; charset=utf-8", ...answer.headers };
      const whole = response(answer.status, REASONS[answer.status] ?? "", headers, answer.body);
      return { data, response: request.method === "HEAD" ? { ...whole, body: "" } : whole, acts: (answer.log ?? []).map(line), ...(answer.computeMs !== undefined && { before: [{ call: "compute", ms: answer.computeMs } as const] }) };
    },
    stops: app.stops ?? ["TERM", "INT"],
    stop: (_, signal, context) => [...(app.stopping?.(context, signal) ?? []).map(line), exit(app.stopCode ?? 0)],
  });
}

export const pathOf = ({ path }: HttpRequest): string => path.split("?", 1)[0] ?? "/";
