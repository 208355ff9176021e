import type { OpenPath, ProcessRecord } from "../state.ts";
import type { Answer, Syscall } from "../syscall.ts";
import { OK, type Outcome, type Table } from "../table.ts";
import { log, PIPE_CAPACITY } from "./pipes.ts";
import { hasRoom } from "./room.ts";
import { feed } from "./terminal.ts";

const BAD: Answer = { ok: false, errno: "EBADF" };

export function write(table: Table, process: ProcessRecord, call: Extract<Syscall, { call: "write" }>): Outcome {
  const descriptor = process.fds[call.fd];
  if (!descriptor) return BAD;
  if (descriptor.kind === "log") {
    log(table, descriptor.key, descriptor.stream, call.data);
    return OK;
  }
  if (descriptor.kind !== "open") return OK;
  const open = table.state.openFiles.get(descriptor.id);
  if (!open || open.kind === "text") return BAD;
  if (open.kind === "pipe") return open.end === "write" ? writePipe(table, process, open.pipe, call.data) : BAD;
  return open.mode === "read" ? BAD : writeFile(table, process, descriptor.id, open, call.data);
}

function writePipe(table: Table, process: ProcessRecord, id: string, data: string): Outcome {
  const pipe = table.state.pipes.get(id);
  if (!pipe || pipe.readers <= 0) {
    table.signal(process.key, "PIPE", "inside");
    return { ok: false, errno: "EPIPE" };
  }
  if (!pipe.unbounded && pipe.data.length > 0 && pipe.data.length + data.length > PIPE_CAPACITY) return { wait: true, on: [id] };
  feed(table, id, pipe, data);
  return OK;
}

function writeFile(table: Table, process: ProcessRecord, id: number, open: OpenPath, data: string): Outcome {
  const entry = table.files.entry(open.fs, open.path);
  const old = entry?.content ?? "";
  const at = open.mode === "append" ? old.length : open.offset;
  const content = at === old.length ? old + data : old.slice(0, at).padEnd(at, "\0") + data + old.slice(at + data.length);
  if (!hasRoom(table, process, open.fs, open.path, content.length)) return { ok: false, errno: "ENOSPC" };
  if (entry) table.files.put(open.fs, open.path, { ...entry, content, modifiedAtMs: table.kernel.now });
  table.state.openFiles.set(id, table.kernel.freeze({ ...open, offset: at + data.length }));
  return OK;
}
