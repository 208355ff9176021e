import type { JournalEntry, JournalWriter } from "./journal.ts";
import type { Payload } from "./payload.ts";

/**
 * What every component gets from the simulation, and all it gets: virtual time, the queue, randomness and the journal.
 * There is no other clock and no other source of chance in the engine.
 */
export interface Kernel {
  /** Virtual time in whole milliseconds since t=0. Negative while the cluster boots. */
  readonly now: number;
  /** Unix time in milliseconds of t=0 (`spec.startsAt`). */
  readonly startsAtMs: number;
  readonly seed: number;
  /** Queues plain data for a component, due at `atMs` (never before now). There is no cancel: a handler checks that its key still means something. */
  schedule(atMs: number, payload: Payload): void;
  /** An integer in [0, bound), the next of the named stream. Streams do not disturb one another. */
  draw(stream: string, bound: number): number;
  /** The next place within this instant, for what must be ordered below a millisecond: see `nanoseconds` in time.ts. */
  nextPlace(): number;
  readonly journal: JournalWriter;
  /** Deep-freezes in development and tests, returns as is otherwise. For what enters a store or a state map. */
  freeze<T>(value: T): T;
  /** Counts one unit of `what` against its bound; throws a Fault that names component, key and virtual time on breach. */
  charge(what: BoundName, component: string, key: string, amount?: number): void;
}

export type BoundName = "occurrencesPerInstant" | "queueLength" | "objects" | "logBytes" | "fileBytes" | "processes" | "stepsPerInstant";

/** One component of the cluster: it is handed each occurrence that is addressed to it. */
export interface Component<P extends Payload> {
  readonly handle: (payload: P) => void;
}

export type { JournalEntry };
