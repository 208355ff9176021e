import { claimNameOf } from "../../../api/storage.ts";
import { isObject } from "../../../api/json.ts";
import type { Pod, Volume } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import { resolvable, skip, type FilterPlugin, type NodeFilter } from "../plugin.ts";

const IN_USE = "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod";
const NO_DISK = "node(s) had no available disk";

// Mirrors VolumeRestrictions (pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go).
// Simplified: of the disks that are named in a Pod itself, those of GCE and AWS are told apart; iSCSI and RBD are not looked at.
/** A claim for one Pod only is not given to a second one, nor is a cloud disk to two Pods of a node. */
export const volumeRestrictions: FilterPlugin = {
  name: "VolumeRestrictions",
  preFilter({ pod }, cache) {
    const disks = (pod.spec.volumes ?? []).filter((volume) => diskOf(volume) !== undefined);
    const inUse = exclusiveClaims(pod, cache).some((claim) => isUsed(claim, pod, cache));
    if (!inUse && disks.length === 0) return skip;
    const filter: NodeFilter = ({ pods }) => {
      const conflict = disks.some((disk) => [...pods.values()].some((other) => other.pod.spec.volumes?.some((volume) => isSameDisk(disk, volume))));
      if (conflict) return resolvable(NO_DISK);
      return inUse ? resolvable(IN_USE) : undefined;
    };
    return { type: "Filter", filter };
  },
  mayHelp: (pod, event) =>
    (event.resource === "AssignedPod" && event.action === "Delete") ||
    (event.resource === "Node" && event.old === undefined) ||
    (event.resource === "PersistentVolumeClaim" && event.claim.metadata.namespace === pod.metadata.namespace),
};

function exclusiveClaims(pod: Pod, cache: Cache): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap((volume) => {
    const name = volume.persistentVolumeClaim && claimNameOf(pod, volume);
    const claim = name === undefined ? undefined : cache.claim(pod.metadata.namespace ?? "", name);
    return claim?.spec.accessModes?.includes("ReadWriteOncePod") ? [claim.metadata.name] : [];
  });
}

const isUsed = (claim: string, { metadata }: Pod, cache: Cache): boolean =>
  cache.nodes().some(({ pods }) =>
    [...pods.values()].some(({ pod }) => pod.metadata.namespace === metadata.namespace && pod.metadata.uid !== metadata.uid && pod.spec.volumes?.some((volume) => claimNameOf(pod, volume) === claim)),
  );

interface Disk {
  readonly id: string;
  readonly shares: boolean;
}

/** The cloud disk that a volume of a Pod names. Several readers may share one of GCE. */
function diskOf(volume: Volume): Disk | undefined {
  const [gce, aws] = [volume["gcePersistentDisk"], volume["awsElasticBlockStore"]];
  if (isObject(gce)) return { id: `gce/${String(gce["pdName"])}`, shares: gce["readOnly"] === true };
  return isObject(aws) ? { id: `aws/${String(aws["volumeID"])}`, shares: false } : undefined;
}

function isSameDisk(a: Volume, b: Volume): boolean {
  const [first, second] = [diskOf(a), diskOf(b)];
  return first !== undefined && first.id === second?.id && !(first.shares && second.shares);
}
