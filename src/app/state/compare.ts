import { create } from "zustand";
import type { OtherFrame } from "../../worker/protocol.ts";
import { createModelStore, type ModelStore } from "./model-store.ts";

/** Another branch of time, seen beside the one that is played, at the same moment. */
interface Compare {
  /** The branch; undefined: none is compared with. */
  readonly id: number | undefined;
  /** Until then both are the same. */
  readonly forkMs: number;
  /** The moment of it that is shown: earlier than the clock's while it is on its way. */
  readonly viewMs: number;
  /** When they first look different, and in what. */
  readonly parting: OtherFrame["parting"];
}

const none: Compare = { id: undefined, forkMs: 0, viewMs: 0, parting: undefined };

export const useCompare = create<Compare>(() => none);

/** The other branch's view model. */
export const otherModel: ModelStore = createModelStore();

/** A frame's news of it; null: it is compared with no more. */
export function takeOther(other: OtherFrame | null): void {
  if (!other) return useCompare.setState(none);
  const { id, forkMs, viewMs, parting, afresh, changes } = other;
  otherModel.apply(changes, afresh);
  useCompare.setState({ id, forkMs, viewMs, parting });
}

/** A new world has no other branch. */
export const resetCompare = (): void => useCompare.setState(none);
