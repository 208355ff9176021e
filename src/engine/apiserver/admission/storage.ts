import { compareQuantities } from "../../../api/quantity.ts";
import { CLAIM_PROTECTION, classOfClaim, defaultClass, storageAnnotations, VOLUME_PROTECTION, type PersistentVolumeClaim, type StorageClass } from "../../../api/storage.ts";
import type { KubernetesObject, Status } from "../../../api/types.ts";
import { withMetadata, type Call, type ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";

const CLASSES = "storageclasses.storage.k8s.io";
const finalizers: Readonly<Record<string, string>> = { persistentvolumeclaims: CLAIM_PROTECTION, persistentvolumes: VOLUME_PROTECTION };

/** What a new volume or claim is given: the default class, and the finalizer that keeps it while it is in use. */
export function storageDefaults(context: ServerContext, { resource }: Call, object: KubernetesObject): KubernetesObject {
  const finalizer = resource.group === "" ? finalizers[resource.resource] : undefined;
  if (finalizer === undefined) return object;
  return isProtected(resource.resource === "persistentvolumeclaims" ? withClass(context, object as PersistentVolumeClaim) : object, finalizer);
}

// Mirrors storageProtectionPlugin.Admit (plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go).
function isProtected(object: KubernetesObject, finalizer: string): KubernetesObject {
  const { finalizers: own = [] } = object.metadata;
  return own.includes(finalizer) ? object : withMetadata(object, { finalizers: [...own, finalizer] });
}

// Mirrors claimDefaulterPlugin.Admit (plugin/pkg/admission/storage/storageclass/setdefault/admission.go).
function withClass({ store }: ServerContext, claim: PersistentVolumeClaim): PersistentVolumeClaim {
  if (claim.spec?.storageClassName !== undefined || claim.metadata.annotations?.[storageAnnotations.betaStorageClass] !== undefined) return claim;
  const chosen = defaultClass(store.keys(CLASSES).map((key) => store.get(CLASSES, key) as StorageClass));
  return chosen ? { ...claim, spec: { ...claim.spec, storageClassName: chosen.metadata.name } } : claim;
}

// Mirrors persistentVolumeClaimResize.Validate (plugin/pkg/admission/storage/persistentvolume/resize/admission.go).
export function claimResize({ store }: ServerContext, { resource, request }: Call, next: KubernetesObject, old: KubernetesObject): Status | undefined {
  if (resource.group !== "" || resource.resource !== "persistentvolumeclaims" || request.subresource !== undefined) return undefined;
  const [after, before] = [next as PersistentVolumeClaim, old as PersistentVolumeClaim];
  if (compareQuantities(after.spec.resources?.requests?.["storage"], before.spec.resources?.requests?.["storage"]) <= 0) return undefined;
  const refused = (why: string): Status => forbidden(resource, next.metadata.name, why);
  if (before.status?.phase !== "Bound") return refused("Only bound persistent volume claims can be expanded");
  const found = classOfClaim(before) === "" ? undefined : (store.get(CLASSES, classOfClaim(before)) as StorageClass | undefined);
  if (found?.allowVolumeExpansion) return undefined;
  return refused("only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
}
