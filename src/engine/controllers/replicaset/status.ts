import { isPodReady } from "../../../api/pods.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, Pod } from "../../../api/types.ts";
import type { ReplicaSet, ReplicaSetStatus } from "../../../api/workloads.ts";
import { isAvailable } from "../pods/active-pods.ts";
import type { Failure } from "../pods/pod-control.ts";

/** Mirrors calculateStatus (pkg/controller/replicaset/replica_set_utils.go). Numbers that Go leaves out when zero are left out. */
export function replicaSetStatus(set: ReplicaSet, active: readonly Pod[], terminating: readonly Pod[], failure: Failure, unixMs: number): ReplicaSetStatus {
  const labels = Object.entries(set.spec.template.metadata?.labels ?? {});
  const count = (holds: (pod: Pod) => boolean): number => active.filter(holds).length;
  const counts = {
    fullyLabeledReplicas: count((pod) => labels.every(([name, value]) => pod.metadata.labels?.[name] === value)),
    readyReplicas: count(isPodReady),
    availableReplicas: count((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs)),
  };
  const conditions = failureConditions(set, active.length, failure, unixMs);
  return {
    replicas: active.length,
    ...Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0)),
    terminatingReplicas: terminating.length,
    ...(set.metadata.generation !== undefined && { observedGeneration: set.metadata.generation }),
    ...(conditions.length > 0 && { conditions }),
  };
}

function failureConditions(set: ReplicaSet, active: number, failure: Failure, unixMs: number): readonly Condition[] {
  const known = set.status.conditions ?? [];
  if (!failure) return known.filter(({ type }) => type !== "ReplicaFailure");
  if (known.some(({ type }) => type === "ReplicaFailure")) return known;
  const reason = active < (set.spec.replicas ?? 1) ? "FailedCreate" : "FailedDelete";
  return [...known, { type: "ReplicaFailure", status: "True", lastTransitionTime: rfc3339(unixMs), reason, message: failure.message }];
}
