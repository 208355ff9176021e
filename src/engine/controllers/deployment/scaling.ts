import type { Deployment, ReplicaSet } from "../../../api/workloads.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { deleting, sent, updating } from "../manager/requests.ts";
import { desiredBefore, hasAnnotations, maxBefore, replicasAnnotations, revisionOf } from "./annotations.ts";
import { active, availableReplicas, maxUnavailable, newSetReplicas, oldestFirst, proportionally, specReplicas, wantedReplicas } from "./arithmetic.ts";
import { allSets, type Rollout } from "./status.ts";

/** `failed`: a write was refused; `scaled`: a set has another size now. */
export type Scaled = { readonly failed: true } | { readonly failed: false; readonly scaled: boolean; readonly set: ReplicaSet };
const untouched = (set: ReplicaSet): Scaled => ({ failed: false, scaled: false, set });

/** Mirrors scaleReplicaSet (pkg/controller/deployment/sync.go). */
function* scaleSet(deployment: Deployment, set: ReplicaSet, replicas: number): Work<Scaled> {
  const before = wantedReplicas(set);
  const annotations = replicasAnnotations(deployment);
  if (before === replicas && hasAnnotations(set, annotations)) return untouched(set);
  const response = yield* sent(updating("replicasets", { ...set, metadata: { ...set.metadata, annotations: { ...set.metadata.annotations, ...annotations } }, spec: { ...set.spec, replicas } } as ReplicaSet));
  if (isError(response)) return { failed: true };
  if (before === replicas) return untouched(response.body as ReplicaSet);
  const direction = before < replicas ? "up" : "down";
  yield { event: { about: deployment, type: "Normal", reason: "ScalingReplicaSet", message: `Scaled ${direction} replica set ${set.metadata.name} from ${before} to ${replicas}` } };
  return { failed: false, scaled: true, set: response.body as ReplicaSet };
}

/** Nothing is written where the size is right. Mirrors scaleReplicaSetAndRecordEvent. */
function* scaleTo(deployment: Deployment, set: ReplicaSet, replicas: number): Work<Scaled> {
  return wantedReplicas(set) === replicas ? untouched(set) : yield* scaleSet(deployment, set, replicas);
}

/** Whether somebody has changed the Deployment's size. Mirrors isScalingEvent. */
export const isScalingEvent = (rollout: Rollout): boolean =>
  active(allSets(rollout)).some((set) => {
    const desired = desiredBefore(set);
    return desired !== undefined && desired !== wantedReplicas(rollout.deployment);
  });

/** Brings the sets to a changed size, in proportion while a rollout is under way. False: a write failed. Mirrors scale. */
export function* scale(rollout: Rollout): Work<boolean> {
  const { deployment, newSet, oldSets } = rollout;
  const only = activeOrLatest(rollout);
  if (only) return !(yield* scaleTo(deployment, only, wantedReplicas(deployment))).failed;
  if (newSet && isSaturated(deployment, newSet)) {
    for (const old of active(oldSets)) if ((yield* scaleTo(deployment, old, 0)).failed) return false;
    return true;
  }
  if (deployment.spec.strategy?.type === "Recreate") return true;
  for (const { set, replicas } of proportionally(deployment, active(allSets(rollout)), maxBefore)) {
    if ((yield* scaleSet(deployment, set, replicas)).failed) return false;
  }
  return true;
}

// Mirrors FindActiveOrLatest (pkg/controller/deployment/util/deployment_util.go).
function activeOrLatest(rollout: Rollout): ReplicaSet | undefined {
  const running = active(allSets(rollout));
  if (running.length > 1) return undefined;
  return running[0] ?? rollout.newSet ?? oldestFirst(rollout.oldSets).at(-1);
}

const isSaturated = (deployment: Deployment, set: ReplicaSet): boolean => {
  const wanted = wantedReplicas(deployment);
  return wantedReplicas(set) === wanted && desiredBefore(set) === wanted && (set.status.availableReplicas ?? 0) === wanted;
};

/** Mirrors reconcileNewReplicaSet (pkg/controller/deployment/rolling.go). */
export function* reconcileNewSet({ deployment, newSet, oldSets }: Rollout): Work<Scaled | undefined> {
  if (!newSet) return undefined;
  const wanted = wantedReplicas(deployment);
  return yield* scaleTo(deployment, newSet, wantedReplicas(newSet) > wanted ? wanted : newSetReplicas(deployment, oldSets, wantedReplicas(newSet)));
}

/** Shrinks old sets, unhealthy replicas first, as far as availability allows. Mirrors reconcileOldReplicaSets. */
export function* reconcileOldSets(rollout: Rollout): Work<{ readonly failed: boolean; readonly scaled: boolean }> {
  const { deployment, newSet } = rollout;
  const oldSets = active(rollout.oldSets);
  if (!newSet || specReplicas(oldSets) === 0) return { failed: false, scaled: false };
  const minAvailable = wantedReplicas(deployment) - maxUnavailable(deployment);
  const missing = wantedReplicas(newSet) - (newSet.status.availableReplicas ?? 0);
  const most = specReplicas(allSets(rollout)) - minAvailable - missing;
  if (most <= 0) return { failed: false, scaled: false };
  const cleaned = yield* shrink(deployment, oldSets, most, ({ spec, status }) => (spec.replicas ?? 1) - (status.availableReplicas ?? 0));
  if (!cleaned) return { failed: true, scaled: false };
  const spare = availableReplicas([...cleaned.sets, newSet]) - minAvailable;
  const shrunk = yield* shrink(deployment, cleaned.sets, Math.max(0, spare), wantedReplicas);
  return shrunk ? { failed: false, scaled: cleaned.count + shrunk.count > 0 } : { failed: true, scaled: false };
}

/**
 * Takes up to `most` replicas away, the oldest set first, from each as many as `spare` says. A set that has more available
 * than it wants has not told of its last change yet: as in upstream that is an error, and all is looked at again later.
 */
function* shrink(deployment: Deployment, sets: readonly ReplicaSet[], most: number, spare: (set: ReplicaSet) => number): Work<{ readonly sets: readonly ReplicaSet[]; readonly count: number } | undefined> {
  const left: ReplicaSet[] = [];
  let count = 0;
  for (const set of oldestFirst(sets)) {
    const less = wantedReplicas(set) === 0 ? 0 : Math.min(wantedReplicas(set), most - count, spare(set));
    if (less < 0) return undefined;
    const scaled = less === 0 ? untouched(set) : yield* scaleTo(deployment, set, wantedReplicas(set) - less);
    if (scaled.failed) return undefined;
    count += less;
    left.push(scaled.set);
  }
  return { sets: left, count };
}

/** Shrinks all old sets to nothing. Mirrors scaleDownOldReplicaSetsForRecreate. */
export function* emptyOldSets({ deployment, oldSets }: Rollout): Work<{ readonly failed: boolean; readonly scaled: boolean }> {
  let scaled = false;
  for (const set of active(oldSets)) {
    const result = yield* scaleTo(deployment, set, 0);
    if (result.failed) return { failed: true, scaled };
    scaled ||= result.scaled;
  }
  return { failed: false, scaled };
}

const NO_LIMIT = 2 ** 31 - 1;

/** Deletes old sets beyond the history that is kept, the lowest revision first. Mirrors cleanupDeployment. */
export function* cleanUp({ deployment, oldSets }: Rollout): Work<boolean> {
  const limit = deployment.spec.revisionHistoryLimit;
  if (limit === undefined || limit === NO_LIMIT) return true;
  const alive = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const surplus = oldestFirst(alive).toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, alive.length - limit));
  for (const set of surplus) {
    if (set.status.replicas !== 0 || wantedReplicas(set) !== 0 || (set.metadata.generation ?? 0) > (set.status.observedGeneration ?? 0)) continue;
    const response = yield* sent(deleting("replicasets", set));
    if (isError(response) && response.code !== 404) return false;
  }
  return true;
}
