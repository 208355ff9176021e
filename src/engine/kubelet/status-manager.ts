import { jsonEqual, type JsonObject } from "../../api/json.ts";
import type { PodStatus } from "../../api/types.ts";
import { decided, hostIPOf, reasonKey, updateWorker, type NodeContext } from "./context.ts";
import type { KubeletPayload } from "./payloads.ts";
import { isReady, isStarted, meetContainer, nudgeReadiness } from "./probes/prober.ts";
import type { PodWorker } from "./state.ts";
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

/** The sandbox is up: said at once, before anything else of the pod is known. */
export function publishReadyToStart(ctx: NodeContext, uid: string, now: string): void {
  const status = ctx.node.workers.get(uid)?.status;
  if (!status) return;
  const conditions = (status.conditions ?? []).map((c) =>
    c.type === "PodReadyToStartContainers" && c.status !== "True" ? { ...c, status: "True" as const, lastTransitionTime: now } : c,
  );
  setStatus(ctx, uid, { ...status, conditions });
}

// Mirrors SetPodStatus and syncPod (pkg/kubelet/status/status_manager.go): an equal status is not sent again.
export function setStatus(ctx: NodeContext, uid: string, status: PodStatus): void {
  const worker = ctx.node.workers.get(uid);
  if (!worker || jsonEqual(worker.status, status)) return;
  const before = worker.status ?? worker.pod.status;
  updateWorker(ctx, uid, { status });
  if (worker.deleted) return;
  decided(ctx, worker.pod, "status", { phase: status.phase });
  const { metadata } = worker.pod;
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
      patchType: "merge",
      body: { metadata: { uid }, status: { ...removed(before, status), ...status } as unknown as JsonObject },
      userAgent: "kubelet",
    },
    answered,
  );
}

/** Nulls for what the status no longer has, as a merge patch says it. */
function removed(before: PodStatus, after: PodStatus): Record<string, null> {
  const kept = after as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.keys(before).filter((key) => kept[key] === undefined && kubeletOwns(key)).map((key) => [key, null]));
}
const kubeletOwns = (key: string): boolean => key !== "nominatedNodeName";
