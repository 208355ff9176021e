import type { Mark } from "../../graph/model.ts";

/** Steps along what was seen: from one instant at which something happened to the next. Marks are in order of time. */

/** How many marks lie at or before that instant. */
export function countUpTo(marks: readonly { readonly atMs: number }[], atMs: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last instant before that one at which something happened; 0s when there is none. */
export function previousChange(marks: readonly Mark[], atMs: number): number {
  const index = countUpTo(marks, atMs - 1) - 1;
  return Math.max(0, marks[index]?.atMs ?? 0);
}

/** The first instant after that one at which something happened that is known already. */
export function nextChange(marks: readonly Mark[], atMs: number, wanted: (mark: Mark) => boolean = () => true): number | undefined {
  for (let index = countUpTo(marks, atMs); index < marks.length; index += 1) if (wanted(marks[index]!)) return marks[index]!.atMs;
  return undefined;
}
