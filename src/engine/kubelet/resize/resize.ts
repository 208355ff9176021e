import { compareQuantities } from "../../../api/quantity.ts";
import { qosClass, podRequests } from "../../../api/pods.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, Pod } from "../../../api/types.ts";
import { updateWorker, type NodeContext } from "../context.ts";
import type { PodWorker } from "../state.ts";
import { agrees, allocatedPod, allocationOf, type Allocation, type ResizeCondition, type ResizeState } from "./allocation.ts";
import { resizeRefusal } from "./fits.ts";
import { resizeCompleted, resizeError, resizePending, resizeStarted } from "./messages.ts";

const nowMs = (ctx: NodeContext): number => ctx.kernel.startsAtMs + ctx.kernel.now;

/** The object asks for other amounts than before. Gives the uids of the pods whose wishes can now be carried out. */
export function resizeAsked(ctx: NodeContext, uid: string, before: Pod): readonly string[] {
  const worker = ctx.node.workers.get(uid);
  if (!worker) return [];
  const given = allocationOf(before);
  if (!worker.resize) updateWorker(ctx, uid, { resize: { allocated: given, actuated: given, pending: null, inProgress: null } });
  const granted = grant(ctx, uid);
  return [...(granted ? [uid] : []), ...retryResizes(ctx, uid)];
}

/** Something on the node got free: who waits is looked at again. Gives the uids of those that are granted. */
// Mirrors RetryPendingResizes and sortPendingResizes (pkg/kubelet/allocation/allocation_manager.go).
export function retryResizes(ctx: NodeContext, except = ""): readonly string[] {
  const waiting = [...ctx.node.workers.values()].filter((w) => w.uid !== except && w.resize?.pending && w.stage === "syncing").sort(byUrgency);
  return waiting.map(({ uid }) => uid).filter((uid) => grant(ctx, uid));
}

const grows = (worker: PodWorker): boolean => {
  const [had, wants] = [podRequests(allocatedPod(worker).spec), podRequests(worker.pod.spec)];
  return ["cpu", "memory"].some((name) => compareQuantities(wants[name], had[name]) > 0);
};
const qosRank = ({ spec }: Pod): number => (qosClass(spec) === "Guaranteed" ? 0 : 1);

function byUrgency(a: PodWorker, b: PodWorker): number {
  const growing = Number(grows(a)) - Number(grows(b));
  return growing || (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) || qosRank(a.pod) - qosRank(b.pod) || (a.resize?.pending?.sinceMs ?? 0) - (b.resize?.pending?.sinceMs ?? 0);
}

// Mirrors handlePodResourcesResize (same file).
function grant(ctx: NodeContext, uid: string): boolean {
  const worker = ctx.node.workers.get(uid);
  const resize = worker?.resize;
  if (!worker || !resize) return false;
  const { pod } = worker;
  const wished = allocationOf(pod);
  const generation = pod.metadata.generation ?? 1;
  if (agrees(wished, resize.allocated)) {
    if (resize.pending) put(ctx, uid, { ...resize, pending: null });
    return resize.pending !== null;
  }
  const refusal = resizeRefusal(ctx, pod);
  if (!refusal) {
    const inProgress = conditionFrom(ctx, null, generation, "", "");
    put(ctx, uid, { ...resize, allocated: wished, pending: null, inProgress });
    ctx.recorder.event(pod, "Normal", "ResizeStarted", resizeStarted(pod, generation));
    return true;
  }
  const { reason, message } = refusal;
  const known = resize.pending;
  if (known?.reason === reason && known.message === message && known.generation === generation) return false;
  put(ctx, uid, { ...resize, pending: conditionFrom(ctx, known, generation, reason, message) });
  ctx.recorder.event(pod, "Warning", reason === "Infeasible" ? "ResizeInfeasible" : "ResizeDeferred", resizePending(pod, reason, generation, message));
  return false;
}

const conditionFrom = (ctx: NodeContext, known: ResizeCondition | null, generation: number, reason: string, message: string): ResizeCondition => ({
  generation,
  reason,
  message,
  sinceMs: known?.sinceMs ?? nowMs(ctx),
  probedMs: nowMs(ctx),
});

const put = (ctx: NodeContext, uid: string, resize: ResizeState): void => void updateWorker(ctx, uid, { resize });

/** Looks whether what was promised has been given. Gives the uids of the pods that can be granted because of it. */
// Mirrors CheckPodResizeInProgress (same file).
export function checkResize(ctx: NodeContext, uid: string): readonly string[] {
  const worker = ctx.node.workers.get(uid);
  const resize = worker?.resize;
  if (!worker || !resize?.inProgress || !agrees(resize.allocated, resize.actuated)) return [];
  put(ctx, uid, { ...resize, inProgress: null });
  ctx.recorder.event(worker.pod, "Normal", "ResizeCompleted", resizeCompleted(allocatedPod(worker), resize.inProgress.generation));
  return retryResizes(ctx, uid);
}

/** A container has what was promised to it: it was updated, or made anew. */
export function noteActuated(ctx: NodeContext, uid: string, container: string): void {
  const resize = ctx.node.workers.get(uid)?.resize;
  const given = resize?.allocated.find(({ name }) => name === container);
  if (!resize || !given) return;
  const actuated: Allocation = resize.actuated.map((each) => (each.name === container ? given : each));
  put(ctx, uid, { ...resize, actuated });
}

/** A promise that could not be kept. The event is told once for each reason. */
export function resizeFailed(ctx: NodeContext, uid: string, message: string): void {
  const worker = ctx.node.workers.get(uid);
  const known = worker?.resize?.inProgress;
  if (!worker?.resize || (known?.reason === "Error" && known.message === message)) return;
  const generation = known?.generation ?? worker.pod.metadata.generation ?? 1;
  put(ctx, uid, { ...worker.resize, inProgress: conditionFrom(ctx, known ?? null, generation, "Error", message) });
  ctx.recorder.event(worker.pod, "Warning", "ResizeError", resizeError(worker.pod, generation, message));
}

/** The conditions that tell how far a resize has come. */
export function resizeConditions({ resize }: Pick<PodWorker, "resize">): readonly Condition[] {
  const of = (type: string, condition: ResizeCondition | null | undefined): Condition[] =>
    condition
      ? [
          {
            type,
            observedGeneration: condition.generation,
            status: "True",
            lastProbeTime: rfc3339(condition.probedMs),
            lastTransitionTime: rfc3339(condition.sinceMs),
            ...(condition.reason !== "" && { reason: condition.reason }),
            ...(condition.message !== "" && { message: condition.message }),
          },
        ]
      : [];
  return [...of("PodResizePending", resize?.pending), ...of("PodResizeInProgress", resize?.inProgress)];
}
