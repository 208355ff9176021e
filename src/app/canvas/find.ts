import { create } from "zustand";
import type { Entity, EntityKey } from "../../graph/model.ts";
import { podBox } from "../../graph/layout/vessel.ts";
import { modelStore } from "../state/model-store.ts";
import { select } from "../state/selection.ts";
import { reveal, zoomToCapsule } from "./camera.ts";
import { matches } from "./matches.ts";
import { plaqueBox } from "./plaque-box.ts";
import { occupancy, railPlaces, usePlate, vesselOf } from "./plate-store.ts";

interface Find {
  readonly open: boolean;
  readonly words: string;
  readonly found: readonly EntityKey[];
  /** Which of them one is at; -1 before the first. */
  readonly at: number;
}

/** The search for pods by name, label or status, and for nodes, workloads and Services by name. */
export const useFind = create<Find>(() => ({ open: false, words: "", found: [], at: -1 }));

export function seek(words: string): void {
  const found = foundBy(words.trim());
  useFind.setState({ words, found, at: -1 });
  usePlate.setState({ found: words.trim() === "" ? undefined : podsAmong(found) });
}

const podsAmong = (found: readonly EntityKey[]): ReadonlySet<EntityKey> => new Set(found.filter((key) => key.startsWith("pod/")));

/** Pods first: they are what is meant most often. */
function foundBy(sought: string): readonly EntityKey[] {
  if (sought === "") return [];
  const pods = modelStore.keys("pod").filter((key) => {
    const pod = modelStore.get("pod", key);
    return pod !== undefined && matches(pod, sought);
  });
  const named = [...modelStore.keys("node"), ...railPlaces.workloads.keys(), ...railPlaces.services.keys()].filter((key) => {
    const entity = modelStore.model.get(key);
    return entity !== undefined && "name" in entity && matches({ name: entity.name, status: kindOf(entity), labels: {}, namespace: "namespace" in entity ? entity.namespace : "" }, sought);
  });
  return [...pods, ...named];
}

const kindOf = (entity: Entity): string => (entity.kind === "workload" ? entity.of : entity.kind);

/** What comes while something is sought is found as well, and one stays at what one is at. */
function seekAgain(): void {
  const { words, found, at } = useFind.getState();
  if (words.trim() === "") return;
  const now = foundBy(words.trim());
  if (now.length === found.length && now.every((key, i) => key === found[i])) return;
  useFind.setState({ found: now, at: now.indexOf(found[at] ?? "") });
  usePlate.setState({ found: podsAmong(now) });
}

/** Goes to the next or the previous one that was found, round the end. */
export function goToMatch(by: 1 | -1): void {
  const { found, at } = useFind.getState();
  if (found.length === 0) return;
  const next = at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
  useFind.setState({ at: next });
  const key = found[next];
  if (key?.startsWith("pod/")) goToPod(key);
  else if (key !== undefined) goToFrame(key);
}

/** Selects a node, a workload or a Service, and brings it into view. */
function goToFrame(key: EntityKey): void {
  select(key);
  const { layout } = usePlate.getState();
  const box = vesselOf(layout, key)?.box ?? plaqueBox(layout, key);
  if (box) reveal(box);
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

for (const kind of ["pod", "node", "workload", "service"] as const) modelStore.onKeys(kind, seekAgain);
