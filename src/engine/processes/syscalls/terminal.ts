import type { Pipe, ProcessRecord, Screen } from "../state.ts";
import type { Answer, Syscall } from "../syscall.ts";
import { OK, type Outcome, type Table } from "../table.ts";
import { entered, editKey, KEYS } from "../sh/line-editor/edit-key.ts";
import { columns, NOT_EDITED, type Surroundings } from "../sh/line-editor/editing.ts";
import { waysOn } from "../sh/line-editor/ways-on.ts";
import { fill, log, take } from "./pipes.ts";
import { signalGroup } from "./signals.ts";

/**
 * The line discipline of a terminal's input. It takes keys as they are typed: Enter is "\r" or "\n", Backspace "\x7f".
 * Cooked, it edits the line, echoes what is typed, makes signals of Ctrl-C and Ctrl-\ and gives a reader whole lines.
 * Raw (`kubectl exec -it` on the workstation), it hands every key on as it is, and the terminal at the other end does all
 * this. So whoever draws a terminal only prints what comes and sends what is typed.
 *
 * A shell at its prompt edits its own line: what was typed ahead is echoed once more when the shell comes to read it, as
 * readline does.
 * Its line editor (sh/line-editor) knows the cursor, the history, Tab and Ctrl-R.
 * Simplified: all shells of a terminal share one history, and it ends with the terminal.
 */
// Mirrors n_tty_receive_char (drivers/tty/n_tty.c): the keys that edit, signal and end.
function feedTerminal(table: Table, id: string, pipe: Pipe, data: string): void {
  if (isRaw(table, pipe)) return fill(table, id, pipe, data);
  for (const [key] of data.matchAll(KEYS)) press(table, id, key);
}

/** What a pipe is given: as it is, or as keys where it is a terminal's input. */
export function feed(table: Table, id: string, pipe: Pipe, data: string): void {
  if (data === "") return;
  if (pipe.terminal === undefined) fill(table, id, pipe, data);
  else feedTerminal(table, id, pipe, data);
}

function press(table: Table, id: string, key: string): void {
  const pipe = table.state.pipes.get(id);
  if (!pipe) return;
  const editor = editorOf(table, id);
  if (editor && key !== "\x03" && key !== "\x1c") {
    if (lineLength(pipe.data) === undefined) return edit(table, id, pipe, key, editor);
    // What is typed beyond a whole line waits as it is until its turn comes.
    return fill(table, id, pipe, key === "\r" ? "\n" : key);
  }
  switch (key) {
    case "\x03":
      return interrupt(table, id, pipe, "INT", "^C");
    case "\x1c":
      return interrupt(table, id, pipe, "QUIT", "^\\");
    case "\x7f":
    case "\b":
      return erase(table, id, pipe, (line) => [...line].slice(0, -1).join(""));
    case "\x15":
      return erase(table, id, pipe, () => "");
    case "\x17":
      return erase(table, id, pipe, (line) => line.replace(/\S*\s*$/, ""));
    case "\r":
    case "\n":
      return type(table, id, pipe, "\n");
    case END_OF_INPUT:
      return type(table, id, pipe, END_OF_INPUT);
  }
  type(table, id, pipe, key);
}

/** A key for the line that a shell reads. */
function edit(table: Table, id: string, pipe: Pipe, key: string, editor: ProcessRecord): void {
  const { line, editing, echo: shown, done } = editKey(pipe.data, pipe.editing ?? NOT_EDITED, key, surroundingsOf(table, editor));
  const data = line + (done === "line" ? "\n" : done === "end" ? END_OF_INPUT : "");
  echo(table, pipe, shown);
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data, editing, shown: data.length }));
  if (done) table.wake(id);
}

function surroundingsOf(table: Table, { key, blocked }: ProcessRecord): Surroundings {
  const call = blocked?.syscall;
  return { prompt: call?.call === "read" ? (call.prompt ?? "") : "", complete: (word, first) => waysOn(table.context(key), word, first) };
}

function type(table: Table, id: string, pipe: Pipe, text: string): void {
  echo(table, pipe, visible(text));
  fill(table, id, pipe, text);
}

/** What is left of the line that is being typed. */
function erase(table: Table, id: string, pipe: Pipe, left: (line: string) => string): void {
  const start = endOfLines(pipe.data);
  const line = pipe.data.slice(start);
  const kept = left(line);
  if (kept === line) return;
  echo(table, pipe, "\b \b".repeat(columns(visible(line)) - columns(visible(kept))));
  const data = pipe.data.slice(0, start) + kept;
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data, shown: Math.min(pipe.shown ?? 0, data.length) }));
}

/** The line that is being typed is dropped, and who runs in the foreground gets the signal. */
function interrupt(table: Table, id: string, pipe: Pipe, signal: "INT" | "QUIT", shown: string): void {
  const data = pipe.data.slice(0, endOfLines(pipe.data));
  const editing = pipe.editing && { ...NOT_EDITED, history: pipe.editing.history, place: pipe.editing.history.length };
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data, shown: Math.min(pipe.shown ?? 0, data.length), ...(editing ? { editing } : {}) }));
  echo(table, pipe, shown);
  const leader = table.get(pipe.terminal ?? "");
  if (leader) signalGroup(table, leader, signal);
}

function echo(table: Table, { screen }: Pipe, text: string): void {
  if (text === "" || !screen) return;
  show(table, screen, text);
}

function show(table: Table, screen: Screen, text: string): void {
  if (screen.kind === "log") return screen.recorded ? log(table, screen.key, "stdout", text) : table.logs.show(screen.key, text);
  const pipe = table.state.pipes.get(screen.pipe);
  if (pipe) fill(table, screen.pipe, pipe, text);
}

/** Ctrl-D at a terminal. */
const END_OF_INPUT = "\x04";

const endOfLines = (data: string): number => Math.max(data.lastIndexOf("\n"), data.lastIndexOf(END_OF_INPUT)) + 1;

/** A line's length with what ends it, where a terminal's input has a whole one. */
function lineLength(data: string): number | undefined {
  const end = data.search(/[\n\x04]/);
  return end < 0 ? undefined : end + 1;
}

/** Control characters as a terminal echoes them. */
const visible = (text: string): string => text.replaceAll(END_OF_INPUT, "").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (control) => `^${String.fromCharCode(control.charCodeAt(0) ^ 64)}`);

/** Raw as long as the process lives that made it so. */
export function isRaw(table: Table, { raw }: Pipe): boolean {
  const owner = raw === undefined ? undefined : table.get(raw);
  return owner !== undefined && !owner.zombie;
}

/** A shell waits at its prompt for this terminal's next line. */
function editorOf(table: Table, id: string): ProcessRecord | undefined {
  for (const key of table.indexes.waiting.get(id) ?? []) {
    const process = table.get(key);
    const call = process?.blocked?.syscall;
    if (call?.call === "read" && call.edits) return process;
  }
  return undefined;
}

/** What a reader finds there: cooked, a whole line; raw, whatever was typed. */
export const canRead = (table: Table, pipe: Pipe): boolean => (isRaw(table, pipe) ? pipe.data !== "" : lineLength(pipe.data) !== undefined);

/** Whatever a reader asks for, a terminal gives it a line when that is complete; a raw one, what there is. */
export function readTerminal(table: Table, id: string, given: Pipe, process: ProcessRecord, call: Extract<Syscall, { call: "read" }>): Outcome {
  const edits = call.edits === true;
  const pipe = edits ? takenUp(table, id, given, { ...process, blocked: { syscall: call, token: 0, on: [] } }) : given;
  const raw = isRaw(table, pipe);
  const ended = pipe.writers <= 0;
  const length = raw && pipe.data !== "" ? pipe.data.length : (lineLength(pipe.data) ?? (ended ? pipe.data.length : undefined));
  const shown = Math.min(pipe.shown ?? 0, pipe.data.length);
  if (edits) echo(table, pipe, visible(pipe.data.slice(shown, length ?? pipe.data.length)));
  const seen = { ...pipe, shown: edits ? (length ?? pipe.data.length) : shown };
  if (length === undefined) {
    table.state.pipes.set(id, table.kernel.freeze(seen));
    return { wait: true, on: [id] };
  }
  const line = take(table, id, { ...seen, shown: Math.max(0, seen.shown - length) }, length);
  const data = !raw && line.endsWith(END_OF_INPUT) ? line.slice(0, -1) : line;
  return data === "" ? END : { ok: true, data };
}

const END: Answer = { ok: true, data: "", eof: true };
const TO_BE_EDITED = /[\x00-\x03\x05-\x09\x0b-\x1f\x7f]/;

/** What was typed before a shell came to read is its line now: keys in it are pressed now, and a whole line is remembered. */
function takenUp(table: Table, id: string, pipe: Pipe, editor: ProcessRecord): Pipe {
  const shown = Math.min(pipe.shown ?? 0, pipe.data.length);
  const ahead = pipe.data.slice(shown);
  const editing = pipe.editing ?? NOT_EDITED;
  if (ahead === "") return pipe;
  const length = lineLength(pipe.data);
  if (!TO_BE_EDITED.test(ahead.slice(0, length === undefined ? undefined : Math.max(0, length - shown)))) {
    const line = length === undefined ? undefined : pipe.data.slice(0, length - 1);
    return { ...pipe, editing: line === undefined ? { ...editing, cursor: [...pipe.data].length } : entered(line, editing) };
  }
  let present: Pipe = { ...pipe, data: pipe.data.slice(0, shown), editing };
  for (const [key] of ahead.matchAll(KEYS)) {
    if (lineLength(present.data) !== undefined) {
      present = { ...present, data: present.data + key };
      table.state.pipes.set(id, table.kernel.freeze(present));
    } else edit(table, id, present, key, editor);
    present = table.state.pipes.get(id) ?? present;
  }
  return present;
}

/** Makes the terminal that a descriptor leads to raw for as long as the process lives, or cooked again. */
export function setTerminal(table: Table, process: ProcessRecord, { fd, raw }: Extract<Syscall, { call: "terminal" }>): Answer {
  const descriptor = process.fds[fd];
  const open = descriptor?.kind === "open" ? table.state.openFiles.get(descriptor.id) : undefined;
  const pipe = open?.kind === "pipe" ? table.state.pipes.get(open.pipe) : undefined;
  if (open?.kind !== "pipe" || pipe?.terminal === undefined) return { ok: false, errno: "EINVAL" };
  const { raw: _owner, ...cooked } = pipe;
  table.state.pipes.set(open.pipe, table.kernel.freeze(raw ? { ...cooked, raw: process.key } : cooked));
  table.wake(open.pipe);
  return OK;
}

/** Somebody reads keys from a terminal: it waits for them, or made it raw. */
export function readsKeys(table: Table, id: string): boolean {
  const pipe = table.state.pipes.get(id);
  return pipe !== undefined && (isRaw(table, pipe) || (table.indexes.waiting.get(id)?.size ?? 0) > 0);
}

/** Everything that was typed has been read, and its readers wait for more: also those behind a connection that hands it on. */
export function isSettled(table: Table, id: string): boolean {
  const pipe = table.state.pipes.get(id);
  const waiting = [...(table.indexes.waiting.get(id) ?? [])].flatMap((key) => table.get(key) ?? []);
  if (!pipe || waiting.length === 0) return false;
  if (pipe.terminal === undefined ? pipe.data !== "" : canRead(table, pipe)) return false;
  return waiting.every((process) => handedOnTo(table, process).every((next) => isSettled(table, next)));
}

/** The other ends of connections that a process writes to: its descriptors beyond the standard three. */
function handedOnTo(table: Table, { fds }: ProcessRecord): readonly string[] {
  return Object.entries(fds).flatMap(([fd, descriptor]) => {
    const open = Number(fd) > 2 && descriptor.kind === "open" ? table.state.openFiles.get(descriptor.id) : undefined;
    return open?.kind === "pipe" && open.end === "write" ? [open.pipe] : [];
  });
}
