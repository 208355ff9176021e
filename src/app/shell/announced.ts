import type { PodView } from "../../graph/model.ts";
import type { announcerTexts } from "../strings/announcer.ts";

/** A pod as it is told; undefined once it is gone. */
export type Told = Pick<PodView, "name" | "status" | "readyCount" | "containerCount"> | undefined;

type Texts = (typeof announcerTexts)["en"];

/** So many are told by name; of more, how many are in which state. */
const MOST_NAMES = 3;

/** What is said of pods that have changed, by their keys; what is gone, by its name. */
export function announced(changed: ReadonlyMap<string, Told>, texts: Texts): string {
  if (changed.size <= MOST_NAMES) return [...changed].map(([key, pod]) => (pod ? texts.pod(pod.name, pod.status, `${pod.readyCount}/${pod.containerCount}`) : texts.gone(key))).join(". ");
  const counts = new Map<string, number>();
  for (const pod of changed.values()) if (pod) counts.set(pod.status, (counts.get(pod.status) ?? 0) + 1);
  return texts.many(changed.size, [...counts].toSorted(([, a], [, b]) => b - a));
}

/** What makes a pod worth telling of: its STATUS, and whether it serves. */
export const toldOf = ({ status, readyCount, containerCount }: NonNullable<Told>): string => `${status} ${readyCount}/${containerCount}`;
