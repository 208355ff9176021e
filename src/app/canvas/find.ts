import { create } from "zustand";
import type { EntityKey } from "../../graph/model.ts";
import { podBox } from "../../graph/layout/vessel.ts";
import { modelStore } from "../state/model-store.ts";
import { select } from "../state/selection.ts";
import { reveal, zoomToCapsule } from "./camera.ts";
import { matches } from "./matches.ts";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";

interface Find {
  readonly open: boolean;
  readonly words: string;
  readonly found: readonly EntityKey[];
  /** Which of them one is at; -1 before the first. */
  readonly at: number;
}

/** The search for pods by name, label or status. */
export const useFind = create<Find>(() => ({ open: false, words: "", found: [], at: -1 }));

export function seek(words: string): void {
  const sought = words.trim();
  const found = sought === "" ? [] : modelStore.keys("pod").filter((key) => {
    const pod = modelStore.get("pod", key);
    return pod !== undefined && matches(pod, sought);
  });
  useFind.setState({ words, found, at: -1 });
  usePlate.setState({ found: sought === "" ? undefined : new Set(found) });
}

/** Goes to the next or the previous one that was found, round the end. */
export function goToMatch(by: 1 | -1): void {
  const { found, at } = useFind.getState();
  if (found.length === 0) return;
  const next = at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
  useFind.setState({ at: next });
  const pod = found[next];
  if (pod !== undefined) goToPod(pod);
}

/** Selects a pod and brings it into view, near enough to be read. */
export function goToPod(pod: EntityKey): void {
  select(pod);
  const { layout, drawn } = usePlate.getState();
  const at = occupancy.standing(pod);
  const vessel = at && vesselOf(layout, at.vessel);
  if (!vessel) return;
  if (drawn.drawing === "dots") zoomToCapsule(1, podBox(vessel, "capsules", at.size, at.place));
  else reveal(podBox(vessel, drawn.drawing, at.size, at.place));
}

export function focusFind(): void {
  useFind.setState({ open: true });
  requestAnimationFrame(() => document.getElementById("plate-find")?.focus());
}

export function closeFind(): void {
  useFind.setState({ open: false, words: "", found: [], at: -1 });
  usePlate.setState({ found: undefined });
}
