import { isObject } from "../../../api/json.ts";
import type { Pod, Volume } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import type { ClusterEvent } from "../cluster-event.ts";
import { resolvable, skip, type FilterPlugin, type NodeFilter } from "../plugin.ts";
import { namedClaims } from "../volumes/pod-volumes.ts";

const IN_USE = "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod";
const NO_DISK = "node(s) had no available disk";

// Mirrors VolumeRestrictions (pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go).
/** A claim for one Pod only is not given to a second one, nor is a disk that a Pod names itself to two Pods of a node. */
export const volumeRestrictions: FilterPlugin = {
  name: "VolumeRestrictions",
  preFilter({ pod }, cache) {
    const claims = namedClaims(pod).map((name) => ({ name, claim: cache.claim(pod.metadata.namespace ?? "", name) }));
    const missing = claims.find(({ claim }) => !claim);
    if (missing) return { type: "Refuse", reason: `persistentvolumeclaim "${missing.name}" not found` };
    const inUse = claims.some(({ name, claim }) => claim?.spec.accessModes?.includes("ReadWriteOncePod") && isUsed(name, pod, cache));
    if (!inUse && disksOf(pod).length === 0) return skip;
    const filter: NodeFilter = ({ pods }) => {
      if ([...pods.values()].some((other) => wantsDiskOf(pod, other.pod))) return resolvable(NO_DISK);
      return inUse ? resolvable(IN_USE) : undefined;
    };
    return { type: "Filter", filter };
  },
  mayHelp,
};

function mayHelp(pod: Pod, event: ClusterEvent): boolean {
  switch (event.resource) {
    case "AssignedPod":
      return event.action === "Delete" && event.pod.metadata.namespace === pod.metadata.namespace && (wantsDiskOf(pod, event.pod) || wantsClaimOf(pod, event.pod));
    case "Node":
      return event.old === undefined;
    case "PersistentVolumeClaim":
      return event.old === undefined && event.claim.metadata.namespace === pod.metadata.namespace && namedClaims(pod).includes(event.claim.metadata.name);
    default:
      return false;
  }
}

const isUsed = (claim: string, { metadata }: Pod, cache: Cache): boolean =>
  cache.nodes().some(({ pods }) =>
    [...pods.values()].some(({ pod }) => pod.metadata.namespace === metadata.namespace && pod.metadata.uid !== metadata.uid && namedClaims(pod).includes(claim)),
  );

const wantsClaimOf = (pod: Pod, other: Pod): boolean => namedClaims(other).some((name) => namedClaims(pod).includes(name));
const wantsDiskOf = (pod: Pod, other: Pod): boolean => disksOf(pod).some((disk) => disksOf(other).some((its) => isSame(disk, its)));

interface Disk {
  /** Two are the same that have one of these in common. */
  readonly ids: readonly string[];
  /** Others that only read may have it as well. */
  readonly shares: boolean;
}

const isSame = (a: Disk, b: Disk): boolean => a.ids.some((id) => b.ids.includes(id)) && !(a.shares && b.shares);
const disksOf = ({ spec }: Pod): readonly Disk[] => (spec.volumes ?? []).flatMap((volume) => diskOf(volume) ?? []);

// Mirrors isVolumeConflict: an image of Ceph is the same where one monitor, the pool and the image are.
function diskOf(volume: Volume): Disk | undefined {
  const [gce, aws, iscsi, rbd] = [volume["gcePersistentDisk"], volume["awsElasticBlockStore"], volume["iscsi"], volume["rbd"]];
  if (isObject(gce)) return { ids: [`gce/${String(gce["pdName"])}`], shares: gce["readOnly"] === true };
  if (isObject(aws)) return { ids: [`aws/${String(aws["volumeID"])}`], shares: false };
  if (isObject(iscsi)) return { ids: [`iscsi/${String(iscsi["iqn"])}`], shares: iscsi["readOnly"] === true };
  if (!isObject(rbd)) return undefined;
  const monitors = Array.isArray(rbd["monitors"]) ? rbd["monitors"] : [];
  return { ids: monitors.map((monitor) => `rbd/${String(monitor)}/${String(rbd["pool"] ?? "rbd")}/${String(rbd["image"])}`), shares: rbd["readOnly"] === true };
}
