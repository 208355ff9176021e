import type { Descriptor, OpenFile, ProcessRecord } from "../state.ts";
import type { DescriptorMap } from "../syscall.ts";
import type { Table } from "../table.ts";

/** One more descriptor leads to the same open file. */
export function retain(table: Table, descriptor: Descriptor): void {
  if (descriptor.kind !== "open") return;
  const open = table.state.openFiles.get(descriptor.id);
  if (open) table.state.openFiles.set(descriptor.id, table.kernel.freeze({ ...open, references: open.references + 1 }));
}

/** A descriptor is closed; with the last one the file is, and a pipe loses an end. */
export function release(table: Table, descriptor: Descriptor): void {
  if (descriptor.kind !== "open") return;
  const open = table.state.openFiles.get(descriptor.id);
  if (!open) return;
  if (open.references > 1) {
    table.state.openFiles.set(descriptor.id, table.kernel.freeze({ ...open, references: open.references - 1 }));
    return;
  }
  table.state.openFiles.delete(descriptor.id);
  if (open.kind !== "pipe") return;
  if (open.stream !== undefined) table.api.closeStream(open.stream);
  closePipeEnd(table, open.pipe, open.end);
}

export function closePipeEnd(table: Table, id: string, end: "read" | "write"): void {
  const pipe = table.state.pipes.get(id);
  if (!pipe) return;
  const left = end === "read" ? { ...pipe, readers: pipe.readers - 1 } : { ...pipe, writers: pipe.writers - 1 };
  if (left.readers <= 0 && left.writers <= 0) table.state.pipes.delete(id);
  else table.state.pipes.set(id, table.kernel.freeze(left));
  if (left.writers <= 0 && end === "write" && left.onReadable) table.kernel.schedule(table.kernel.now, left.onReadable);
  table.wake(id);
}

/** A new open file with one reference. */
export function openFile(table: Table, file: OpenFile, tty = false): Descriptor {
  const id = table.nextId();
  table.state.openFiles.set(id, table.kernel.freeze(file));
  return { kind: "open", id, tty };
}

export const lowestFree = (fds: ProcessRecord["fds"], from = 0): number => {
  let fd = from;
  while (fds[fd]) fd += 1;
  return fd;
};

/** Gives a process a descriptor at a number, closing what was there. */
export function install(table: Table, process: ProcessRecord, fd: number, descriptor: Descriptor): void {
  const old = process.fds[fd];
  table.update(process.key, { fds: { ...process.fds, [fd]: descriptor } });
  if (old) release(table, old);
}

/** The descriptors of a new process or program, as a map from its numbers to the present ones says. */
export function inherited(table: Table, fds: ProcessRecord["fds"], map: DescriptorMap): ProcessRecord["fds"] {
  if (isPlain(fds, map)) return fds;
  const own: Record<number, Descriptor> = {};
  for (const [fd, from] of Object.entries(map)) {
    const descriptor = fds[from];
    if (!descriptor) continue;
    own[Number(fd)] = descriptor;
    retain(table, descriptor);
  }
  return own;
}

/** The three standard descriptors as they are, none of them counted: the commonest case, which shares the table. */
function isPlain(fds: ProcessRecord["fds"], map: DescriptorMap): boolean {
  let count = 0;
  for (const fd in fds) {
    if (fds[fd]?.kind === "open" || map[fd] !== Number(fd)) return false;
    count += 1;
  }
  for (const _fd in map) count -= 1;
  return count === 0;
}

export function releaseAll(table: Table, fds: ProcessRecord["fds"]): void {
  for (const fd in fds) {
    const descriptor = fds[fd];
    if (descriptor) release(table, descriptor);
  }
}

export const STANDARD: DescriptorMap = { 0: 0, 1: 1, 2: 2 };
