import { cpuMs } from "../cpu.ts";

const NUMBERS = 400_000;
const KEYS = 400_000;
const ROUNDS = 3;

/** A fixed JavaScript workload, sorting and Map writes: the yardstick of the machine and the moment. The least of some rounds. */
export function reference(): { readonly cpuMs: number } {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) least = Math.min(least, cpuMs(workload).cpuMs);
  return { cpuMs: least };
}

function workload(): number {
  let seed = 1;
  const numbers = Array.from({ length: NUMBERS }, () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0));
  numbers.sort((a, b) => a - b);
  const map = new Map<string, { readonly at: number }>();
  for (let i = 0; i < KEYS; i += 1) map.set(`key/${numbers[i]! % 50_000}`, { at: i });
  return map.size;
}
