import { goDuration } from "../../api/time.ts";
import type { Container as RuntimeContainer, CreateContainerResult, ExecSyncResult, PullImageResult, StartContainerResult } from "../container-runtime/cri.ts";
import type { HttpResult } from "../network/network.ts";
import { crashLimits, isInBackoffSince, nextBackoff } from "./backoff.ts";
import { containerConfig } from "./container-config.ts";
import { decided, fieldPath, reasonKey, type NodeContext } from "./context.ts";
import { hookProblem, hookSucceeded, runHook } from "./hooks.ts";
import { ensureImage, imagePulled, pullCredentials, type ImageDecision } from "./images.ts";
import { createdMessage, startedMessage } from "./messages.ts";
import { toKubelet } from "./payloads.ts";
import { addressOf } from "./probes/handler.ts";
import { noteActuated } from "./resize/resize.ts";
import type { PodWorker, StartFailure } from "./state.ts";
import type { Snapshot, StartTask, Sync } from "./sync.ts";

/** A task after a step; when it failed, why, and until when a crash back-off lasts. */
export interface StartOutcome {
  readonly task: StartTask;
  readonly backoffExpiryMs?: number;
}

const event = (ctx: NodeContext, worker: PodWorker, task: StartTask, type: "Normal" | "Warning", reason: string, message: string): void =>
  ctx.recorder.event(worker.pod, type, reason, message, fieldPath(task.kind, task.name));

const address = (worker: PodWorker, sync: Sync, task: StartTask, node: string) =>
  ({ target: "kubelet", node, uid: worker.uid, sync: sync.id, container: task.name }) as const;

/** Ends a task with the reason that the next status shows as the waiting state. */
function failed(ctx: NodeContext, worker: PodWorker, task: StartTask, failure: StartFailure, backoffExpiryMs?: number): StartOutcome {
  ctx.node.reasons.set(reasonKey(worker.uid, task.name), ctx.kernel.freeze(failure));
  decided(ctx, worker.pod, "startFailed", { container: task.name, ...failure });
  return { task: { ...task, step: "failed" }, ...(backoffExpiryMs !== undefined && { backoffExpiryMs }) };
}

/** The kubelet says so in an event, too. */
function failedWith(ctx: NodeContext, worker: PodWorker, task: StartTask, failure: StartFailure, said: string): StartOutcome {
  event(ctx, worker, task, "Warning", "Failed", `Error: ${said}`);
  return failed(ctx, worker, task, failure);
}

/** Begins with a container: its back-off, then its image. */
export function beginStart(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask): StartOutcome {
  const backoff = crashBackoff(ctx, worker, sync.snapshot, task);
  if (backoff) return backoff;
  return withImage(ctx, worker, sync, task, ensureImage(ctx, worker, task.spec, task.kind));
}

// Mirrors doBackOff (pkg/kubelet/kuberuntime/kuberuntime_manager.go): the last exit that the sync's snapshot knows counts.
function crashBackoff(ctx: NodeContext, worker: PodWorker, snapshot: Snapshot, task: StartTask): StartOutcome | undefined {
  const exited = snapshot.containers.find((c) => c.name === task.name && c.state === "Exited");
  if (!exited) return undefined;
  const { now } = ctx.kernel;
  const key = `${worker.uid}_${task.name}_${task.spec.image}`;
  const entry = ctx.node.crashBackoff.get(key);
  const finishedMs = exited.finishedAtMs ?? now;
  if (!isInBackoffSince(entry, finishedMs, now, crashLimits)) {
    ctx.node.crashBackoff.set(key, ctx.kernel.freeze(nextBackoff(entry, finishedMs, now, crashLimits)));
    return undefined;
  }
  const { metadata } = worker.pod;
  const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
  event(ctx, worker, task, "Warning", "BackOff", `Back-off restarting failed container ${task.name} in pod ${pod}`);
  const message = `back-off ${goDuration(entry.delayMs)} restarting failed container=${task.name} pod=${pod}`;
  const untilMs = finishedMs + entry.delayMs;
  decided(ctx, worker.pod, "backoff", { what: "crash", container: task.name, image: task.spec.image, fromMs: finishedMs, delayMs: entry.delayMs, untilMs });
  return failed(ctx, worker, task, { reason: "CrashLoopBackOff", message }, untilMs);
}

function withImage(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask, decision: ImageDecision): StartOutcome {
  if (decision.kind === "failed") return failedWith(ctx, worker, task, decision.failure, decision.failure.reason);
  if (decision.kind === "present") return create(ctx, worker, sync, { ...task, imageRef: decision.imageRef });
  ctx.runtime.pullImage(task.spec.image, toKubelet({ ...address(worker, sync, task, ctx.node.name), type: "ImagePulled" }), pullCredentials(ctx, worker, task.spec.image));
  return { task: { ...task, step: "pull" } };
}

/** The pull has been answered. */
export const pullAnswered = (ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask, result: PullImageResult): StartOutcome =>
  withImage(ctx, worker, sync, task, imagePulled(ctx, worker, task.spec, task.kind, result));

const newest = (ctx: NodeContext, uid: string, name: string): RuntimeContainer | undefined =>
  ctx.runtime.containers(uid).reduce<RuntimeContainer | undefined>((best, c) => (c.name === name && (!best || c.attempt >= best.attempt) ? c : best), undefined);

function create(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask): StartOutcome {
  const last = newest(ctx, worker.uid, task.name);
  const config = containerConfig(ctx, worker, task, last ? last.attempt + 1 : (worker.takenAway.find((c) => c.name === task.name)?.restartCount ?? 0), addressOf(ctx, worker.pod));
  if (!config.ok) return failedWith(ctx, worker, task, { reason: "CreateContainerConfigError", message: config.message }, config.message);
  ctx.runtime.createContainer(sync.sandboxId, config.config, toKubelet({ ...address(worker, sync, task, ctx.node.name), type: "ContainerCreated" }));
  return { task: { ...task, step: "create" } };
}

/** The container was created, or not. */
export function createAnswered(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask, result: CreateContainerResult): StartOutcome {
  if (!result.ok) return failedWith(ctx, worker, task, { reason: "CreateContainerError", message: result.error.message }, result.error.message);
  noteActuated(ctx, worker.uid, task.name);
  event(ctx, worker, task, "Normal", "Created", createdMessage(ctx.node.version, task.name));
  ctx.runtime.startContainer(result.value.id, toKubelet({ ...address(worker, sync, task, ctx.node.name), type: "ContainerStarted" }));
  return { task: { ...task, step: "start", containerId: result.value.id } };
}

/** The container was started, or not. */
export function startAnswered(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask, result: StartContainerResult): StartOutcome {
  // Mirrors recordContainerEvent (pkg/kubelet/kuberuntime/kuberuntime_container.go): an event names the container where the runtime gave its ID.
  if (!result.ok) return failedWith(ctx, worker, task, { reason: "RunContainerError", message: result.error.message }, result.error.message.replaceAll(task.containerId, task.name));
  event(ctx, worker, task, "Normal", "Started", startedMessage(ctx.node.version, task.name));
  const hook = task.spec.lifecycle?.postStart;
  if (!hook) return started(ctx, worker, task);
  runHook(ctx, worker.pod, task.containerId, task.spec, hook, toKubelet({ ...address(worker, sync, task, ctx.node.name), type: "PostStartDone" }));
  return { task: { ...task, step: "postStart" } };
}

function started(ctx: NodeContext, worker: PodWorker, task: StartTask): StartOutcome {
  ctx.node.reasons.delete(reasonKey(worker.uid, task.name));
  return { task: { ...task, step: "done" } };
}

/** The hook has ended; a failed one takes its container with it. */
export function postStartAnswered(ctx: NodeContext, worker: PodWorker, sync: Sync, task: StartTask, result: ExecSyncResult | HttpResult): StartOutcome {
  if (hookSucceeded(result)) return started(ctx, worker, task);
  event(ctx, worker, task, "Warning", "FailedPostStartHook", "PostStartHook failed");
  event(ctx, worker, task, "Normal", "Killing", "FailedPostStartHook");
  const hook = task.spec.lifecycle?.postStart;
  const problem = hook ? hookProblem(worker.pod, task.name, hook, result) : "";
  const graceMs = Math.max(worker.pod.spec.terminationGracePeriodSeconds, 2) * 1000;
  ctx.runtime.stopContainer(task.containerId, graceMs, toKubelet({ ...address(worker, sync, task, ctx.node.name), type: "ContainerStopped" }));
  return { task: { ...task, step: "postStart", problem } };
}

/** The container whose postStart hook failed is dead. */
export const postStartKilled = (ctx: NodeContext, worker: PodWorker, task: StartTask): StartOutcome =>
  failed(ctx, worker, task, { reason: "PostStartHookError", message: task.problem ?? "" });
