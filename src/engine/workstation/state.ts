import type { Payload } from "../simulation/payload.ts";
import { slice } from "../simulation/slice.ts";
import type { ProcessKey } from "../processes/process-table.ts";

/** What a person did: the only way anything from outside enters the world. */
export type InputAction =
  | { readonly type: "run"; readonly line: string }
  | { readonly type: "interrupt" }
  | { readonly type: "keys"; readonly keys: string }
  | { readonly type: "edit"; readonly file: string; readonly text: string };

/** An input with its instant, in virtual milliseconds. Without a session a line runs in `main` if that is idle, else in a fresh shell. */
export interface Input {
  readonly atMs: number;
  readonly session?: string;
  readonly action: InputAction;
}

/** A shell on the workstation. */
export interface Session {
  readonly name: string;
  readonly process: ProcessKey;
  /** The input whose line runs, or null. */
  readonly running: number | null;
  /** Inputs that wait for their turn. */
  readonly queue: readonly number[];
  /** How the idle shell gets its next line. */
  readonly prompt: Payload | null;
  /** For one line only: it ends with its command. */
  readonly fresh: boolean;
}

/** One input and what has come of it. */
export interface InputRecord {
  readonly number: number;
  readonly input: Input;
  readonly session: string;
  /** When it began to run, or null. */
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface WorkstationState {
  readonly sessions: Map<string, Session>;
  readonly inputs: Map<number, InputRecord>;
  /** Sessions that lines name, each with the last of these inputs: no fresh shell is called so. */
  readonly pinned: Map<string, number>;
  nextInput: number;
  nextShell: number;
}

export const newWorkstationState = (): WorkstationState => slice({ sessions: new Map(), inputs: new Map(), pinned: new Map(), nextInput: 1, nextShell: 2 });

export type WorkstationPayload =
  | { readonly target: "workstation"; readonly type: "Input"; readonly input: number }
  | { readonly target: "workstation"; readonly type: "ShellExited"; readonly session: string; readonly exit?: { readonly exitCode: number } };

/** What happens at a session's terminal, as a person sees it: in order, stdout and stderr together. */
export type TerminalEvent =
  /** A line was entered, and runs now. */
  | { readonly type: "line"; readonly session: string; readonly text: string }
  | { readonly type: "text"; readonly session: string; readonly text: string }
  /** The line has ended. */
  | { readonly type: "end"; readonly session: string; readonly exitCode: number };
