import { digestText, foldRecord, type DigestState, type WatchRecord } from "./simulation/digest.ts";

/** Folds every write of the store into the digest: not at once, but before anyone asks. */
export interface WatchLog {
  add(record: WatchRecord): void;
  /** Folds what is waiting: before a checkpoint, so that the state says all. */
  settle(): void;
  digest(): string;
}

/** Records that may wait: they hold on to old versions of objects. */
const MOST_WAITING = 20_000;

export function createWatchLog(state: { digest: DigestState }): WatchLog {
  let waiting: WatchRecord[] = [];
  const settle = (): void => {
    for (const record of waiting) state.digest = foldRecord(state.digest, record);
    waiting = [];
  };
  return {
    settle,
    add(record) {
      waiting.push(record);
      if (waiting.length >= MOST_WAITING) settle();
    },
    digest() {
      settle();
      return digestText(state.digest);
    },
  };
}
