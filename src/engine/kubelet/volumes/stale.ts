import { updateWorker, type NodeContext } from "../context.ts";
import { toKubelet } from "../payloads.ts";
import type { PodWorker } from "../state.ts";
import { refreshVolumes } from "./volume-manager.ts";

// Mirrors resyncInterval and workerResyncIntervalJitterFactor (pkg/kubelet/pod_workers.go): a pod at rest is synced again after 60 to 90 s.
const RESYNC_MS = 60_000;
const JITTER_MS = 30_000;

/** What the pod's volumes show has changed: it is seen when the pod is synced next. */
// Simplified: a pod at rest is looked at again only where something has changed; in life about once a minute, without effect.
export function volumesAreStale(ctx: NodeContext, worker: PodWorker): void {
  if (worker.volumesStale) return;
  updateWorker(ctx, worker.uid, { volumesStale: true });
  const { now } = ctx.kernel;
  const sinceMs = worker.syncedAtMs < 0 ? now : worker.syncedAtMs;
  const drawn = sinceMs + RESYNC_MS + ctx.kernel.draw(`kubelet/${ctx.node.name}/resync`, JITTER_MS);
  const atMs = drawn > now ? drawn : now + ctx.kernel.draw(`kubelet/${ctx.node.name}/resync`, RESYNC_MS + JITTER_MS / 2);
  ctx.kernel.schedule(atMs, toKubelet({ target: "kubelet", type: "VolumesDue", node: ctx.node.name, uid: worker.uid }));
}

/** The pod is synced: its volumes take over what has changed. */
export function refreshStale(ctx: NodeContext, worker: PodWorker): void {
  if (!worker.volumesStale) return;
  refreshVolumes(ctx, worker);
  updateWorker(ctx, worker.uid, { volumesStale: false });
}
