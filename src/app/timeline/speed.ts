import { MAX_SPEED, MIN_SPEED } from "../state/moment.ts";

/** The speed scale: four decades, each as long as the others. */

const DECADES = Math.log10(MAX_SPEED / MIN_SPEED);
/** How near the pointer must come to a labelled speed to get it exactly, as a part of the scale. */
const CATCH = 0.018;

/** The labelled speeds. */
export const DECADE_SPEEDS: readonly number[] = [0.1, 1, 10, 100, 1000];

/** What keys move along: 1-2-5 of every decade. */
export const SPEED_STEPS: readonly number[] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const bounded = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** 0 at the slow end, 1 at the fast one. */
export const fractionOf = (speed: number): number => bounded(Math.log10(speed / MIN_SPEED) / DECADES, 0, 1);

/** The speed at a place of the scale: two figures, and the labelled ones have a catch. */
export function speedAt(fraction: number): number {
  const caught = DECADE_SPEEDS.find((speed) => Math.abs(fractionOf(speed) - fraction) <= CATCH);
  if (caught !== undefined) return caught;
  return bounded(Number((MIN_SPEED * 10 ** (bounded(fraction, 0, 1) * DECADES)).toPrecision(2)), MIN_SPEED, MAX_SPEED);
}

/** The next of the steps upwards (1) or downwards (-1). */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const next = direction === 1 ? SPEED_STEPS.find((step) => step > speed * 1.0001) : SPEED_STEPS.findLast((step) => step < speed * 0.9999);
  return next ?? (direction === 1 ? MAX_SPEED : MIN_SPEED);
}
