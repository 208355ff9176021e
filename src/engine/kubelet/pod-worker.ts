import { jsonEqual } from "../../api/json.ts";
import { isSidecar, isTerminal } from "../../api/pods.ts";
import { rfc3339 } from "../../api/time.ts";
import type { Pod } from "../../api/types.ts";
import { admit } from "./admission/admit.ts";
import { cleanUp, finishLater, queueCleanup } from "./clean-up.ts";
import { decided, updateWorker, type NodeContext } from "./context.ts";
import { evictionEnded, evictOne, watchEviction } from "./eviction/manager.ts";
import { killTasksForPod, shortenKills } from "./kill-container.ts";
import { reinspectsAtOnce } from "./messages.ts";
import { toKubelet, type KubeletPayload } from "./payloads.ts";
import { advance, newSync } from "./pod-sync.ts";
import { putSync } from "./put-sync.ts";
import { removeProbes } from "./probes/prober.ts";
import { asksForOther } from "./resize/allocation.ts";
import { checkResize, resizeAsked, retryResizes } from "./resize/resize.ts";
import type { PodWorker } from "./state.ts";
import { reconcileMirror } from "./static-pods/manifests.ts";
import { isStatic } from "./static-pods/static-pod.ts";
import { rejectedStatus } from "./status/generate.ts";
import { publishStatus, setStatus, takeSnapshot } from "./status-manager.ts";
import { nextTick, tickAtOrAfter } from "./ticks.ts";
import { refreshVolumes } from "./volumes/volume-manager.ts";

// Mirrors the periods of pkg/kubelet/kubelet.go and pod_workers.go.
const BACKOFF_PERIOD_MS = 10_000;
const RESYNC_MS = 60_000;
const KEPT_ENDED = 2;
/** More than one kubelet process ever gives a pod. */
const SYNCS_PER_START = 1_000_000;

/** The watch brought a pod of this node for the first time. */
export function podAdded(ctx: NodeContext, pod: Pod): void {
  const { uid } = pod.metadata;
  if (ctx.node.workers.has(uid)) return podChanged(ctx, pod);
  const worker: PodWorker = {
    uid,
    pod,
    stage: pod.metadata.deletionTimestamp === undefined ? "syncing" : "terminating",
    firstSeenMs: ctx.kernel.startsAtMs + ctx.kernel.now,
    admitted: false,
    sync: null,
    nextSyncId: 1 + ctx.node.starts * SYNCS_PER_START,
    pending: false,
    pendingCause: 0,
    dueAtMs: -1,
    deleted: false,
    graceSeconds: null,
    failure: null,
    status: null,
    takenAway: [],
    resize: null,
    volumesMounted: false,
    volumesMountedAtMs: -1,
    volumesStale: false,
    syncedAtMs: -1,
  };
  ctx.node.workers.set(uid, ctx.kernel.freeze(isTerminal(pod) ? { ...worker, stage: "terminated" as const } : worker));
  if (!isTerminal(pod)) startPass(ctx, uid);
  // It ended before this kubelet began, and only waits to be taken away.
  else if (pod.metadata.deletionTimestamp !== undefined) queueCleanup(ctx, uid);
}

/** The object changed. A status that the kubelet itself wrote is no reason for a pass. */
export function podChanged(ctx: NodeContext, pod: Pod): void {
  const { uid } = pod.metadata;
  const worker = ctx.node.workers.get(uid);
  if (!worker) return podAdded(ctx, pod);
  const before = worker.pod;
  updateWorker(ctx, uid, { pod });
  if (pod.metadata.deletionTimestamp !== undefined) {
    beingDeleted(ctx, worker, before);
    return;
  }
  const relabelled = !jsonEqual(before.metadata.labels, pod.metadata.labels) || !jsonEqual(before.metadata.annotations, pod.metadata.annotations);
  if (relabelled) refreshVolumes(ctx, { ...worker, pod });
  if (worker.admitted && asksForOther(before, pod)) for (const granted of resizeAsked(ctx, uid, before)) startPass(ctx, granted);
  if (worker.admitted && before.spec.activeDeadlineSeconds !== pod.spec.activeDeadlineSeconds) scheduleDeadline(ctx, ctx.node.workers.get(uid)!);
  if (relabelled || before.metadata.generation !== pod.metadata.generation || gatesChanged(before, pod)) startPass(ctx, uid);
}

const gatesChanged = (before: Pod, after: Pod): boolean =>
  (after.spec.readinessGates ?? []).some(
    ({ conditionType }) =>
      before.status.conditions?.find((c) => c.type === conditionType)?.status !== after.status.conditions?.find((c) => c.type === conditionType)?.status,
  );

function beingDeleted(ctx: NodeContext, worker: PodWorker, before: Pod): void {
  const { uid, stage, sync } = worker;
  if (stage === "terminated") {
    if (before.metadata.deletionTimestamp === undefined) queueCleanup(ctx, uid);
    return;
  }
  if (stage === "terminating" && sync?.kind === "terminate") {
    const now = ctx.node.workers.get(uid)!;
    if (now.sync) putSync(ctx, uid, { kills: shortenKills(ctx, now, now.sync) });
    return;
  }
  terminate(ctx, uid);
}

/** The node's own manifest of a pod is gone or another: it ends, with the grace that it asks for. */
export function endPod(ctx: NodeContext, uid: string): void {
  const worker = updateWorker(ctx, uid, { deleted: true });
  if (worker?.stage === "terminated") queueCleanup(ctx, uid);
  else if (worker && worker.sync?.kind !== "terminate") terminate(ctx, uid);
}

/** The object is gone: what still runs of it is stopped, and nobody is told. */
export function podDeleted(ctx: NodeContext, pod: Pod): void {
  const worker = ctx.node.workers.get(pod.metadata.uid);
  if (!worker) return;
  updateWorker(ctx, worker.uid, { pod, deleted: true });
  if (worker.stage === "terminated") {
    cleanUp(ctx, worker.uid);
    return;
  }
  // Mirrors calculateEffectiveGracePeriod (pkg/kubelet/pod_workers.go): at least one second.
  updateWorker(ctx, worker.uid, { graceSeconds: Math.max(pod.metadata.deletionGracePeriodSeconds ?? 1, 1) });
  if (worker.sync?.kind === "terminate") beingDeleted(ctx, worker, worker.pod);
  else terminate(ctx, worker.uid);
}

/**
 * From now on the pod only ends. A pass that only waits for volumes is given up; one that already works on containers
 * comes to its end first: a kill keeps its grace and its hook runs once, a pull is waited for.
 */
// Mirrors podWorkerLoop and SyncPod (pkg/kubelet/pod_workers.go, kubelet.go): the runtime's part of a sync is not cancelled.
function terminate(ctx: NodeContext, uid: string): void {
  const sync = ctx.node.workers.get(uid)?.sync;
  const works = sync?.kind === "sync" && sync.step !== "volumes" && sync.step !== "mounting";
  updateWorker(ctx, uid, { stage: "terminating", dueAtMs: -1, ...(works ? { pending: true, pendingCause: ctx.kernel.journal.cause } : { sync: null, pending: false }) });
  if (!works) startPass(ctx, uid);
}

/** activeDeadlineSeconds are over. */
// Mirrors activeDeadlineHandler (pkg/kubelet/active_deadline.go).
export function deadlineExceeded(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid);
  if (worker?.stage !== "syncing" || ctx.kernel.now < deadlineOf(ctx, worker)) return;
  const message = "Pod was active on the node longer than the specified deadline";
  updateWorker(ctx, uid, { failure: { reason: "DeadlineExceeded", message } });
  repeatDeadline(ctx, uid);
  terminate(ctx, uid);
}

/** Whenever the kubelet works out the status of a pod whose deadline has passed, it says so in an event. */
// Mirrors ShouldEvict of activeDeadlineHandler (pkg/kubelet/active_deadline.go).
function repeatDeadline(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid);
  if (worker?.failure?.reason === "DeadlineExceeded") ctx.recorder.event(worker.pod, "Normal", "DeadlineExceeded", worker.failure.message);
}

/** When a pod's time is over; never without a limit. */
function deadlineOf(ctx: NodeContext, { pod, firstSeenMs }: PodWorker): number {
  const seconds = pod.spec.activeDeadlineSeconds;
  return seconds === undefined ? Infinity : firstSeenMs - ctx.kernel.startsAtMs + seconds * 1000;
}

function scheduleDeadline(ctx: NodeContext, worker: PodWorker): void {
  const atMs = deadlineOf(ctx, worker);
  if (atMs !== Infinity) ctx.kernel.schedule(atMs, toKubelet({ target: "kubelet", type: "Deadline", node: ctx.node.name, uid: worker.uid }));
}

/** A tick of the eviction manager. */
export function evict(ctx: NodeContext): void {
  const worker = evictOne(ctx);
  if (worker) terminate(ctx, worker.uid);
}

/** Begins a pass, or notes that one is wanted as soon as the present one is over. */
export function startPass(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid);
  if (!worker || worker.stage === "terminated") return;
  if (worker.sync) {
    updateWorker(ctx, uid, { pending: true, pendingCause: ctx.kernel.journal.cause });
    return;
  }
  updateWorker(ctx, uid, { dueAtMs: -1, pending: false });
  if (worker.stage === "terminating") beginTermination(ctx, worker);
  else beginSync(ctx, worker);
}

// Mirrors SyncPod (pkg/kubelet/kubelet.go): the status first, then what has to be done.
function beginSync(ctx: NodeContext, worker: PodWorker): void {
  if (!worker.admitted && !admitOrReject(ctx, worker)) return;
  for (const granted of checkResize(ctx, worker.uid)) startPass(ctx, granted);
  const snapshot = takeSnapshot(ctx, worker.uid);
  const phase = publishStatus(ctx, ctx.node.workers.get(worker.uid)!, snapshot);
  if (phase === "Succeeded" || phase === "Failed") {
    decided(ctx, worker.pod, "ended", { phase });
    updateWorker(ctx, worker.uid, { stage: "terminating" });
    queuePass(ctx, worker.uid, ctx.kernel.now);
    return;
  }
  if (isStatic(worker.pod)) reconcileMirror(ctx, worker.pod);
  updateWorker(ctx, worker.uid, { sync: newSync(worker.nextSyncId, "sync", snapshot, ctx.kernel.now), nextSyncId: worker.nextSyncId + 1 });
  goOn(ctx, worker.uid);
}

function admitOrReject(ctx: NodeContext, worker: PodWorker): boolean {
  const { pod, uid } = worker;
  const verdict = admit(ctx, pod);
  if (verdict.type === "preempts") {
    for (const victim of verdict.victims) preempt(ctx, victim);
    return false;
  }
  if (verdict.type === "rejected") {
    ctx.recorder.event(pod, "Warning", verdict.reason, verdict.message);
    setStatus(ctx, uid, rejectedStatus(pod, verdict.reason, verdict.message, rfc3339(worker.firstSeenMs)));
    updateWorker(ctx, uid, { stage: "terminated" });
    return false;
  }
  updateWorker(ctx, uid, { admitted: true });
  watchEviction(ctx);
  scheduleDeadline(ctx, worker);
  return true;
}

/** A pod has to go for one that the cluster cannot do without; that one is looked at again when it is gone. */
// Mirrors evictPodsToFreeRequests (pkg/kubelet/preemption/preemption.go).
function preempt(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid);
  if (worker?.stage !== "syncing") return;
  const message = "Preempted in order to admit critical pod";
  ctx.recorder.event(worker.pod, "Warning", "Preempting", message);
  updateWorker(ctx, uid, { failure: { reason: "Preempting", message, disruption: true } });
  terminate(ctx, uid);
}

/** Those who wait for room are looked at again. */
function admitWaiting(ctx: NodeContext): void {
  for (const { uid, stage, admitted, sync } of [...ctx.node.workers.values()]) if (stage === "syncing" && !admitted && !sync) startPass(ctx, uid);
}

// Mirrors SyncTerminatingPod: status, then every container, then the sandbox.
function beginTermination(ctx: NodeContext, worker: PodWorker): void {
  const { uid } = worker;
  const snapshot = takeSnapshot(ctx, uid);
  publishStatus(ctx, worker, snapshot);
  repeatDeadline(ctx, uid);
  removeProbes(ctx, worker.pod, uid, "readiness");
  const running = snapshot.containers.filter((c) => c.state === "Running").reverse();
  const inSpecOrder = [...worker.pod.spec.containers, ...(worker.pod.spec.initContainers ?? []), ...(worker.pod.spec.ephemeralContainers ?? [])].flatMap(
    ({ name }) => running.filter((c) => c.name === name),
  );
  const now = ctx.node.workers.get(uid)!;
  const sync = { ...newSync(worker.nextSyncId, "terminate", snapshot, ctx.kernel.now), kills: killTasksForPod(now, inSpecOrder) };
  updateWorker(ctx, uid, { sync, nextSyncId: worker.nextSyncId + 1 });
  goOn(ctx, uid);
}

/** Carries a pass on after an answer. */
export function goOn(ctx: NodeContext, uid: string): void {
  if (!advance(ctx, uid)) return;
  const worker = ctx.node.workers.get(uid)!;
  if (worker.sync?.kind === "terminate") finishTermination(ctx, worker);
  else finishSync(ctx, worker);
}

function finishSync(ctx: NodeContext, worker: PodWorker): void {
  const sync = worker.sync!;
  const idle = updateWorker(ctx, worker.uid, { sync: null, syncedAtMs: ctx.kernel.now })!;
  removeOldContainers(ctx, worker.uid);
  const reinspect = sync.startedAny && reinspectsAtOnce(ctx.node.version);
  if (reinspect) publishStatus(ctx, idle, takeSnapshot(ctx, worker.uid));
  const probed = worker.pod.spec.containers.some((c) => c.readinessProbe);
  if ((sync.failed && sync.createSandbox !== null) || (sync.startedAny && (!reinspect || probed))) markChanged(ctx, worker.uid);
  // A sidecar that has started lets the next container begin: the runtime's event for it syncs the pod at once.
  const next = sync.starts.some((task) => task.kind === "init" && task.step === "done" && isSidecar(task.spec));
  if (worker.pending) ctx.kernel.journal.cause = worker.pendingCause;
  const resized = sync.resized || (sync.startedAny && idle.resize?.inProgress);
  if (worker.pending || next || resized || sync.resets.length > 0) startPass(ctx, worker.uid);
  else if (sync.failed) queuePass(ctx, worker.uid, ctx.kernel.now + jittered(ctx, retryDelayMs(ctx, sync.backoffExpiryMs)));
}

// Mirrors completeWork and MinBackoffExpiration: the end of a crash back-off, but not beyond the resync; else the fixed period.
function retryDelayMs(ctx: NodeContext, expiryMs: number): number {
  if (expiryMs <= ctx.kernel.now || !reinspectsAtOnce(ctx.node.version)) return BACKOFF_PERIOD_MS;
  return Math.min(expiryMs - ctx.kernel.now, RESYNC_MS);
}

/** 1.0 to 1.5 times. Mirrors wait.Jitter with workerBackOffPeriodJitterFactor. */
const jittered = (ctx: NodeContext, delayMs: number): number => delayMs + Math.floor((delayMs * ctx.kernel.draw(`kubelet/${ctx.node.name}/jitter`, 1001)) / 2000);

function finishTermination(ctx: NodeContext, worker: PodWorker): void {
  const { uid } = worker;
  removeProbes(ctx, worker.pod, uid);
  const ended = updateWorker(ctx, uid, { sync: null, pending: false, stage: "terminated" })!;
  publishStatus(ctx, ended, takeSnapshot(ctx, uid), true);
  repeatDeadline(ctx, uid);
  repeatDeadline(ctx, uid);
  finishLater(ctx, uid);
  if (worker.failure?.reason === "Evicted") evictionEnded(ctx);
  if (worker.failure?.reason === "Preempting") admitWaiting(ctx);
  for (const granted of retryResizes(ctx)) startPass(ctx, granted);
}

/** Of each container, the two newest instances that ended are kept: their logs, and what lastState tells. */
// Simplified: of a container's dead predecessors more are kept than in life, where one is, so that more of their logs can be read.
function removeOldContainers(ctx: NodeContext, uid: string): void {
  const seen = new Map<string, number>();
  for (const { id, name, state } of takeSnapshot(ctx, uid).containers) {
    if (state !== "Exited") continue;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    if (seen.get(name)! > KEPT_ENDED) ctx.runtime.removeContainer(id, toKubelet({ target: "kubelet", type: "Removed", node: ctx.node.name, uid }));
  }
}

/** Queues a pass for the sync loop's first tick at or after an instant. */
export function queuePass(ctx: NodeContext, uid: string, atMs: number): void {
  const dueAtMs = tickAtOrAfter(atMs, ctx.node.syncPhaseMs);
  updateWorker(ctx, uid, { dueAtMs });
  const payload: KubeletPayload = { target: "kubelet", type: "SyncDue", node: ctx.node.name, uid, atMs: dueAtMs };
  ctx.kernel.schedule(dueAtMs, payload);
}

/** The runtime's state of a pod changed: the next relist sees it. */
export function markChanged(ctx: NodeContext, uid: string): void {
  const { changed, relistPhaseMs, name } = ctx.node;
  if (changed.size === 0) {
    const payload: KubeletPayload = { target: "kubelet", type: "Relist", node: name };
    ctx.kernel.schedule(nextTick(ctx.kernel.now, relistPhaseMs), payload);
  }
  if (!changed.has(uid)) changed.set(uid, ctx.kernel.journal.cause);
}
