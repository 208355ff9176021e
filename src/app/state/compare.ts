import { create } from "zustand";
import type { Mark } from "../../graph/model.ts";
import type { OtherFrame } from "../../worker/protocol.ts";
import { allMarks, bounded } from "./marks.ts";
import { createModelStore, type ModelStore } from "./model-store.ts";

/** Another branch of time, seen beside the one that is played, at the same moment. */
type Compare = Pick<OtherFrame, "forkMs" | "viewMs" | "reachedMs" | "parting" | "stopped"> & {
  /** The branch; undefined: none is compared with. */
  readonly id: number | undefined;
  /** What happened in it until now, in order of time; it grows in place, until the oldest go. Until the fork it is the same as here. */
  readonly marks: readonly Mark[];
};

const none: Compare = { id: undefined, forkMs: 0, viewMs: 0, reachedMs: 0, marks: [] };

export const useCompare = create<Compare>(() => none);

/** The other branch's view model. */
export const otherModel: ModelStore = createModelStore();

/** A frame's news of it; null: it is compared with no more. To be called when the frame's own marks were taken. */
export function takeOther(other: OtherFrame | null): void {
  if (!other) return resetCompare();
  const { afresh, changes, marks: fresh, ...plain } = other;
  otherModel.apply(changes, afresh);
  const marks = afresh ? allMarks().filter(({ atMs }) => atMs <= other.forkMs) : (useCompare.getState().marks as Mark[]);
  for (const mark of fresh) marks.push(mark);
  useCompare.setState({ ...plain, marks: bounded(marks) }, true);
}

/** A new world has no other branch, and nothing of it is kept. */
export function resetCompare(): void {
  useCompare.setState(none, true);
  otherModel.apply([], true);
}
