import type { Pod } from "../../../api/types.ts";

/**
 * Where a waiting pod is: ready to be tried, resting (after a rejection or after an error), waiting for something to
 * happen, kept back by gates, or being bound.
 */
export type QueuePlace = "active" | "backoff" | "errorBackoff" | "unschedulable" | "gated" | "inFlight";

/** A pod in the queue. A value: replaced whenever something changes. */
export interface QueuedPodInfo {
  readonly pod: Pod;
  readonly place: QueuePlace;
  readonly priority: number;
  /** Rises with every move: what joined earlier is tried earlier. */
  readonly sequence: number;
  /** Virtual milliseconds of the last move into the unschedulable pool or a back-off. */
  readonly sinceMs: number;
  /** Rejections so far, and errors in a row: they set how long the pod rests. */
  readonly rejections: number;
  readonly errors: number;
  /** Names of the plugins that turned it down last time. */
  readonly rejectors: readonly string[];
  /** Virtual milliseconds until which it rests. */
  readonly restsUntilMs: number;
}
