import { containerNamed, isSidecar } from "../../api/pods.ts";
import type { Container as RuntimeContainer, ExecSyncResult } from "../container-runtime/cri.ts";
import type { HttpResult } from "../network/network.ts";
import { decided, fieldPath, type NodeContext } from "./context.ts";
import { hookSucceeded, runHook } from "./hooks.ts";
import { toKubelet } from "./payloads.ts";
import type { Kill } from "./pod-actions.ts";
import type { PodWorker } from "./state.ts";
import type { KillTask, Sync } from "./sync.ts";

// Mirrors minimumGracePeriodInSeconds (pkg/kubelet/kuberuntime/kuberuntime_container.go).
const MINIMUM_GRACE_SECONDS = 2;

const address = (ctx: NodeContext, worker: PodWorker, syncId: number, task: KillTask) =>
  ({ target: "kubelet", node: ctx.node.name, uid: worker.uid, sync: syncId, container: task.containerId }) as const;

/** The way down for a container that a sync decided to kill. */
export function killTask(worker: PodWorker, { container, message, probe, graceSeconds }: Kill): KillTask {
  const spec = containerNamed(worker.pod.spec, container.name) ?? null;
  const ofProbe = probe && spec?.[`${probe}Probe`]?.terminationGracePeriodSeconds;
  return { ...taskFor(worker, container, message, graceSeconds ?? graceOf(worker, ofProbe)), ...(probe && { probe }) };
}

// Mirrors setTerminationGracePeriod: a deletion's grace overrides a probe's, a probe's the pod's.
const graceOf = ({ pod, graceSeconds }: PodWorker, ofProbe: number | undefined): number =>
  graceSeconds ?? pod.metadata.deletionGracePeriodSeconds ?? ofProbe ?? pod.spec.terminationGracePeriodSeconds;

function taskFor(worker: PodWorker, container: RuntimeContainer, message: string, graceSeconds: number): KillTask {
  const spec = containerNamed(worker.pod.spec, container.name) ?? null;
  return { containerId: container.id, name: container.name, kind: container.kind, spec, message, graceSeconds, step: "waiting", startedAtMs: -1, cause: 0, preStop: spec?.lifecycle?.preStop ?? null };
}

/** Everything that runs, for a pod that ends: regular containers first in the list. */
export function killTasksForPod(worker: PodWorker, running: readonly RuntimeContainer[]): KillTask[] {
  return running.map((container) => taskFor(worker, container, `Stopping container ${container.name}`, graceOf(worker, undefined)));
}

const isSidecarTask = ({ kind, spec }: KillTask): boolean => kind === "init" && spec !== null && isSidecar(spec);

/**
 * Begins the kills whose turn it is. All hooks run at once; then regular containers stop together, and sidecars after
 * them in reverse order of their start, each when the next one is gone or the grace is over.
 */
// Mirrors killContainer and terminationOrdering (pkg/kubelet/kuberuntime/kuberuntime_container.go, kuberuntime_termination_order.go).
export function beginKills(ctx: NodeContext, worker: PodWorker, syncId: number, tasks: readonly KillTask[], ordered: boolean): KillTask[] {
  const others = tasks.filter((task) => !isSidecarTask(task));
  const order = (worker.pod.spec.initContainers ?? []).map((c) => c.name);
  const sidecars = tasks.filter(isSidecarTask).sort((a, b) => order.indexOf(b.name) - order.indexOf(a.name));
  const mayStop = (task: KillTask): boolean => {
    if (!ordered || !isSidecarTask(task) || graceIsOver(ctx, task)) return true;
    return others.every((o) => o.step === "done") && sidecars.slice(0, sidecars.indexOf(task)).every((s) => s.step === "done");
  };
  // Every container's Killing is announced before any of them stops; only the signals keep the order.
  const { journal } = ctx.kernel;
  const { cause } = journal;
  const following = (before: number, then: () => void): number => {
    journal.cause = before;
    then();
    return journal.cause;
  };
  const since = tasks.map((task) =>
    task.startedAtMs < 0 ? { ...task, startedAtMs: ctx.kernel.now, cause: following(cause, () => announce(ctx, worker, task)) } : task,
  );
  return since.map((task, i) => {
    if (task.step !== "waiting") return task;
    let begun: KillTask = task;
    if (hasHook(task)) following(task.cause, () => void (begun = beginHook(ctx, worker, syncId, task)));
    else if (mayStop(tasks[i]!)) following(task.cause, () => void (begun = stop(ctx, worker, syncId, task)));
    else if (tasks[i]!.startedAtMs < 0) expireAtGrace(ctx, worker, syncId, task);
    return begun;
  });
}

const graceIsOver = (ctx: NodeContext, { startedAtMs, graceSeconds }: KillTask): boolean => startedAtMs >= 0 && ctx.kernel.now >= startedAtMs + graceSeconds * 1000;
const hasHook = ({ preStop, spec, graceSeconds }: KillTask): boolean => preStop !== null && spec !== null && graceSeconds > 0;

function announce(ctx: NodeContext, worker: PodWorker, task: KillTask): void {
  noteKill(ctx, worker, task);
  ctx.recorder.event(worker.pod, "Normal", "Killing", task.message, fieldPath(task.kind, task.name));
}

function noteKill(ctx: NodeContext, worker: PodWorker, { name: container, containerId, message, graceSeconds, probe }: KillTask): void {
  decided(ctx, worker.pod, "kill", { container, containerId, message, graceSeconds, ...(probe && { probe }) });
}

/** The preStop hook runs inside the grace period. */
function beginHook(ctx: NodeContext, worker: PodWorker, syncId: number, task: KillTask): KillTask {
  runHook(ctx, worker.pod, task.containerId, task.spec!, task.preStop!, toKubelet({ ...address(ctx, worker, syncId, task), type: "PreStopDone" }));
  expireAtGrace(ctx, worker, syncId, task);
  return { ...task, step: "preStop" };
}

const expireAtGrace = (ctx: NodeContext, worker: PodWorker, syncId: number, task: KillTask): void =>
  ctx.kernel.schedule(task.startedAtMs + task.graceSeconds * 1000, toKubelet({ ...address(ctx, worker, syncId, task), type: "PreStopExpired" }));

/** The signal, with what is left of the grace; whole seconds have been spent, and 2 s are always granted. */
function stop(ctx: NodeContext, worker: PodWorker, syncId: number, task: KillTask): KillTask {
  const spentSeconds = Math.floor((ctx.kernel.now - task.startedAtMs) / 1000);
  const leftMs = (task.graceSeconds - spentSeconds) * 1000;
  const timeoutMs = Math.max(leftMs, MINIMUM_GRACE_SECONDS * 1000);
  ctx.runtime.stopContainer(task.containerId, timeoutMs, toKubelet({ ...address(ctx, worker, syncId, task), type: "ContainerStopped" }));
  return { ...task, step: "stopping" };
}

/** The hook has ended. One that ends after its time is only reported. */
export function preStopDone(ctx: NodeContext, worker: PodWorker, task: KillTask, result: ExecSyncResult | HttpResult): KillTask {
  if (!hookSucceeded(result)) {
    ctx.recorder.event(worker.pod, "Warning", "FailedPreStopHook", "PreStopHook failed", fieldPath(task.kind, task.name));
  }
  return afterHook(task);
}

/** The grace period is over and the hook still runs, or a sidecar still waits for its turn. */
export const preStopExpired = (task: KillTask): KillTask => afterHook(task);

/** Its turn comes when the kills are looked at again. */
const afterHook = (task: KillTask): KillTask => (task.step === "preStop" ? { ...task, step: "waiting", preStop: null } : task);

/** The pod's grace was shortened while it stops. */
export function shortenKills(ctx: NodeContext, worker: PodWorker, sync: Sync): KillTask[] {
  return sync.kills.map((task) => {
    const graceSeconds = Math.min(task.graceSeconds, graceOf(worker, undefined));
    if (task.step === "done" || graceSeconds === task.graceSeconds) return task;
    const shorter = { ...task, graceSeconds, ...(task.step === "waiting" ? {} : { startedAtMs: ctx.kernel.now }) };
    if (task.step === "waiting") return shorter;
    noteKill(ctx, worker, shorter);
    return stop(ctx, worker, sync.id, shorter);
  });
}
