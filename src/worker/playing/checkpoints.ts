import type { Machine } from "../machine.ts";
import type { PlayedWorld } from "../world.ts";

/**
 * A checkpoint is kept after this much host time in which the world went on, or after so many occurrences: what it takes
 * to get to any moment again. And taking them costs no more than one part in so many of the time.
 */
const CHECKPOINT_MS = 250;
const CHECKPOINT_OCCURRENCES = 2_000;
const CHECKPOINT_SHARE = 20;

/** Since the last one: when it was, what happened after it, and what the last two cost. */
export interface CheckpointsKept {
  clockMs: number;
  occurrences: number;
  readonly costsMs: [number, number];
}

export const noneKept = (clockMs: number): CheckpointsKept => ({ clockMs, occurrences: 0, costsMs: [0, 0] });

export function keepCheckpoint(world: Pick<PlayedWorld, "keep">, kept: CheckpointsKept, machine: Machine): void {
  if (kept.occurrences === 0) return;
  const clockMs = machine.clockMs();
  const passedMs = clockMs - kept.clockMs;
  if ((passedMs < CHECKPOINT_MS && kept.occurrences < CHECKPOINT_OCCURRENCES) || passedMs < Math.min(...kept.costsMs) * CHECKPOINT_SHARE) return;
  world.keep();
  const afterMs = machine.clockMs();
  // The lesser of two: a pause of the machine's own is no cost of theirs.
  Object.assign(kept, { clockMs: afterMs, occurrences: 0, costsMs: [kept.costsMs[1], afterMs - clockMs] });
}
