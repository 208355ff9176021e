import { controllerOf } from "../../../api/owner-references.ts";
import type { Pod } from "../../../api/types.ts";
import type { Deployment, ReplicaSet } from "../../../api/workloads.ts";
import { isTerminal } from "../../../api/pods.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { claim } from "../pods/claims.ts";
import { ownerKey, ownersOf, type OwnerKind } from "../pods/owners.ts";
import { actualReplicas } from "./arithmetic.ts";
import { find, newCondition, withSet, type DeploymentCondition } from "./conditions.ts";
import { rolloutOf } from "./new-replica-set.ts";
import { cleanUp, emptyOldSets, isScalingEvent, reconcileNewSet, reconcileOldSets, scale } from "./scaling.ts";
import { hasProgressDeadline, isComplete, syncRolloutStatus, syncStatus, writeStatus, type Rollout } from "./status.ts";

interface Input {
  readonly deployment: Deployment;
  /** Its own and those it could adopt. */
  readonly sets: readonly ReplicaSet[];
  /** Pods that have not ended, by the uid of their set. */
  readonly running: ReadonlyMap<string, number>;
  readonly unixMs: number;
}

const deployments: OwnerKind<Deployment> = { resource: "deployments", kind: "Deployment", selectorOf: ({ spec }) => spec.selector };

/** Mirrors DeploymentController (pkg/controller/deployment/deployment_controller.go). */
export const deploymentController: Controller = controller<Input>({
  name: "deployment-controller",
  watches: ["deployments", "replicasets", "pods"],
  concerned(change, caches) {
    if (change.resource === "deployments") return [objectKey(change.object)];
    return change.resource === "pods" ? waitingFor(change, caches) : ownersOf(change, deployments, caches);
  },
  gather,
  work,
});

/** A Deployment that recreates waits for the end of its last Pod. Mirrors deletePod. */
function waitingFor({ object, type }: Change, caches: Caches): readonly string[] {
  const owner = type === "DELETED" ? controllerOf(object) : undefined;
  const set = owner?.kind === "ReplicaSet" ? caches.get<ReplicaSet>("replicasets", `${object.metadata.namespace ?? ""}/${owner.name}`) : undefined;
  if (!set) return [];
  return ownerKey(set, deployments, caches).filter((key) => caches.get<Deployment>("deployments", key)?.spec.strategy?.type === "Recreate");
}

function gather(key: string, { caches, unixMs }: Look): Input | undefined {
  const deployment = caches.get<Deployment>("deployments", key);
  if (!deployment) return undefined;
  const sets = caches.candidates<ReplicaSet>("replicasets", deployment);
  const running = new Map(sets.map(({ metadata: { uid } }) => [uid, caches.controlledBy<Pod>("pods", uid).filter((pod) => !isTerminal(pod)).length]));
  return { deployment, sets, running, unixMs };
}

/** Mirrors syncDeployment. */
function* work({ deployment: read, sets: possible, running, unixMs }: Input): Work {
  const sets = yield* claim(read, "deployments", read.spec.selector, "replicasets", possible);
  if (!sets) return { retry: true };
  const rolloutWith = (deployment: Deployment): Work<Rollout | undefined> => rolloutOf(deployment, sets, false, unixMs);
  if (read.metadata.deletionTimestamp !== undefined) {
    const rollout = yield* rolloutWith(read);
    return rollout ? yield* syncStatus(rollout) : { retry: true };
  }
  const deployment = yield* withPause(read, unixMs);
  if (!deployment) return { retry: true };
  const rollout = yield* rolloutWith(deployment);
  if (!rollout) return { retry: true };
  if (deployment.spec.paused || isScalingEvent(rollout)) return yield* sync(rollout);
  return deployment.spec.strategy?.type === "Recreate" ? yield* recreate(rollout, sets, running) : yield* roll(deployment, sets, unixMs);
}

/** Says in a condition that it is paused, or is no longer. Mirrors checkPausedConditions (pkg/controller/deployment/sync.go). */
function* withPause(deployment: Deployment, unixMs: number): Work<Deployment | undefined> {
  const conditions = (deployment.status.conditions ?? []) as readonly DeploymentCondition[];
  const reason = find(conditions, "Progressing")?.reason;
  const { paused = false } = deployment.spec;
  if (!hasProgressDeadline(deployment) || reason === "ProgressDeadlineExceeded" || paused === (reason === "DeploymentPaused")) return deployment;
  const condition = paused
    ? newCondition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", unixMs)
    : newCondition("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", unixMs);
  const changed: Deployment = { ...deployment, status: { ...deployment.status, conditions: withSet(conditions, condition) } };
  return (yield* writeStatus(changed))?.retry ? undefined : changed;
}

/** Scaling, and all that a paused Deployment does. Mirrors sync. */
function* sync(rollout: Rollout): Work {
  if (!(yield* scale(rollout))) return { retry: true };
  if (rollout.deployment.spec.paused && !(yield* cleanUp(rollout))) return { retry: true };
  return yield* syncStatus(rollout);
}

/** Mirrors rolloutRolling (pkg/controller/deployment/rolling.go): one step at a time, up before down. */
function* roll(deployment: Deployment, sets: readonly ReplicaSet[], unixMs: number): Work {
  const rollout = yield* rolloutOf(deployment, sets, true, unixMs);
  if (!rollout) return { retry: true };
  const up = yield* reconcileNewSet(rollout);
  if (up?.failed) return { retry: true };
  if (up?.scaled) return yield* syncRolloutStatus({ ...rollout, newSet: up.set });
  const down = yield* reconcileOldSets(rollout);
  if (down.failed) return { retry: true };
  if (!down.scaled && isComplete(rollout.deployment, rollout.deployment.status) && !(yield* cleanUp(rollout))) return { retry: true };
  return yield* syncRolloutStatus(rollout);
}

/** Mirrors rolloutRecreate (pkg/controller/deployment/recreate.go): nothing new while anything old runs. */
function* recreate(rollout: Rollout, sets: readonly ReplicaSet[], running: ReadonlyMap<string, number>): Work {
  const down = yield* emptyOldSets(rollout);
  if (down.failed) return { retry: true };
  if (down.scaled || hasOldPods(rollout, running)) return yield* syncRolloutStatus(rollout);
  const { deployment, unixMs } = rollout;
  const complete = rollout.newSet ? rollout : yield* rolloutOf(deployment, sets, true, unixMs);
  if (!complete) return { retry: true };
  const up = yield* reconcileNewSet(complete);
  if (up?.failed) return { retry: true };
  if (isComplete(complete.deployment, complete.deployment.status) && !(yield* cleanUp(complete))) return { retry: true };
  return yield* syncRolloutStatus(up ? { ...complete, newSet: up.set } : complete);
}

// Mirrors oldPodsRunning: Pods that are on their way out still run.
const hasOldPods = ({ newSet, oldSets }: Rollout, running: ReadonlyMap<string, number>): boolean =>
  actualReplicas(oldSets) > 0 || [...running].some(([uid, count]) => uid !== newSet?.metadata.uid && count > 0);
