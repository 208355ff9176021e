import type { ApiReplies, OpenedStream } from "../api-port.ts";
import type { ProcessRecord } from "../state.ts";
import type { Answer, Syscall } from "../syscall.ts";
import { OK, type Outcome, type Table } from "../table.ts";
import { lowestFree, openFile } from "./descriptors.ts";
import { replyTo } from "./network.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const WAIT: Outcome = { wait: true, on: [] };
const callerOf = ({ key, host }: ProcessRecord) => ({ process: key, host });

export function api(table: Table, process: ProcessRecord, call: Call<"api">, token: number): Outcome {
  table.api.request(callerOf(process), call.request, replyTo(process, token));
  return WAIT;
}

export function watch(table: Table, process: ProcessRecord, call: Call<"watch">, token: number): Outcome {
  const number = table.nextId();
  const id = `process/${process.key}/${number}`;
  const opened = { ...replyTo(process, token), watch: number };
  const deliver = { target: "processes", type: "WatchEvent", process: process.key, watch: number } as const;
  table.update(process.key, { watches: { ...process.watches, [number]: { id, events: [] } } });
  table.api.watch(callerOf(process), id, call.request, opened, deliver);
  return call.timeoutMs === undefined ? WAIT : { wait: true, on: [], untilMs: table.kernel.now + call.timeoutMs };
}

export function nextEvent(table: Table, process: ProcessRecord, call: Call<"nextEvent">): Outcome {
  const open = process.watches?.[call.watch];
  if (!open) return { ok: false, errno: "EBADF" };
  const [event, ...events] = open.events;
  if (!event) return call.timeoutMs === undefined ? WAIT : { wait: true, on: [], untilMs: table.kernel.now + call.timeoutMs };
  table.update(process.key, { watches: { ...process.watches, [call.watch]: { ...open, events } } });
  return { ok: true, event };
}

export function unwatch(table: Table, process: ProcessRecord, call: Call<"unwatch">): Answer {
  const { [call.watch]: open, ...watches } = process.watches ?? {};
  if (!open) return { ok: false, errno: "EBADF" };
  table.api.unwatch(open.id);
  table.update(process.key, { watches });
  return OK;
}

export function stream(table: Table, process: ProcessRecord, call: Call<"stream">, token: number): Outcome {
  table.api.stream(callerOf(process), call.request, replyTo(process, token));
  return WAIT;
}

/** The descriptors of an opened stream: the pipes' ends that its maker held become the process's. */
export function streamOpened(table: Table, process: ProcessRecord, opened: OpenedStream): Answer {
  if (!opened.ok) return { ok: true, api: opened.response };
  const fds = { ...process.fds };
  const add = (pipe: string, end: "read" | "write", stream?: string): number => {
    const fd = lowestFree(fds, 3);
    fds[fd] = openFile(table, { kind: "pipe", references: 1, pipe, end, ...(stream === undefined ? {} : { stream }) });
    return fd;
  };
  const fd = add(opened.out, "read", opened.id);
  const errFd = opened.error === undefined ? {} : { errFd: add(opened.error, "read") };
  const inFd = opened.input === undefined ? {} : { inFd: add(opened.input, "write") };
  table.update(process.key, { fds });
  return { ok: true, fd, ...errFd, ...inFd };
}

export function streamStatus(table: Table, process: ProcessRecord, call: Call<"streamStatus">): Outcome {
  const descriptor = process.fds[call.fd];
  const open = descriptor?.kind === "open" ? table.state.openFiles.get(descriptor.id) : undefined;
  if (open?.kind !== "pipe" || open.stream === undefined) return { ok: false, errno: "EBADF" };
  const exitCode = table.api.streamExitCode(open.stream);
  return exitCode === undefined ? { wait: true, on: [`stream ${open.stream}`] } : { ok: true, exitCode };
}

export function prompt(table: Table, process: ProcessRecord, call: Call<"prompt">, token: number): Outcome {
  table.api.prompt(callerOf(process), call.status, replyTo(process, token));
  return WAIT;
}

export function world(table: Table, process: ProcessRecord, call: Call<"world">, token: number): Outcome {
  table.api.world(callerOf(process), call.command, replyTo(process, token));
  return WAIT;
}

/** The answer to a call of the API that came back through the queue. */
export function replied(table: Table, process: ProcessRecord, call: Syscall["call"], reply: ApiReplies & { readonly watch?: number }): Answer {
  if (reply.stream) return streamOpened(table, process, reply.stream);
  if (call === "prompt") return reply.line === undefined ? { ok: true, data: "", eof: true } : { ok: true, data: reply.line };
  if (call === "world") return { ok: true, world: reply.world ?? null };
  const api = reply.response ? { api: reply.response } : {};
  return reply.watch === undefined ? { ok: true, ...api } : { ok: true, ...api, watch: reply.watch };
}
