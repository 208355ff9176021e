import type { Pod } from "../../../api/types.ts";
import type { ApiResponse } from "../../apiserver/request.ts";
import { updateWorker, type NodeContext } from "../context.ts";
import { toKubelet } from "../payloads.ts";
import { endPod, podAdded, startPass } from "../pod-worker.ts";
import { publishKnownStatus } from "../status-manager.ts";
import { manifestChanges, mirrorSeen, nameIsTaken } from "./manifests.ts";
import { fullName } from "./static-pod.ts";

/** Queues a reading of the manifests, unless one is due before. */
export function readManifestsAt(ctx: NodeContext, atMs: number): void {
  const { manifestsDueAtMs } = ctx.node;
  if (manifestsDueAtMs > ctx.kernel.now && manifestsDueAtMs <= atMs) return;
  ctx.node.manifestsDueAtMs = atMs;
  ctx.kernel.schedule(atMs, toKubelet({ target: "kubelet", type: "ManifestsChanged", node: ctx.node.name, atMs }));
}

/** Ends the pods whose manifests are gone or other, and begins those that are new; one whose name is still taken waits. */
export function applyManifests(ctx: NodeContext): void {
  ctx.node.manifestsDueAtMs = -1;
  const { begin, end } = manifestChanges(ctx);
  for (const uid of end) endPod(ctx, uid);
  for (const pod of begin) {
    if (nameIsTaken(ctx, pod)) readManifestsAt(ctx, ctx.kernel.now + RETRY_MS + ctx.kernel.draw(`kubelet/${ctx.node.name}/jitter`, RETRY_MS / 2 + 1));
    else podAdded(ctx, ctx.kernel.freeze(pod));
  }
}

// Mirrors backOffPeriod with workerBackOffPeriodJitterFactor (pkg/kubelet/pod_workers.go).
const RETRY_MS = 10_000;

/** The API has something new of a mirror. */
export function mirrorEvent(ctx: NodeContext, type: string, mirror: Pod): void {
  const uid = mirrorSeen(ctx, type, mirror);
  if (uid === undefined) return;
  if (type === "ADDED") publishKnownStatus(ctx, uid);
  startPass(ctx, uid);
}

/** A mirror that the server did not take is asked for again with the next pass. */
export function mirrorAnswered(ctx: NodeContext, uid: string, response: ApiResponse | undefined): void {
  const worker = ctx.node.workers.get(uid);
  if (!worker || response === undefined || response.code < 400) return;
  ctx.node.mirrorsAsked.delete(fullName(worker.pod));
  updateWorker(ctx, uid, { status: null });
}
