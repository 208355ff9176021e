/**
 * What an occurrence carries: plain data, addressed to one component. Each component declares the union of its own
 * payloads; `src/engine/occurrence.ts` joins them, so that a new one does not compile until it is handled.
 */
export interface Payload {
  readonly target: string;
  readonly type: string;
}

/** An entry of the queue. `at` is virtual milliseconds; `sequence` breaks ties: first scheduled, first run. */
export interface Occurrence<P extends Payload = Payload> {
  readonly at: number;
  readonly sequence: number;
  /** The journal entry that led to it, 0 when the journal is off. Never read by a decision. */
  readonly cause: number;
  readonly payload: P;
}

/** The least `at` first; at one instant, first scheduled, first run. */
export const inOrder = (a: Occurrence, b: Occurrence): number => a.at - b.at || a.sequence - b.sequence;
