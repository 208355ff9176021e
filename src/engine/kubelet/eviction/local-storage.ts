import { podLimits } from "../../../api/pods.ts";
import { quantityValue } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";
import type { NodeContext } from "../context.ts";
import { containersUse, emptyDirsUse } from "./usage.ts";

const EPHEMERAL = "ephemeral-storage";

/** Whether the pod has a limit on what it may write: only then is it worth a look. */
export function hasStorageLimit({ spec }: Pod): boolean {
  const known = limitedSpecs.get(spec);
  if (known !== undefined) return known;
  const limited =
    (spec.volumes ?? []).some((v) => v.emptyDir?.sizeLimit !== undefined) || [...spec.containers, ...(spec.initContainers ?? [])].some((c) => c.resources?.limits?.[EPHEMERAL] !== undefined);
  limitedSpecs.set(spec, limited);
  return limited;
}
const limitedSpecs = new WeakMap<Pod["spec"], boolean>();

/** The words for the first limit that is exceeded: a volume's, the pod's, a container's. The space at the end is upstream's. */
// Mirrors localStorageEviction (pkg/kubelet/eviction/eviction_manager.go).
export function storageExcess(ctx: NodeContext, pod: Pod): string | undefined {
  const volumes = emptyDirsUse(ctx, pod);
  const full = volumes.find(({ limit, bytes }) => limit !== undefined && bytes > quantityValue(limit));
  if (full) return `Usage of EmptyDir volume "${full.name}" exceeds the limit "${full.limit}". `;
  const written = containersUse(ctx, pod.metadata.uid);
  const total = volumes.filter(({ inMemory }) => !inMemory).reduce((sum, { bytes }) => sum + bytes, 0) + written.reduce((sum, { diskBytes }) => sum + diskBytes, 0);
  const ofPod = podLimits(pod.spec)[EPHEMERAL];
  if (ofPod !== undefined && total > quantityValue(ofPod)) return `Pod ephemeral local storage usage exceeds the total limit of containers ${ofPod}. `;
  for (const { name, resources } of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
    const limit = resources?.limits?.[EPHEMERAL];
    const used = written.find((w) => w.name === name)?.diskBytes ?? 0;
    if (limit !== undefined && used > quantityValue(limit)) return `Container ${name} exceeded its local ephemeral storage limit "${limit}". `;
  }
  return undefined;
}
