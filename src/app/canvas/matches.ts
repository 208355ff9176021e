import type { PodView } from "../../graph/model.ts";

/** Every word must be somewhere: in the name, the STATUS, or a label as "key=value". */
export function matches(pod: Pick<PodView, "name" | "status" | "labels" | "namespace">, words: string): boolean {
  const labels = Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`);
  const text = [pod.name, pod.status, pod.namespace, ...labels].join("\n").toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
