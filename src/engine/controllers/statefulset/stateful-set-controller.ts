import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from "../../../api/workloads.ts";
import { revisionsOf, truncate, type History } from "../history/controller-revisions.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { writeStatus } from "../manager/write-status.ts";
import { nextAvailableMs } from "../pods/active-pods.ts";
import { claim } from "../pods/claims.ts";
import { ownersOf, type OwnerKind } from "../pods/owners.ts";
import { isMemberOf, revisionOfPod } from "./identity.ts";
import { updateSet } from "./update.ts";

interface Input {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly revisions: readonly ControllerRevision[];
  /** The claims that there are in its namespace, by name. */
  readonly claims: ReadonlyMap<string, KubernetesObject>;
  readonly isFresh: boolean;
  readonly unixMs: number;
}

const statefulSets: OwnerKind<StatefulSet> = { resource: "statefulsets", kind: "StatefulSet", selectorOf: ({ spec }) => spec.selector };

/** Mirrors StatefulSetController (pkg/controller/statefulset/stateful_set.go). */
export const statefulSetController: Controller = controller<Input>({
  name: "statefulset-controller",
  watches: ["statefulsets", "pods", "controllerrevisions", "persistentvolumeclaims"],
  concerned(change, caches) {
    if (change.resource === "statefulsets") return [objectKey(change.object)];
    if (change.resource === "persistentvolumeclaims") return hasOtherOwners(change) ? setsOfClaim(change.object, caches) : [];
    return change.resource === "pods" ? ownersOf(change, statefulSets, caches) : [];
  },
  gather,
  work,
});

/** What it did to a claim's owners comes back as a change. */
const hasOtherOwners = ({ object, old }: Change): boolean => old !== undefined && !jsonEqual(object.metadata.ownerReferences ?? [], old.metadata.ownerReferences ?? []);
const setsOfClaim = ({ metadata: { namespace = "", name } }: KubernetesObject, caches: Caches): readonly string[] =>
  caches.inNamespace<StatefulSet>("statefulsets", namespace).filter((set) => (set.spec.volumeClaimTemplates ?? []).some((template) => name.startsWith(`${template.metadata.name}-${set.metadata.name}-`))).map(objectKey);

function gather(key: string, { caches, isFresh, unixMs }: Look): Input | undefined {
  const set = caches.get<StatefulSet>("statefulsets", key);
  if (!set) return undefined;
  const namespace = set.metadata.namespace ?? "";
  return {
    set,
    pods: caches.candidates<Pod>("pods", set),
    revisions: caches.candidates<ControllerRevision>("controllerrevisions", set),
    claims: set.spec.volumeClaimTemplates ? new Map(caches.inNamespace("persistentvolumeclaims", namespace).map((claim) => [claim.metadata.name, claim])) : new Map<string, KubernetesObject>(),
    isFresh,
    unixMs,
  };
}

/** Mirrors sync and UpdateStatefulSet. */
function* work(input: Input): Work {
  const { set, isFresh, unixMs } = input;
  // Mirrors the consistency check of 1.36: it waits for caches that know what it wrote itself.
  if (!isFresh) return undefined;
  const pods = yield* claim(set, "statefulsets", set.spec.selector, "pods", input.pods, (pod) => isMemberOf(set, pod));
  if (!pods) return { retry: true };
  const { selector, template } = set.spec;
  const history = yield* revisionsOf({ owner: set, resource: "statefulsets", selector, template, collisionCount: set.status.collisionCount, hash: "data" }, input.revisions);
  if (!history) return { retry: true };
  const current = history.revisions.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? history.update;
  const { status, failed } = yield* updateSet({ set, pods, current, update: history.update, claims: input.claims, unixMs });
  const written = yield* writeStatus("statefulsets", set, completed(set, { ...status, ...(history.collisionCount !== undefined && { collisionCount: history.collisionCount }) }));
  if (failed || !written || !(yield* truncated(set, history, current, pods))) return { retry: true };
  const next = nextAvailableMs(pods, set.spec.minReadySeconds ?? 0, unixMs);
  if (next !== undefined) yield { after: next };
  return undefined;
}

function truncated(set: StatefulSet, history: History, current: ControllerRevision, pods: readonly Pod[]): Work<boolean> {
  const live = new Set([history.update.metadata.name, current.metadata.name, ...pods.map(revisionOfPod)]);
  return truncate(history.revisions, ({ metadata }) => live.has(metadata.name), set.spec.revisionHistoryLimit);
}

// Mirrors completeRollingUpdate (pkg/controller/statefulset/stateful_set_control.go): what rolled out to its end is the current revision.
function completed(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const wanted = set.spec.replicas ?? 1;
  const isOver = set.spec.updateStrategy?.type !== "OnDelete" && (status.updatedReplicas ?? 0) === wanted && (status.readyReplicas ?? 0) === wanted && status.replicas === wanted;
  if (!isOver) return status;
  const { currentReplicas: _count, ...others } = status;
  return { ...others, ...(status.updatedReplicas !== undefined && { currentReplicas: status.updatedReplicas }), ...(status.updateRevision !== undefined && { currentRevision: status.updateRevision }) };
}
