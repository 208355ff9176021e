import { jsonEqual } from "../../../api/json.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from "../../../api/workloads.ts";
import { isError } from "../../apiserver/request.ts";
import { revisionsOf, truncate, type History } from "../history/controller-revisions.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { getting, sent, updatingStatus } from "../manager/requests.ts";
import { nextAvailableMs } from "../pods/active-pods.ts";
import { candidates, claim, selects } from "../pods/claims.ts";
import { isMemberOf, revisionOfPod } from "./identity.ts";
import { updateSet } from "./update.ts";

interface Input {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly revisions: readonly ControllerRevision[];
  /** Names of the claims that there are in its namespace. */
  readonly claims: ReadonlySet<string>;
  readonly isFresh: boolean;
  readonly unixMs: number;
}

/** Mirrors StatefulSetController (pkg/controller/statefulset/stateful_set.go). */
export const statefulSetController: Controller = controller<Input>({
  name: "statefulset-controller",
  watches: ["statefulsets", "pods", "controllerrevisions", "persistentvolumeclaims"],
  concerned(change, caches) {
    if (change.resource === "statefulsets") return [objectKey(change.object)];
    return change.resource === "pods" ? setsOf(change, caches) : [];
  },
  gather,
  work,
});

function setsOf({ object, old, type }: Change, caches: Caches): readonly string[] {
  const keys = [object, old].flatMap((pod) => (pod ? ownerKey(pod, caches) : []));
  if (controllerOf(object) || type === "DELETED" || object.metadata.deletionTimestamp !== undefined) return [...new Set(keys)];
  const adopters = caches.inNamespace<StatefulSet>("statefulsets", object.metadata.namespace ?? "").filter((set) => selects(set.spec.selector, object));
  return [...new Set([...keys, ...adopters.map(objectKey)])];
}

function ownerKey(pod: KubernetesObject, caches: Caches): readonly string[] {
  const owner = controllerOf(pod);
  if (owner?.kind !== "StatefulSet") return [];
  const key = `${pod.metadata.namespace ?? ""}/${owner.name}`;
  return caches.get("statefulsets", key)?.metadata.uid === owner.uid ? [key] : [];
}

function gather(key: string, { caches, isFresh, unixMs }: Look): Input | undefined {
  const set = caches.get<StatefulSet>("statefulsets", key);
  if (!set) return undefined;
  const namespace = set.metadata.namespace ?? "";
  return {
    set,
    pods: candidates(set, caches.inNamespace<Pod>("pods", namespace)),
    revisions: candidates(set, caches.inNamespace<ControllerRevision>("controllerrevisions", namespace)),
    claims: new Set(caches.inNamespace("persistentvolumeclaims", namespace).map(({ metadata }) => metadata.name)),
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
  const written = yield* writeStatus(set, { ...status, ...(history.collisionCount !== undefined && { collisionCount: history.collisionCount }) });
  if (failed || !written || !(yield* truncated(set, history, current, pods))) return { retry: true };
  const next = nextAvailableMs(pods, set.spec.minReadySeconds ?? 0, unixMs);
  if (next !== undefined) yield { after: next };
  return undefined;
}

function truncated(set: StatefulSet, history: History, current: ControllerRevision, pods: readonly Pod[]): Work<boolean> {
  const live = new Set([history.update.metadata.name, current.metadata.name, ...pods.map(revisionOfPod)]);
  return truncate(history.revisions, ({ metadata }) => live.has(metadata.name), set.spec.revisionHistoryLimit);
}

// Mirrors updateStatefulSetStatus and completeRollingUpdate (pkg/controller/statefulset/stateful_set_control.go).
function* writeStatus(set: StatefulSet, status: StatefulSetStatus): Work<boolean> {
  const wanted = set.spec.replicas ?? 1;
  const isOver = set.spec.updateStrategy?.type !== "OnDelete" && (status.updatedReplicas ?? 0) === wanted && (status.readyReplicas ?? 0) === wanted && status.replicas === wanted;
  const { currentReplicas: _count, ...others } = status;
  const complete: StatefulSetStatus = isOver
    ? { ...others, ...(status.updatedReplicas !== undefined && { currentReplicas: status.updatedReplicas }), ...(status.updateRevision !== undefined && { currentRevision: status.updateRevision }) }
    : status;
  if (jsonEqual(set.status, complete)) return true;
  const first = yield* sent(updatingStatus("statefulsets", { ...set, status: complete } as StatefulSet));
  if (!isError(first)) return true;
  const fresh = yield* sent(getting("statefulsets", set));
  if (isError(fresh)) return false;
  return !isError(yield* sent(updatingStatus("statefulsets", { ...(fresh.body as StatefulSet), status: complete } as StatefulSet)));
}
