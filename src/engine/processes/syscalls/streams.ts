import type { Descriptor, OpenFile, ProcessRecord } from "../state.ts";
import type { Answer, Syscall } from "../syscall.ts";
import { OK, type Outcome, type Table } from "../table.ts";
import { install, lowestFree, openFile, release, retain } from "./descriptors.ts";
import { canHold, dieOutOfMemory, growByReading } from "./read-all.ts";
import { randomText } from "./random-text.ts";
import { makePipe, PIPE_CAPACITY, take } from "./pipes.ts";
import { canRead, readTerminal } from "./terminal.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const BAD: Answer = { ok: false, errno: "EBADF" };
const END: Answer = { ok: true, data: "", eof: true };
/** How much one read takes of a file or device that has more. */
const READ_CHUNK = 65_536;

export function read(table: Table, process: ProcessRecord, call: Call<"read">): Outcome {
  const descriptor = process.fds[call.fd];
  if (!descriptor) return BAD;
  if (descriptor.kind === "zero" && call.until === "eof") return dieOutOfMemory(table, process);
  if (descriptor.kind === "zero") return { ok: true, data: "\0".repeat(READ_CHUNK) };
  if (descriptor.kind === "random") return { ok: true, data: randomText(table.kernel, call.until) };
  if (descriptor.kind !== "open") return END;
  const open = table.state.openFiles.get(descriptor.id);
  if (!open) return BAD;
  if (open.kind === "pipe") return open.end === "read" ? readPipe(table, process, open.pipe, call) : BAD;
  if (open.kind === "text") return readText(table, descriptor.id, open, open.text, call);
  if (open.mode === "write" || open.mode === "append") return BAD;
  const content = table.files.read(open.fs, open.path) ?? "";
  if (call.until === "eof" && !canHold(content, open.offset)) return dieOutOfMemory(table, process);
  return readText(table, descriptor.id, open, content, call);
}

function readPipe(table: Table, process: ProcessRecord, id: string, call: Call<"read">): Outcome {
  const pipe = table.state.pipes.get(id);
  if (!pipe) return END;
  const ended = pipe.writers <= 0;
  if (pipe.terminal !== undefined) return readTerminal(table, id, pipe, process, call);
  const newline = call.until === "line" ? pipe.data.indexOf("\n") : -1;
  if (newline >= 0) return { ok: true, data: take(table, id, pipe, newline + 1) };
  const enough = call.until === undefined ? pipe.data !== "" : ended || (call.until === "line" && pipe.data.length >= PIPE_CAPACITY);
  if (!enough && !ended) return call.until === "eof" ? drainTowardsEnd(table, process, id) : { wait: true, on: [id] };
  if (pipe.data === "") return END;
  return { ok: true, data: take(table, id, pipe, Math.min(call.most ?? Infinity, pipe.data.length)), ...(ended ? { eof: true } : {}) };
}

/** A read to the end never makes the writer wait: what it has not taken yet does not count against the capacity. */
function drainTowardsEnd(table: Table, process: ProcessRecord, id: string): Outcome {
  const pipe = table.state.pipes.get(id);
  const ended = pipe && growByReading(table, process, pipe.data);
  if (ended) return ended;
  if (pipe && !pipe.unbounded) {
    table.state.pipes.set(id, table.kernel.freeze({ ...pipe, unbounded: true }));
    table.wake(id);
  }
  return { wait: true, on: [id] };
}

function readText(table: Table, id: number, open: Exclude<OpenFile, { kind: "pipe" }>, text: string, call: Call<"read">): Outcome {
  if (open.offset >= text.length) return END;
  const newline = call.until === "line" ? text.indexOf("\n", open.offset) : -1;
  const chunk = call.until === undefined ? open.offset + (call.most ?? READ_CHUNK) : text.length;
  const end = Math.min(newline >= 0 ? newline + 1 : chunk, text.length);
  table.state.openFiles.set(id, table.kernel.freeze({ ...open, offset: end }));
  return { ok: true, data: text.slice(open.offset, end), ...(call.until === "eof" ? { eof: true } : {}) };
}

export function close(table: Table, process: ProcessRecord, call: Call<"close">): Outcome {
  const descriptor = process.fds[call.fd];
  if (!descriptor) return BAD;
  const { [call.fd]: _closed, ...fds } = process.fds;
  table.update(process.key, { fds });
  release(table, descriptor);
  return OK;
}

export function dup(table: Table, process: ProcessRecord, call: Call<"dup">): Outcome {
  const descriptor = process.fds[call.fd];
  if (!descriptor) return BAD;
  if (call.to === call.fd) return { ok: true, fd: call.to };
  const to = call.to < 0 ? lowestFree(process.fds) : call.to;
  retain(table, descriptor);
  install(table, process, to, descriptor);
  return { ok: true, fd: to };
}

export function pipe(table: Table, process: ProcessRecord): Outcome {
  const id = makePipe(table, { readers: 1, writers: 1 });
  const fd = lowestFree(process.fds);
  const end = (which: "read" | "write"): Descriptor => openFile(table, { kind: "pipe", references: 1, pipe: id, end: which });
  const withRead = { ...process.fds, [fd]: end("read") };
  const writeFd = lowestFree(withRead, fd + 1);
  table.update(process.key, { fds: { ...withRead, [writeFd]: end("write") } });
  return { ok: true, fd, writeFd };
}

/** Ready to read: data, or the end. What is no pipe is always ready. */
export function poll(table: Table, process: ProcessRecord, call: Call<"poll">): Outcome {
  const on: string[] = [];
  for (const fd of call.fds) {
    const descriptor = process.fds[fd];
    if (!descriptor) return BAD;
    const open = descriptor.kind === "open" ? table.state.openFiles.get(descriptor.id) : undefined;
    if (open?.kind !== "pipe") return { ok: true, fd };
    const held = table.state.pipes.get(open.pipe);
    if (!held || held.writers <= 0 || (held.terminal === undefined ? held.data !== "" : canRead(table, held))) return { ok: true, fd };
    on.push(open.pipe);
  }
  return call.timeoutMs === undefined ? { wait: true, on } : { wait: true, on, untilMs: table.kernel.now + call.timeoutMs };
}
