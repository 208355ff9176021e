import type { Answer, Syscall } from "./syscall.ts";

/**
 * A program: what a process runs. Its state is an immutable plain-data value (a checkpoint shares it); a step takes the
 * state and the answer to the last syscall and gives the next state and the next syscall. Never a closure, never a clock.
 */
export interface Program<S = unknown> {
  /** The base name it is found by in an image's or host's file system ("sh", "nginx", "kubectl"). */
  readonly name: string;
  /** What it takes of a core while it waits for work, in millionths; absent = nothing. */
  readonly idleMicro?: number;
  /** First state and first syscall. */
  start(context: ProcessContext): Step<S>;
  /** Called with the answer to the syscall that the last step asked for. */
  resume(state: S, answer: Answer, context: ProcessContext): Step<S>;
  /** For a program that waits for one child after another: its state with another child in that one's place, by process ids. */
  withChild?(state: S, from: number, to: number): S;
  /** A caught signal arrived (one that the program asked for by the `signal` syscall) while it waited in a syscall that it interrupts; default: resume with { ok: false, errno: "EINTR", signal }. */
}

export interface Step<S = unknown> {
  readonly state: S;
  readonly syscall: Syscall;
}

/** What a process may look at without a syscall. All of it is immutable or read anew at each step. */
export interface ProcessContext {
  readonly pid: number;
  /** Process id as seen in its own PID namespace (1 for a container's first). */
  readonly pidInNamespace: number;
  readonly parentPid: number;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly hostname: string;
  readonly uid: number;
  readonly gid: number;
  /** Further groups. */
  readonly groups: readonly number[];
  /** Virtual milliseconds since t=0, and Unix milliseconds of t=0. */
  readonly now: number;
  readonly startsAtMs: number;
  /** True where the descriptor is a terminal. */
  isTty(fd: number): boolean;
  /** Reads the file system at once, without side effects: for programs that decide by what exists. */
  readonly files: FileReader;
  /** Data handed over at spawn, e.g. a subshell's state. */
  readonly handed?: unknown;
  /** Parsed `kubarium.dev/behavior` and other image settings of this process's image, if any. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface FileReader {
  read(path: string): string | undefined;
  stat(path: string): FileStat | undefined;
  /** Names, sorted by code unit; undefined if no directory. */
  list(path: string): readonly string[] | undefined;
}

export interface FileStat {
  readonly type: "file" | "directory" | "symlink" | "device" | "fifo" | "socket";
  readonly sizeBytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Virtual milliseconds. */
  readonly modifiedAtMs: number;
  readonly target?: string;
}
