import { podRequests } from "../../../api/pods.ts";
import { quantityValue } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";
import { nodeFileSystem, type NodeContext } from "../context.ts";
import { volumeDirectory } from "../volumes/volume-manager.ts";
import type { Observations } from "./policy.ts";

/** A disk of this size or more never runs full here: all files of the world together are bounded well below. */
const ENDLESS_DISK_BYTES = 128 * 1024 ** 3;

/** What the node has left. Simplified: images and containers' files lie on the same disk as everything else. */
export function observe(ctx: NodeContext): Observations {
  const { name } = ctx.node;
  const { memoryBytes, processes } = ctx.hardware;
  const disk = diskOf(ctx);
  const used = ctx.hostUse(name);
  return {
    "memory.available": { available: Math.max(0, memoryBytes - used.memoryBytes), capacity: memoryBytes },
    "nodefs.available": disk,
    "imagefs.available": disk,
    "pid.available": { available: Math.max(0, processes - used.processes), capacity: processes },
  };
}

function diskOf(ctx: NodeContext): { readonly available: number; readonly capacity: number } {
  const { diskBytes } = ctx.hardware;
  if (diskBytes >= ENDLESS_DISK_BYTES) return { available: diskBytes, capacity: diskBytes };
  return { available: Math.max(0, inBlocks(diskBytes - usedDisk(ctx))), capacity: diskBytes };
}

/** Images, what containers and volumes have written, and logs. */
function usedDisk(ctx: NodeContext): number {
  let used = ctx.files.length(nodeFileSystem(ctx.node.name));
  for (const { sizeBytes } of ctx.runtime.images()) used += sizeBytes;
  for (const uid of ctx.node.workers.keys()) for (const { id, logKey } of ctx.runtime.containers(uid)) used += ctx.files.length(`container/${id}`) + ctx.logBytes(logKey);
  return used;
}

const BLOCK_BYTES = 4096;
const inBlocks = (bytes: number): number => Math.floor(bytes / BLOCK_BYTES) * BLOCK_BYTES;

/** What a process may still write to a node's disk. A machine that is no node has room for ever. */
export const freeDisk = (ctx: NodeContext | undefined): number => (ctx ? diskOf(ctx).available : Number.POSITIVE_INFINITY);

/** What one container of a pod takes: its files, its log, its memory. */
export interface ContainerUse {
  readonly name: string;
  readonly diskBytes: number;
  readonly memoryBytes: number;
}

export function containersUse(ctx: NodeContext, uid: string): readonly ContainerUse[] {
  const byName = new Map<string, ContainerUse>();
  for (const { id, name, logKey, state } of ctx.runtime.containers(uid)) {
    const known = byName.get(name) ?? { name, diskBytes: 0, memoryBytes: 0 };
    byName.set(name, { name, diskBytes: known.diskBytes + ctx.files.bytes(`container/${id}`) + ctx.logBytes(logKey), memoryBytes: known.memoryBytes + (state === "Running" ? ctx.runtime.memoryBytes(id) : 0) });
  }
  return [...byName.values()].map((use) => ({ ...use, diskBytes: -inBlocks(-use.diskBytes) }));
}

export interface VolumeUse {
  readonly name: string;
  readonly limit?: string;
  readonly inMemory: boolean;
  readonly bytes: number;
}

export const emptyDirsUse = (ctx: NodeContext, { metadata: { uid }, spec }: Pod): readonly VolumeUse[] =>
  (spec.volumes ?? [])
    .filter((v) => v.emptyDir)
    .map((v) => ({
      name: v.name,
      ...(v.emptyDir?.sizeLimit !== undefined && { limit: v.emptyDir.sizeLimit }),
      inMemory: v.emptyDir?.medium === "Memory",
      bytes: ctx.files.bytes(nodeFileSystem(ctx.node.name), volumeDirectory(uid, v)),
    }));

/** How much of a resource a pod uses, and how much it has asked for. */
export interface PodUse {
  readonly pod: Pod;
  readonly used: number;
  readonly requested: number;
}

export function podUse(ctx: NodeContext, pod: Pod, resource: string): PodUse {
  const requested = quantityValue(podRequests(pod.spec)[resource] ?? "0");
  const containers = containersUse(ctx, pod.metadata.uid);
  if (resource === "memory") return { pod, requested, used: containers.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) };
  const volumes = emptyDirsUse(ctx, pod).filter(({ inMemory }) => !inMemory);
  return { pod, requested, used: containers.reduce((sum, { diskBytes }) => sum + diskBytes, 0) + volumes.reduce((sum, { bytes }) => sum + bytes, 0) };
}
