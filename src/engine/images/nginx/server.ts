import type { HttpRequest } from "../../network/http.ts";
import { KERNEL } from "../../processes/kernel-release.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { commonLogTime, httpDate, slashTime } from "../serving/clock.ts";
import { utf8Length } from "../../../api/utf8.ts";
import { httpServer, response, type ListenAt, type Reply } from "../serving/http-server.ts";
import { complain, exit, say } from "../serving/machine.ts";
import { commandOf, nginxCommand } from "./command-line.ts";
import { readConfiguration } from "./configuration.ts";
import { errorPage } from "./pages.ts";
import { isModern, PID_FILE, versionOf } from "./version.ts";

/** nginx serves, unless its options ask for something else. */
export const nginxServer: Program = {
  name: "nginx",
  start: (context) => (commandOf(context.argv) ? nginxCommand : server).start(context),
  resume: (state, answer, context) => (commandOf(context.argv) ? nginxCommand : server).resume(state, answer, context),
};

interface NginxState {
  /** Connections so far: the error log numbers them. */
  readonly connections: number;
}

/** ngx_open_listening_sockets tries five times, half a second apart. */
const BIND_TRIES = 5;
const WORKER = 29;
/** The master and its workers, as of their start. */
const RESIDENT_BYTES = 3_350_000;

const TYPES: Readonly<Record<string, string>> = { html: "text/html", htm: "text/html", css: "text/css", js: "application/javascript", json: "application/json", txt: "text/plain", xml: "text/xml", svg: "image/svg+xml" };
const REASONS: Readonly<Record<number, string>> = { 200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Moved Temporarily", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Not Allowed", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Temporarily Unavailable" };

/**
 * nginx as its official image runs it.
 * Simplified: nginx is one process instead of a master with workers, and closes each connection after its answer.
 */
const server: Program = httpServer<NginxState>({
  name: "nginx",
  init: () => ({ connections: 0 }),
  ports: (context): readonly ListenAt[] => readConfiguration(context.files).ports.map((port) => ({ port })),
  before: () => [{ call: "memory", bytes: RESIDENT_BYTES }],
  after: (context) => [{ call: "writeFile", path: PID_FILE, data: `${context.pidInNamespace}\n` }, ...(isModern(context) ? [notices(context, startLines(context))] : [])],
  portTaken: ({ port }, failures, context) => portTaken(port, failures, context),
  respond: answer,
  stops: ["QUIT", "TERM", "INT", "HUP", "USR1"],
  stop: (_, signal, context) => {
    const said = isModern(context) ? [notices(context, signalLines(signal))] : [];
    return signal === "HUP" || signal === "USR1" ? said : [...said, { call: "remove", path: PID_FILE }, exit(0)];
  },
});

const notices = (context: ProcessContext, lines: readonly string[]): Syscall => complain(lines.map((line) => `${slashTime(context)} [notice] 1#1: ${line}`).join("\n"));

const startLines = (context: ProcessContext): readonly string[] => [
  'using the "epoll" event method',
  `nginx/${versionOf(context)}`,
  "built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) ",
  `OS: Linux ${KERNEL.release}`,
  "getrlimit(RLIMIT_NOFILE): 1048576:1048576",
  "start worker processes",
  `start worker process ${WORKER}`,
  `start worker process ${WORKER + 1}`,
];

// Simplified: nginx sees a changed configuration at the next request, without a reload; its ports stay those of the start.
function signalLines(signal: string): readonly string[] {
  if (signal === "HUP") return ["signal 1 (SIGHUP) received, reconfiguring", "reconfiguring", 'using the "epoll" event method', "start worker processes"];
  if (signal === "USR1") return ["signal 10 (SIGUSR1) received, reopening logs", "reopening logs"];
  const number = signal === "QUIT" ? "3 (SIGQUIT)" : signal === "TERM" ? "15 (SIGTERM)" : "2 (SIGINT)";
  return [`signal ${number} received, ${signal === "QUIT" ? "shutting down" : "exiting"}`, "exit"];
}

// Mirrors ngx_open_listening_sockets (nginx src/core/ngx_connection.c): both on the log and on stderr.
function portTaken(port: number, failures: number, context: ProcessContext): { readonly acts: readonly Syscall[]; readonly again: boolean } {
  const both = (line: string): readonly Syscall[] => [complain(`${slashTime(context)} [emerg] 1#1: ${line}`), complain(`nginx: [emerg] ${line}`)];
  const refused = both(`bind() to 0.0.0.0:${port} failed (98: Address already in use)`);
  const again = complain(`${slashTime(context)} [notice] 1#1: try again to bind() after 500ms`);
  const wait: Syscall = { call: "sleep", ms: 500 };
  if (failures < BIND_TRIES) return { acts: [...refused, again, wait], again: true };
  return { acts: [...refused, again, wait, ...both("still could not bind()"), exit(1)], again: false };
}

function answer(state: NginxState, request: HttpRequest, context: ProcessContext): Reply<NginxState> {
  const connections = state.connections + 1;
  const { status, body, type, error } = content(request, context);
  const reason = REASONS[status] ?? "";
  const page = status >= 300 && body === "" ? errorPage(`${status} ${reason}`, versionOf(context)) : body;
  const headers = { Server: `nginx/${versionOf(context)}`, Date: httpDate(context), "Content-Type": type, Connection: "close" };
  const whole = response(status, reason, headers, page);
  const acts: Syscall[] = [];
  if (error !== undefined) acts.push(complain(errorLine(error, connections, request, context)));
  acts.push(say(accessLine(request, status, utf8Length(page), context)));
  return { data: { connections }, response: request.method === "HEAD" ? { ...whole, body: "" } : whole, acts };
}

interface Content {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  readonly error?: string;
}

function content(request: HttpRequest, context: ProcessContext): Content {
  const { root, returns } = readConfiguration(context.files);
  const path = request.path.split("?", 1)[0] ?? "/";
  const returned = returns.find((at) => (at.exact ? at.path === path : path.startsWith(at.path)));
  if (returned) return { status: returned.status, body: returned.body, type: "application/octet-stream" };
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, body: "", type: "text/html" };
  return staticFile(root, path, context);
}

function staticFile(root: string, path: string, context: ProcessContext): Content {
  if (path.endsWith("/")) {
    const index = context.files.read(`${root}${path}index.html`);
    if (index !== undefined) return { status: 200, body: index, type: "text/html" };
    const listed = context.files.list(`${root}${path}`);
    if (listed) return { status: 403, body: "", type: "text/html", error: `directory index of "${root}${path}" is forbidden` };
    return { status: 404, body: "", type: "text/html", error: `"${root}${path}index.html" is not found (2: No such file or directory)` };
  }
  const text = context.files.read(root + path);
  if (text !== undefined) return { status: 200, body: text, type: TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream" };
  if (context.files.stat(root + path)?.type === "directory") return { status: 301, body: "", type: "text/html" };
  return { status: 404, body: "", type: "text/html", error: `open() "${root}${path}" failed (2: No such file or directory)` };
}

const hostOf = (request: HttpRequest): string => request.headers["Host"] ?? (request.port === 80 ? request.host : `${request.host}:${request.port}`);

function errorLine(error: string, connection: number, request: HttpRequest, context: ProcessContext): string {
  return `${slashTime(context)} [error] ${WORKER}#${WORKER}: *${connection} ${error}, client: ${request.from ?? "-"}, server: localhost, request: "${request.method} ${request.path} HTTP/1.1", host: "${hostOf(request)}"`;
}

function accessLine(request: HttpRequest, status: number, bytes: number, context: ProcessContext): string {
  const { headers } = request;
  return `${request.from ?? "-"} - - [${commonLogTime(context)}] "${request.method} ${request.path} HTTP/1.1" ${status} ${bytes} "${headers["Referer"] ?? "-"}" "${headers["User-Agent"] ?? "-"}" "${headers["X-Forwarded-For"] ?? "-"}"`;
}
