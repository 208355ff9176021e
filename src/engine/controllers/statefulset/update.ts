import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { ControllerRevision, PodTemplateSpec, StatefulSet, StatefulSetStatus } from "../../../api/workloads.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { creating, deleting, errorText, sent } from "../manager/requests.ts";
import { isAvailable } from "../pods/active-pods.ts";
import { retainClaims } from "./claim-retention.ts";
import { claimsOf, firstOrdinal, isRunningAndReady, ordinalOf, podName, podOf, revisionOfPod } from "./identity.ts";

export interface Updating {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly claims: ReadonlyMap<string, KubernetesObject>;
  readonly unixMs: number;
}
/** A Pod that is there, or one that shall be. */
interface Replica {
  readonly ordinal: number;
  readonly revision: string;
  readonly pod: Pod | undefined;
}
/** "stop" = nothing further may be done before something changes. */
type Progress = "on" | "stop" | "failed";

const isTerminating = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
const isMonotonic = ({ spec }: StatefulSet): boolean => spec.podManagementPolicy !== "Parallel";

/** One step towards what is wanted. Mirrors updateStatefulSet (pkg/controller/statefulset/stateful_set_control.go). */
export function* updateSet(updating: Updating): Work<{ readonly status: StatefulSetStatus; readonly failed: boolean }> {
  const { set, pods } = updating;
  const first = firstOrdinal(set);
  const wanted = set.spec.replicas ?? 1;
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
  const replicas: Replica[] = Array.from({ length: wanted }, (_, at) => replicaOf(updating, first + at, byOrdinal.get(first + at)));
  const condemned = pods.filter((pod) => ordinalOf(pod) < first || ordinalOf(pod) >= first + wanted).toSorted((a, b) => ordinalOf(b) - ordinalOf(a));
  const made: Pod[] = [];
  const status = (): StatefulSetStatus => statusOf(updating, [...pods, ...made]);
  if (set.metadata.deletionTimestamp !== undefined) return { status: status(), failed: false };
  for (const replica of replicas) {
    const progress = yield* processReplica(updating, replica, made);
    if (progress !== "on" && (isMonotonic(set) || progress === "failed")) return { status: status(), failed: progress === "failed" };
  }
  for (const pod of condemned) if (!(yield* retainClaims(set, pod, updating.claims))) return { status: status(), failed: true };
  const unhealthy = firstUnhealthy(replicas, condemned);
  for (const pod of condemned) {
    const progress = yield* processCondemned(updating, pod, unhealthy);
    if (progress !== "on" && (isMonotonic(set) || progress === "failed")) return { status: status(), failed: progress === "failed" };
  }
  const rolled = set.spec.updateStrategy?.type === "OnDelete" ? { failed: false, deleted: 0 } : yield* rollOne(updating, replicas);
  const done = status();
  return { status: rolled.deleted > 0 ? withoutOne(done) : done, failed: rolled.failed };
}

const withoutOne = ({ currentReplicas = 0, ...status }: StatefulSetStatus): StatefulSetStatus => ({ ...status, ...(currentReplicas > 1 && { currentReplicas: currentReplicas - 1 }) });

// Mirrors newVersionedStatefulSetPod and isCurrentRevisionNeeded.
function replicaOf({ set, current, update }: Updating, ordinal: number, pod: Pod | undefined): Replica {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const kept = rollingUpdate?.partition === undefined ? (set.status.currentReplicas ?? 0) : rollingUpdate.partition;
  const isOld = type !== "OnDelete" && ordinal < firstOrdinal(set) + kept;
  return { ordinal, revision: (isOld ? current : update).metadata.name, pod };
}

/** The first Pod that is not well, the condemned ones last. */
function firstUnhealthy(replicas: readonly Replica[], condemned: readonly Pod[]): Pod | undefined {
  const isWell = (pod: Pod): boolean => isRunningAndReady(pod) && !isTerminating(pod);
  if (replicas.some(({ pod }) => !pod)) return undefined;
  return replicas.find(({ pod }) => pod && !isWell(pod))?.pod ?? condemned.toReversed().find((pod) => !isWell(pod));
}

/** Mirrors processReplica. */
function* processReplica(updating: Updating, replica: Replica, made: Pod[]): Work<Progress> {
  const { set, unixMs } = updating;
  const { pod } = replica;
  if (!pod) return yield* createPod(updating, replica, made);
  const { phase } = pod.status;
  if (phase === "Failed" || phase === "Succeeded") return yield* recreate(updating, pod, phase);
  if (phase === "Pending" && !(yield* createClaims(updating, replica))) return "failed";
  const isWell = !isTerminating(pod) && isRunningAndReady(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  if (!isWell && isMonotonic(set)) return "stop";
  return (yield* retainClaims(set, pod, updating.claims)) ? "on" : "failed";
}

function* recreate({ set }: Updating, pod: Pod, phase: "Failed" | "Succeeded"): Work<Progress> {
  if (isTerminating(pod)) return "stop";
  const [type, reason, what] = phase === "Failed" ? (["Warning", "RecreatingFailedPod", "failed"] as const) : (["Normal", "RecreatingTerminatedPod", "terminated"] as const);
  yield { event: { about: set, type, reason, message: `StatefulSet ${set.metadata.namespace ?? ""}/${set.metadata.name} is recreating ${what} Pod ${pod.metadata.name}` } };
  return (yield* deletePod(set, pod)) ? "stop" : "failed";
}

/** Mirrors CreateStatefulPod (pkg/controller/statefulset/stateful_pod_control.go): its claims first. */
function* createPod(updating: Updating, replica: Replica, made: Pod[]): Work<Progress> {
  const { set, current, update } = updating;
  if (!(yield* createClaims(updating, replica))) return "failed";
  const revision = replica.revision === current.metadata.name ? current : update;
  const response = yield* sent(creating("pods", set.metadata.namespace, podOf(set, templateOf(set, revision), replica.ordinal, replica.revision) as object));
  if (response.code === 409) return "failed";
  const name = podName(set, replica.ordinal);
  if (isError(response)) {
    yield { event: { about: set, type: "Warning", reason: "FailedCreate", message: `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${errorText(response)}` } };
    return "failed";
  }
  yield { event: { about: set, type: "Normal", reason: "SuccessfulCreate", message: `Create Pod ${name} in StatefulSet ${set.metadata.name} successful` } };
  made.push(response.body as Pod);
  return "stop";
}

/** Mirrors ApplyRevision: the set with the template that the revision keeps. */
const templateOf = (set: StatefulSet, { data }: ControllerRevision): PodTemplateSpec => {
  const kept = (data?.["spec"] as { readonly template?: PodTemplateSpec & { readonly $patch?: string } } | undefined)?.template;
  if (!kept) return set.spec.template;
  const { $patch: _patch, ...template } = kept;
  return template;
};

function* createClaims({ set, claims }: Updating, { ordinal }: Replica): Work<boolean> {
  for (const { name, body } of claimsOf(set, ordinal)) {
    if (claims.has(name)) continue;
    const response = yield* sent(creating("persistentvolumeclaims", set.metadata.namespace, body));
    if (response.code === 409) continue;
    const what = `Create Claim ${name} Pod ${podName(set, ordinal)} in StatefulSet ${set.metadata.name}`;
    if (isError(response)) {
      yield { event: { about: set, type: "Warning", reason: "FailedCreate", message: `${what} failed error: ${errorText(response)}` } };
      return false;
    }
    yield { event: { about: set, type: "Normal", reason: "SuccessfulCreate", message: `${what} success` } };
  }
  return true;
}

/** Mirrors processCondemned: what is too many goes one by one, as long as all others are well. */
function* processCondemned({ set, unixMs }: Updating, pod: Pod, unhealthy: Pod | undefined): Work<Progress> {
  if (isTerminating(pod)) return "stop";
  const isWell = isRunningAndReady(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  if (isMonotonic(set) && !isWell && pod !== unhealthy) return "stop";
  return (yield* deletePod(set, pod)) ? "stop" : "failed";
}

function* deletePod(set: StatefulSet, pod: Pod): Work<boolean> {
  const response = yield* sent(deleting("pods", pod));
  const what = `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
  if (isError(response)) {
    if (response.code === 404) return true;
    yield { event: { about: set, type: "Warning", reason: "FailedDelete", message: `${what} failed error: ${errorText(response)}` } };
    return false;
  }
  yield { event: { about: set, type: "Normal", reason: "SuccessfulDelete", message: `${what} successful` } };
  return true;
}

/** Deletes the Pod with the highest number that is of an older template, when all above it are well. */
function* rollOne({ set, update, unixMs }: Updating, replicas: readonly Replica[]): Work<{ readonly failed: boolean; readonly deleted: number }> {
  const least = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (const { pod } of replicas.slice(least).toReversed()) {
    if (!pod) return { failed: false, deleted: 0 };
    if (revisionOfPod(pod) !== update.metadata.name && !isTerminating(pod)) return (yield* deletePod(set, pod)) ? { failed: false, deleted: 1 } : { failed: true, deleted: 0 };
    if (isTerminating(pod) || !isRunningAndReady(pod) || !isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs)) return { failed: false, deleted: 0 };
  }
  return { failed: false, deleted: 0 };
}

/** Mirrors updateStatus. */
function statusOf({ set, current, update, unixMs }: Updating, pods: readonly Pod[]): StatefulSetStatus {
  const ready = pods.filter(isRunningAndReady);
  const lasting = pods.filter((pod) => !isTerminating(pod));
  const ofRevision = ({ metadata }: ControllerRevision): number => lasting.filter((pod) => revisionOfPod(pod) === metadata.name).length;
  const counts = { readyReplicas: ready.length, currentReplicas: ofRevision(current), updatedReplicas: ofRevision(update) };
  return {
    ...(set.metadata.generation !== undefined && { observedGeneration: set.metadata.generation }),
    replicas: pods.length,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: set.status.collisionCount ?? 0,
    availableReplicas: ready.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs)).length,
  };
}
