import { quantityValue } from "../../api/quantity.ts";
import type { ImageOnNode } from "../container-runtime/cri.ts";
import { nodeFileSystem, type NodeContext } from "./context.ts";
import { imagesChanged, imageUsed, type ImageRecord } from "./node-images.ts";
import { toKubelet } from "./payloads.ts";
import { nextTick } from "./ticks.ts";

/** The kubelet's limits for images, as its configuration names them. */
export interface ImagePolicy {
  readonly highThresholdPercent: number;
  readonly lowThresholdPercent: number;
  readonly minimumAgeMs: number;
}

// Mirrors SetDefaults_KubeletConfiguration (pkg/kubelet/apis/config/v1beta1/defaults.go).
export const defaultImagePolicy: ImagePolicy = { highThresholdPercent: 85, lowThresholdPercent: 80, minimumAgeMs: 120_000 };

// Mirrors ImageGCPeriod (pkg/kubelet/kubelet.go).
const PERIOD_MS = 300_000;

/** Sees to it that the disk is looked at on the collector's next tick. */
export function watchImages(ctx: NodeContext): void {
  const atMs = nextTick(ctx.kernel.now, ctx.node.syncPhaseMs, PERIOD_MS);
  if (ctx.node.imageGCDueAtMs === atMs) return;
  ctx.node.imageGCDueAtMs = atMs;
  ctx.kernel.schedule(atMs, toKubelet({ target: "kubelet", type: "ImageGCDue", node: ctx.node.name, atMs }));
}

/** What images, containers' files and logs, and volumes take of the node's disk, and what it holds. Bytes. */
export function imageDisk(ctx: NodeContext): { readonly capacityBytes: number; readonly usedBytes: number } {
  const capacity = ctx.sources.node(ctx.node.name)?.status.capacity?.["ephemeral-storage"];
  const images = ctx.runtime.images().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let written = ctx.files.bytes(nodeFileSystem(ctx.node.name));
  for (const uid of ctx.node.workers.keys()) for (const { id, logKey } of ctx.runtime.containers(uid)) written += ctx.files.bytes(`container/${id}`) + ctx.logBytes(logKey);
  return { capacityBytes: capacity === undefined ? 0 : Number(quantityValue(capacity)), usedBytes: images + written };
}

// Mirrors realImageGCManager.GarbageCollect (pkg/kubelet/images/image_gc_manager.go), and StartGarbageCollection (pkg/kubelet/kubelet.go).
export function collectImages(ctx: NodeContext, atMs: number): void {
  if (ctx.node.imageGCDueAtMs !== atMs) return;
  const policy = ctx.imagePolicy ?? defaultImagePolicy;
  const { capacityBytes, usedBytes } = imageDisk(ctx);
  detectUse(ctx);
  if (capacityBytes <= 0) return;
  const available = Math.max(0, capacityBytes - usedBytes);
  if (100 - Math.trunc((available * 100) / capacityBytes) < policy.highThresholdPercent) {
    ctx.node.imageGCFailures = 0;
    return;
  }
  const wanted = Math.trunc((capacityBytes * (100 - policy.lowThresholdPercent)) / 100) - available;
  const freed = freeImages(ctx, wanted);
  watchImages(ctx);
  if (freed >= wanted) {
    ctx.node.imageGCFailures = 0;
    return;
  }
  const message = `Failed to garbage collect required amount of images. Attempted to free ${wanted} bytes, but only found ${freed} bytes eligible to free.`;
  tellNode(ctx, "FreeDiskSpaceFailed", message);
  ctx.node.imageGCFailures += 1;
  // The first failure may pass by itself.
  if (ctx.node.imageGCFailures > 1) tellNode(ctx, "ImageGCFailed", message);
}

const tellNode = (ctx: NodeContext, reason: string, message: string): void =>
  ctx.recorder.event({ apiVersion: "v1", kind: "Node", name: ctx.node.name, uid: ctx.node.name }, "Warning", reason, message);

/** Ids of the images that containers are made of, running or not. */
function imagesInUse(ctx: NodeContext): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const uid of ctx.node.workers.keys()) for (const { imageRef, image } of ctx.runtime.containers(uid)) ids.add((ctx.runtime.image(imageRef) ?? ctx.runtime.image(image))?.id ?? "");
  return ids;
}

const detectUse = (ctx: NodeContext): void => {
  for (const id of imagesInUse(ctx)) if (id !== "") imageUsed(ctx, id);
};

/** Pinned: a sandbox cannot be made without it. */
const isPinned = ({ repoTags }: ImageOnNode): boolean => repoTags.some((tag) => tag.startsWith("registry.k8s.io/pause:"));

/**
 * Deletes unused images, those used longest ago first, until so many bytes are free; `Infinity` = all. Gives back the
 * bytes that it has freed. The eviction manager calls it when the disk runs full.
 */
// Mirrors freeSpace: images that are younger than the minimum age stay.
export function freeImages(ctx: NodeContext, wantedBytes: number): number {
  const { minimumAgeMs } = ctx.imagePolicy ?? defaultImagePolicy;
  const used = imagesInUse(ctx);
  const record = (id: string): ImageRecord => ctx.node.imageRecords.get(id) ?? { detectedAtMs: Number.MIN_SAFE_INTEGER, usedAtMs: Number.MIN_SAFE_INTEGER };
  const unused = ctx.runtime
    .images()
    .filter((image) => !used.has(image.id) && !isPinned(image))
    .sort((a, b) => record(a.id).usedAtMs - record(b.id).usedAtMs || record(a.id).detectedAtMs - record(b.id).detectedAtMs);
  let freed = 0;
  for (const { id, sizeBytes } of unused) {
    if (freed >= wantedBytes) break;
    if (ctx.kernel.now - record(id).detectedAtMs < minimumAgeMs || !ctx.runtime.removeImage(id)) continue;
    ctx.node.imageRecords.delete(id);
    freed += sizeBytes;
  }
  if (freed > 0) imagesChanged(ctx);
  return freed;
}
