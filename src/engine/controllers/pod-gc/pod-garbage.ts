import { isTerminal } from "../../../api/pods.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { Pod } from "../../../api/types.ts";

// Mirrors the default of --terminated-pod-gc-threshold (pkg/controller/podgc/config).
const TERMINATED_POD_THRESHOLD = 12_500;

/** Why a pod is garbage. */
export type GarbageReason = "terminated" | "orphaned" | "unscheduled";

export interface Garbage {
  readonly pod: Pod;
  readonly reason: GarbageReason;
}

// Mirrors gcTerminated, gcOrphaned and gcUnscheduledTerminating (pkg/controller/podgc/gc_controller.go).
/** What a look at the pods finds. `isGone` = the node of that name has not existed for long enough. */
export function podGarbage(pods: readonly Pod[], isGone: (node: string) => boolean, threshold = TERMINATED_POD_THRESHOLD): readonly Garbage[] {
  const found = new Map<string, Garbage>();
  const note = (reason: GarbageReason, some: readonly Pod[]): void => {
    for (const pod of some) if (!found.has(pod.metadata.uid)) found.set(pod.metadata.uid, { pod, reason });
  };
  note("terminated", surplus(pods.filter(isTerminal), threshold));
  note("orphaned", pods.filter(({ spec }) => spec.nodeName !== undefined && isGone(spec.nodeName)));
  note("unscheduled", pods.filter(({ metadata, spec }) => metadata.deletionTimestamp !== undefined && !spec.nodeName));
  return [...found.values()];
}

/** The oldest beyond the threshold. */
function surplus(terminated: readonly Pod[], threshold: number): readonly Pod[] {
  const count = terminated.length - threshold;
  if (count <= 0) return [];
  const byAge = (a: Pod, b: Pod): number =>
    byCodeUnit(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || byCodeUnit(a.metadata.name, b.metadata.name);
  return [...terminated].sort(byAge).slice(0, count);
}
