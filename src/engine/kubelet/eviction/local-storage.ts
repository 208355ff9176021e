import { podLimits } from "../../api/pods.ts";
import { quantityValue } from "../../api/quantity.ts";
import type { Pod } from "../../api/types.ts";
import { decided, nodeFileSystem, updateWorker, type NodeContext } from "./context.ts";
import type { KubeletPayload } from "./payloads.ts";
import type { PodWorker } from "./state.ts";
import { nextTick } from "./ticks.ts";
import { volumeDirectory } from "./volumes/volume-manager.ts";

// Mirrors evictionMonitoringPeriod (pkg/kubelet/kubelet.go).
const PERIOD_MS = 10_000;

const EPHEMERAL = "ephemeral-storage";

/** Whether the pod has a limit on what it may write: only then is it worth a look. */
function isLimited({ spec }: Pod): boolean {
  const known = limitedSpecs.get(spec);
  if (known !== undefined) return known;
  const limited = (spec.volumes ?? []).some((v) => v.emptyDir?.sizeLimit !== undefined) || spec.containers.some((c) => c.resources?.limits?.[EPHEMERAL] !== undefined);
  limitedSpecs.set(spec, limited);
  return limited;
}
const limitedSpecs = new WeakMap<Pod["spec"], boolean>();

const mayExceed = (worker: PodWorker): boolean => worker.stage === "syncing" && isLimited(worker.pod);

function anyLimited(ctx: NodeContext): boolean {
  for (const worker of ctx.node.workers.values()) if (mayExceed(worker)) return true;
  return false;
}

/** Sees to it that a node with limited pods is looked at on the eviction manager's next tick. */
export function watchStorage(ctx: NodeContext): void {
  if (ctx.node.evictionDueAtMs > ctx.kernel.now || !anyLimited(ctx)) return;
  checkAt(ctx, nextTick(ctx.kernel.now, ctx.node.syncPhaseMs, PERIOD_MS));
}

function checkAt(ctx: NodeContext, atMs: number): void {
  ctx.node.evictionDueAtMs = atMs;
  const payload: KubeletPayload = { target: "kubelet", type: "EvictionCheck", node: ctx.node.name, atMs };
  ctx.kernel.schedule(atMs, payload);
}

/**
 * A tick of the eviction manager: the first pod over a limit of its own is given back to end it; the others are looked at
 * when it has ended, as the manager waits for each.
 */
// Mirrors localStorageEviction (pkg/kubelet/eviction/eviction_manager.go).
export function evictOne(ctx: NodeContext): PodWorker | undefined {
  for (const worker of [...ctx.node.workers.values()].filter(mayExceed)) {
    const message = overLimit(ctx, worker);
    if (message === undefined) continue;
    ctx.recorder.event(worker.pod, "Warning", "Evicted", message);
    decided(ctx, worker.pod, "evicted", { message });
    return updateWorker(ctx, worker.uid, { failure: { reason: "Evicted", message }, graceSeconds: 0 });
  }
  watchStorage(ctx);
  return undefined;
}

/** An evicted pod has ended: who is next? */
export function evictionEnded(ctx: NodeContext): void {
  checkAt(ctx, ctx.kernel.now);
}

/** The words for the first limit that is exceeded: a volume's, the pod's, a container's. The space at the end is upstream's. */
function overLimit(ctx: NodeContext, worker: PodWorker): string | undefined {
  const { pod, uid } = worker;
  const disk = nodeFileSystem(ctx.node.name);
  const volumes = (pod.spec.volumes ?? []).filter((v) => v.emptyDir).map((v) => ({ name: v.name, limit: v.emptyDir?.sizeLimit, medium: v.emptyDir?.medium, bytes: ctx.files.bytes(disk, volumeDirectory(uid, v)) }));
  const full = volumes.find(({ limit, bytes }) => limit !== undefined && bytes > quantityValue(limit));
  if (full) return `Usage of EmptyDir volume "${full.name}" exceeds the limit "${full.limit}". `;
  const written = ctx.runtime.containers(uid).map(({ id, name, logKey }) => ({ name, bytes: ctx.files.bytes(`container/${id}`) + ctx.logBytes(logKey) }));
  const total = [...volumes.filter((v) => v.medium !== "Memory"), ...written].reduce((sum, { bytes }) => sum + bytes, 0);
  const ofPod = podLimits(pod.spec)[EPHEMERAL];
  if (ofPod !== undefined && total > quantityValue(ofPod)) return `Pod ephemeral local storage usage exceeds the total limit of containers ${ofPod}. `;
  for (const { name, resources } of pod.spec.containers) {
    const limit = resources?.limits?.[EPHEMERAL];
    const used = written.filter((w) => w.name === name).reduce((sum, { bytes }) => sum + bytes, 0);
    if (limit !== undefined && used > quantityValue(limit)) return `Container ${name} exceeded its local ephemeral storage limit "${limit}". `;
  }
  return undefined;
}
