import { asJson, jsonEqual, type JsonObject } from "../../api/json.ts";
import { rfc3339 } from "../../api/time.ts";
import type { Condition, ContainerStatus, Pod, PodStatus } from "../../api/types.ts";
import type { ApiResponse } from "../apiserver/request.ts";
import { containerUri, type Container as RuntimeContainer } from "../container-runtime/cri.ts";
import { decided, hostIPOf, reasonKey, updateWorker, type NodeContext } from "./context.ts";
import type { KubeletPayload } from "./payloads.ts";
import { isReady, isStarted, meetContainer, nudgeReadiness } from "./probes/prober.ts";
import type { PodWorker } from "./state.ts";
import { resizeConditions } from "./resize/resize.ts";
import { fullName, isStatic, mirrorOf } from "./static-pods/static-pod.ts";
import { ownedConditions, podConditions } from "./status/conditions.ts";
import { isOwnDisruption } from "./status/disruption.ts";
import { generateStatus } from "./status/generate.ts";
import type { Snapshot } from "./sync.ts";

/** What the runtime has of a pod now, newest first. */
export function takeSnapshot(ctx: NodeContext, uid: string): Snapshot {
  const containers = [...ctx.runtime.containers(uid)].sort((a, b) => b.createdAtMs - a.createdAtMs || b.attempt - a.attempt);
  return { sandboxes: ctx.runtime.sandboxes(uid), containers };
}

/** Computes a pod's status from a snapshot and sends it if it differs. Returns the phase that the kubelet has decided on. */
export function publishStatus(ctx: NodeContext, worker: PodWorker, snapshot: Snapshot, ending = false): PodStatus["phase"] {
  const running = snapshot.containers.filter((c) => c.state === "Running");
  for (const container of running) meetContainer(ctx, container);
  const { status, decided: phase } = generateStatus({
    worker,
    snapshot,
    ending,
    hostIP: hostIPOf(ctx),
    startsAtMs: ctx.kernel.startsAtMs,
    nowMs: ctx.kernel.now,
    failureOf: (name) => ctx.node.reasons.get(reasonKey(worker.uid, name)),
    started: (container) => isStarted(ctx, container),
    ready: (container) => isReady(ctx, container),
  });
  if (worker.stage === "syncing") for (const c of running) if (isStarted(ctx, c) && !isReady(ctx, c)) nudgeReadiness(ctx, c);
  setStatus(ctx, worker.uid, status);
  return phase;
}

/**
 * A probe's verdict changed while a pass is under way: it is told at once, not when the pass is over.
 */
// Mirrors SetContainerReadiness and SetContainerStartup (pkg/kubelet/status/status_manager.go).
export function publishProbeResult(ctx: NodeContext, container: RuntimeContainer): void {
  const worker = ctx.node.workers.get(container.podUid);
  const status = worker?.status;
  if (!worker || !status) return;
  const id = containerUri(container);
  const started = isStarted(ctx, container);
  const told = (list: readonly ContainerStatus[] = []): ContainerStatus[] =>
    list.map((c) => (c.containerID === id && c.state?.running ? { ...c, started, ready: started && isReady(ctx, container) } : c));
  const lists = { init: told(status.initContainerStatuses), regular: told(status.containerStatuses) };
  const sandboxReady = status.conditions?.find((c) => c.type === "PodReadyToStartContainers")?.status === "True";
  setStatus(ctx, worker.uid, {
    ...status,
    conditions: [...resizeConditions(worker), ...podConditions(worker.pod, lists, status.phase, sandboxReady, status.conditions ?? [], rfc3339(ctx.kernel.startsAtMs + ctx.kernel.now))],
    ...(status.containerStatuses && { containerStatuses: lists.regular }),
    ...(status.initContainerStatuses && { initContainerStatuses: lists.init }),
  });
}

/** The server's answer. A status that was not stored is sent again with the next pass, unless the pod is another or gone. */
export function statusAnswered(ctx: NodeContext, uid: string, response: ApiResponse | undefined): boolean {
  const failed = response !== undefined && response.code >= 400 && response.code !== 404 && response.code !== 409;
  if (failed) updateWorker(ctx, uid, { status: null });
  return failed;
}

/** The sandbox is up: said at once, before anything else of the pod is known. */
export function publishReadyToStart(ctx: NodeContext, uid: string, now: string): void {
  const status = ctx.node.workers.get(uid)?.status;
  if (!status) return;
  const conditions = (status.conditions ?? []).map((c) =>
    c.type === "PodReadyToStartContainers" && c.status !== "True" ? { ...c, status: "True" as const, lastTransitionTime: now } : c,
  );
  setStatus(ctx, uid, { ...status, conditions });
}

/** A mirror has come: it is told what is known of its pod. */
export function publishKnownStatus(ctx: NodeContext, uid: string): void {
  const status = ctx.node.workers.get(uid)?.status;
  if (!status) return;
  updateWorker(ctx, uid, { status: null });
  setStatus(ctx, uid, status);
}

/** The object that tells of a pod: itself, or the mirror of one of the node's own; undefined while there is none. */
function toldIn(ctx: NodeContext, pod: Pod): Pod | undefined {
  if (!isStatic(pod)) return pod;
  const mirror = ctx.node.mirrors.get(fullName(pod));
  return mirror && mirrorOf(mirror) === pod.metadata.uid && mirror.metadata.deletionTimestamp === undefined ? mirror : undefined;
}

// Mirrors SetPodStatus and syncPod (pkg/kubelet/status/status_manager.go): an equal status is not sent again.
export function setStatus(ctx: NodeContext, uid: string, status: PodStatus): void {
  const worker = ctx.node.workers.get(uid);
  if (!worker || jsonEqual(worker.status, status)) return;
  const told = toldIn(ctx, worker.pod);
  const before = worker.status ?? (told ?? worker.pod).status;
  updateWorker(ctx, uid, { status });
  if (worker.deleted || !told) return;
  const { journal } = ctx.kernel;
  const { cause } = journal;
  decided(ctx, worker.pod, "status", { phase: status.phase });
  const { metadata } = told;
  const answered: KubeletPayload = { target: "kubelet", type: "StatusAnswered", node: ctx.node.name, uid };
  ctx.client.send(
    {
      verb: "patch",
      group: "",
      version: "v1",
      resource: "pods",
      subresource: "status",
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      name: metadata.name,
      patchType: "strategic",
      body: { metadata: { uid: metadata.uid }, status: statusPatch(before, status) },
      userAgent: "kubelet",
    },
    answered,
  );
  // What the kubelet does next follows from what it has seen, not from having told it.
  journal.cause = cause;
}

/** The server merges conditions by type and addresses by themselves: what others wrote meanwhile stays. */
function statusPatch(before: PodStatus, after: PodStatus): JsonObject {
  const { conditions = [], podIPs, ...rest } = after;
  const gone = (before.podIPs ?? []).filter(({ ip }) => podIPs !== undefined && !podIPs.some((kept) => kept.ip === ip));
  return asJson({
    ...removed(before, after),
    ...rest,
    conditions: [
      ...conditions.filter((c) => ownedConditions.has(c.type) || isOwnDisruption(c)).map((c) => ({ ...cleared(before.conditions?.find(({ type }) => type === c.type)), ...c })),
      ...(before.conditions ?? []).filter(({ type }) => ownedConditions.has(type) && !conditions.some((c) => c.type === type)).map(({ type }) => ({ type, $patch: "delete" })),
    ],
    "$setElementOrder/conditions": conditions.map(({ type }) => ({ type })),
    ...(podIPs && { podIPs: [...gone.map(({ ip }) => ({ ip, $patch: "delete" })), ...podIPs] }),
  });
}

/** A condition that once had a reason or message loses it unless it is told again. */
const cleared = (before: Condition | undefined): Record<string, null> => ({
  ...(before?.reason !== undefined && { reason: null }),
  ...(before?.message !== undefined && { message: null }),
});

/** Nulls for what the status no longer has. */
function removed(before: PodStatus, after: PodStatus): Record<string, null> {
  const kept = after as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.keys(before).filter((key) => kept[key] === undefined && kubeletOwns(key)).map((key) => [key, null]));
}
const kubeletOwns = (key: string): boolean => key !== "nominatedNodeName";
