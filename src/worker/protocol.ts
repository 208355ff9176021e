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
  | { readonly type: "snapshot" };

export type FromWorker =
  | { readonly type: "opened"; readonly name: string }
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  | { readonly type: "reached"; readonly id: number; readonly atMs: number; readonly digest: string }
  /** The engine stopped: where, when and why. The worker stays; opening a scenario starts afresh. */
  | { readonly type: "fault"; readonly fault: FaultReport };

export interface Snapshot {
  /** Virtual milliseconds from 0s. */
  readonly nowMs: number;
  /** The pace asked for; 0 while paused. */
  readonly speed: number;
  /** The pace really reached over the last second or so. */
  readonly speedReached: number;
  /** As `kubectl get pods` and `kubectl get events` print them now. */
  readonly pods: string;
  readonly events: string;
  readonly lastCommand?: CommandReport;
}

export interface CommandReport {
  readonly run: string;
  /** Absent while it runs. */
  readonly exitCode?: number;
  readonly output: string;
}

export interface FaultReport {
  readonly component: string;
  readonly key: string;
  readonly atMs: number;
  readonly message: string;
}
