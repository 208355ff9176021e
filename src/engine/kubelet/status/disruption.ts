import type { Condition } from "../../../api/types.ts";
import type { PodWorker } from "../state.ts";

const TYPE = "DisruptionTarget";
const REASON = "TerminationByKubelet";

/** The one condition of this type that the kubelet itself sets; those of others it leaves alone. */
export const isOwnDisruption = ({ type, reason }: Condition): boolean => type === TYPE && reason === REASON;

/** Adds that a pod has to go for the sake of the node or of a more important pod. */
// Mirrors the condition of evictPod (pkg/kubelet/eviction/eviction_manager.go) and evictPodsToFreeRequests (pkg/kubelet/preemption/preemption.go).
export function withDisruption({ failure, pod, status }: PodWorker, now: string, conditions: readonly Condition[]): Condition[] {
  if (!failure?.disruption) return [...conditions];
  const known = status?.conditions?.find(isOwnDisruption);
  const own: Condition = {
    type: TYPE,
    observedGeneration: pod.metadata.generation ?? 1,
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: known?.lastTransitionTime ?? now,
    reason: REASON,
    message: failure.message,
  };
  return [...conditions.filter(({ type }) => type !== TYPE), own];
}
