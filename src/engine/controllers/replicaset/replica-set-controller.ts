import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, LabelSelector, Pod } from "../../../api/types.ts";
import type { ReplicaSet } from "../../../api/workloads.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { objectKey } from "../informer.ts";
import { isActive, isTerminating, nextAvailableMs, podsToDelete } from "../pods/active-pods.ts";
import { candidates, claim, selects } from "../pods/claims.ts";
import { createSlowly, deletePods, podFromTemplate, type Failure } from "../pods/pod-control.ts";
import { replicaSetStatus, writeStatus } from "./status.ts";

/** A kind that keeps a number of equal Pods: ReplicaSet, and ReplicationController, whose selector has the old form. */
export interface ReplicaKind {
  readonly name: string;
  readonly resource: string;
  readonly kind: string;
  selectorOf(object: ReplicaSet): LabelSelector;
}
export const replicaSetKind: ReplicaKind = { name: "replicaset-controller", resource: "replicasets", kind: "ReplicaSet", selectorOf: ({ spec }) => spec.selector };
export const replicationControllerKind: ReplicaKind = {
  name: "replication-controller",
  resource: "replicationcontrollers",
  kind: "ReplicationController",
  selectorOf: ({ spec }) => ({ matchLabels: spec.selector as Readonly<Record<string, string>> }),
};

interface Input {
  readonly set: ReplicaSet;
  readonly selector: LabelSelector;
  /** Its own and those it could adopt. */
  readonly pods: readonly Pod[];
  /** Pods of all sets of the same owner. */
  readonly related: readonly Pod[];
  readonly isFresh: boolean;
  readonly unixMs: number;
}

// Mirrors BurstReplicas (pkg/controller/replicaset/replica_set.go).
const BURST_REPLICAS = 500;

/** Mirrors ReplicaSetController (pkg/controller/replicaset/replica_set.go). */
export const replicaSetController = (kind: ReplicaKind): Controller =>
  controller<Input>({
    name: kind.name,
    watches: [kind.resource, "pods"],
    concerned: (change, caches) => (change.resource === "pods" ? setsOf(kind, change, caches) : [objectKey(change.object)]),
    gather: (key, look) => gather(kind, key, look),
    work: (input) => work(kind, input),
  });

/** The sets that a change of a Pod concerns: its owner, its former one, and whoever could adopt it. */
function setsOf(kind: ReplicaKind, { object, old, type }: Change, caches: Caches): readonly string[] {
  const keys = [object, old].flatMap((pod) => (pod ? ownerKey(kind, pod, caches) : []));
  if (controllerOf(object) || type === "DELETED" || object.metadata.deletionTimestamp !== undefined) return [...new Set(keys)];
  const adopters = caches.inNamespace<ReplicaSet>(kind.resource, object.metadata.namespace ?? "").filter((set) => selects(kind.selectorOf(set), object));
  return [...new Set([...keys, ...adopters.map(objectKey)])];
}

function ownerKey({ kind, resource }: ReplicaKind, pod: KubernetesObject, caches: Caches): readonly string[] {
  const owner = controllerOf(pod);
  if (owner?.kind !== kind) return [];
  const key = `${pod.metadata.namespace ?? ""}/${owner.name}`;
  return caches.get(resource, key)?.metadata.uid === owner.uid ? [key] : [];
}

function gather(kind: ReplicaKind, key: string, { caches, isFresh, unixMs }: Look): Input | undefined {
  const set = caches.get<ReplicaSet>(kind.resource, key);
  if (!set) return undefined;
  const pods = candidates(set, caches.inNamespace<Pod>("pods", set.metadata.namespace ?? ""));
  return { set, selector: kind.selectorOf(set), pods, related: relatedPods(kind, set, caches), isFresh, unixMs };
}

// Mirrors getIndirectlyRelatedPods: a Deployment's old and new sets count as one when a node is crowded.
function relatedPods({ resource }: ReplicaKind, set: ReplicaSet, caches: Caches): readonly Pod[] {
  const owner = controllerOf(set);
  const sets = owner ? caches.controlledBy<ReplicaSet>(resource, owner.uid) : [set];
  return sets.flatMap(({ metadata }) => caches.controlledBy<Pod>("pods", metadata.uid));
}

function* work(kind: ReplicaKind, { set, selector, pods, related, isFresh, unixMs }: Input): Work {
  const active = yield* claim(set, kind.resource, selector, "pods", pods.filter(isActive));
  if (!active) return { retry: true };
  const terminating = pods.filter((pod) => isTerminating(pod) && controllerOf(pod)?.uid === set.metadata.uid && selects(selector, pod));
  const failure = isFresh && set.metadata.deletionTimestamp === undefined ? yield* manageReplicas(set, active, related, unixMs) : undefined;
  const status = replicaSetStatus(set, active, terminating, failure, unixMs);
  const written = yield* writeStatus(kind.resource, set, status);
  if (failure || !written) return { retry: true };
  const next = nextAvailableMs(active, set.spec.minReadySeconds ?? 0, unixMs);
  if (next !== undefined) yield { after: next };
  return undefined;
}

/** Mirrors manageReplicas: at most 500 Pods at a time. */
function* manageReplicas(set: ReplicaSet, active: readonly Pod[], related: readonly Pod[], unixMs: number): Work<Failure> {
  const missing = (set.spec.replicas ?? 1) - active.length;
  if (missing > 0) {
    const failure = yield* createSlowly(set, Array.from({ length: Math.min(missing, BURST_REPLICAS) }, () => podFromTemplate(set, set.spec.template)));
    return failure?.isNamespaceTerminating ? undefined : failure;
  }
  return missing < 0 ? yield* deletePods(set, podsToDelete(active, related, Math.min(-missing, BURST_REPLICAS), unixMs)) : undefined;
}
