/** PersistentVolumes, claims and classes: the fields that are read or written here, and pure readers. */
import type { JsonObject } from "./json.ts";
import { byCodeUnit } from "./json.ts";
import { compareQuantities } from "./quantity.ts";
import type { Condition, KubernetesObject, LabelSelector, NodeSelectorTerm, ObjectReference, Pod, ResourceList, StringMap, Volume } from "./types.ts";

export interface PersistentVolume extends KubernetesObject {
  readonly spec: PersistentVolumeSpec;
  readonly status?: { readonly phase?: string; readonly reason?: string; readonly message?: string; readonly lastPhaseTransitionTime?: string };
}
export interface PersistentVolumeSpec {
  readonly capacity?: ResourceList;
  readonly accessModes?: readonly string[];
  readonly persistentVolumeReclaimPolicy?: string;
  readonly claimRef?: ObjectReference;
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly mountOptions?: readonly string[];
  readonly volumeAttributesClassName?: string;
  readonly nodeAffinity?: { readonly required?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] } };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly local?: { readonly path: string; readonly fsType?: string };
  /** One of the other sources: "nfs", "csi"… */
  readonly [source: string]: unknown;
}

export interface PersistentVolumeClaim extends KubernetesObject {
  readonly spec: PersistentVolumeClaimSpec;
  readonly status?: {
    readonly phase?: string;
    readonly accessModes?: readonly string[];
    readonly capacity?: ResourceList;
    readonly conditions?: readonly Condition[];
  };
}
export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly selector?: LabelSelector;
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  readonly volumeName?: string;
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly volumeAttributesClassName?: string;
  readonly dataSource?: JsonObject;
}

export interface StorageClass extends KubernetesObject {
  readonly provisioner: string;
  readonly parameters?: StringMap;
  readonly reclaimPolicy?: string;
  readonly mountOptions?: readonly string[];
  readonly allowVolumeExpansion?: boolean;
  readonly volumeBindingMode?: string;
  readonly allowedTopologies?: readonly { readonly matchLabelExpressions?: readonly { readonly key: string; readonly values: readonly string[] }[] }[];
}

/** Which storage drivers a Node has, and how many of their volumes it may have attached. */
export interface CSINode extends KubernetesObject {
  readonly spec: { readonly drivers?: readonly { readonly name: string; readonly nodeID?: string; readonly allocatable?: { readonly count?: number } }[] };
}

/** Annotations by which binder, scheduler and provisioners talk. Mirrors component-helpers/storage/volume/pv_helpers.go. */
export const storageAnnotations = {
  bindCompleted: "pv.kubernetes.io/bind-completed",
  boundByController: "pv.kubernetes.io/bound-by-controller",
  provisionedBy: "pv.kubernetes.io/provisioned-by",
  selectedNode: "volume.kubernetes.io/selected-node",
  betaProvisioner: "volume.beta.kubernetes.io/storage-provisioner",
  provisioner: "volume.kubernetes.io/storage-provisioner",
  betaStorageClass: "volume.beta.kubernetes.io/storage-class",
  isDefaultClass: "storageclass.kubernetes.io/is-default-class",
  isDefaultClassBeta: "storageclass.beta.kubernetes.io/is-default-class",
} as const;

export const CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
export const VOLUME_PROTECTION = "kubernetes.io/pv-protection";
export const NO_PROVISIONER = "kubernetes.io/no-provisioner";

// Mirrors GetPersistentVolumeClaimClass and GetPersistentVolumeClass (component-helpers/storage/volume/helpers.go).
export const classOfClaim = ({ metadata, spec }: PersistentVolumeClaim): string => metadata.annotations?.[storageAnnotations.betaStorageClass] ?? spec.storageClassName ?? "";
export const classOfVolume = ({ metadata, spec }: PersistentVolume): string => metadata.annotations?.[storageAnnotations.betaStorageClass] ?? spec.storageClassName ?? "";

export const volumeModeOf = ({ spec }: { readonly spec: { readonly volumeMode?: string } }): string => spec.volumeMode ?? "Filesystem";

/** True when every mode of the claim is one of the volume's. */
export const hasAccessModes = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode));

export const isLargeEnough = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  compareQuantities(volume.spec.capacity?.["storage"], claim.spec.resources?.requests?.["storage"]) >= 0;

// Mirrors IsVolumeBoundToClaim (component-helpers/storage/volume/pv_helpers.go): a reference without a uid is a reservation.
export function isBoundTo({ spec: { claimRef } }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  if (!claimRef || claimRef.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false;
  return !claimRef.uid || claimRef.uid === metadata.uid;
}

/** True once the binder has tied the claim to a volume for good. */
export const isFullyBound = ({ metadata, spec }: PersistentVolumeClaim): boolean => !!spec.volumeName && metadata.annotations?.[storageAnnotations.bindCompleted] !== undefined;

export const isDefaultClass = ({ metadata }: StorageClass): boolean =>
  metadata.annotations?.[storageAnnotations.isDefaultClass] === "true" || metadata.annotations?.[storageAnnotations.isDefaultClassBeta] === "true";

// Mirrors GetDefaultClass (pkg/volume/util/storageclass.go): the newest, of equally new ones the first by name.
export function defaultClass(classes: Iterable<StorageClass>): StorageClass | undefined {
  const defaults = [...classes].filter(isDefaultClass);
  return defaults.sort((a, b) => byCodeUnit(b.metadata.creationTimestamp, a.metadata.creationTimestamp) || byCodeUnit(a.metadata.name, b.metadata.name))[0];
}

/** The claim of a Pod's volume, by name; an ephemeral volume's is named after Pod and volume. */
export function claimNameOf(pod: Pod, volume: Volume): string | undefined {
  if (volume.persistentVolumeClaim) return volume.persistentVolumeClaim.claimName;
  return volume.ephemeral ? `${pod.metadata.name}-${volume.name}` : undefined;
}

// Mirrors VolumeIsForPod (component-helpers/storage/ephemeral/ephemeral.go).
/** What speaks against a Pod's use of a claim that an ephemeral volume of it names. */
export function notMadeFor(pod: Pod, claim: PersistentVolumeClaim): string | undefined {
  const owner = claim.metadata.ownerReferences?.find(({ controller }) => controller);
  if (claim.metadata.namespace === pod.metadata.namespace && owner?.uid === pod.metadata.uid) return undefined;
  return `PVC ${claim.metadata.namespace}/${claim.metadata.name} was not created for pod ${pod.metadata.namespace}/${pod.metadata.name} (pod is not owner)`;
}

const notSources = new Set([
  "capacity", "accessModes", "persistentVolumeReclaimPolicy", "claimRef", "storageClassName", "volumeMode", "mountOptions", "volumeAttributesClassName", "nodeAffinity",
]);
/** The field that holds a volume's source: "hostPath", "nfs"… */
export const sourceOfVolume = (spec: PersistentVolumeSpec): string | undefined => Object.keys(spec).find((field) => !notSources.has(field) && spec[field] !== undefined && spec[field] !== null);

/** The CSI drivers that took over from plugins of old. Mirrors csi-translation-lib/plugins. */
export const migratedPlugins: ReadonlyMap<string, string> = new Map([
  ["kubernetes.io/aws-ebs", "ebs.csi.aws.com"],
  ["kubernetes.io/azure-disk", "disk.csi.azure.com"],
  ["kubernetes.io/azure-file", "file.csi.azure.com"],
  ["kubernetes.io/cinder", "cinder.csi.openstack.org"],
  ["kubernetes.io/gce-pd", "pd.csi.storage.gke.io"],
  ["kubernetes.io/portworx-volume", "pxd.portworx.com"],
  ["kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com"],
]);
