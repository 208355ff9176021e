import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { defaultClaim, defaultStorageClass, defaultVolumeObject } from "../defaulting/others.ts";
import { validateClaim, validateClaimUpdate } from "../validation/storage/claim.ts";
import { validateStorageClass, validateStorageClassUpdate } from "../validation/storage/class.ts";
import { validateVolume, validateVolumeUpdate, volumeWarnings } from "../validation/storage/volume.ts";
import type { StrategyOptions } from "./generic.ts";

type Own<T extends KubernetesObject> = Partial<StrategyOptions<T>>;
const untyped = <T extends KubernetesObject>(own: Own<T>): Own<KubernetesObject> => own as unknown as Own<KubernetesObject>;

// Mirrors the strategies in pkg/registry/core/{persistentvolume,persistentvolumeclaim} and pkg/registry/storage/storageclass.
export const storageRules: Readonly<Record<string, Own<KubernetesObject>>> = {
  "/persistentvolumeclaims": untyped<PersistentVolumeClaim>({
    applyDefaults: defaultClaim as unknown as (claim: PersistentVolumeClaim) => PersistentVolumeClaim,
    newStatus: () => ({ phase: "Pending" }),
    validate: validateClaim,
    validateUpdate: validateClaimUpdate,
  }),
  "/persistentvolumes": untyped<PersistentVolume>({
    applyDefaults: defaultVolumeObject as unknown as (volume: PersistentVolume) => PersistentVolume,
    newStatus: ({ metadata }) => ({ phase: "Pending", lastPhaseTransitionTime: metadata.creationTimestamp }),
    validate: validateVolume,
    warnings: volumeWarnings,
    validateUpdate: validateVolumeUpdate,
  }),
  "storage.k8s.io/storageclasses": untyped<StorageClass>({
    applyDefaults: defaultStorageClass as unknown as (storageClass: StorageClass) => StorageClass,
    validate: validateStorageClass,
    validateUpdate: validateStorageClassUpdate,
  }),
};
