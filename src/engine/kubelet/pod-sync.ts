import { isSidecar } from "../../api/pods.ts";
import { rfc3339 } from "../../api/time.ts";
import { decided, reasonKey, updateWorker, type NodeContext } from "./context.ts";
import { beginKills, killTask } from "./kill-container.ts";
import { toKubelet, type KubeletPayload } from "./payloads.ts";
import { podActions } from "./pod-actions.ts";
import { addProbes, hasFailed, isStarted } from "./probes/prober.ts";
import { restartsAll } from "./restart-all.ts";
import { allocatedPod, resourcesIn } from "./resize/allocation.ts";
import { updateResources } from "./resize/update.ts";
import { putSync } from "./put-sync.ts";
import { tellMissingPullSecrets } from "./pull-secrets.ts";
import { withinDnsLimits } from "./dns-limits.ts";
import { hostIdsOf } from "./user-namespaces.ts";
import { hostnameProblem, sandboxConfig } from "./sandbox-config.ts";
import { beginStart, type StartOutcome } from "./start-container.ts";
import type { PodWorker } from "./state.ts";
import { publishReadyToStart, takeSnapshot } from "./status-manager.ts";
import type { ResetTask, StartTask, Sync, UpdateTask } from "./sync.ts";
import { refreshStale } from "./volumes/stale.ts";
import { mountVolumes, notReady, wantedVolumes } from "./volumes/volume-manager.ts";

/** A pass that has just begun: nothing decided yet. */
export const newSync = (id: number, kind: Sync["kind"], snapshot: Sync["snapshot"], nowMs: number): Sync => ({
  id,
  kind,
  step: kind === "sync" ? "volumes" : "kill",
  sinceMs: nowMs,
  snapshot,
  kills: [],
  stopSandbox: kind === "terminate",
  createSandbox: null,
  sandboxId: snapshot.sandboxes[0]?.id ?? "",
  starts: [],
  resets: [],
  updates: [],
  resized: false,
  startedAny: false,
  failed: false,
  backoffExpiryMs: -1,
});

const toSync = (ctx: NodeContext, uid: string, sync: Sync) => ({ target: "kubelet", node: ctx.node.name, uid, sync: sync.id }) as const;

/** Carries a pass as far as it can go without waiting. True when it is finished. */
export function advance(ctx: NodeContext, uid: string): boolean {
  for (;;) {
    const worker = ctx.node.workers.get(uid);
    const sync = worker?.sync;
    if (!worker || !sync) return false;
    if (sync.step === "finished") return true;
    if (!steps[sync.step](ctx, worker, sync)) return false;
  }
}

/** One step of a pass: true when there is a next one to look at, false when it waits for an answer. */
const steps: Readonly<Record<Exclude<Sync["step"], "finished">, (ctx: NodeContext, worker: PodWorker, sync: Sync) => boolean>> = {
  volumes(ctx, worker, sync) {
    const wanted = !worker.volumesMounted && wantedVolumes(worker.pod).length > 0;
    if (wanted) waitForVolumes(ctx, worker.uid, sync, ctx.kernel.now + ctx.latency.volumePollMs);
    else volumesAreMounted(ctx, worker);
    if (worker.volumesStale) refreshStale(ctx, worker);
    putSync(ctx, worker.uid, { step: "mounting" });
    return true;
  },

  mounting(ctx, worker, sync) {
    if (worker.volumesMounted) decide(ctx, worker, sync);
    return worker.volumesMounted;
  },

  kill(ctx, worker, sync) {
    const kills = beginKills(ctx, worker, sync.id, sync.kills, sync.kind === "terminate");
    putSync(ctx, worker.uid, { kills });
    if (kills.some((task) => task.step !== "done")) return false;
    putSync(ctx, worker.uid, { step: "reset" });
    return true;
  },

  reset(ctx, worker, sync) {
    for (const { containerId } of sync.resets.filter((task) => task.step === "waiting")) {
      ctx.runtime.removeContainer(containerId, toKubelet({ ...toSync(ctx, worker.uid, sync), type: "ContainerReset", container: containerId }));
    }
    if (sync.resets.some((task) => task.step !== "done")) {
      putSync(ctx, worker.uid, { resets: sync.resets.map((task) => (task.step === "waiting" ? { ...task, step: "asked" } : task)) });
      return false;
    }
    if (sync.resets.length > 0) forgetRuns(ctx, worker, sync.resets);
    putSync(ctx, worker.uid, { step: sync.resets.length > 0 ? "finished" : "stopSandbox" });
    return true;
  },

  stopSandbox(ctx, worker, sync) {
    const stopping = sync.stopSandbox ? ctx.runtime.sandboxes(worker.uid)[0] : undefined;
    putSync(ctx, worker.uid, { step: sync.createSandbox === null ? "resize" : "createSandbox", stopSandbox: false });
    if (!stopping) return true;
    putSync(ctx, worker.uid, { step: "stopSandbox", stopSandbox: false });
    const reply: KubeletPayload = { ...toSync(ctx, worker.uid, sync), type: "SandboxStopped" };
    ctx.runtime.stopPodSandbox(stopping.id, reply);
    return false;
  },

  createSandbox(ctx, worker, sync) {
    const attempt = sync.createSandbox ?? 0;
    if (attempt > 0) ctx.recorder.event(worker.pod, "Normal", "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
    const reply: KubeletPayload = { ...toSync(ctx, worker.uid, sync), type: "SandboxStarted" };
    const config = sandboxConfig(worker.pod, attempt, hostIdsOf(ctx, worker.pod));
    const problem = hostnameProblem(config, worker.pod);
    if (problem !== undefined) {
      ctx.recorder.event(worker.pod, "Warning", "FailedCreatePodSandBox", `Failed to create pod sandbox: ${problem}`);
      putSync(ctx, worker.uid, { step: "finished", failed: true });
      return true;
    }
    const limited = config.dns && withinDnsLimits(config.dns);
    for (const warning of limited?.warnings ?? []) ctx.recorder.event(worker.pod, "Warning", "DNSConfigForming", warning);
    ctx.runtime.runPodSandbox(limited ? { ...config, dns: limited.dns } : config, reply);
    return false;
  },

  resize(ctx, worker, sync) {
    const next = sync.updates.find((task) => task.step !== "done");
    if (!next) putSync(ctx, worker.uid, { step: "start" });
    else if (next.step === "waiting") updateResources(ctx, worker, sync, next);
    return !next || ctx.node.workers.get(worker.uid)?.sync?.updates.find((task) => task.name === next.name)?.step === "done";
  },

  start(ctx, worker, sync) {
    const next = sync.starts.findIndex((task) => task.step !== "done" && task.step !== "failed");
    // A sidecar that does not start keeps nobody from starting.
    const stuck = sync.starts.some((task) => task.step === "failed" && task.kind === "init" && !isSidecar(task.spec));
    if (next < 0 || stuck) {
      putSync(ctx, worker.uid, { step: "finished" });
      return true;
    }
    const task = sync.starts[next]!;
    if (task.step !== "waiting") return false;
    applyStart(ctx, worker.uid, beginStart(ctx, worker, sync, task));
    return true;
  },
};

/** Nothing is remembered of what was taken away but how often it has been restarted. */
function forgetRuns(ctx: NodeContext, worker: PodWorker, resets: readonly ResetTask[]): void {
  const counts = new Map<string, number>();
  for (const { name, attempt } of resets) counts.set(name, Math.max(counts.get(name) ?? 0, attempt + 1));
  for (const name of counts.keys()) ctx.node.reasons.delete(reasonKey(worker.uid, name));
  updateWorker(ctx, worker.uid, { takenAway: [...counts].map(([name, restartCount]) => ({ name, restartCount })) });
}

function waitForVolumes(ctx: NodeContext, uid: string, sync: Sync, atMs: number): void {
  const payload: KubeletPayload = { ...toSync(ctx, uid, sync), type: "VolumesWait" };
  ctx.kernel.schedule(atMs, payload);
}

const volumesAreMounted = (ctx: NodeContext, { uid, volumesMountedAtMs }: PodWorker): void =>
  void updateWorker(ctx, uid, { volumesMounted: true, volumesMountedAtMs: volumesMountedAtMs < 0 ? ctx.kernel.now : volumesMountedAtMs });

// Mirrors podAttachAndMountTimeout (pkg/kubelet/volumemanager/volume_manager.go).
const MOUNT_TIMEOUT_MS = 123_000;

/** The worker looks again whether its volumes are mounted. */
export function volumesWaited(ctx: NodeContext, worker: PodWorker, sync: Sync): void {
  const { mounted, retryAtMs, failures, unprocessed } = mountVolumes(ctx, worker);
  for (const failure of failures) ctx.recorder.event(worker.pod, "Warning", "FailedMount", failure);
  if (mounted) {
    volumesAreMounted(ctx, worker);
    return;
  }
  const giveUpAtMs = sync.sinceMs + MOUNT_TIMEOUT_MS;
  if (unprocessed !== undefined || ctx.kernel.now >= giveUpAtMs) {
    ctx.recorder.event(worker.pod, "Warning", "FailedMount", unprocessed ?? notReady(ctx, worker, "context deadline exceeded"));
    putSync(ctx, worker.uid, { step: "finished", failed: true });
    return;
  }
  const poll = Math.max(ctx.latency.volumePollMs, 1);
  const polls = Math.max(1, Math.ceil((retryAtMs - ctx.kernel.now) / poll));
  waitForVolumes(ctx, worker.uid, sync, Math.min(ctx.kernel.now + polls * poll, giveUpAtMs));
}

/** Looks at the runtime and lays down what this pass will do. */
function decide(ctx: NodeContext, worker: PodWorker, sync: Sync): void {
  tellMissingPullSecrets(ctx, worker.pod);
  addProbes(ctx, worker.uid, worker.pod);
  const snapshot = takeSnapshot(ctx, worker.uid);
  const actions = podActions({
    pod: allocatedPod(worker),
    given: (name) => worker.resize && resourcesIn(worker.resize.actuated, name),
    snapshot,
    livenessFailed: (c) => hasFailed(ctx, c, "liveness"),
    startupFailed: (c) => hasFailed(ctx, c, "startup"),
    started: (c) => isStarted(ctx, c),
    restartAll: restartsAll(worker.pod, snapshot.containers, worker.status?.conditions ?? []),
  });
  decided(ctx, worker.pod, "sync", {
    killPod: actions.killPod,
    createSandbox: actions.createSandbox,
    kills: actions.kills.map((k) => k.container.name),
    starts: actions.starts.map((s) => s.spec.name),
  });
  putSync(ctx, worker.uid, {
    step: "kill",
    snapshot,
    kills: actions.kills.map((kill) => killTask(worker, kill)),
    stopSandbox: actions.killPod,
    createSandbox: actions.createSandbox,
    sandboxId: snapshot.sandboxes[0]?.id ?? sync.sandboxId,
    resets: actions.resets.map(({ id, name, attempt }): ResetTask => ({ containerId: id, name, attempt, step: "waiting" })),
    updates: actions.updates.map(({ spec, container }): UpdateTask => ({ containerId: container.id, name: spec.name, spec, step: "waiting" })),
    starts: actions.starts.map(({ spec, kind }): StartTask => ({ name: spec.name, kind, spec, step: "waiting", sinceMs: ctx.kernel.now, imageRef: "", containerId: "" })),
  });
}

/** Takes over what a step of a start came to. */
export function applyStart(ctx: NodeContext, uid: string, { task, backoffExpiryMs }: StartOutcome): void {
  const sync = ctx.node.workers.get(uid)?.sync;
  if (!sync) return;
  const starts = sync.starts.map((old) => (old.name === task.name ? { ...task, sinceMs: task.step === old.step ? old.sinceMs : ctx.kernel.now } : old));
  const expiry = backoffExpiryMs === undefined ? sync.backoffExpiryMs : sync.backoffExpiryMs < 0 ? backoffExpiryMs : Math.min(sync.backoffExpiryMs, backoffExpiryMs);
  putSync(ctx, uid, {
    starts,
    startedAny: sync.startedAny || task.step === "done",
    failed: sync.failed || task.step === "failed",
    backoffExpiryMs: expiry,
  });
}

/** The sandbox runs, or could not be made. */
export function sandboxStarted(ctx: NodeContext, worker: PodWorker, result: NonNullable<Extract<KubeletPayload, { type: "SandboxStarted" }>["result"]>): void {
  if (!result.ok) {
    ctx.recorder.event(worker.pod, "Warning", "FailedCreatePodSandBox", `Failed to create pod sandbox: rpc error: code = ${result.error.code} desc = ${result.error.message}`);
    putSync(ctx, worker.uid, { step: "finished", failed: true });
    return;
  }
  putSync(ctx, worker.uid, { step: "resize", sandboxId: result.value.id });
  publishReadyToStart(ctx, worker.uid, rfc3339(ctx.kernel.startsAtMs + ctx.kernel.now));
}
