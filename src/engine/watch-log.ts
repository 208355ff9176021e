import { digestText, foldRecord, type DigestState, type WatchRecord } from "./simulation/digest.ts";
import { noteBefore, trailText, type DigestTrail } from "./simulation/digest-trail.ts";

/** Folds every write of the store into the digest: not at once, but before anyone asks. */
export interface WatchLog {
  add(record: WatchRecord): void;
  /** Folds what is waiting: before a checkpoint, so that the state says all. */
  settle(): void;
  digest(): string;
  /** The digest at moments before `nowMs`, as a link carries it. */
  trail(nowMs: number): string;
}

/** Records that may wait: they hold on to old versions of objects. */
const MOST_WAITING = 20_000;

export function createWatchLog(state: { digest: DigestState; digestTrail: DigestTrail }): WatchLog {
  let waiting: WatchRecord[] = [];
  const settle = (): void => {
    for (const record of waiting) {
      state.digestTrail = noteBefore(state.digestTrail, state.digest, record.at);
      state.digest = foldRecord(state.digest, record);
    }
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
    trail(nowMs) {
      settle();
      return trailText(state.digestTrail, state.digest, nowMs);
    },
  };
}
