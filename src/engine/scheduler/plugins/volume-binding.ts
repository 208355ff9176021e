import type { Pod } from "../../../api/types.ts";
import type { PersistentVolumeClaim } from "../cache/state.ts";
import { skip, type FilterPlugin } from "../plugin.ts";

// Mirrors VolumeBinding.PreFilter (pkg/scheduler/framework/plugins/volumebinding/volume_binding.go).
// Simplified: a bound claim fits every node, whatever its volume says, and no claim waits for its first consumer.
export const volumeBinding: FilterPlugin = {
  name: "VolumeBinding",
  preFilter({ pod }, cache) {
    let unbound = false;
    for (const name of claimNames(pod)) {
      const claim = cache.claim(pod.metadata.namespace ?? "", name);
      const fault = claimFault(name, claim);
      if (fault) return { type: "Refuse", reason: fault };
      unbound ||= !claim?.spec.volumeName;
    }
    return unbound ? { type: "Refuse", reason: "pod has unbound immediate PersistentVolumeClaims" } : skip;
  },
  mayHelp: (pod, event) =>
    (event.resource === "Node" && (!event.old || event.changes.includes("Label"))) ||
    (event.resource === "PersistentVolumeClaim" &&
      event.claim.metadata.namespace === pod.metadata.namespace &&
      claimNames(pod).includes(event.claim.metadata.name)),
};

function claimFault(name: string, claim: PersistentVolumeClaim | undefined): string | undefined {
  if (!claim) return `persistentvolumeclaim "${name}" not found`;
  if (claim.status?.phase === "Lost") {
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ""}"`;
  }
  if (claim.metadata.deletionTimestamp) return `persistentvolumeclaim "${name}" is being deleted`;
  return undefined;
}

/** The claims of the pod's volumes; an ephemeral volume's is named after pod and volume. */
const claimNames = ({ metadata, spec }: Pod): readonly string[] =>
  (spec.volumes ?? []).flatMap((volume) => {
    if (volume.persistentVolumeClaim) return [volume.persistentVolumeClaim.claimName];
    return volume.ephemeral ? [`${metadata.name}-${volume.name}`] : [];
  });
