import type { DigestState } from "./digest.ts";

/**
 * The digest as it was at regular moments of the past: by it two engines that played one scenario differently find since
 * when. Few moments, the further apart the longer the run, whatever was written when.
 */
export interface DigestTrail {
  readonly stepMs: number;
  /** When the last record was folded; 0 before any. */
  readonly lastMs: number;
  /** In order of time: from that moment, a multiple of the step, until the next point the digest was this one. */
  readonly points: readonly TrailPoint[];
}

interface TrailPoint {
  readonly fromMs: number;
  readonly digest: DigestState;
}

const FINEST_STEP_MS = 250;
/** Steps that are kept while it runs, and of those at most so many that are told. */
const MOST_KEPT = 32;
const MOST_TOLD = 16;

const SIX_BITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export const emptyTrail: DigestTrail = { stepMs: FINEST_STEP_MS, lastMs: 0, points: [] };

/** Notes what the digest was before a record of `atMs` is folded into it. */
export function noteBefore(trail: DigestTrail, digest: DigestState, atMs: number): DigestTrail {
  if (atMs <= trail.lastMs) return trail;
  const { stepMs, lastMs } = trail;
  const fromMs = Math.ceil(lastMs / stepMs) * stepMs;
  const points = fromMs < atMs ? [...trail.points, { fromMs, digest }] : trail.points;
  return coarsened({ stepMs, lastMs: atMs, points });
}

function coarsened(trail: DigestTrail): DigestTrail {
  const stepMs = stepFor(trail.lastMs, MOST_KEPT, trail.stepMs);
  if (stepMs === trail.stepMs) return trail;
  const moved = trail.points.map(({ fromMs, digest }) => ({ fromMs: Math.ceil(fromMs / stepMs) * stepMs, digest }));
  // What held at no moment that is left is forgotten.
  return { ...trail, stepMs, points: moved.filter(({ fromMs }, i) => moved[i + 1]?.fromMs !== fromMs && fromMs <= trail.lastMs) };
}

function stepFor(untilMs: number, most: number, fromMs = FINEST_STEP_MS): number {
  let stepMs = fromMs;
  while (untilMs > stepMs * most) stepMs *= 2;
  return stepMs;
}

/**
 * The trail until `nowMs`, as a link carries it: how often the step was doubled (one character, base 36), then
 * six bits of the digest at each moment from 0s on, a character each. `digest`: of now.
 */
export function trailText({ lastMs, points }: DigestTrail, digest: DigestState, nowMs: number): string {
  const stepMs = stepFor(nowMs, MOST_TOLD);
  let text = doublings(stepMs).toString(36);
  for (let atMs = 0; atMs <= nowMs; atMs += stepMs) {
    const then = atMs >= lastMs ? digest : points.findLast(({ fromMs }) => fromMs <= atMs)?.digest;
    text += then ? SIX_BITS[then.high >>> 26]! : ".";
  }
  return text;
}

function doublings(stepMs: number): number {
  let count = 0;
  while (FINEST_STEP_MS * 2 ** count < stepMs) count += 1;
  return count;
}
