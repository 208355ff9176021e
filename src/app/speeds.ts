/** The speeds on offer, in virtual seconds per second. */
export const SPEEDS: readonly number[] = [0.1, 0.5, 1, 2, 5, 10, 100, 1000];

/** A speed that was written down, or 1. */
export const speedOf = (text: string | undefined): number => SPEEDS.find((speed) => String(speed) === text) ?? 1;
