import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import type { LogLine, Logs } from "./logs.ts";

/** Log streams by key. A log is an immutable value: whole chunks of lines that checkpoints share, and an open end. */
export type LogsState = Map<string, Log>;
export const newLogsState = (): LogsState => new Map();

export interface Log {
  readonly sealed: readonly (readonly LogLine[])[];
  readonly open: readonly LogLine[];
  readonly bytes: number;
  /** Lines ever written, those included that have been dropped since. */
  readonly count: number;
  /** What has no newline yet, by stream. */
  readonly partial: Readonly<Partial<Record<"stdout" | "stderr", string>>>;
  readonly followers: readonly Payload[];
  /** Pipes that get whatever is written, as it is written. */
  readonly attached: readonly string[];
  /** Followers were told of what nobody has read yet: more of it needs no word. */
  readonly told: boolean;
}

const EMPTY: Log = { sealed: [], open: [], bytes: 0, count: 0, partial: {}, followers: [], attached: [], told: false };
const NONE: readonly string[] = [];
const CHUNK_LINES = 128;
const LONGEST_LINE = 1024 * 1024;
/** Simplified: a container's log keeps its newest megabytes in one piece; a real kubelet rotates files of 10 MiB. */
const LOG_LIMIT_BYTES = 4 * 1024 * 1024;
/** What a line takes beside its text: "2026-01-01T00:00:00.000000000Z stdout F " and its newline. */
const LINE_BYTES = 40;

export interface LogStore extends Logs {
  append(key: string, stream: "stdout" | "stderr", data: string): void;
  /** Tells of whatever is appended, as it comes: not part of the world, so a restored one has to be asked anew. */
  listen(listener: (key: string, data: string) => void): void;
  /** Tells those who listen of what is seen there, but not kept: a terminal's echo. */
  show(key: string, data: string): void;
  /** From now on `payload` is scheduled when the log grows, once until `linesSince` is asked. Ends with `unfollow` or `drop`. */
  follow(key: string, payload: Payload): void;
  unfollow(key: string, payload: Payload): void;
  /** From now on a pipe gets whatever is written to the log, until `detach`. Returns the line that has no end yet. */
  attach(key: string, pipe: string): string;
  detach(key: string, pipe: string): void;
  attached(key: string): readonly string[];
  /** How many whole lines were ever written: for a follower that remembers where it was. */
  lineCount(key: string): number;
  /** The whole lines after the first `count` ones, as far as they are still there. */
  linesSince(key: string, count: number): readonly LogLine[];
}

export function createLogs({ kernel, state }: { kernel: Kernel; state: LogsState }): LogStore {
  const put = (key: string, log: Log): void => void state.set(key, kernel.freeze(log));
  const listeners: ((key: string, data: string) => void)[] = [];
  return {
    listen: (listener) => void listeners.push(listener),
    show(key, data) {
      for (const listener of listeners) listener(key, data);
    },
    lines(key) {
      const log = state.get(key);
      return log ? [...log.sealed.flat(), ...log.open, ...unfinished(log, kernel)] : [];
    },
    drop(key) {
      const log = state.get(key);
      if (!log) return;
      kernel.charge("logBytes", "processes", key, -log.bytes);
      state.delete(key);
    },
    append(key, stream, data) {
      if (data === "") return;
      const log = state.get(key) ?? EMPTY;
      const grown = trimmed(appended(log, stream, data, kernel));
      kernel.charge("logBytes", "processes", key, grown.bytes - log.bytes);
      const tell = grown.followers.length > 0 && !grown.told;
      put(key, tell ? { ...grown, told: true } : grown);
      for (const listener of listeners) listener(key, data);
      if (tell) for (const follower of grown.followers) kernel.schedule(kernel.now, follower);
    },
    follow(key, payload) {
      const log = state.get(key) ?? EMPTY;
      put(key, { ...log, followers: [...log.followers, payload] });
    },
    unfollow(key, payload) {
      const log = state.get(key);
      if (log) put(key, { ...log, followers: log.followers.filter((each) => JSON.stringify(each) !== JSON.stringify(payload)) });
    },
    attach(key, pipe) {
      const log = state.get(key) ?? EMPTY;
      put(key, { ...log, attached: [...log.attached, pipe] });
      return (log.partial.stderr ?? "") + (log.partial.stdout ?? "");
    },
    detach(key, pipe) {
      const log = state.get(key);
      if (log) put(key, { ...log, attached: log.attached.filter((each) => each !== pipe) });
    },
    attached: (key) => state.get(key)?.attached ?? NONE,
    lineCount: (key) => state.get(key)?.count ?? 0,
    linesSince(key, count) {
      const log = state.get(key);
      if (!log) return [];
      if (log.told) put(key, { ...log, told: false });
      return newest(log, log.count - count);
    },
  };
}

// Mirrors containerd redirectLogs (internal/cri/io/logger.go): a line gets its stamp when its newline has been read.
function appended(log: Log, stream: "stdout" | "stderr", data: string, kernel: Kernel): Log {
  const before = log.partial[stream] ?? "";
  const texts = data.split("\n");
  // What was begun is not looked through again.
  texts[0] = before + (texts[0] ?? "");
  const last = texts.pop() ?? "";
  // A line that never ends is cut, as containerd cuts it into parts.
  const rest = last.length > LONGEST_LINE ? "" : last;
  if (rest !== last) texts.push(last);
  const lines = texts.map((text): LogLine => ({ atMs: kernel.now, place: kernel.nextPlace(), stream, text, complete: true }));
  const open = lines.length === 0 ? log.open : [...log.open, ...lines];
  const partial = rest === before ? log.partial : { ...log.partial, [stream]: rest };
  const grown = { ...log, partial, bytes: log.bytes + data.length + lines.length * LINE_BYTES, count: log.count + lines.length };
  return open.length < CHUNK_LINES ? { ...grown, open } : { ...grown, sealed: [...log.sealed, open], open: [] };
}

/** The last whole lines, without a look at those before. */
function newest(log: Log, wanted: number): readonly LogLine[] {
  if (wanted <= 0) return [];
  const chunks = [log.open];
  let have = log.open.length;
  for (let at = log.sealed.length - 1; at >= 0 && have < wanted; at -= 1) {
    const chunk = log.sealed[at] ?? [];
    chunks.push(chunk);
    have += chunk.length;
  }
  return chunks.reverse().flat().slice(-wanted);
}

/** Drops the oldest chunks until the log fits. */
function trimmed(log: Log): Log {
  if (log.bytes <= LOG_LIMIT_BYTES) return log;
  let { bytes } = log;
  let first = 0;
  for (; bytes > LOG_LIMIT_BYTES && first < log.sealed.length; first += 1) bytes -= bytesOf(log.sealed[first] ?? []);
  return first === 0 ? log : { ...log, sealed: log.sealed.slice(first), bytes };
}

const bytesOf = (lines: readonly LogLine[]): number => lines.reduce((sum, line) => sum + line.text.length + 1 + LINE_BYTES, 0);

function unfinished(log: Log, kernel: Kernel): LogLine[] {
  const streams = ["stdout", "stderr"] as const;
  return streams
    .filter((stream) => log.partial[stream])
    .map((stream) => ({ atMs: kernel.now, place: 0, stream, text: log.partial[stream] ?? "", complete: false }));
}

/** The text of some lines, of one stream or of both. */
export const logText = (lines: readonly LogLine[], stream?: "stdout" | "stderr"): string =>
  lines
    .filter((line) => stream === undefined || line.stream === stream)
    .map((line) => (line.complete ? `${line.text}\n` : line.text))
    .join("");
