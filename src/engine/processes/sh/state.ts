import type { Elements } from "./array-values.ts";
import type { Signal, Syscall } from "../syscall.ts";

/** A running shell as plain data. */
export interface ShellState {
  /** Text whose code runs, whether its last command may replace the shell, and the place in it. */
  readonly code: string;
  readonly tail: boolean;
  readonly pc: number;
  readonly status: number;
  readonly frames: Frame | null;
  /** Words under construction, innermost last. */
  readonly words: readonly Segments[];
  readonly argv: readonly string[];
  readonly assigning: readonly Assigned[];
  /** Exit status of the last command substitution of the present command. */
  readonly substituted: number | undefined;
  readonly loopValues: readonly string[] | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: Locals | null;
  readonly functions: ReadonlyMap<string, CodePlace>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly traps: ReadonlyMap<string, string>;
  /** Caught signals whose traps have not run yet. */
  readonly pendingTraps: readonly Signal[];
  readonly parameters: readonly string[];
  readonly name: string;
  /** "e", "u", "x", "f", "n", "v" and "pipefail". */
  readonly options: string;
  readonly pipefail: boolean;
  /** Where the shell's descriptors really lead: those of a command with redirections differ. */
  readonly fds: Readonly<Record<number, number>>;
  readonly jobs: readonly Job[];
  /** `$!`, `$$`. */
  readonly lastBackground: number | undefined;
  readonly shellPid: number;
  readonly subshell: boolean;
  readonly interactive: boolean;
  readonly bash: boolean;
  readonly umask: number;
  readonly source: "text" | "stdin" | "prompt";
  /** Lines read that do not make a whole command yet. */
  readonly unread: string;
  /** `set -e` does not end the shell: what runs is part of a tested command. */
  readonly tested: boolean;
  readonly exiting: boolean;
  readonly optionIndex: number;
  /** Registers of an operation that takes several system calls. */
  readonly stage: Stage | undefined;
  /** The system call that is under way, and what is to be asked before the code goes on. */
  readonly asked: Syscall | undefined;
  readonly outbox: readonly Syscall[];
  readonly asking: "operation" | "outbox";
  /** Characters in variables: a part of the shell's memory. */
  readonly held: number;
}

export interface CodePlace {
  readonly code: string;
  readonly tail: boolean;
  readonly pc: number;
}

/** A piece of a word: quoted text is neither split nor matched against names. */
export interface Segment {
  readonly text: string;
  readonly quoted: boolean;
  /** Comes from an expansion: subject to field splitting. */
  readonly split: boolean;
  /** A new field begins after it, as between the values of "$@". */
  readonly ends: boolean;
}
export type Segments = readonly Segment[];

export interface Variable {
  readonly value: string | undefined;
  /** Of an array of bash's. */
  readonly elements?: Elements;
  readonly exported: boolean;
  readonly readOnly: boolean;
  /** Kept by the shell for itself: listed nowhere. */
  readonly hidden?: true;
}
export interface Assigned {
  readonly name: string;
  readonly value: string;
}
export interface Locals {
  readonly name: string;
  readonly old: Variable | undefined;
  readonly before: Locals | null;
}
/** A variable that a command's own assignment hides while it runs. */
export interface OldVariable {
  readonly name: string;
  readonly variable: Variable | undefined;
}
export interface Job {
  /** How it ended, where that is known and has not been told yet. */
  readonly ended?: Ended;
  readonly number: number;
  readonly pid: number;
  readonly text: string;
}

export interface Ended {
  readonly status: number;
  readonly signal?: Signal;
}

export type Frame = LoopFrame | RedirectFrame | CallFrame;
export interface LoopFrame {
  readonly kind: "loop";
  readonly below: Frame | null;
  readonly breakTo: number;
  readonly continueTo: number;
  readonly status: number;
  readonly values: readonly string[] | undefined;
  readonly next: number;
}
export interface RedirectFrame {
  readonly kind: "redirections";
  readonly below: Frame | null;
  readonly fds: Readonly<Record<number, number>>;
  readonly opened: readonly number[];
  readonly permanent: boolean;
}
export interface CallFrame {
  readonly kind: "function" | "evaluation" | "source" | "trap" | "line";
  readonly below: Frame | null;
  readonly back: CodePlace;
  readonly parameters: readonly string[];
  readonly locals: Locals | null;
  readonly tested: boolean;
  /** What the caller's `set -e` shall make of a failure. */
  readonly callTested: boolean;
  /** Name of the file that is sourced, of the function that runs. */
  readonly file: string;
  readonly status: number;
  /** How many calls stand below it. */
  readonly depth: number;
}

export type Stage =
  | { readonly doing: "substitute"; readonly step: "pipe" | "spawn" | "close" | "read" | "closeRead" | "wait"; readonly fd: number; readonly writeFd: number; readonly pid: number; readonly text: string }
  | { readonly doing: "pipeline"; readonly step: "pipe" | "spawn" | "closeRead" | "closeWrite" | "wait"; readonly index: number; readonly from: number; readonly fd: number; readonly writeFd: number; readonly pids: readonly number[]; readonly statuses: readonly number[] }
  | { readonly doing: "spawn"; readonly argv: readonly string[]; readonly fds: Readonly<Record<number, number>>; readonly exec: boolean; readonly script: boolean }
  | { readonly doing: "wait"; readonly pid: number; readonly name: string }
  | { readonly doing: "fork"; readonly foreground: boolean; readonly text: string }
  | { readonly doing: "open"; readonly fd: number; readonly operator: string; readonly path: string }
  | { readonly doing: "document"; readonly step: "pipe" | "write" | "close"; readonly fd: number; readonly writeFd: number; readonly text: string }
  | { readonly doing: "builtin"; readonly name: string; readonly argv: readonly string[]; readonly data: unknown; readonly old: readonly OldVariable[] }
  | { readonly doing: "traced" }
  | { readonly doing: "readLine"; readonly prompted: boolean }
  | { readonly doing: "exit" };
