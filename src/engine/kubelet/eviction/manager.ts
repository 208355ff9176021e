import type { Pod } from "../../../api/types.ts";
import { untoleratedTaint } from "../../../api/taints.ts";
import { decided, updateWorker, type NodeContext } from "../context.ts";
import { freeImages } from "../image-gc.ts";
import { toKubelet, type KubeletPayload } from "../payloads.ts";
import { isCriticalPod } from "../resources/pod-cgroup.ts";
import type { PodWorker } from "../state.ts";
import { nextTick } from "../ticks.ts";
import { hasStorageLimit, storageExcess } from "./local-storage.ts";
import { defaultEvictionPolicy, resourceOf, thresholdQuantity, thresholdsMet, type Threshold } from "./policy.ts";
import { notePressure, pressures, tellNode } from "./pressure.ts";
import { byProcesses, byUse } from "./ranking.ts";
import { containersUse, observe, podUse } from "./usage.ts";
import { evictionMessage } from "./words.ts";

// Mirrors evictionMonitoringPeriod (pkg/kubelet/kubelet.go).
const PERIOD_MS = 10_000;
// Mirrors immediateEvictionGracePeriodSeconds (pkg/kubelet/eviction/eviction_manager.go).
const GRACE_SECONDS = 1;

/** Until removed containers are surely gone. */
const REMOVAL_MS = 1000;

const isActive = ({ stage, admitted }: PodWorker): boolean => stage === "syncing" && admitted;
const mayExceed = (worker: PodWorker): boolean => isActive(worker) && hasStorageLimit(worker.pod);

function anyLimited(ctx: NodeContext): boolean {
  for (const worker of ctx.node.workers.values()) if (mayExceed(worker)) return true;
  return false;
}

const policyOf = (ctx: NodeContext) => ctx.evictionPolicy ?? defaultEvictionPolicy;
const met = (ctx: NodeContext): readonly Threshold[] => thresholdsMet(policyOf(ctx), observe(ctx));

/** Sees to it that a node that has limited pods, or too little left of something, is looked at on the manager's next tick. */
export function watchEviction(ctx: NodeContext): void {
  if (ctx.node.evictionDueAtMs > ctx.kernel.now) return;
  if (anyLimited(ctx) || pressures(ctx).length > 0 || ctx.node.pressure.posted.length > 0 || met(ctx).length > 0) checkAt(ctx, nextTick(ctx.kernel.now, ctx.node.syncPhaseMs, PERIOD_MS));
}

function checkAt(ctx: NodeContext, atMs: number): void {
  ctx.node.evictionDueAtMs = atMs;
  const payload: KubeletPayload = { target: "kubelet", type: "EvictionCheck", node: ctx.node.name, atMs };
  ctx.kernel.schedule(atMs, payload);
}

/**
 * A tick of the eviction manager: at most one pod is given back, to end it; the others are looked at when it has ended,
 * as the manager waits for each.
 */
// Mirrors managerImpl.synchronize (pkg/kubelet/eviction/eviction_manager.go).
export function evictOne(ctx: NodeContext): PodWorker | undefined {
  const passed = met(ctx);
  notePressure(ctx, passed);
  const victim = overOwnLimit(ctx) ?? (passed[0] && reclaim(ctx, passed[0]));
  if (!victim) watchEviction(ctx);
  return victim;
}

function overOwnLimit(ctx: NodeContext): PodWorker | undefined {
  for (const worker of ctx.node.workers.values()) {
    const message = mayExceed(worker) ? storageExcess(ctx, worker.pod) : undefined;
    if (message !== undefined && !isCriticalPod(worker.pod)) return evicted(ctx, worker, message, false);
  }
  return undefined;
}

/** Wins back what the node is short of: of the node's own first, else by ending a pod. */
function reclaim(ctx: NodeContext, threshold: Threshold): PodWorker | undefined {
  const resource = resourceOf[threshold.signal];
  tellNode(ctx, "Warning", "EvictionThresholdMet", `Attempting to reclaim ${resource}`);
  if (resource === "ephemeral-storage" && reclaimDisk(ctx)) {
    checkAt(ctx, ctx.kernel.now + REMOVAL_MS);
    return undefined;
  }
  if (met(ctx).length === 0) return undefined;
  const order = resource === "pids" ? byProcesses : byUse;
  const workers = [...ctx.node.workers.values()].filter(isActive);
  const ranked = workers.map((worker) => ({ worker, ...podUse(ctx, worker.pod, resource) })).sort(order);
  const first = ranked.find(({ pod }) => !isCriticalPod(pod));
  if (!first) return undefined;
  const { available, capacity } = observe(ctx)[threshold.signal];
  const message = evictionMessage(first.pod, resource, thresholdQuantity(threshold, capacity), available, containersUse(ctx, first.pod.metadata.uid));
  return evicted(ctx, first.worker, message, true);
}

/** Deletes dead containers of pods that have ended, and unused images. True: containers are on their way out, and the disk has to be looked at when they are gone. */
// Mirrors reclaimNodeLevelResources and buildSignalToNodeReclaimFuncs (pkg/kubelet/eviction/helpers.go).
function reclaimDisk(ctx: NodeContext): boolean {
  let removed = false;
  for (const { uid, stage } of ctx.node.workers.values()) {
    if (stage !== "terminated") continue;
    for (const { id, state } of ctx.runtime.containers(uid)) {
      if (state !== "Exited") continue;
      removed = true;
      ctx.runtime.removeContainer(id, toKubelet({ target: "kubelet", type: "Removed", node: ctx.node.name, uid }));
    }
  }
  freeImages(ctx, Number.POSITIVE_INFINITY);
  return removed;
}

function evicted(ctx: NodeContext, worker: PodWorker, message: string, disruption: boolean): PodWorker | undefined {
  ctx.recorder.event(worker.pod, "Warning", "Evicted", message);
  decided(ctx, worker.pod, "evicted", { message });
  return updateWorker(ctx, worker.uid, { failure: { reason: "Evicted", message, ...(disruption && { disruption }) }, graceSeconds: GRACE_SECONDS });
}

/** An evicted pod has ended: who is next? */
export function evictionEnded(ctx: NodeContext): void {
  checkAt(ctx, ctx.kernel.now);
}

const MEMORY_TAINT = { key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule" } as const;

/** Whether a node under pressure takes a new pod. The words for it if not. */
// Mirrors managerImpl.Admit.
export function refusedUnderPressure(ctx: NodeContext, pod: Pod): string | undefined {
  const present = pressures(ctx);
  if (present.length === 0 || isCriticalPod(pod)) return undefined;
  const onlyMemory = present.length === 1 && present[0] === "MemoryPressure";
  if (onlyMemory && (pod.status.qosClass !== "BestEffort" || !untoleratedTaint([MEMORY_TAINT], pod.spec.tolerations, () => true))) return undefined;
  return `The node had condition: [${present.join(" ")}]. `;
}
