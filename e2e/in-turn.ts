import process from "node:process";

const DAY_MS = 86_400_000;

/**
 * What is played today of many alike: every so manieth, the others on the days that follow; a suite on two cores has no time
 * for all of them each time. `JOURNEYS=all` plays all.
 */
export function inTurn<T>(items: readonly T[], every = 2): readonly T[] {
  if (process.env["JOURNEYS"] === "all") return items;
  const today = Math.floor(Date.now() / DAY_MS);
  return items.filter((_, at) => (at + today) % every === 0);
}
