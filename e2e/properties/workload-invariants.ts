import { isPodReady, isTerminal, podRequests } from "../../src/api/pods.ts";
import { controllerOf } from "../../src/api/owner-references.ts";
import { matchesLabelSelector } from "../../src/api/labels.ts";
import type { PodDisruptionBudget } from "../../src/api/policy.ts";
import { quantityMilli } from "../../src/api/quantity.ts";
import type { ResourceQuota } from "../../src/api/quota/scopes.ts";
import type { Job } from "../../src/api/batch.ts";
import type { Condition, IntOrString, KubernetesObject, Pod } from "../../src/api/types.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../../src/api/workloads.ts";
import type { Cluster } from "../../src/engine/cluster.ts";
import { createRecent, type Recent } from "./recent.ts";

/**
 * How long what a controller goes by may have been true no more: it reads caches, and its writes pass its client's rate
 * limit (20 requests a second, 30 at once).
 */
const STALE_MS = 3000;

const PERCENT = 100;
/** Mirrors GetScaledValueFromIntOrPercent (staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go). */
function scaled(value: IntOrString, total: number, round: (share: number) => number): number {
  return typeof value === "number" ? value : round((Number(value.replace("%", "")) * total) / PERCENT);
}
const replicasOf = ({ spec }: { readonly spec: { readonly replicas?: number } }): number => spec.replicas ?? 1;

/** As the API documentation of DeploymentSpec says: surge is rounded up, what may be missing down, and not both are 0. */
function boundsOf(deployment: Deployment): { readonly most: number; readonly least: number } {
  const wanted = replicasOf(deployment);
  if (deployment.spec.strategy?.type === "Recreate") return { most: wanted, least: 0 };
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = scaled(maxSurge, wanted, Math.ceil);
  const missing = scaled(maxUnavailable, wanted, Math.floor);
  return { most: wanted + surge, least: wanted - (surge === 0 && missing === 0 ? 1 : missing) };
}

export const isLasting = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp === undefined;
const isActive = (pod: Pod): boolean => isLasting(pod) && !isTerminal(pod);
const isHealthy = (pod: Pod): boolean => isLasting(pod) && isPodReady(pod);
const isEvicted = (pod: Pod | undefined): boolean => pod?.status.conditions?.some(({ type, reason }) => type === "DisruptionTarget" && reason === "EvictionByEvictionAPI") ?? false;

const isNodeReady = (node: KubernetesObject | undefined): boolean => (node as { readonly status?: { readonly conditions?: readonly Condition[] } } | undefined)?.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;

type Find = (condition: boolean, sentence: () => string) => void;

/** Watches what may never happen to workloads, budgets and quotas, write by write. Each finding is one sentence. */
export function watchWorkloads(cluster: Cluster): { readonly findings: readonly string[] } {
  const findings: string[] = [];
  const find: Find = (condition, sentence) => {
    if (!condition && findings.length < 10) findings.push(`${cluster.now} ms: ${sentence()}`);
  };
  const known = new Map<string, KubernetesObject>();
  const world: World = {
    ofKind: <T extends KubernetesObject>(kind: string) => [...known.values()].filter((object) => object.kind === kind) as T[],
    recent: createRecent(() => cluster.now, STALE_MS),
    find,
    unixMs: () => cluster.options.startsAtMs + cluster.now,
  };
  cluster.onWrite(({ object, type, previous }) => {
    if (type === "DELETED") known.delete(object.metadata.uid);
    else known.set(object.metadata.uid, object);
    world.recent.note(object.metadata.uid, object);
    if (object.kind === "Pod") world.recent.note(`pod/${object.metadata.name}`, type === "DELETED" ? undefined : object);
    const write = { object, ...(type !== "ADDED" && previous && { previous }), isDeleted: type === "DELETED" };
    if (object.kind === "ReplicaSet") rolling(write as Write<ReplicaSet>, world);
    if (object.kind === "Pod") {
      size(write as Write<Pod>, world);
      order(write as Write<Pod>, world);
      disruption(write as Write<Pod>, world);
      quota(write as Write<Pod>, world);
    }
    if (object.kind === "Node") find(!isNodeReady(object) || isNodeReady(previous) || cluster.state.nodeServices.faults.get(object.metadata.name)?.network !== false, () => `${object.metadata.name} is Ready, and cut off`);
    if (object.kind === "ResourceQuota") quotaStatus(write as Write<ResourceQuota>, world);
  });
  return { findings };
}

interface World {
  ofKind<T extends KubernetesObject>(kind: string): readonly T[];
  readonly recent: Recent;
  readonly find: Find;
  /** Of what a Pod's time stamps tell. */
  readonly unixMs: () => number;
}
interface Write<T> {
  readonly object: T;
  readonly previous?: T;
  readonly isDeleted: boolean;
}

/** All versions of an object that somebody may go by now. */
const versions = <T extends KubernetesObject>(world: World, object: T): readonly T[] => world.recent.of(object.metadata.uid) as readonly T[];

/** A step of a rollout never asks for more Pods than the surge allows, nor takes an available one that cannot be spared. */
function rolling({ object, previous, isDeleted }: Write<ReplicaSet>, world: World): void {
  const before = previous ? replicasOf(previous) : 0;
  const after = isDeleted ? 0 : replicasOf(object);
  if (isDeleted || before === after || !isLasting(object)) return;
  const deployment = world.ofKind<Deployment>("Deployment").find(({ metadata }) => metadata.uid === controllerOf(object)?.uid);
  if (!deployment) return;
  const bounds = versions(world, deployment).map(boundsOf);
  const sets = world.ofKind<ReplicaSet>("ReplicaSet").filter((set) => isLasting(set) && controllerOf(set)?.uid === deployment.metadata.uid);
  if (after > before) {
    const total = sets.reduce((sum, set) => sum + replicasOf(set), 0);
    const most = Math.max(...bounds.map((bound) => bound.most));
    world.find(total <= most, () => `${deployment.metadata.name} asks for ${total} Pods where ${most} are allowed`);
    return;
  }
  // Scaling down spreads what goes over the sets by their size, whoever is available.
  if (new Set(versions(world, deployment).map(replicasOf)).size > 1) return;
  const least = Math.min(...bounds.map((bound) => bound.least));
  const available = (set: ReplicaSet): number => Math.max(...versions(world, set).map(({ status }) => status.availableReplicas ?? 0));
  const taken = Math.max(0, before - after - (before - Math.min(before, available(object))));
  const left = sets.reduce((sum, set) => sum + available(set), 0) - taken;
  world.find(taken === 0 || left >= least, () => `${deployment.metadata.name} takes ${taken} available Pods of ${object.metadata.name} and leaves ${left} where ${least} are needed`);
}

/** A Pod is made only where one is missing. */
function size({ object: pod, previous }: Write<Pod>, world: World): void {
  if (previous) return;
  const owner = controllerOf(pod);
  const pods = world.ofKind<Pod>("Pod").filter((each) => controllerOf(each)?.uid === owner?.uid && isActive(each));
  if (owner?.kind === "ReplicaSet") {
    const set = world.ofKind<ReplicaSet>("ReplicaSet").find(({ metadata }) => metadata.uid === owner.uid);
    if (!set) return;
    const most = Math.max(...versions(world, set).map(replicasOf));
    world.find(pods.length <= most, () => `${owner.name} has ${pods.length} Pods and wanted ${most}`);
  } else if (owner?.kind === "Job") {
    const job = world.ofKind<Job>("Job").find(({ metadata }) => metadata.uid === owner.uid);
    if (!job) return;
    const most = job.spec.parallelism ?? 1;
    world.find(pods.length <= most, () => `${owner.name} has ${pods.length} active Pods and may have ${most}`);
  } else if (owner?.kind === "DaemonSet") {
    const set = world.ofKind<DaemonSet>("DaemonSet").find(({ metadata }) => metadata.uid === owner.uid);
    const most = set?.spec.updateStrategy?.rollingUpdate?.maxSurge ? 2 : 1;
    const node = nodeOf(pod);
    const there = pods.filter((each) => nodeOf(each) === node);
    world.find(there.length <= most, () => `${owner.name} has ${there.length} Pods for ${node}`);
  }
}

const nodeOf = ({ spec }: Pod): string | undefined => {
  const terms = (spec.affinity as { readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly { readonly matchFields?: readonly { readonly values?: readonly string[] }[] }[] } } } | undefined)?.nodeAffinity;
  return spec.nodeName ?? terms?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0]?.matchFields?.[0]?.values?.[0];
};

/** An OrderedReady StatefulSet makes a Pod only where all before it are ready, and never beyond what is wanted. */
function order({ object: pod, previous }: Write<Pod>, world: World): void {
  const owner = controllerOf(pod);
  if (previous || owner?.kind !== "StatefulSet") return;
  const set = world.ofKind<StatefulSet>("StatefulSet").find(({ metadata }) => metadata.uid === owner.uid);
  if (!set) return;
  const ordinal = (name: string): number => Number(name.slice(set.metadata.name.length + 1));
  const most = Math.max(...versions(world, set).map(replicasOf));
  world.find(ordinal(pod.metadata.name) < most, () => `${pod.metadata.name} is made where ${most} are wanted`);
  if (set.spec.podManagementPolicy === "Parallel") return;
  for (let before = 0; before < ordinal(pod.metadata.name); before += 1) {
    const name = `${set.metadata.name}-${before}`;
    const earlier = world.recent.of(`pod/${name}`) as readonly (Pod | undefined)[];
    world.find(earlier.some((each) => each && isHealthy(each)), () => `${pod.metadata.name} is made while ${name} is not ready`);
  }
}

/** What an eviction takes can be spared by every budget. */
function disruption({ object: pod, previous, isDeleted }: Write<Pod>, world: World): void {
  const { find, recent } = world;
  const lost = previous !== undefined && isHealthy(previous) && (isDeleted || !isHealthy(pod));
  const granted = isEvicted(pod) && !isEvicted(previous);
  // Who goes by an eviction was counted when it was granted.
  if (lost && !isEvicted(previous) && !granted) recent.happened("lost");
  if (!granted) return;
  for (const budget of world.ofKind<PodDisruptionBudget>("PodDisruptionBudget").filter(({ spec }) => matchesLabelSelector(spec.selector, pod.metadata.labels))) {
    const before = previous ?? pod;
    if (!isPodReady(before) && budget.spec.unhealthyPodEvictionPolicy === "AlwaysAllow") continue;
    // Mirrors canIgnorePDB (pkg/registry/core/pod/storage/eviction.go).
    if (!isLasting(before) || before.status.phase === "Pending" || isTerminal(before)) continue;
    const pods = world.ofKind<Pod>("Pod").filter(({ metadata }) => matchesLabelSelector(budget.spec.selector, metadata.labels));
    const healthy = pods.filter((each) => isHealthy(each) && !isEvicted(each)).length;
    const wanted = [...world.ofKind<Deployment>("Deployment"), ...world.ofKind<StatefulSet>("StatefulSet")].filter(({ spec }) => matchesLabelSelector(budget.spec.selector, spec.template.metadata?.labels));
    const expected = Math.min(...wanted.flatMap((each) => versions<Deployment | StatefulSet>(world, each).map(replicasOf)), Number.MAX_SAFE_INTEGER);
    const desired = Math.min(...versions(world, budget).map(({ spec }) => (spec.maxUnavailable === undefined ? scaled(spec.minAvailable ?? 0, expected, Math.ceil) : expected - scaled(spec.maxUnavailable, expected, Math.ceil))));
    // A budget hears of what somebody else took a little later.
    const unheard = recent.times("lost");
    find(healthy + unheard >= desired, () => `${pod.metadata.name} is evicted and leaves ${healthy} healthy where ${budget.metadata.name} wants ${desired}`);
  }
}

const usage = (pods: readonly Pod[]): { readonly pods: number; readonly milli: number } => ({ pods: pods.length, milli: pods.reduce((sum, { spec }) => sum + quantityMilli(podRequests(spec)["cpu"]), 0) });

/** Twice its grace ago it was told to go: its node may be lost, and it counts no more. Mirrors QuotaV1Pod (pkg/quota/v1/evaluator/core/pods.go). */
const isGivenUp = ({ metadata: { deletionTimestamp, deletionGracePeriodSeconds: grace } }: Pod, unixMs: number): boolean =>
  deletionTimestamp !== undefined && grace !== undefined && unixMs > Date.parse(deletionTimestamp) + grace * 1000;

/** A Pod is never let in beyond a quota. */
function quota({ object: pod, previous }: Write<Pod>, world: World): void {
  if (previous) return;
  for (const bound of world.ofKind<ResourceQuota>("ResourceQuota")) {
    const used = usage(world.ofKind<Pod>("Pod").filter((each) => !isTerminal(each) && !isGivenUp(each, world.unixMs())));
    const hards = versions(world, bound).map(({ spec }) => spec.hard ?? {});
    const most = { pods: Math.max(...hards.map((hard) => Number(hard["pods"] ?? Infinity))), milli: Math.max(...hards.map((hard) => (hard["requests.cpu"] === undefined ? Infinity : quantityMilli(hard["requests.cpu"])))) };
    world.find(used.pods <= most.pods && used.milli <= most.milli, () => `${pod.metadata.name} makes ${used.pods} Pods with ${used.milli}m where ${most.pods} with ${most.milli}m are allowed`);
  }
}

/** What is used of a quota grows only within it. */
function quotaStatus({ object, previous }: Write<ResourceQuota>, { find }: World): void {
  for (const [name, used] of Object.entries(object.status?.used ?? {})) {
    const before = previous?.status?.used?.[name];
    const hard = object.status?.hard?.[name];
    if (hard === undefined || previous?.status?.hard?.[name] !== hard) continue;
    find(quantityMilli(used) <= quantityMilli(hard) || quantityMilli(used) <= quantityMilli(before), () => `${name} used of ${object.metadata.name} is ${used} of ${hard}, was ${before}`);
  }
}
