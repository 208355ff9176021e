import type { Pipe } from "../state.ts";
import type { Table } from "../table.ts";

/** What a pipe holds before its writers wait. Mirrors PIPE_DEF_BUFFERS of Linux: 16 pages. */
export const PIPE_CAPACITY = 65_536;

export function makePipe(table: Table, ends: { readonly readers: number; readonly writers: number }): string {
  const id = `pipe:${table.nextId()}`;
  table.state.pipes.set(id, table.kernel.freeze({ data: "", ...ends }));
  return id;
}

/** Adds data whatever the capacity says, and tells the readers. */
export function fill(table: Table, id: string, pipe: Pipe, data: string): void {
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: pipe.data + data }));
  if (pipe.onReadable && pipe.data === "") table.kernel.schedule(table.kernel.now, pipe.onReadable);
  table.wake(id);
}

/** Adds to a log, and to the pipes of those who are attached to it. */
export function log(table: Table, key: string, stream: "stdout" | "stderr", data: string): void {
  table.logs.append(key, stream, data);
  for (const id of table.logs.attached(key)) {
    const pipe = table.state.pipes.get(id);
    if (pipe && data !== "") fill(table, id, pipe, data);
  }
}

/** Takes the first characters of a pipe's data, and tells the writers that there is room. */
export function take(table: Table, id: string, pipe: Pipe, length: number): string {
  const data = pipe.data.slice(0, length);
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: pipe.data.slice(length) }));
  table.wake(id);
  return data;
}
