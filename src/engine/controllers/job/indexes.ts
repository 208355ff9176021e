import type { Pod } from "../../../api/types.ts";

/** Completion indexes as closed intervals in order, and their text: "1,3-5". */
export interface Interval {
  readonly first: number;
  readonly last: number;
}
export type Intervals = readonly Interval[];

export const COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";

/** The completion index of a Pod; undefined = none that can be read. Mirrors getCompletionIndex (pkg/controller/job/indexed_job_utils.go). */
export function completionIndex({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[COMPLETION_INDEX] ?? "";
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
/** The same, where a Job of so many completions knows it. */
export function validIndex(pod: Pod, completions: number): number | undefined {
  const index = completionIndex(pod);
  return index !== undefined && index < completions ? index : undefined;
}

/** What is in either. Mirrors orderedIntervals.merge (same file). */
export function merged(a: Intervals, b: Intervals): Intervals {
  const result: Interval[] = [];
  for (const each of [...a, ...b].toSorted((one, other) => one.first - other.first)) {
    const before = result.at(-1);
    if (!before || each.first > before.last + 1) result.push(each);
    else if (each.last > before.last) result[result.length - 1] = { first: before.first, last: each.last };
  }
  return result;
}
export const withIndexes = (intervals: Intervals, indexes: Iterable<number>): Intervals => merged(intervals, [...indexes].map((index) => ({ first: index, last: index })));

/** How many indexes there are. */
export const total = (intervals: Intervals): number => intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);
export const has = (intervals: Intervals, index: number): boolean => intervals.some(({ first, last }) => first <= index && index <= last);

/** Two neighbours are two numbers, more are a range. Mirrors orderedIntervals.String. */
export const intervalsText = (intervals: Intervals): string =>
  intervals.map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? "," : "-"}${last}`)).join(",");

/** Reads the text; what lies beyond the completions is cut off, and what cannot be read is left out. Mirrors parseIndexesFromString. */
export function parseIntervals(text: string, completions: number): Intervals {
  const result: Interval[] = [];
  for (const part of text === "" ? [] : text.split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) continue;
    const first = Number(match[1]);
    if (first >= completions) break;
    const last = Math.min(match[2] === undefined ? first : Number(match[2]), completions - 1);
    const before = result.at(-1);
    if (before && before.last === first - 1) result[result.length - 1] = { first: before.first, last };
    else result.push({ first, last });
  }
  return result;
}

/** The first `count` indexes that are not taken. Mirrors firstPendingIndexes. */
export function firstPending(taken: Intervals, count: number, completions: number): readonly number[] {
  const result: number[] = [];
  for (let index = 0; index < completions && result.length < count; index += 1) {
    const within = taken.find(({ first, last }) => first <= index && index <= last);
    if (within) index = within.last;
    else result.push(index);
  }
  return result;
}
