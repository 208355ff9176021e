import { asJson } from "../../api/json.ts";
import type { Node } from "../../api/types.ts";
import type { NodeContext } from "./context.ts";
import { toKubelet } from "./payloads.ts";
import { nextTick } from "./ticks.ts";

/** What the kubelet remembers of an image that it has pulled or seen in use. Virtual milliseconds. */
export interface ImageRecord {
  readonly detectedAtMs: number;
  readonly usedAtMs: number;
  /** Secrets that gave access to it ("namespace/name/uid"); absent = anybody may use it. */
  readonly secrets?: readonly string[];
}

// Mirrors the image cache's refresh (pkg/kubelet/images/image_gc_manager.go) and nodeStatusUpdateFrequency.
const CACHE_PERIOD_MS = 30_000;
const STATUS_PERIOD_MS = 10_000;
/** Mirrors nodeStatusMaxImages and MaxNamesPerImageInNodeStatus (pkg/kubelet). */
const MOST_IMAGES = 50;
const MOST_NAMES = 5;

/** The images on the node have changed: its status says so after the next look and the next report. */
export function imagesChanged(ctx: NodeContext): void {
  const seenAtMs = nextTick(ctx.kernel.now, ctx.node.syncPhaseMs, CACHE_PERIOD_MS);
  const atMs = nextTick(seenAtMs, ctx.node.syncPhaseMs, STATUS_PERIOD_MS);
  if (ctx.node.imagesDueAtMs === atMs) return;
  ctx.node.imagesDueAtMs = atMs;
  ctx.kernel.schedule(atMs, toKubelet({ target: "kubelet", type: "NodeImagesDue", node: ctx.node.name, atMs }));
}

/** What the node's status lists: the largest first, no more than fifty. */
export const imagesInStatus = (images: readonly { readonly repoDigests: readonly string[]; readonly repoTags: readonly string[]; readonly sizeBytes: number }[]): NonNullable<Node["status"]["images"]> =>
  images.slice(0, MOST_IMAGES).map(({ repoDigests, repoTags, sizeBytes }) => ({ names: [...repoDigests, ...repoTags].slice(0, MOST_NAMES), sizeBytes }));

// Mirrors the Images setter (pkg/kubelet/nodestatus/setters.go).
export function reportImages(ctx: NodeContext, atMs: number): void {
  if (ctx.node.imagesDueAtMs !== atMs) return;
  ctx.client.send({
    verb: "patch",
    group: "",
    version: "v1",
    resource: "nodes",
    subresource: "status",
    name: ctx.node.name,
    patchType: "strategic",
    body: { status: { images: asJson(imagesInStatus(ctx.runtime.images())) } },
    userAgent: "kubelet",
  });
}

/** The image has been pulled, or a container is about to use it. */
export function imageUsed(ctx: NodeContext, id: string, change: Partial<ImageRecord> = {}): void {
  const { now } = ctx.kernel;
  const known = ctx.node.imageRecords.get(id);
  ctx.node.imageRecords.set(id, ctx.kernel.freeze({ detectedAtMs: now, ...known, usedAtMs: now, ...change }));
}
