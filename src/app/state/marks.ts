import { useSyncExternalStore } from "react";
import type { Mark } from "../../graph/model.ts";

/** The timeline's marks, in order of time. Appended to; cut off where the past was changed. */

/** Beyond so many the oldest go. */
const MOST = 100_000;

let marks: Mark[] = [];
let version = 0;
const listeners = new Set<() => void>();

/** The newest of them, where they are too many. */
export const bounded = (all: Mark[]): Mark[] => (all.length > MOST ? all.slice(-MOST / 2) : all);

export const allMarks = (): readonly Mark[] => marks;

export function takeMarks(fresh: readonly Mark[], forgetAfterMs: number | undefined, afresh: boolean): void {
  if (!afresh && forgetAfterMs === undefined && fresh.length === 0) return;
  if (afresh) marks = [];
  if (forgetAfterMs !== undefined) marks = marks.filter(({ atMs }) => atMs <= forgetAfterMs);
  for (const mark of fresh) marks.push(mark);
  marks = bounded(marks);
  version += 1;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** A number that changes when the marks do. */
export const useMarksVersion = (): number => useSyncExternalStore(subscribe, () => version);
