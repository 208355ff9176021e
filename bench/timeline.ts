import { createCluster, type Checkpoint, type Cluster } from "../src/engine/cluster.ts";

/** Checkpoints of one run, dense at its end and thinned by powers of two before it. */
export interface Timeline {
  readonly checkpoints: readonly Checkpoint[];
  /** Takes a checkpoint of the cluster as it is, and forgets old ones that lie too close. */
  take(): void;
  /** A cluster that stands at `ms`: restored from the nearest checkpoint before it, and run from there. */
  seek(ms: number): Cluster;
}

/** Kept of each power of two of age. */
const KEPT_PER_OCTAVE = 64;

export function createTimeline(cluster: Cluster): Timeline {
  const checkpoints: Checkpoint[] = [cluster.checkpoint()];
  return {
    checkpoints,
    take() {
      checkpoints.push(cluster.checkpoint());
      thin(checkpoints);
    },
    seek(ms) {
      const from = checkpoints.findLast(({ nowMs }) => nowMs <= ms) ?? checkpoints[0]!;
      const restored = createCluster(cluster.options, from);
      restored.runUntil(ms);
      return restored;
    },
  };
}

/** In each octave of age at most so many stay, the first always: neighbours are merged until the octaves are met. */
function thin(checkpoints: Checkpoint[]): void {
  const newest = checkpoints.at(-1)!.nowMs;
  let keptAt = -Infinity;
  let kept = 0;
  for (const checkpoint of checkpoints) {
    const ageMs = newest - checkpoint.nowMs;
    const spacingMs = 2 ** Math.floor(Math.log2(Math.max(1, ageMs))) / KEPT_PER_OCTAVE;
    if (checkpoint.nowMs - keptAt < spacingMs && checkpoint.nowMs !== newest) continue;
    keptAt = checkpoint.nowMs;
    checkpoints[kept] = checkpoint;
    kept += 1;
  }
  checkpoints.length = kept;
}
