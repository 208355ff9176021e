import type { CronJob, Job } from "../../api/batch.ts";
import type { KubernetesObject } from "../../api/types.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../../api/workloads.ts";
import type { WorkloadKind, WorkloadView } from "../model.ts";

export type Figures = Pick<WorkloadView, "desired" | "current" | "ready" | "updated" | "available">;

/** How many Pods it wants, and how far those that it has have come, by what its status says. */
export const figuresOf = (of: WorkloadKind, object: KubernetesObject): Figures => readers[of](object);

const readers: Readonly<Record<WorkloadKind, (object: KubernetesObject) => Figures>> = {
  Deployment: (object) => {
    const { spec, status = {} } = object as Deployment;
    return { desired: spec.replicas ?? 1, current: status.replicas ?? 0, ready: status.readyReplicas ?? 0, updated: status.updatedReplicas ?? 0, available: status.availableReplicas ?? 0 };
  },
  ReplicaSet: (object) => replicas(object as ReplicaSet),
  ReplicationController: (object) => replicas(object as ReplicaSet),
  StatefulSet: (object) => {
    const { spec, status } = object as StatefulSet;
    return { desired: spec.replicas ?? 1, current: status?.replicas ?? 0, ready: status?.readyReplicas ?? 0, updated: status?.updatedReplicas ?? 0, available: status?.availableReplicas ?? 0 };
  },
  DaemonSet: (object) => {
    const { status } = object as DaemonSet;
    return { desired: status?.desiredNumberScheduled ?? 0, current: status?.currentNumberScheduled ?? 0, ready: status?.numberReady ?? 0, updated: status?.updatedNumberScheduled ?? 0, available: status?.numberAvailable ?? 0 };
  },
  Job: (object) => {
    const { spec, status = {} } = object as Job;
    return { desired: spec.completions ?? 1, current: status.active ?? 0, ready: status.ready ?? 0, updated: status.active ?? 0, available: status.succeeded ?? 0 };
  },
  CronJob: (object) => {
    const current = (object as CronJob).status?.active?.length ?? 0;
    return { desired: current, current, ready: 0, updated: current, available: 0 };
  },
};

/** All Pods of a ReplicaSet are of its one template. */
function replicas({ spec, status }: ReplicaSet): Figures {
  const current = status?.replicas ?? 0;
  return { desired: spec.replicas ?? 1, current, ready: status?.readyReplicas ?? 0, updated: current, available: status?.availableReplicas ?? 0 };
}
