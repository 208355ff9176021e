import type { Table } from "../table.ts";

/** A host's load averages over 1, 5 and 15 minutes, as of an instant, and who has been running since. */
export interface Load {
  readonly atMs: number;
  readonly averages: readonly [number, number, number];
  readonly running: number;
}
export type LoadState = Map<string, Load>;

const TICK_MS = 5000;
// Mirrors EXP_1, EXP_5 and EXP_15 (include/linux/sched/loadavg.h): what five seconds leave of an average.
const KEPT = [1884 / 2048, 2014 / 2048, 2037 / 2048] as const;
const IDLE: Load = { atMs: 0, averages: [0, 0, 0], running: 0 };

/** So many processes of a host compute from now on. */
export function countRunning(table: Table, host: string, running: number): void {
  table.state.load.set(host, table.kernel.freeze({ ...advanced(table.state.load.get(host) ?? IDLE, table.kernel.now), running }));
}

// Mirrors calc_load (kernel/sched/loadavg.c), every five seconds.
function advanced(load: Load, now: number): Load {
  const ticks = Math.floor(now / TICK_MS) - Math.floor(load.atMs / TICK_MS);
  if (ticks <= 0) return load;
  const [one, five, fifteen] = load.averages;
  const after = (average: number, kept: number): number => load.running + (average - load.running) * power(kept, ticks);
  return { ...load, atMs: now, averages: [after(one, KEPT[0]), after(five, KEPT[1]), after(fifteen, KEPT[2])] };
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** "0.52 0.13 0.04": the averages by now, with so many running since the last change. */
export function loadAverages(table: Table, host: string, running: number): string {
  const load = table.state.load.get(host) ?? IDLE;
  return advanced({ ...load, running: Math.min(load.running, running) }, table.kernel.now).averages.map((average) => average.toFixed(2)).join(" ");
}
