import { isTerminal } from "../../../api/pods.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { Pod } from "../../../api/types.ts";

// Mirrors the default of --terminated-pod-gc-threshold (pkg/controller/podgc/config).
const TERMINATED_POD_THRESHOLD = 12_500;

/** Why a pod is garbage. */
export type GarbageReason = "terminated" | "out of service" | "orphaned" | "unscheduled";

export interface Garbage {
  readonly pod: Pod;
  readonly reason: GarbageReason;
}

/** What is known of the node of a name. */
export interface NodeFate {
  /** It has not existed for long enough. */
  isGone(node: string): boolean;
  /** It is not ready, and somebody has said that it will not come back soon. */
  isOutOfService(node: string): boolean;
}

const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;

// Mirrors gcTerminated, gcTerminating, gcOrphaned and gcUnscheduledTerminating (pkg/controller/podgc/gc_controller.go).
/** What a look at the pods finds. */
export function podGarbage(pods: readonly Pod[], { isGone, isOutOfService }: NodeFate, threshold = TERMINATED_POD_THRESHOLD): readonly Garbage[] {
  const found = new Map<string, Garbage>();
  const note = (reason: GarbageReason, some: readonly Pod[]): void => {
    for (const pod of some) if (!found.has(pod.metadata.uid)) found.set(pod.metadata.uid, { pod, reason });
  };
  note("terminated", surplus(pods.filter(isTerminal), threshold));
  note("out of service", pods.filter((pod) => isLeaving(pod) && pod.spec.nodeName !== undefined && isOutOfService(pod.spec.nodeName)));
  note("orphaned", pods.filter(({ spec }) => spec.nodeName !== undefined && isGone(spec.nodeName)));
  note("unscheduled", pods.filter((pod) => isLeaving(pod) && !pod.spec.nodeName));
  return [...found.values()];
}

// Mirrors byEvictionAndCreationTimestamp (same file).
/** Those beyond the threshold: who was evicted, then the oldest. None of 0 is ever beyond it. */
function surplus(terminated: readonly Pod[], threshold: number): readonly Pod[] {
  const count = terminated.length - threshold;
  if (count <= 0 || threshold <= 0) return [];
  const isEvicted = ({ status }: Pod): boolean => status.phase === "Failed" && status.reason === "Evicted";
  const byAge = (a: Pod, b: Pod): number =>
    Number(isEvicted(b)) - Number(isEvicted(a)) || byCodeUnit(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || byCodeUnit(a.metadata.name, b.metadata.name);
  return [...terminated].sort(byAge).slice(0, count);
}
