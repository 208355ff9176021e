import type { Status } from "../../api/types.ts";
import type { ApiRequest } from "../../engine/apiserver/request.ts";
import type { Answer, Syscall } from "../../engine/processes/syscall.ts";
import { statusProblem, verdictOf } from "../failure.ts";
import { err } from "./lasting.ts";
import type { Lasting, LastingStep, Write } from "./lasting.ts";

/** A connection to a container, opened or still to be. */
export interface Connection {
  readonly request: ApiRequest;
  /** Before each line: "[pod/web/app] ". */
  readonly prefix: string;
  /** Where its output, its errors are read and its input is written; -1 = not, or no more. */
  readonly outFd: number;
  readonly errFd: number;
  readonly inFd: number;
  /** The descriptor that names the stream, also after its output has ended. */
  readonly streamFd: number;
  /** The beginning of a line whose end has not come yet, when lines carry a prefix. */
  readonly partial: string;
}

/** `logs -f`, `exec`, `attach`: copies what comes until all of it has ended. */
export interface StreamCopy {
  readonly kind: "stream";
  readonly connections: readonly Connection[];
  /** Our own standard input goes to the first connection. */
  readonly stdin: boolean;
  /** It is a terminal, and so is the other end: it is raw as long as they are connected, so that every key goes there as it is typed. */
  readonly tty: boolean;
  /** Ends with the remote command's exit code, in kubectl's words. */
  readonly command: boolean;
  readonly waitingFor: { readonly step: "open"; readonly index: number } | { readonly step: "poll" } | { readonly step: "read"; readonly fd: number } | { readonly step: "status" } | { readonly step: "raw" } | { readonly step: "cooked" };
  readonly then: Lasting | null;
  /** Instead, where the connection is refused or says nothing: the container had ended by then, and its log tells (`run`). */
  readonly fallback: Lasting | null;
  /** Something has been read. */
  readonly heard: boolean;
  /** Printed to stderr once connected (`run -it`). */
  readonly greeting: string;
  /** Printed to stderr once the connection has ended. */
  readonly farewell?: string;
}

export const connectionTo = (request: ApiRequest, prefix = ""): Connection => ({ request, prefix, outFd: -1, errFd: -1, inFd: -1, streamFd: -1, partial: "" });

export const streamCopy = (connections: readonly Connection[], options: Partial<Pick<StreamCopy, "stdin" | "tty" | "command" | "then" | "fallback" | "greeting" | "farewell">> = {}): StreamCopy => ({
  kind: "stream",
  connections,
  stdin: false,
  tty: false,
  command: false,
  then: null,
  fallback: null,
  heard: false,
  greeting: "",
  waitingFor: { step: "open", index: 0 },
  ...options,
});

export function stepStream(state: StreamCopy, answer: Answer | undefined): LastingStep {
  if (answer === undefined) return open(state, 0);
  const at = state.waitingFor;
  switch (at.step) {
    case "open":
      return opened(state, at.index, answer);
    case "poll":
      return answer.ok && answer.fd !== undefined ? read(state, answer.fd) : poll(state, []);
    case "read":
      return afterRead(state, at.fd, answer);
    case "raw":
      return connected(state);
    case "cooked":
      return finish({ ...state, tty: false }, []);
    case "status":
      return ended(state, answer.ok ? (answer.exitCode ?? 0) : 1);
  }
}

function open(state: StreamCopy, index: number): LastingStep {
  const connection = state.connections[index];
  if (!connection) return state.tty ? terminal(state, true, []) : connected(state);
  return { writes: [], state: { ...state, waitingFor: { step: "open", index } }, wait: { call: "stream", request: connection.request } };
}

const connected = (state: StreamCopy): LastingStep => poll(state, state.greeting === "" ? [] : [err(state.greeting)]);

// Mirrors TTY.Safe (kubectl/pkg/util/term/term.go): raw while connected, as it was before afterwards.
const terminal = (state: StreamCopy, raw: boolean, writes: readonly Write[]): LastingStep =>
  ({ writes, state: { ...state, waitingFor: { step: raw ? "raw" : "cooked" } }, wait: { call: "terminal", fd: 0, raw } });

function opened(state: StreamCopy, index: number, answer: Answer): LastingStep {
  if (!answer.ok) return refused(answer.message ?? `unable to connect: ${answer.errno}`);
  if (answer.api && answer.api.code >= 400) return refusedBy(answer.api.body as Status, state);
  const { fd = -1, errFd = -1, inFd = -1 } = answer;
  return open({ ...state, connections: replaceAt(state.connections, index, { outFd: fd, errFd, inFd, streamFd: fd }) }, index + 1);
}

const refused = (message: string): LastingStep => ({ writes: [err(verdictOf({ kind: "message", message }).text)], exit: 1 });

// Mirrors Negotiate (client-go/transport/spdy): what is refused before the connection stands has no "Error from server".
function refusedBy(status: Status, { command, fallback, connections }: StreamCopy): LastingStep {
  const { message = "", reason } = status;
  // Mirrors handleAttachPod: the log is the second best.
  if (fallback) return { writes: [err(`warning: couldn't attach to pod/${connections[0]?.request.name ?? ""}, falling back to streaming logs: ${message}\n`)], next: fallback };
  if (message.startsWith("error dialing backend")) return { writes: [err(verdictOf(statusProblem(status)).text)], exit: 1 };
  const upgrade = message.startsWith("unable to upgrade connection") || reason === "InternalError" ? message : `unable to upgrade connection: ${message}`;
  const verdict = verdictOf(command ? { kind: "message", message: upgrade } : statusProblem(status));
  return { writes: [err(verdict.text)], exit: verdict.exitCode };
}

const replaceAt = (connections: readonly Connection[], index: number, change: Partial<Connection>): readonly Connection[] =>
  connections.map((c, i) => (i === index ? { ...c, ...change } : c));

function poll(state: StreamCopy, writes: readonly Write[]): LastingStep {
  const outputs = state.connections.flatMap((c) => [c.outFd, c.errFd]).filter((fd) => fd >= 0);
  if (outputs.length === 0) return finish(state, writes);
  const fds = state.stdin ? [...outputs, 0] : outputs;
  const [only] = fds;
  if (fds.length === 1 && only !== undefined) return { ...read(state, only), writes };
  return { writes, state: { ...state, waitingFor: { step: "poll" } }, wait: { call: "poll", fds } };
}

const read = (state: StreamCopy, fd: number): Extract<LastingStep, { wait: Syscall }> => ({ writes: [], state: { ...state, waitingFor: { step: "read", fd } }, wait: { call: "read", fd } });

function afterRead(state: StreamCopy, fd: number, answer: Answer): LastingStep {
  const data = answer.ok ? (answer.data ?? "") : "";
  const eof = !answer.ok || answer.eof === true || data === "";
  if (fd === 0) return afterStdin(state, data, eof);
  const index = state.connections.findIndex((c) => c.outFd === fd || c.errFd === fd);
  const connection = state.connections[index];
  if (!connection) return poll(state, []);
  const target = connection.errFd === fd ? 2 : 1;
  const { text, partial } = prefixed(connection, data, eof);
  const heard = state.heard || data !== "";
  const change = { partial, ...(eof && (target === 2 ? { errFd: -1 } : { outFd: -1 })) };
  return poll({ ...state, heard, connections: replaceAt(state.connections, index, change) }, text === "" ? [] : [{ fd: target, data: text }]);
}

function prefixed({ prefix, partial }: Connection, data: string, eof: boolean): { text: string; partial: string } {
  if (prefix === "") return { text: data, partial: "" };
  const lines = (partial + data).split("\n");
  const rest = lines.pop() ?? "";
  const text = lines.map((line) => `${prefix}${line}\n`).join("");
  return eof && rest !== "" ? { text: `${text}${prefix}${rest}`, partial: "" } : { text, partial: rest };
}

function afterStdin(state: StreamCopy, data: string, eof: boolean): LastingStep {
  const target = state.connections[0]?.inFd ?? -1;
  const writes = data !== "" && target >= 0 ? [{ fd: target, data }] : [];
  if (!eof) return poll(state, writes);
  const closed: StreamCopy = { ...state, stdin: false };
  if (target < 0) return poll(closed, writes);
  // The answer to the close is taken as that of a poll that found nothing.
  return { writes, state: { ...closed, connections: replaceAt(closed.connections, 0, { inFd: -1 }), waitingFor: { step: "poll" } }, wait: { call: "close", fd: target } };
}

function finish(state: StreamCopy, writes: readonly Write[]): LastingStep {
  if (state.tty) return terminal(state, false, writes);
  if (state.farewell) return finish({ ...state, farewell: "" }, [...writes, err(state.farewell)]);
  if (state.fallback && !state.heard) return { writes, next: state.fallback };
  if (!state.command) return state.then ? { writes, next: state.then } : { writes, exit: 0 };
  return { writes, state: { ...state, waitingFor: { step: "status" } }, wait: { call: "streamStatus", fd: state.connections[0]?.streamFd ?? -1 } };
}

function ended(state: StreamCopy, exitCode: number): LastingStep {
  const writes = exitCode === 0 ? [] : [err(`command terminated with exit code ${exitCode}\n`)];
  return state.then ? { writes, next: state.then } : { writes, exit: exitCode };
}
