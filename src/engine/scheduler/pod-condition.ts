import type { JsonObject } from "../../api/json.ts";
import type { Condition, Pod } from "../../api/types.ts";

/** Why a pod has no node: turned down everywhere, or something went wrong. */
export type NotScheduledReason = "Unschedulable" | "SchedulerError";

// Mirrors updatePod and UpdatePodCondition (pkg/scheduler/schedule_one.go, pkg/api/v1/pod/util.go): nothing is written that stands there already.
/**
 * The patch of the status that says why the pod is not scheduled; undefined when it says so already. `nominated`: the node
 * that is promised to it, null = none any more, undefined = as it was.
 */
export function notScheduledPatch(pod: Pod, reason: NotScheduledReason, message: string, now: string, nominated?: string | null): JsonObject | undefined {
  const isNominated = nominated === undefined || (nominated ?? "") === (pod.status.nominatedNodeName ?? "");
  const old = pod.status.conditions?.find(({ type }) => type === "PodScheduled");
  if (isNominated && old?.status === "False" && old.reason === reason && old.message === message) return undefined;
  const condition: Condition = {
    type: "PodScheduled",
    ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }),
    status: "False",
    lastProbeTime: null,
    lastTransitionTime: old?.status === "False" ? (old.lastTransitionTime ?? now) : now,
    reason,
    message,
  };
  return { status: { conditions: [{ ...condition } as JsonObject], ...(!isNominated && { nominatedNodeName: nominated ?? null }) } };
}
