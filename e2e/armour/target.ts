import { drawsOf, type Draw } from "../hostile/mutations.ts";

/** Something that takes what strangers write. `open` makes what cases share; a case throws when an invariant does not hold. */
export interface Target {
  readonly name: string;
  /** Of a thousand cases. */
  readonly share: number;
  open(): (next: Draw, number: number) => void;
}

/** Cases of one slice, of all targets together, and slices of the whole million. */
export const SLICE_CASES = 20_000;
export const SLICES = 50;

/** Faults of one kind are named once, and no more than so many. */
const MOST_FAULTS = 20;

/** Runs a target's cases of one slice; throws what fell over. Each case has a number and is the same for ever. */
export function runSlice({ name, share, open }: Target, slice: number): number {
  const cases = (SLICE_CASES * share) / 1000;
  const faults = new Map<string, string>();
  let run = open();
  for (let number = slice * cases; number < (slice + 1) * cases && faults.size < MOST_FAULTS; number += 1) {
    try {
      run(drawsOf(number), number);
    } catch (error) {
      const words = wordsOf(error);
      const kind = words.replaceAll(/\d+/g, "0").split("\n").slice(0, 3).join("\n");
      faults.set(kind, faults.get(kind) ?? `case ${number}: ${words}`);
      run = open();
    }
  }
  if (faults.size > 0) throw new Error(`${name}, slice ${slice}: ${faults.size} kinds of faults\n${[...faults.values()].join("\n\n")}`);
  return cases;
}

/** Where it was thrown first. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const from = cause instanceof Error ? `\n${(cause.stack ?? cause.message).split("\n").slice(0, 5).join("\n")}` : "";
  return `${error.message}${from}${cause instanceof Error ? "" : `\n${(error.stack ?? "").split("\n").slice(1, 5).join("\n")}`}`;
}

export function hold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}
