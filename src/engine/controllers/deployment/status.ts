import { jsonEqual } from "../../../api/json.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { Deployment, DeploymentStatus, ReplicaSet } from "../../../api/workloads.ts";
import { isError } from "../../apiserver/request.ts";
import type { Outcome, Work } from "../manager/controller.ts";
import { sent, updatingStatus } from "../manager/requests.ts";
import { actualReplicas, availableReplicas, maxUnavailable, readyReplicas, specReplicas, terminatingReplicas, wantedReplicas } from "./arithmetic.ts";
import { find, newCondition, without, withSet, type DeploymentCondition } from "./conditions.ts";

/** A Deployment with all that belongs to it, while it is worked on. */
export interface Rollout {
  readonly deployment: Deployment;
  readonly newSet: ReplicaSet | undefined;
  readonly oldSets: readonly ReplicaSet[];
  readonly unixMs: number;
}
export const allSets = ({ newSet, oldSets }: Rollout): readonly ReplicaSet[] => [...oldSets, ...(newSet ? [newSet] : [])];

// Mirrors HasProgressDeadline (pkg/controller/deployment/util/deployment_util.go).
const NO_DEADLINE = 2 ** 31 - 1;
export const hasProgressDeadline = ({ spec }: Deployment): boolean => spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;

/** Mirrors calculateStatus (pkg/controller/deployment/sync.go). */
export function calculatedStatus(rollout: Rollout): DeploymentStatus {
  const { deployment, newSet, unixMs } = rollout;
  const sets = allSets(rollout);
  const available = availableReplicas(sets);
  const enough = available >= wantedReplicas(deployment) - maxUnavailable(deployment);
  const availability = enough
    ? newCondition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", unixMs)
    : newCondition("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", unixMs);
  const counts = {
    replicas: actualReplicas(sets),
    updatedReplicas: newSet ? actualReplicas([newSet]) : 0,
    readyReplicas: readyReplicas(sets),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, specReplicas(sets) - available),
  };
  return {
    ...(deployment.metadata.generation !== undefined && { observedGeneration: deployment.metadata.generation }),
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    terminatingReplicas: terminatingReplicas(sets),
    conditions: withSet((deployment.status.conditions ?? []) as readonly DeploymentCondition[], availability),
    ...(deployment.status.collisionCount !== undefined && { collisionCount: deployment.status.collisionCount }),
  };
}

/** Mirrors DeploymentComplete. */
export const isComplete = (deployment: Deployment, { updatedReplicas = 0, replicas = 0, availableReplicas: available = 0, observedGeneration = 0 }: DeploymentStatus): boolean => {
  const wanted = wantedReplicas(deployment);
  return updatedReplicas === wanted && replicas === wanted && available === wanted && observedGeneration >= (deployment.metadata.generation ?? 0);
};

// Mirrors DeploymentProgressing: more updated, fewer old, more ready or more available than before.
function isProgressing({ status: old }: Deployment, next: DeploymentStatus): boolean {
  const oldOnes = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (next.updatedReplicas ?? 0) > (old.updatedReplicas ?? 0) ||
    oldOnes(next) < oldOnes(old) ||
    (next.readyReplicas ?? 0) > (old.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (old.availableReplicas ?? 0)
  );
}

const TIMED_OUT = "ProgressDeadlineExceeded";
const AVAILABLE = "NewReplicaSetAvailable";

/** Unix milliseconds at which the rollout will have taken too long. */
const deadlineMs = ({ spec }: Deployment, { lastUpdateTime }: DeploymentCondition): number => (parseRfc3339(lastUpdateTime ?? "") ?? 0) + (spec.progressDeadlineSeconds ?? 0) * 1000;

// Mirrors DeploymentTimedOut.
function isTimedOut(deployment: Deployment, conditions: readonly DeploymentCondition[], unixMs: number): boolean {
  const progressing = find(conditions, "Progressing");
  if (!progressing || progressing.reason === AVAILABLE) return false;
  return progressing.reason === TIMED_OUT || deadlineMs(deployment, progressing) < unixMs;
}

/** Writes how the rollout goes. Mirrors syncRolloutStatus (pkg/controller/deployment/progress.go). */
export function* syncRolloutStatus(rollout: Rollout): Work {
  const { deployment, unixMs } = rollout;
  const calculated = calculatedStatus(rollout);
  const status: DeploymentStatus = { ...calculated, conditions: withFailure(rollout, withProgress(rollout, calculated)) };
  if (!jsonEqual(deployment.status, status)) return yield* writeStatus({ ...deployment, status });
  return yield* askAgain(deployment, status, unixMs);
}

function withProgress({ deployment, newSet, unixMs }: Rollout, status: DeploymentStatus): readonly DeploymentCondition[] {
  const conditions = (status.conditions ?? []) as readonly DeploymentCondition[];
  if (!hasProgressDeadline(deployment)) return without(conditions, "Progressing");
  const current = find(deployment.status.conditions as readonly DeploymentCondition[] | undefined, "Progressing");
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === AVAILABLE) return conditions;
  const what = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (isComplete(deployment, status)) return withSet(conditions, newCondition("Progressing", "True", AVAILABLE, `${what} has successfully progressed.`, unixMs));
  if (isProgressing(deployment, status)) {
    const progressing = newCondition("Progressing", "True", "ReplicaSetUpdated", `${what} is progressing.`, unixMs);
    // Its time of update moves with each progress, which setting it would not do.
    return [...without(conditions, "Progressing"), current?.status === "True" ? { ...progressing, lastTransitionTime: current.lastTransitionTime ?? null } : progressing];
  }
  if (isTimedOut(deployment, conditions, unixMs)) return withSet(conditions, newCondition("Progressing", "False", TIMED_OUT, `${what} has timed out progressing.`, unixMs));
  return conditions;
}

// Mirrors getReplicaFailures: the new set's failure counts before those of old ones.
function withFailure(rollout: Rollout, conditions: readonly DeploymentCondition[]): readonly DeploymentCondition[] {
  const sets = [...(rollout.newSet ? [rollout.newSet] : []), ...rollout.oldSets];
  const failure = sets.flatMap(({ status }) => (status.conditions ?? []).filter(({ type }) => type === "ReplicaFailure"))[0];
  if (!failure) return without(conditions, "ReplicaFailure");
  const { status, lastTransitionTime = null, reason = "", message = "" } = failure;
  return withSet(conditions, { type: "ReplicaFailure", status, ...(lastTransitionTime !== null && { lastUpdateTime: lastTransitionTime }), lastTransitionTime, reason, message });
}

const SECOND_MS = 1000;

// Mirrors requeueStuckDeployment: when nothing moves any more, somebody has to look at the clock.
function* askAgain(deployment: Deployment, status: DeploymentStatus, unixMs: number): Work {
  const current = find(deployment.status.conditions as readonly DeploymentCondition[] | undefined, "Progressing");
  if (!hasProgressDeadline(deployment) || !current || isComplete(deployment, status) || current.reason === TIMED_OUT) return undefined;
  const after = deadlineMs(deployment, current) - unixMs;
  if (after < SECOND_MS) return { retry: true };
  yield { after: after + SECOND_MS };
  return undefined;
}

/** Mirrors syncDeploymentStatus: without a look at progress. */
export function* syncStatus(rollout: Rollout): Work {
  const status = calculatedStatus(rollout);
  return jsonEqual(rollout.deployment.status, status) ? undefined : yield* writeStatus({ ...rollout.deployment, status });
}

/** A Deployment's status, and the revision among its annotations, which travels with it. */
export function* writeStatus(deployment: Deployment): Work<Outcome> {
  const response = yield* sent(updatingStatus("deployments", deployment));
  return isError(response) ? { retry: true } : undefined;
}
