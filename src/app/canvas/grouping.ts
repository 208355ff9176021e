import type { EntityKey, PodView } from "../../graph/model.ts";
import { topOf } from "../../graph/related.ts";
import { modelStore } from "../state/model-store.ts";
import { relatives } from "../state/relatives.ts";

/** What pods stand together by: "node", "owner", "namespace", or a label as "label:app". */
export type Grouping = string;

export const BY_NODE: Grouping = "node";
const LABEL = "label:";

/** Key of a vessel that is no node: "group/owner/Deployment web". */
export const isGroup = (vessel: string): boolean => vessel.startsWith("group/");

/** Its name, as it is written on its rim. */
export const groupName = (vessel: string): string => vessel.slice(vessel.indexOf("/", "group/".length) + 1);

/** The vessel of a pod that has a node; undefined = its node. */
export type GroupOf = (pod: PodView) => string | undefined;

export function groupOf(by: Grouping): GroupOf {
  if (by === BY_NODE) return () => undefined;
  if (by === "namespace") return ({ namespace }) => `group/namespace/${namespace}`;
  if (by === "owner") return (pod) => `group/owner/${ownerName(pod)}`;
  const key = by.slice(LABEL.length);
  return ({ labels }) => `group/label/${Object.hasOwn(labels, key) ? `${key}=${labels[key]}` : `(${key})`}`;
}

/** Who controls it at the end of the chain: "Deployment web". */
function ownerName(pod: PodView): string {
  if (pod.owner === "") return "Pod";
  const owner = relatives.ownerOf(pod);
  const top = owner && topOf(modelStore.model, owner);
  return top ? `${top.of} ${top.name}` : pod.owner.replace("/", " ");
}

/** The workload that a group is named after; undefined for any other group. */
export function workloadOfGroup(vessel: string): EntityKey | undefined {
  if (!vessel.startsWith("group/owner/")) return undefined;
  const [kind, name] = groupName(vessel).split(" ");
  return modelStore.keys("workload").find((key) => {
    const workload = modelStore.get("workload", key);
    return workload?.of === kind && workload?.name === name;
  });
}

/** Labels that tell pods apart by what they are, not by their revision. */
const OF_REVISIONS = new Set(["pod-template-hash", "controller-revision-hash", "pod-template-generation", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "controller-uid", "batch.kubernetes.io/controller-uid"]);
const MOST_LABELS = 8;

/** The labels that most pods have, as groupings. */
export function labelGroupings(): readonly Grouping[] {
  const counts = new Map<string, number>();
  for (const pod of modelStore.keys("pod")) {
    for (const label of Object.keys(modelStore.get("pod", pod)?.labels ?? {})) if (!OF_REVISIONS.has(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_LABELS).map(([label]) => `${LABEL}${label}`);
}
