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
  /** What has no newline yet, by stream. */
  readonly partial: Readonly<Partial<Record<"stdout" | "stderr", string>>>;
  readonly followers: readonly Payload[];
}

const EMPTY: Log = { sealed: [], open: [], bytes: 0, partial: {}, followers: [] };
const CHUNK_LINES = 128;
const LONGEST_LINE = 1024 * 1024;
/** Simplified: a log keeps its newest megabytes in one piece; a kubelet rotates files of 10 MiB. */
const LOG_LIMIT_BYTES = 4 * 1024 * 1024;

export interface LogStore extends Logs {
  append(key: string, stream: "stdout" | "stderr", data: string): void;
  /** From now on `payload` is scheduled, once per write, when the log grows. Ends with `unfollow` or `drop`. */
  follow(key: string, payload: Payload): void;
  unfollow(key: string, payload: Payload): void;
  /** How many lines were ever kept and are still there: for a follower that remembers where it was. */
  lineCount(key: string): number;
}

export function createLogs({ kernel, state }: { kernel: Kernel; state: LogsState }): LogStore {
  const put = (key: string, log: Log): void => void state.set(key, kernel.freeze(log));
  return {
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
      put(key, grown);
      for (const follower of log.followers) kernel.schedule(kernel.now, follower);
    },
    follow(key, payload) {
      const log = state.get(key) ?? EMPTY;
      put(key, { ...log, followers: [...log.followers, payload] });
    },
    unfollow(key, payload) {
      const log = state.get(key);
      if (log) put(key, { ...log, followers: log.followers.filter((each) => JSON.stringify(each) !== JSON.stringify(payload)) });
    },
    lineCount(key) {
      const log = state.get(key);
      return log ? log.sealed.reduce((sum, chunk) => sum + chunk.length, log.open.length) : 0;
    },
  };
}

// Mirrors containerd redirectLogs (internal/cri/io/logger.go): a line gets its stamp when its newline has been read.
function appended(log: Log, stream: "stdout" | "stderr", data: string, kernel: Kernel): Log {
  const texts = ((log.partial[stream] ?? "") + data).split("\n");
  const last = texts.pop() ?? "";
  // A line that never ends is cut, as containerd cuts it into parts.
  const rest = last.length > LONGEST_LINE ? "" : last;
  if (rest !== last) texts.push(last);
  const lines = texts.map((text): LogLine => ({ atMs: kernel.now, place: kernel.nextPlace(), stream, text, complete: true }));
  const open = lines.length === 0 ? log.open : [...log.open, ...lines];
  const partial = rest === (log.partial[stream] ?? "") ? log.partial : { ...log.partial, [stream]: rest };
  const grown = { ...log, partial, bytes: log.bytes + data.length };
  return open.length < CHUNK_LINES ? { ...grown, open } : { ...grown, sealed: [...log.sealed, open], open: [] };
}

function trimmed(log: Log): Log {
  const [oldest, ...sealed] = log.sealed;
  if (log.bytes <= LOG_LIMIT_BYTES || !oldest) return log;
  return trimmed({ ...log, sealed, bytes: log.bytes - oldest.reduce((sum, line) => sum + line.text.length + 1, 0) });
}

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
