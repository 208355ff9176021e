import { createCluster, type Checkpoint, type Cluster } from "../engine/cluster.ts";
import { isSlice } from "../engine/simulation/slice.ts";

/** Checkpoints of one run, dense at its end and thinned by powers of two before it. */
export interface Timeline {
  readonly checkpoints: readonly Checkpoint[];
  /** Takes a checkpoint of the cluster as it is, and forgets old ones that lie too close. */
  take(cluster: Cluster): void;
  /** When the last checkpoint was taken that is not after an instant. */
  nearest(ms: number): number;
  /** A cluster as it was at the last checkpoint that is not after an instant, nor holds that input or a later one. */
  restore(ms: number, beforeInput?: number): Cluster;
  /** Forgets those that are after an instant, or hold that input or a later one. */
  forgetAfter(ms: number, beforeInput?: number): void;
  /** A cluster that stands at `ms`: restored from the nearest checkpoint before it, and run from there. */
  seek(ms: number): Cluster;
}

/** Kept of each power of two of age. */
const KEPT_PER_OCTAVE = 64;
/** More occurrences than these lie between two only where memory is short. */
const OCCURRENCES_BETWEEN = 2_000;
/** Held in memory at most, by estimate. */
const LIMIT_BYTES = 64 * 1024 * 1024;
/** What a place in a copied Map takes, and what an occurrence leaves behind that a later one has replaced. Measured once. */
const BYTES_PER_PLACE = 48;
const BYTES_PER_OCCURRENCE = 20;

/** Begins with a checkpoint of the cluster as it is. */
export function createTimeline(cluster: Cluster, { limitBytes = LIMIT_BYTES, occurrencesBetween = OCCURRENCES_BETWEEN } = {}): Timeline {
  const checkpoints: Checkpoint[] = [cluster.checkpoint()];
  const isBefore = ({ nowMs, state }: Checkpoint, ms: number, input: number): boolean => nowMs <= ms && state.workstation.nextInput <= input;
  const restore = (ms: number, beforeInput = Number.POSITIVE_INFINITY): Cluster =>
    createCluster(cluster.options, checkpoints.findLast((one) => isBefore(one, ms, beforeInput)) ?? checkpoints[0]!);
  return {
    checkpoints,
    take(of) {
      checkpoints.push(of.checkpoint());
      for (let perOctave = KEPT_PER_OCTAVE; perOctave >= 1; perOctave /= 2) {
        thin(checkpoints, perOctave, (occurrencesBetween * KEPT_PER_OCTAVE) / perOctave);
        if (bytesOf(checkpoints) <= limitBytes) break;
      }
    },
    nearest: (ms) => (checkpoints.findLast(({ nowMs }) => nowMs <= ms) ?? checkpoints[0]!).nowMs,
    restore,
    forgetAfter(ms, beforeInput = Number.POSITIVE_INFINITY) {
      checkpoints.length = Math.max(1, checkpoints.findLastIndex((one) => isBefore(one, ms, beforeInput)) + 1);
    },
    seek(ms) {
      const restored = restore(ms);
      restored.runUntil(ms);
      return restored;
    },
  };
}

/**
 * In each octave of age at most so many stay, the first always: neighbours are merged until the octaves are met. But where
 * much happens in a short time they stand closer: to get to a moment again takes as long as what happened before it.
 */
function thin(checkpoints: Checkpoint[], perOctave: number, mostOccurrences: number): void {
  const newest = checkpoints.at(-1)!.nowMs;
  let last: Checkpoint | undefined;
  let kept = 0;
  for (const checkpoint of checkpoints) {
    const ageMs = newest - checkpoint.nowMs;
    const spacingMs = 2 ** Math.floor(Math.log2(Math.max(1, ageMs))) / perOctave;
    const isClose = last && checkpoint.nowMs - last.nowMs < spacingMs && checkpoint.simulation.handled - last.simulation.handled < mostOccurrences;
    if (isClose && checkpoint.nowMs !== newest) continue;
    last = checkpoint;
    checkpoints[kept] = checkpoint;
    kept += 1;
  }
  checkpoints.length = kept;
}

/** What all of them hold that the present does not: their own Maps, and what was replaced since. */
function bytesOf(checkpoints: readonly Checkpoint[]): number {
  const occurrences = (checkpoints.at(-1)?.simulation.handled ?? 0) - (checkpoints[0]?.simulation.handled ?? 0);
  // Between two that are far apart most of what was written was replaced again, and nobody holds it.
  const replaced = Math.min(occurrences, 5_000 * checkpoints.length) * BYTES_PER_OCCURRENCE;
  return checkpoints.reduce((sum, checkpoint) => sum + placesOf(checkpoint) * BYTES_PER_PLACE, replaced);
}

const places = new WeakMap<Checkpoint, number>();

function placesOf(checkpoint: Checkpoint): number {
  const known = places.get(checkpoint);
  if (known !== undefined) return known;
  const counted = checkpoint.simulation.queue.length + checkpoint.simulation.journal.open.length + countPlaces(checkpoint.state);
  places.set(checkpoint, counted);
  return counted;
}

/** Places in Maps, through slices: their values are shared, and not looked into. */
function countPlaces(value: unknown): number {
  if (value instanceof Map || value instanceof Set) {
    const [first] = value.values();
    const deeper = first instanceof Map || first instanceof Set || isSlice(first) ? [...value.values()].reduce<number>((sum, each) => sum + countPlaces(each), 0) : 0;
    return value.size + deeper;
  }
  return isSlice(value) ? Object.values(value).reduce<number>((sum, each) => sum + 1 + countPlaces(each), 0) : 0;
}
