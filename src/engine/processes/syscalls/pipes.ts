import type { Pipe } from "../state.ts";
import type { Table } from "../table.ts";
import { signalGroup } from "./signals.ts";

/** What a pipe holds before its writers wait. Mirrors PIPE_DEF_BUFFERS of Linux: 16 pages. */
export const PIPE_CAPACITY = 65_536;

export function makePipe(table: Table, ends: { readonly readers: number; readonly writers: number }): string {
  const id = `pipe:${table.nextId()}`;
  table.state.pipes.set(id, table.kernel.freeze({ data: "", ...ends }));
  return id;
}

/** Adds data whatever the capacity says, and tells the readers. */
export function feed(table: Table, id: string, pipe: Pipe, data: string): void {
  if (data === "") return;
  if (pipe.terminal !== undefined && KEYS_THAT_SIGNAL.test(data)) return feedKeys(table, id, data);
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: pipe.data + data }));
  if (pipe.onReadable && pipe.data === "") table.kernel.schedule(table.kernel.now, pipe.onReadable);
  table.wake(id);
}

const KEYS_THAT_SIGNAL = /[\x03\x1c]/;

/** Ctrl-C and Ctrl-\ drop the line that is being typed and are signals for who runs in the foreground. */
function feedKeys(table: Table, id: string, data: string): void {
  for (const part of data.split(/([\x03\x1c])/)) {
    const pipe = table.state.pipes.get(id);
    if (!pipe) return;
    if (!KEYS_THAT_SIGNAL.test(part)) {
      feed(table, id, pipe, part);
      continue;
    }
    table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: pipe.data.slice(0, endOfLines(pipe.data)) }));
    const leader = table.get(pipe.terminal ?? "");
    if (leader) signalGroup(table, leader, part === "\x03" ? "INT" : "QUIT");
  }
}

const endOfLines = (data: string): number => Math.max(data.lastIndexOf("\n"), data.lastIndexOf(END_OF_INPUT)) + 1;

/** Ctrl-D at a terminal. */
const END_OF_INPUT = "\x04";

/** A line's length with what ends it, where a terminal's input has a whole one. */
export function lineLength(data: string): number | undefined {
  const end = data.search(/[\n\x04]/);
  return end < 0 ? undefined : end + 1;
}

/** A terminal's next line; "" = its input ends here, for this read. */
export function takeLine(table: Table, id: string, pipe: Pipe, length: number): string {
  const line = take(table, id, pipe, length);
  return line.endsWith(END_OF_INPUT) ? line.slice(0, -1) : line;
}

/** Takes the first characters of a pipe's data, and tells the writers that there is room. */
export function take(table: Table, id: string, pipe: Pipe, length: number): string {
  const data = pipe.data.slice(0, length);
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: pipe.data.slice(length) }));
  table.wake(id);
  return data;
}
