import { podLimits } from "../../../api/pods.ts";
import { quantityValue } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";

/** How much a file system in memory holds: its own limit, no more than its pod may use, and no more than the node gives to pods. Bytes. */
// Mirrors calculateEmptyDirMemorySize (pkg/volume/emptydir/empty_dir.go) with VolumeHost.GetNodeAllocatable.
export function memoryVolumeBytes({ spec }: Pod, sizeLimit: string | undefined, allocatableMemory: string | undefined): number {
  const node = allocatableMemory === undefined ? Number.MAX_SAFE_INTEGER : quantityValue(allocatableMemory);
  const everyoneLimited = spec.resources?.limits?.["memory"] !== undefined || spec.containers.every((c) => c.resources?.limits?.["memory"] !== undefined);
  const pod = everyoneLimited ? quantityValue(podLimits(spec)["memory"]) : node;
  const own = sizeLimit === undefined ? 0 : quantityValue(sizeLimit);
  return Math.min(node, pod > 0 ? pod : node, own > 0 ? own : Number.MAX_SAFE_INTEGER);
}
