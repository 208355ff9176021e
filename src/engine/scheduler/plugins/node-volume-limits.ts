import { isObject } from "../../../api/json.ts";
import { claimNameOf, migratedPlugins, type PersistentVolumeSpec } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import { resolvable, skip, type FilterPlugin } from "../plugin.ts";

/** Volumes by driver and handle, to the driver. */
type Attached = Map<string, string>;

// Mirrors CSILimits (pkg/scheduler/framework/plugins/nodevolumelimits/csi.go).
/** No node gets more volumes of a storage driver than its CSINode says. */
export const nodeVolumeLimits: FilterPlugin = {
  name: "NodeVolumeLimits",
  preFilter({ pod }, cache) {
    const wanted = attachable(pod, cache, new Map());
    if (wanted.size === 0) return skip;
    return {
      type: "Filter",
      filter({ name, pods }) {
        const limits = new Map((cache.csiNode(name)?.spec.drivers ?? []).flatMap((driver) => (driver.allocatable?.count === undefined ? [] : [[driver.name, driver.allocatable.count]])));
        if (limits.size === 0) return undefined;
        const attached: Attached = new Map();
        for (const { pod: other } of pods.values()) attachable(other, cache, attached);
        const all = new Map([...attached, ...wanted]);
        const isExceeded = [...limits].some(([driver, most]) => ofDriver(wanted, driver, attached) > 0 && ofDriver(all, driver) > most);
        return isExceeded ? resolvable("node(s) exceed max volume count") : undefined;
      },
    };
  },
  mayHelp(pod, event, cache) {
    switch (event.resource) {
      case "Node":
        return !event.old;
      case "AssignedPod":
        return event.action === "Delete" && attachable(event.pod, cache, new Map()).size > 0;
      case "PersistentVolumeClaim":
        return event.claim.metadata.namespace === pod.metadata.namespace && claimNames(pod).includes(event.claim.metadata.name);
      // Mirrors isSchedulableAfterCSINodeUpdated: when a limit has grown.
      case "CSINode":
        return (event.csiNode.spec.drivers ?? []).some(({ name, allocatable }) => (allocatable?.count ?? 0) > (event.old?.spec.drivers?.find((driver) => driver.name === name)?.allocatable?.count ?? 0));
      default:
        return false;
    }
  },
};

/** How many are of a driver, without those that are attached already. */
const ofDriver = (volumes: Attached, driver: string, without: Attached = new Map()): number => [...volumes].filter(([id, of]) => of === driver && !without.has(id)).length;

const claimNames = (pod: Pod): readonly string[] => (pod.spec.volumes ?? []).flatMap((volume) => claimNameOf(pod, volume) ?? []);

// Mirrors filterAttachableVolumes: what a driver has, and what it will have when a claim is bound.
/** Adds the volumes of storage drivers that a Pod needs. */
function attachable(pod: Pod, cache: Cache, found: Attached): Attached {
  const { namespace = "" } = pod.metadata;
  for (const name of claimNames(pod)) {
    const claim = cache.claim(namespace, name);
    if (!claim) continue;
    const volume = claim.spec.volumeName ? cache.volume(claim.spec.volumeName) : undefined;
    const source = volume && driverAndHandle(volume.spec);
    if (source) found.set(source.join("/"), source[0]);
    // Mirrors getCSIDriverInfoFromSC: a volume that is not there yet counts as one of its class's driver.
    else if (!volume) {
      const provisioner = cache.storageClass(claim.spec.storageClassName ?? "")?.provisioner;
      const driver = provisioner && (migratedPlugins.get(provisioner) ?? provisioner);
      if (driver) found.set(`${driver}/pending ${namespace}/${name}`, driver);
    }
  }
  return found;
}

/** Where the sources of old keep what their drivers call the volume's handle. */
const migratedSources = [
  ["awsElasticBlockStore", "volumeID", "kubernetes.io/aws-ebs"],
  ["gcePersistentDisk", "pdName", "kubernetes.io/gce-pd"],
] as const;

function driverAndHandle(spec: PersistentVolumeSpec): readonly [driver: string, handle: string] | undefined {
  const { csi } = spec;
  if (isObject(csi)) return [String(csi["driver"]), String(csi["volumeHandle"])];
  for (const [field, handle, plugin] of migratedSources) {
    const source = spec[field];
    if (isObject(source)) return [migratedPlugins.get(plugin) ?? plugin, String(source[handle])];
  }
  return undefined;
}
