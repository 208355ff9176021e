import { condition } from "../../../api/conditions.ts";
import { isPodReady, isSidecar, isTerminal } from "../../../api/pods.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";

/** Neither ended nor being deleted. Mirrors IsPodActive (pkg/controller/controller_utils.go). */
export const isActive = (pod: Pod): boolean => !isTerminal(pod) && pod.metadata.deletionTimestamp === undefined;
/** Mirrors IsPodTerminating. */
export const isTerminating = (pod: Pod): boolean => !isTerminal(pod) && pod.metadata.deletionTimestamp !== undefined;

/** Unix milliseconds since which a Pod is ready; undefined = it is not. */
export function readySinceMs(pod: Pod): number | undefined {
  const ready = condition(pod.status.conditions, "Ready");
  return ready?.status === "True" && ready.lastTransitionTime ? parseRfc3339(ready.lastTransitionTime) : undefined;
}

/** Ready for at least so long. Mirrors IsPodAvailable (pkg/api/v1/pod/util.go). */
export function isAvailable(pod: Pod, minReadySeconds: number, unixMs: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readySinceMs(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= unixMs;
}

/** Milliseconds until the next of these Pods has been ready for long enough; undefined = none will be. */
export function nextAvailableMs(pods: readonly Pod[], minReadySeconds: number, unixMs: number): number | undefined {
  if (minReadySeconds === 0) return undefined;
  const waits = pods.flatMap((pod) => {
    const since = readySinceMs(pod);
    const wait = since === undefined ? 0 : since + minReadySeconds * 1000 - unixMs;
    return wait > 0 ? [wait] : [];
  });
  return waits.length === 0 ? undefined : Math.min(...waits);
}

const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const deletionCost = ({ metadata }: Pod): number => {
  const text = metadata.annotations?.[DELETION_COST] ?? "";
  return /^(0|-?[1-9]\d{0,9})$/.test(text) ? Number(text) : 0;
};
const phaseOrder: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** Restarts of the container that has most, without and among sidecars. */
function mostRestarts({ spec, status }: Pod): readonly [number, number] {
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const most = (counts: readonly number[]): number => Math.max(0, ...counts);
  return [
    most((status.containerStatuses ?? []).map(({ restartCount }) => restartCount)),
    most((status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name)).map(({ restartCount }) => restartCount)),
  ];
}

/** Whole powers of two that an age in milliseconds holds, counted in nanoseconds as upstream does. */
function logOfAge(ms: number): number {
  if (ms <= 0) return -1;
  let log = 0;
  for (let nanoseconds = ms * 1_000_000; nanoseconds >= 2; nanoseconds /= 2) log += 1;
  return log;
}

interface Ranked {
  readonly pod: Pod;
  /** Active Pods of the same workload on its node. */
  readonly rank: number;
}

/** Which of two Pods goes first. Mirrors ActivePodsWithRanks.Less (pkg/controller/controller_utils.go). */
function compare(a: Ranked, b: Ranked, unixMs: number): number {
  const [p, q] = [a.pod, b.pod];
  const assigned = Number(Boolean(p.spec.nodeName)) - Number(Boolean(q.spec.nodeName));
  if (assigned !== 0) return assigned;
  const phase = (phaseOrder[p.status.phase ?? ""] ?? 0) - (phaseOrder[q.status.phase ?? ""] ?? 0);
  if (phase !== 0) return phase;
  const ready = Number(isPodReady(p)) - Number(isPodReady(q));
  if (ready !== 0) return ready;
  const cost = deletionCost(p) - deletionCost(q);
  if (cost !== 0) return cost;
  if (a.rank !== b.rank) return b.rank - a.rank;
  const [since, sinceOther] = [readySinceMs(p), readySinceMs(q)];
  if (since !== undefined && sinceOther !== undefined && since !== sinceOther) return byAge(unixMs - since, unixMs - sinceOther, p, q);
  const [restarts, others] = [mostRestarts(p), mostRestarts(q)];
  if (restarts[0] !== others[0]) return others[0] - restarts[0];
  if (restarts[1] !== others[1]) return others[1] - restarts[1];
  const [created, createdOther] = [parseRfc3339(p.metadata.creationTimestamp) ?? 0, parseRfc3339(q.metadata.creationTimestamp) ?? 0];
  return created === createdOther ? 0 : byAge(unixMs - created, unixMs - createdOther, p, q);
}

/** The younger first, but those of about the same age in the order of their uids: a random one of them. */
function byAge(age: number, otherAge: number, pod: Pod, other: Pod): number {
  const difference = logOfAge(age) - logOfAge(otherAge);
  if (difference !== 0) return difference;
  return pod.metadata.uid < other.metadata.uid ? -1 : 1;
}

/** The `count` Pods to go when a workload shrinks; `related`: all active Pods of workloads with the same owner. Mirrors getPodsToDelete (pkg/controller/replicaset/replica_set.go). */
export function podsToDelete(pods: readonly Pod[], related: readonly Pod[], count: number, unixMs: number): readonly Pod[] {
  if (count >= pods.length) return pods;
  const perNode = new Map<string, number>();
  for (const pod of related) if (isActive(pod) && pod.spec.nodeName) perNode.set(pod.spec.nodeName, (perNode.get(pod.spec.nodeName) ?? 0) + 1);
  const ranked = pods.map((pod) => ({ pod, rank: perNode.get(pod.spec.nodeName ?? "") ?? 0 }));
  return ranked.sort((a, b) => compare(a, b, unixMs)).slice(0, count).map(({ pod }) => pod);
}
