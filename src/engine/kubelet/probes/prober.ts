import { containerNamed, isSidecar } from "../../../api/pods.ts";
import type { Container, Pod } from "../../../api/types.ts";
import type { Container as RuntimeContainer } from "../../container-runtime/cri.ts";
import type { HttpResult } from "../../network/network.ts";
import type { KubeletPayload } from "../payloads.ts";
import { fieldPath, podSubject, type NodeContext } from "../context.ts";
import { nextTick } from "../ticks.ts";
import { neverConnected } from "./grpc.ts";
import { runHandler, sendProbe, verdictOf } from "./handler.ts";
import type { Verdict } from "./verdict.ts";
import { redirectOf } from "./redirects.ts";
import { counted, forContainer, newProbeWorker, probeKey, runWith, thresholdFor, type ProbeType, type ProbeWorker } from "./probe-worker.ts";
import type { ProbeDetail } from "../../simulation/journal-details.ts";

const types: readonly ProbeType[] = ["startup", "liveness", "readiness"];
const titles: Readonly<Record<ProbeType, string>> = { liveness: "Liveness", readiness: "Readiness", startup: "Startup" };
const specOf = (container: Container, type: ProbeType) => container[`${type}Probe`];

// Mirrors AddPod (pkg/kubelet/prober/prober_manager.go): one worker per container and probe, ticking from now on.
export function addProbes(ctx: NodeContext, uid: string, pod: Pod): void {
  const probed = [
    ...(pod.spec.initContainers ?? []).filter(isSidecar).map((spec) => ({ spec, kind: "init" as const })),
    ...pod.spec.containers.map((spec) => ({ spec, kind: "regular" as const })),
  ];
  for (const { spec: container, kind } of probed) {
    for (const type of types) {
      const spec = specOf(container, type);
      const key = probeKey(uid, container.name, type);
      if (spec && !ctx.node.probes.has(key)) put(ctx, newProbeWorker({ uid, container: container.name, kind, type, spec, anchorMs: ctx.kernel.now }));
    }
  }
}

/** Ends a pod's workers: all, or (while it terminates) all but readiness. */
export function removeProbes(ctx: NodeContext, pod: Pod, uid: string, keep?: "readiness"): void {
  for (const { name } of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
    for (const type of types) if (type !== keep) ctx.node.probes.delete(probeKey(uid, name, type));
  }
}

const put = (ctx: NodeContext, worker: ProbeWorker): ProbeWorker => {
  const frozen = ctx.kernel.freeze(worker);
  ctx.node.probes.set(worker.key, frozen);
  return frozen;
};

const workerOf = (ctx: NodeContext, container: RuntimeContainer, type: ProbeType): ProbeWorker | undefined =>
  ctx.node.probes.get(probeKey(container.podUid, container.name, type));

/** Whether the container counts as started: it runs, and its startup probe, if any, has passed. */
export function isStarted(ctx: NodeContext, container: RuntimeContainer): boolean {
  const worker = workerOf(ctx, container, "startup");
  return !worker || (worker.containerId === container.id && worker.result === "success");
}

/** Whether the container counts as ready, given that it is started. */
export function isReady(ctx: NodeContext, container: RuntimeContainer): boolean {
  const worker = workerOf(ctx, container, "readiness");
  return !worker || (worker.containerId === container.id && worker.result === "success");
}

export function hasFailed(ctx: NodeContext, container: RuntimeContainer, type: "liveness" | "startup"): boolean {
  const worker = workerOf(ctx, container, type);
  return worker !== undefined && worker.containerId === container.id && worker.result === "failure";
}

/** A container was seen running: its workers take note of the new instance and queue their next useful tick. */
export function meetContainer(ctx: NodeContext, container: RuntimeContainer): void {
  for (const type of types) {
    const worker = workerOf(ctx, container, type);
    if (worker && worker.containerId !== container.id) arm(ctx, put(ctx, forContainer(worker, container.id)), container);
  }
}

/**
 * The status of a started container that is not ready was computed: its readiness is probed at once, and its ticks
 * count from here.
 */
// Mirrors UpdatePodStatus (pkg/kubelet/prober/prober_manager.go). The first nudge races with the status that the worker
// reads: it may find no container yet, so that the period passes before the first probe. A seeded draw decides.
export function nudgeReadiness(ctx: NodeContext, container: RuntimeContainer): void {
  const worker = workerOf(ctx, container, "readiness");
  const { now } = ctx.kernel;
  if (!worker || worker.containerId !== container.id || worker.busySinceMs >= 0 || now < worker.deafUntilMs) return;
  const first = !worker.nudged && worker.last === null;
  const missed = first && !hasStartupProbe(ctx, container) && ctx.kernel.draw(`kubelet/${ctx.node.name}/nudge`, 2) === 1;
  const moved = put(ctx, { ...worker, nudged: true, anchorMs: now, ...(missed && { deafUntilMs: now + MISSED_FOR_MS }) });
  if (missed) arm(ctx, moved, container);
  else queue(ctx, moved, now + ctx.latency.nudgeMs);
}
const MISSED_FOR_MS = 1500;
const hasStartupProbe = (ctx: NodeContext, container: RuntimeContainer): boolean => workerOf(ctx, container, "startup") !== undefined;

/** Queues the first tick at which the worker would not just turn over: after the initial delay, while it is not on hold or gated. */
function arm(ctx: NodeContext, worker: ProbeWorker, container: RuntimeContainer): void {
  if (worker.onHold || gated(ctx, worker, container)) return;
  const periodMs = worker.spec.periodSeconds * 1000;
  const from = Math.max(ctx.kernel.now, (container.startedAtMs ?? 0) + (worker.spec.initialDelaySeconds ?? 0) * 1000 - 1);
  queue(ctx, worker, nextTick(from, worker.anchorMs, periodMs));
}

/** Only the startup probe runs until the container counts as started, and not after. */
const gated = (ctx: NodeContext, worker: ProbeWorker, container: RuntimeContainer): boolean =>
  (worker.type === "startup") === isStarted(ctx, container) && workerOf(ctx, container, "startup") !== undefined;

function queue(ctx: NodeContext, worker: ProbeWorker, atMs: number): void {
  const { turn } = put(ctx, { ...worker, turn: worker.turn + 1, dueAtMs: Math.max(atMs, ctx.kernel.now) });
  const payload: KubeletPayload = { target: "kubelet", type: "ProbeDue", node: ctx.node.name, uid: worker.uid, probe: worker.key, turn };
  ctx.kernel.schedule(atMs, payload);
}

/** A tick. Mirrors doProbe (pkg/kubelet/prober/worker.go): the gates in upstream's order, then the probe itself. */
export function probeDue(ctx: NodeContext, key: string, turn: number): void {
  const worker = ctx.node.probes.get(key);
  const pod = worker && ctx.node.workers.get(worker.uid);
  if (!worker || !pod || worker.turn !== turn || worker.busySinceMs >= 0) return;
  const container = ctx.runtime.container(worker.containerId);
  if (container?.state !== "Running" || worker.onHold || gated(ctx, worker, container)) return;
  const runsForMs = ctx.kernel.now - (container.startedAtMs ?? 0);
  if (Math.floor(runsForMs / 1000) < (worker.spec.initialDelaySeconds ?? 0)) {
    arm(ctx, worker, container);
    return;
  }
  const probing = put(ctx, { ...worker, busySinceMs: ctx.kernel.now, dueAtMs: -1, turn: worker.turn + 1 });
  const reply: KubeletPayload = { target: "kubelet", type: "ProbeAnswered", node: ctx.node.name, uid: worker.uid, probe: key, turn: probing.turn, containerId: container.id };
  runHandler(ctx, { pod: pod.pod, container, probe: worker.spec, spec: containerNamed(pod.pod.spec, worker.container), reply });
}

/** A probe's answer: true when the stored verdict changed, so that the pod must be synced. */
export function probeAnswered(ctx: NodeContext, payload: Extract<KubeletPayload, { type: "ProbeAnswered" }>): boolean {
  const worker = ctx.node.probes.get(payload.probe);
  if (!worker || worker.turn !== payload.turn) return false;
  const container = ctx.runtime.container(payload.containerId);
  const idle = { ...worker, busySinceMs: -1 };
  if (!container || container.state !== "Running" || payload.containerId !== worker.containerId) {
    put(ctx, idle);
    return false;
  }
  const giveUpAtMs = worker.busySinceMs + worker.spec.timeoutSeconds * 1000;
  if (worker.spec.grpc && ctx.kernel.now < giveUpAtMs && neverConnected(payload.result as HttpResult | undefined)) {
    ctx.kernel.schedule(giveUpAtMs, payload);
    return false;
  }
  const redirected = redirectedProbe(ctx, worker, payload);
  if (redirected === "followed") return false;
  const verdict = redirected ?? verdictOf(worker.spec, payload.result, ctx.runtime.sandboxes(worker.uid)[0]?.ip ?? "");
  const { result, output } = verdict;
  const inARow = result === "error" ? 0 : runWith(worker, result);
  const answered = { ...idle, answer: { containerId: container.id, result, output, atMs: ctx.kernel.now, inARow } };
  const next = result === "error" ? answered : counted(answered, result);
  report(ctx, worker, next, verdict);
  put(ctx, next);
  rearm(ctx, next, container, worker.busySinceMs);
  return next.result !== worker.result;
}

/** A redirect to the same host is followed, but not for ever; one to another host counts as success, with a warning. */
function redirectedProbe(ctx: NodeContext, worker: ProbeWorker, payload: Extract<KubeletPayload, { type: "ProbeAnswered" }>): "followed" | Verdict | undefined {
  const { request, redirects = 0, result } = payload;
  if (!request || !result?.ok || !("response" in result)) return undefined;
  const redirect = redirectOf(request, result.response, redirects);
  if (redirect.kind === "follow") {
    const leftMs = worker.busySinceMs + worker.spec.timeoutSeconds * 1000 - ctx.kernel.now;
    const { result: _answered, ...reply } = payload;
    sendProbe(ctx, redirect.request, Math.max(1, leftMs), { ...reply, redirects: redirects + 1 });
    return "followed";
  }
  if (redirect.kind === "tooMany") return { result: "failure", output: `Get "${request.path}": stopped after ${redirects} redirects` };
  if (redirect.kind === "elsewhere") {
    const pod = ctx.node.workers.get(worker.uid)!.pod;
    const message = `${titles[worker.type]} probe warning: Probe terminated redirects, Response body: ${result.response.body.slice(0, 10 * 1024)}`;
    ctx.recorder.event(pod, "Warning", "ProbeWarning", message, fieldPath(worker.kind, worker.container));
  }
  return undefined;
}

/** A tick that passed while the probe ran fires as soon as it is done. */
function rearm(ctx: NodeContext, worker: ProbeWorker, container: RuntimeContainer, probedAtMs: number): void {
  const missed = nextTick(probedAtMs, worker.anchorMs, worker.spec.periodSeconds * 1000) <= ctx.kernel.now;
  if (missed && !worker.onHold) queue(ctx, worker, ctx.kernel.now);
  else arm(ctx, worker, container);
}

/** The other probes of a container that has just passed its startup probe begin to tick. */
export function startupPassed(ctx: NodeContext, container: RuntimeContainer): void {
  for (const type of ["liveness", "readiness"] as const) {
    const worker = workerOf(ctx, container, type);
    if (worker) arm(ctx, worker, container);
  }
}

function report(ctx: NodeContext, worker: ProbeWorker, after: ProbeWorker, verdict: Verdict): void {
  const pod = ctx.node.workers.get(worker.uid)!.pod;
  if (ctx.kernel.journal.wants("detail")) {
    const detail: ProbeDetail = {
      podUid: worker.uid,
      container: worker.container,
      containerId: worker.containerId,
      probe: worker.type,
      ...verdict,
      startedAtMs: worker.busySinceMs,
      inARow: after.answer?.inARow ?? 0,
      threshold: verdict.result === "error" ? 0 : thresholdFor(worker, verdict.result),
      verdict: after.result,
      changed: after.result !== worker.result,
    };
    ctx.kernel.journal.write("detail", { actor: `kubelet ${ctx.node.name}`, type: "probe", subject: podSubject(pod), detail });
  }
  if (verdict.result === "success") return;
  const title = titles[worker.type];
  const message = verdict.result === "failure" ? `${title} probe failed: ${verdict.output}` : `${title} probe errored and resulted in unknown state: ${verdict.output}`;
  ctx.recorder.event(pod, "Warning", "Unhealthy", message, fieldPath(worker.kind, worker.container));
}
