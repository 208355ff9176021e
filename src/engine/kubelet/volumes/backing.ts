import { migratedPlugins, notMadeFor, claimNameOf, type PersistentVolume, type PersistentVolumeClaim, type PersistentVolumeSpec } from "../../../api/storage.ts";
import { isObject } from "../../../api/json.ts";
import type { Pod, Volume } from "../../../api/types.ts";
import type { Sources } from "../context.ts";

/** Where a volume's content comes from on its node, or why there is none. */
export type Backing =
  /** A directory of the pod's own. */
  | { readonly type: "emptyDir"; readonly inMemory: boolean }
  /** Files that the kubelet writes and keeps up to date. */
  | { readonly type: "files"; readonly plugin: string; readonly inMemory: boolean }
  /** A path of the node. `name` is what messages call the volume. */
  | { readonly type: "path"; readonly name: string; readonly path: string; readonly pathType: string; readonly readOnly: boolean; /** Made by a provisioner: open to everybody. */ readonly provisioned: boolean }
  /** The same by way of a local volume: the path must be there. */
  | { readonly type: "local"; readonly name: string; readonly path: string; readonly readOnly: boolean }
  /** Each attempt to mount it fails with this. */
  | { readonly type: "failing"; readonly message: string }
  /** Nobody attaches it to the node. */
  | { readonly type: "unattached" }
  /** The kubelet cannot even say what to mount. */
  | { readonly type: "unprocessed"; readonly message: string };

const filePlugins: readonly (readonly [source: string, plugin: string, inMemory: boolean])[] = [
  ["configMap", "configmap", false],
  ["secret", "secret", true],
  ["downwardAPI", "downward-api", true],
  ["projected", "projected", true],
];

export function backingOf(pod: Pod, volume: Volume, sources: Sources): Backing {
  if (volume.emptyDir) return { type: "emptyDir", inMemory: volume.emptyDir.medium === "Memory" };
  for (const [source, plugin, inMemory] of filePlugins) if (volume[source] !== undefined && volume[source] !== null) return { type: "files", plugin, inMemory };
  const claimName = claimNameOf(pod, volume);
  if (claimName !== undefined) return backingOfClaim(pod, volume, claimName, sources);
  // Simplified: an image volume is an empty directory; nothing of the image is in it.
  if (volume["image"] !== undefined) return { type: "emptyDir", inMemory: false };
  return backingOfSource(volume.name, volume, false, pod.metadata.uid);
}

// Mirrors createVolumeSpec, getPVCExtractPV and getPVSpec (pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go).
function backingOfClaim(pod: Pod, volume: Volume, name: string, sources: Sources): Backing {
  const namespace = pod.metadata.namespace ?? "";
  const claim = sources.claim(namespace, name);
  const unprocessed = (why: string): Backing => ({ type: "unprocessed", message: `error processing PVC ${namespace}/${name}: ${why}` });
  const fault = claimFault(pod, volume, name, claim);
  if (fault !== undefined || !claim) return unprocessed(fault ?? "");
  const { volumeName = "" } = claim.spec;
  const found = sources.volume(volumeName);
  if (!found) return unprocessed(`failed to fetch PV ${volumeName} from API server: persistentvolumes "${volumeName}" not found`);
  const mismatch = referenceFault(found, claim);
  if (mismatch !== undefined) return unprocessed(mismatch);
  return backingOfSource(volumeName, found.spec, volume.persistentVolumeClaim?.readOnly === true, pod.metadata.uid, found);
}

function claimFault(pod: Pod, volume: Volume, name: string, claim: PersistentVolumeClaim | undefined): string | undefined {
  if (!claim) return `failed to fetch PVC from API server: persistentvolumeclaims "${name}" not found`;
  const foreign = volume.ephemeral ? notMadeFor(pod, claim) : undefined;
  if (foreign !== undefined) return foreign;
  if (claim.metadata.deletionTimestamp !== undefined) return "PVC is being deleted";
  if (claim.status?.phase !== "Bound") return "PVC is not bound";
  return claim.spec.volumeName ? undefined : "PVC has empty pvc.Spec.VolumeName";
}

function referenceFault({ metadata, spec: { claimRef } }: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (!claimRef) return `found PV object ${metadata.name} but it has a nil pv.Spec.ClaimRef indicating it is not yet bound to the claim`;
  if (claimRef.uid === claim.metadata.uid) return undefined;
  return `found PV object ${metadata.name} but its pv.Spec.ClaimRef.UID ${claimRef.uid ?? ""} does not point to claim.UID ${claim.metadata.uid}`;
}

const migratedSources: ReadonlyMap<string, string> = new Map([
  ["awsElasticBlockStore", "kubernetes.io/aws-ebs"],
  ["azureDisk", "kubernetes.io/azure-disk"],
  ["azureFile", "kubernetes.io/azure-file"],
  ["cinder", "kubernetes.io/cinder"],
  ["gcePersistentDisk", "kubernetes.io/gce-pd"],
  ["portworxVolume", "kubernetes.io/portworx-volume"],
  ["vsphereVolume", "kubernetes.io/vsphere-volume"],
]);

/** A source that a Pod or a PersistentVolume names. */
function backingOfSource(name: string, source: Volume | PersistentVolumeSpec, readOnly: boolean, podUid: string, persistent?: PersistentVolume): Backing {
  const { hostPath } = source;
  if (hostPath) return { type: "path", name, path: hostPath.path, pathType: hostPath.type ?? "", readOnly, provisioned: persistent?.metadata.annotations?.["local.path.provisioner/selected-node"] !== undefined };
  const [local, nfs, csi] = [source["local"], source["nfs"], source["csi"]];
  if (isObject(local)) return { type: "local", name, path: String(local["path"]), readOnly };
  if (isObject(nfs)) return { type: "failing", message: nfsFailure(name, String(nfs["server"]), String(nfs["path"]), podUid) };
  if (isObject(csi)) return persistent ? { type: "unattached" } : { type: "failing", message: inlineDriverFailure(name, String(csi["driver"])) };
  if ([...migratedSources].some(([field, plugin]) => source[field] !== undefined && migratedPlugins.has(plugin))) return { type: "unattached" };
  if (source["iscsi"] !== undefined) return { type: "failing", message: `MountVolume.WaitForAttach failed for volume "${name}" : executable file not found in $PATH` };
  if (source["fc"] !== undefined) return { type: "failing", message: `MountVolume.WaitForAttach failed for volume "${name}" : no fc disk found` };
  return { type: "unprocessed", message: `failed to get Plugin from volumeSpec for volume "${name}" err=no volume plugin matched` };
}

// Mirrors SetUp (pkg/volume/nfs/nfs.go) on a node without the helper programs of NFS.
function nfsFailure(name: string, server: string, path: string, podUid: string): string {
  const target = `/var/lib/kubelet/pods/${podUid}/volumes/kubernetes.io~nfs/${name}`;
  return (
    `MountVolume.SetUp failed for volume "${name}" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs ${server}:${path} ${target}\n` +
    `Output: mount: ${target}: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.\n`
  );
}

// Mirrors supportsVolumeLifecycleMode (pkg/volume/csi/csi_plugin.go).
const inlineDriverFailure = (name: string, driver: string): string =>
  `MountVolume.NewMounter initialization failed for volume "${name}" : volume mode "Ephemeral" not supported by driver ${driver} (no CSIDriver object)`;
