import type { Condition, KubernetesObject } from "../../api/types.ts";
import type { PodTemplateSpec } from "../../api/workloads.ts";
import type { EntityKey, WorkloadKind, WorkloadView } from "../model.ts";
import { printed, virtualMs } from "./printed.ts";
import { figuresOf } from "./workload-figures.ts";
import { stateOf } from "./workload-state.ts";

export const workloadKey = (uid: string): EntityKey => `workload/${uid}`;

/** Kinds by their resources, as the store names them. */
export const workloadKinds: ReadonlyMap<string, WorkloadKind> = new Map([
  ["deployments.apps", "Deployment"], ["replicasets.apps", "ReplicaSet"], ["replicationcontrollers", "ReplicationController"],
  ["statefulsets.apps", "StatefulSet"], ["daemonsets.apps", "DaemonSet"], ["jobs.batch", "Job"], ["cronjobs.batch", "CronJob"],
]);
const kinds = new Set<string>(workloadKinds.values());

/** What the kinds have in common. */
interface AnyWorkload extends KubernetesObject {
  readonly spec?: { readonly template?: PodTemplateSpec; readonly jobTemplate?: { readonly spec: { readonly template?: PodTemplateSpec } } };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly updateRevision?: string };
}

/** A workload as the picture shows it: all of it is in its own object. */
export function workloadView(of: WorkloadKind, object: KubernetesObject, startsAtMs: number): WorkloadView {
  const { metadata, spec, status } = object as AnyWorkload;
  const figures = figuresOf(of, object);
  return {
    kind: "workload",
    key: workloadKey(metadata.uid),
    uid: metadata.uid,
    of,
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    owner: ownerOf(object),
    createdAtMs: virtualMs(metadata.creationTimestamp, startsAtMs),
    state: stateOf(of, object, figures),
    ...figures,
    revision: metadata.annotations?.["deployment.kubernetes.io/revision"] ?? status?.updateRevision ?? "",
    images: ((spec?.template ?? spec?.jobTemplate?.spec.template)?.spec.containers ?? []).map(({ image }) => image ?? ""),
    columns: printed(of, object),
    conditions: (status?.conditions ?? []).map(({ type, status: holds, reason, message, lastTransitionTime }) => ({ type, status: holds, reason: reason ?? "", message: message ?? "", sinceMs: virtualMs(lastTransitionTime, startsAtMs) })),
  };
}

function ownerOf({ metadata: { ownerReferences = [] } }: KubernetesObject): EntityKey {
  const owner = ownerReferences.find(({ controller, kind }) => controller === true && kinds.has(kind));
  return owner ? workloadKey(owner.uid) : "";
}
