import { slice } from "../../simulation/slice.ts";
import type { StoreWrite } from "./store.ts";

/** Writes by revision in chunks of 64; a chunk is an immutable array that checkpoints share. */
export interface HistoryState {
  /** Revisions up to here are gone: a watch from before meets 410. */
  compacted: number;
  readonly chunks: Map<number, readonly StoreWrite[]>;
}

export const newHistoryState = (): HistoryState => slice({ compacted: 0, chunks: new Map() });

const CHUNK = 64;
// Simplified: old versions of objects are dropped by their number, not every 5 minutes: a watch from an old resourceVersion may go on where a real one is told that it is too old.
const KEPT_CHUNKS = 128;

/** Revision 1 is the first of chunk 0. */
const chunkOf = (revision: number): number => Math.floor((revision - 1) / CHUNK);

export function appendWrite(history: HistoryState, write: StoreWrite): void {
  const number = chunkOf(write.revision);
  history.chunks.set(number, [...(history.chunks.get(number) ?? []), write]);
  if (history.chunks.size <= KEPT_CHUNKS) return;
  const oldest = number - KEPT_CHUNKS;
  history.chunks.delete(oldest);
  history.compacted = (oldest + 1) * CHUNK;
}

/** Writes with a revision above `revision`, oldest first; undefined if some are compacted. */
export function writesSince(history: HistoryState, revision: number, last: number): Iterable<StoreWrite> | undefined {
  if (revision < history.compacted) return undefined;
  return between(history, revision, last);
}

function* between(history: HistoryState, revision: number, last: number): Generator<StoreWrite> {
  if (last <= revision) return;
  for (let number = chunkOf(revision + 1); number <= chunkOf(last); number += 1) {
    for (const write of history.chunks.get(number) ?? []) if (write.revision > revision) yield write;
  }
}
