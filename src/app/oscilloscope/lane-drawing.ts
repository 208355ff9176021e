import type { Figures } from "./what-if.ts";

/** Where things stand in a lane, in px from its top; and how high a count is drawn. */
export interface LaneDrawing {
  readonly height: number;
  readonly lifeY: number;
  /** Where words about lives and endpoints stand. */
  readonly noteY: number;
  /** Of the latencies: the time-out, and nothing. */
  readonly ceilingY: number;
  readonly baseY: number;
  /** Of the counts: none in a row. */
  readonly zeroY: number;
  readonly successUnit: number;
  readonly failureUnit: number;
  readonly verdictY: number;
  readonly whatIfY: number;
}

const UP = 26;
const DOWN = 36;
const MOST_UNIT = 12;

/** The thresholds that are compared both have to find room. */
export function laneDrawing(was: Figures, figures: Figures): LaneDrawing {
  const successes = Math.max(was.successThreshold, figures.successThreshold);
  const failures = Math.max(was.failureThreshold, figures.failureThreshold);
  return {
    height: 180, lifeY: 8, noteY: 23, ceilingY: 34, baseY: 80, zeroY: 114,
    successUnit: Math.min(MOST_UNIT, UP / successes), failureUnit: Math.min(MOST_UNIT, DOWN / failures),
    verdictY: 158, whatIfY: 168,
  };
}

/** A latency's height between nothing and the time-out: ten times as long is one step higher. */
export function latencyY(ms: number, timeoutMs: number, { ceilingY, baseY }: LaneDrawing): number {
  const share = Math.log10(Math.max(ms, 1)) / Math.log10(Math.max(timeoutMs, 10));
  return baseY - Math.min(Math.max(share, 0), 1) * (baseY - ceilingY);
}

/** Powers of ten below the time-out. */
export const latencyLines = (timeoutMs: number): readonly number[] => [10, 100, 1_000, 10_000].filter((ms) => ms < timeoutMs * 0.9);

/** A run's height; beyond its threshold it does not matter how long it is. */
export function runY(run: number, { successThreshold, failureThreshold }: Figures, { zeroY, successUnit, failureUnit }: LaneDrawing): number {
  return run >= 0 ? zeroY - Math.min(run, successThreshold) * successUnit : zeroY + Math.min(-run, failureThreshold) * failureUnit;
}

/** Seconds that can be shown. */
export const SPANS = [20, 60, 120, 300, 900, 3600] as const;

/** The span in which some ten questions of the slowest probe find room. */
export const spanFor = (periodsMs: readonly number[]): number => SPANS.find((seconds) => seconds * 1000 >= Math.max(...periodsMs) * 10) ?? SPANS.at(-1)!;

/** Where the playhead stands: what is planned, and the names of the thresholds, find room right of it. */
export const playheadX = (width: number): number => Math.min(width * 0.8, width - LABELS_PX);
const LABELS_PX = 132;
