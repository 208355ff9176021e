import { byCodeUnit } from "../../../api/json.ts";
import type { KubernetesObject, ResourceList } from "../../../api/types.ts";
import { ageColumn, nameColumn, type Column } from "./column.ts";

interface PersistentVolume extends KubernetesObject {
  readonly spec?: {
    readonly capacity?: ResourceList;
    readonly accessModes?: readonly string[];
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string };
    readonly storageClassName?: string;
    readonly volumeAttributesClassName?: string;
    readonly volumeMode?: string;
  };
  readonly status?: { readonly phase?: string; readonly reason?: string };
}

const STORAGE_CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
const shortModes: ReadonlyMap<string, string> = new Map([
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
]);
/** In upstream's fixed order, each once. */
const accessModes = (modes: readonly string[] | undefined): string =>
  [...shortModes].filter(([mode]) => modes?.includes(mode)).map(([, short]) => short).join(",");
const phaseOf = ({ metadata, status }: KubernetesObject & { readonly status?: { readonly phase?: string } }): string =>
  metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating";

export const persistentVolumeColumns: readonly Column<PersistentVolume>[] = [
  nameColumn,
  { name: "Capacity", cell: ({ spec }) => spec?.capacity?.["storage"] ?? "" },
  { name: "Access Modes", cell: ({ spec }) => accessModes(spec?.accessModes) },
  { name: "Reclaim Policy", cell: ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? "" },
  { name: "Status", cell: phaseOf },
  { name: "Claim", cell: ({ spec }) => (spec?.claimRef ? `${spec.claimRef.namespace ?? ""}/${spec.claimRef.name ?? ""}` : "") },
  { name: "StorageClass", cell: ({ spec, metadata }) => metadata.annotations?.[STORAGE_CLASS_ANNOTATION] ?? spec?.storageClassName ?? "" },
  { name: "VolumeAttributesClass", cell: ({ spec }) => spec?.volumeAttributesClassName ?? "<unset>" },
  { name: "Reason", cell: ({ status }) => status?.reason ?? "" },
  ageColumn,
  { name: "VolumeMode", wide: true, cell: ({ spec }) => spec?.volumeMode ?? "<unset>" },
];

interface PersistentVolumeClaim extends KubernetesObject {
  readonly spec?: { readonly volumeName?: string; readonly storageClassName?: string; readonly volumeAttributesClassName?: string; readonly volumeMode?: string };
  readonly status?: { readonly phase?: string; readonly capacity?: ResourceList; readonly accessModes?: readonly string[] };
}

export const persistentVolumeClaimColumns: readonly Column<PersistentVolumeClaim>[] = [
  nameColumn,
  { name: "Status", cell: phaseOf },
  { name: "Volume", cell: ({ spec }) => spec?.volumeName ?? "" },
  { name: "Capacity", cell: ({ spec, status }) => (spec?.volumeName ? (status?.capacity?.["storage"] ?? "0") : "") },
  { name: "Access Modes", cell: ({ spec, status }) => (spec?.volumeName ? accessModes(status?.accessModes) : "") },
  { name: "StorageClass", cell: ({ spec, metadata }) => metadata.annotations?.[STORAGE_CLASS_ANNOTATION] ?? spec?.storageClassName ?? "" },
  { name: "VolumeAttributesClass", cell: ({ spec }) => spec?.volumeAttributesClassName ?? "<unset>" },
  ageColumn,
  { name: "VolumeMode", wide: true, cell: ({ spec }) => spec?.volumeMode ?? "<unset>" },
];

interface StorageClass extends KubernetesObject {
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
}
export const storageClassColumns: readonly Column<StorageClass>[] = [
  {
    ...nameColumn,
    cell: ({ metadata }) => (metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true" ? `${metadata.name} (default)` : metadata.name),
  },
  { name: "Provisioner", cell: ({ provisioner }) => provisioner ?? "" },
  { name: "ReclaimPolicy", cell: ({ reclaimPolicy }) => reclaimPolicy ?? "" },
  { name: "VolumeBindingMode", cell: ({ volumeBindingMode }) => volumeBindingMode ?? "" },
  { name: "AllowVolumeExpansion", type: "boolean", cell: ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false },
  ageColumn,
];

interface ResourceQuota extends KubernetesObject {
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList };
}
export const resourceQuotaColumns: readonly Column<ResourceQuota>[] = [
  nameColumn,
  { name: "Request", cell: (quota) => usedOfHard(quota, false) },
  { name: "Limit", cell: (quota) => usedOfHard(quota, true) },
  ageColumn,
];

// Mirrors printResourceQuota: limits apart from everything else.
function usedOfHard({ status }: ResourceQuota, limits: boolean): string {
  const names = Object.keys(status?.hard ?? {}).filter((name) => name.startsWith("limits") === limits);
  return names.sort(byCodeUnit).map((name) => `${name}: ${status?.used?.[name] ?? "0"}/${status?.hard?.[name] ?? "0"}`).join(", ");
}
