import type { Pod, PodStatus } from "../../api/types.ts";
import type { NodeContext } from "./context.ts";
import { toKubelet, type KubeletPayload } from "./payloads.ts";
import type { PodWorker } from "./state.ts";
import { deleteMirror, wantedPods } from "./static-pods/manifests.ts";
import { fullName, isStatic } from "./static-pods/static-pod.ts";
import { setStatus } from "./status-manager.ts";
import { terminatedStatus } from "./status/terminated.ts";
import { nextTick } from "./ticks.ts";
import { tearDownVolumes } from "./volumes/volume-manager.ts";

const isLeaving = ({ deleted, pod }: PodWorker): boolean => deleted || pod.metadata.deletionTimestamp !== undefined;

/** What has still to be told of a pod that has been stopped. */
function lastWord({ pod, status }: PodWorker): PodStatus | undefined {
  const told = status && terminatedStatus(pod, status);
  return told && told !== status ? told : undefined;
}

/** A pod that has just been stopped: if it leaves, or something has still to be told of it, that comes later. */
export function finishLater(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid)!;
  if (isLeaving(worker) || lastWord(worker) !== undefined) queueCleanup(ctx, uid);
}

/** What remains of a stopped pod is taken away once the runtime's next relist has seen it stopped. */
export function queueCleanup(ctx: NodeContext, uid: string): void {
  const payload: KubeletPayload = { target: "kubelet", type: "Cleanup", node: ctx.node.name, uid };
  ctx.kernel.schedule(nextTick(ctx.kernel.now, ctx.node.relistPhaseMs), payload);
}

/** The last word on a pod; of one that leaves, containers, sandbox and volumes are removed, and then the object itself. */
// Mirrors SyncTerminatedPod and canBeDeleted (pkg/kubelet/status/status_manager.go).
export function cleanUp(ctx: NodeContext, uid: string): void {
  const worker = ctx.node.workers.get(uid);
  if (!worker || worker.stage !== "terminated") return;
  const told = lastWord(worker);
  if (told) setStatus(ctx, uid, told);
  if (!isLeaving(worker)) return;
  const removed = toKubelet({ target: "kubelet", type: "Removed", node: ctx.node.name, uid });
  for (const container of ctx.runtime.containers(uid)) ctx.runtime.removeContainer(container.id, removed);
  for (const sandbox of ctx.runtime.sandboxes(uid)) ctx.runtime.removePodSandbox(sandbox.id, removed);
  tearDownVolumes(ctx, worker);
  ctx.node.hostIds.delete(uid);
  forgetContainers(ctx, worker);
  if (worker.deleted) {
    ctx.node.workers.delete(uid);
    if (isStatic(worker.pod)) mirrorLeft(ctx, worker.pod);
    return;
  }
  const { name, namespace } = worker.pod.metadata;
  ctx.client.send({
    verb: "delete",
    group: "",
    version: "v1",
    resource: "pods",
    ...(namespace !== undefined && { namespace }),
    name,
    body: { gracePeriodSeconds: 0, preconditions: { uid } },
    userAgent: "kubelet",
  });
}

/** What stood for a pod of the node's own goes, unless the next of that name is on its way. */
function mirrorLeft(ctx: NodeContext, pod: Pod): void {
  const mirror = ctx.node.mirrors.get(fullName(pod));
  if (mirror && !wantedPods(ctx).some((other) => fullName(other) === fullName(pod))) deleteMirror(ctx, mirror);
}

/** All that is remembered of a pod's containers, of images that it once named too. */
function forgetContainers(ctx: NodeContext, { uid }: PodWorker): void {
  for (const known of [ctx.node.reasons, ctx.node.imageBackoff, ctx.node.crashBackoff]) {
    for (const key of known.keys()) if (key.startsWith(`${uid}_`)) known.delete(key);
  }
}
