import { jsonEqual } from "../../../api/json.ts";
import { claimNameOf } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import { skip, unresolvable, type FilterPlugin } from "../plugin.ts";
import { podClaims, volumesOnNode } from "../volumes/pod-volumes.ts";

// Mirrors VolumeBinding.PreFilter and Filter (pkg/scheduler/framework/plugins/volumebinding/volume_binding.go).
// Simplified: no storage driver tells how much room a node has left, so none is ever too full for a claim.
export const volumeBinding: FilterPlugin = {
  name: "VolumeBinding",
  preFilter({ pod }, cache) {
    if (!hasClaims(pod)) return skip;
    const claims = podClaims(pod, cache);
    if ("fault" in claims) return { type: "Refuse", reason: claims.fault };
    return {
      type: "Filter",
      filter({ node }) {
        const found = volumesOnNode(claims, node, cache);
        return "reasons" in found ? unresolvable(...found.reasons) : undefined;
      },
    };
  },
  mayHelp(pod, event) {
    switch (event.resource) {
      case "Node":
        return !event.old || event.changes.includes("Label");
      case "PersistentVolumeClaim":
        return event.claim.metadata.namespace === pod.metadata.namespace && claimNames(pod).includes(event.claim.metadata.name);
      case "PersistentVolume":
        return true;
      case "StorageClass":
        return !event.old || !jsonEqual(event.old.allowedTopologies ?? [], event.storageClass.allowedTopologies ?? []);
      default:
        return false;
    }
  },
};

const hasClaims = ({ spec }: Pod): boolean => spec.volumes?.some((volume) => volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined) ?? false;

const claimNames = (pod: Pod): readonly string[] => (pod.spec.volumes ?? []).flatMap((volume) => claimNameOf(pod, volume) ?? []);
