import type { Scenario } from "../scenario/scenario.ts";

/** The wire between the page and the engine's worker: types only, plain data only. */

/** What the person did. The host stamps it with virtual time and keeps it: it is part of the world's history. */
export type PageInput =
  | { readonly type: "run"; readonly line: string; readonly session?: string }
  | { readonly type: "edit"; readonly file: string; readonly text: string }
  | { readonly type: "keys"; readonly keys: string; readonly session: string }
  | { readonly type: "interrupt"; readonly session: string };

export type ToWorker =
  /** A new world; the one before is gone. It starts paused at 0s. */
  | { readonly type: "open"; readonly scenario: Scenario }
  | { readonly type: "input"; readonly input: PageInput }
  /** How fast we watch, in virtual seconds per second; 0 pauses. Not part of the world. */
  | { readonly type: "pace"; readonly speed: number }
  /** As fast as it goes to an instant; answered by "reached". */
  | { readonly type: "runUntil"; readonly id: number; readonly atMs: number }
  /** Asks for the next snapshot: answered when there is something new to show. */
  | { readonly type: "snapshot" }
  /** Asks whether the worker still answers: it does, with "pong", unless a step of the world does not come back. */
  | { readonly type: "ping" };

export type FromWorker =
  | { readonly type: "pong" }
  | { readonly type: "opened"; readonly name: string }
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  | { readonly type: "reached"; readonly id: number; readonly atMs: number; readonly digest: string }
  /** The engine stopped: where, when and why, and how the world stands there, if it can still be read. */
  | { readonly type: "fault"; readonly fault: FaultReport; readonly snapshot?: Snapshot };

export interface Snapshot {
  /** Virtual milliseconds from 0s. */
  readonly nowMs: number;
  /** The pace asked for; 0 while paused. */
  readonly speed: number;
  /** The pace really reached over the last second or so. */
  readonly speedReached: number;
  /** As `kubectl get pods` prints them now. */
  readonly pods: string;
  /** As `kubectl get events` prints them now, the one seen last at the end. */
  readonly events: string;
  /** The command that began last. */
  readonly lastCommand?: CommandReport;
  /** The command that the shell `main` still runs, if that is another one. */
  readonly inMain?: CommandReport;
}

export interface CommandReport {
  readonly run: string;
  /** The shell that it runs in. */
  readonly session: string;
  /** Absent while it runs. */
  readonly exitCode?: number;
  /** What it printed; of very much, the end. */
  readonly output: string;
}

export interface FaultReport {
  readonly component: string;
  readonly key: string;
  /** Absent when it was not the world that failed. */
  readonly atMs: number | undefined;
  readonly message: string;
}
