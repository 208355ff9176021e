import { controllerOf } from "../../../api/owner-references.ts";
import type { LabelSelector, Pod } from "../../../api/types.ts";
import type { ReplicaSet } from "../../../api/workloads.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Controller, type Look, type Work } from "../manager/controller.ts";
import { writeStatus } from "../manager/write-status.ts";
import { objectKey } from "../informer.ts";
import { isActive, isTerminating, nextAvailableMs, podsToDelete } from "../pods/active-pods.ts";
import { claim, selects } from "../pods/claims.ts";
import { ownersOf, type OwnerKind } from "../pods/owners.ts";
import { createSlowly, deletePods, podFromTemplate, type Failure } from "../pods/pod-control.ts";
import { replicaSetStatus } from "./status.ts";

/** A kind that keeps a number of equal Pods: ReplicaSet, and ReplicationController, whose selector has the old form. */
export interface ReplicaKind extends OwnerKind<ReplicaSet> {
  readonly name: string;
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
  /** Pods of all sets of the same owner, where some of its own may have to go. */
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
    concerned: (change, caches) => (change.resource === "pods" ? ownersOf(change, kind, caches) : [objectKey(change.object)]),
    gather: (key, look) => gather(kind, key, look),
    work: (input) => work(kind, input),
  });

function gather(kind: ReplicaKind, key: string, { caches, isFresh, unixMs }: Look): Input | undefined {
  const set = caches.get<ReplicaSet>(kind.resource, key);
  if (!set) return undefined;
  const pods = caches.candidates<Pod>("pods", set);
  const mayHaveTooMany = pods.length > (set.spec.replicas ?? 1);
  return { set, selector: kind.selectorOf(set), pods, related: mayHaveTooMany ? relatedPods(kind, set, caches) : [], isFresh, unixMs };
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
