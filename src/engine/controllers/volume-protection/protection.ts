import { asJson } from "../../../api/json.ts";
import { CLAIM_PROTECTION, notMadeFor, VOLUME_PROTECTION, type PersistentVolume, type PersistentVolumeClaim } from "../../../api/storage.ts";
import { isTerminal } from "../../../api/pods.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { ApiClient } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import { STORAGE, type StoragePayload } from "../persistentvolume/payloads.ts";
import type { StorageWorld } from "../persistentvolume/world.ts";

export interface Protection {
  /** The claim, or a Pod that names it, has changed. */
  lookAtClaim(key: string): void;
  lookAtVolume(name: string): void;
  unprotected(payload: Extract<StoragePayload, { type: "Unprotected" }>): void;
}

export interface ProtectionDeps {
  readonly world: StorageWorld;
  readonly client: ApiClient;
  /** What is being let go, as "claim/ns/name" or "volume/name". */
  readonly letting: Set<string>;
}

/** Lets claims and volumes go once nobody uses them. Mirrors pkg/controller/volume/{pvcprotection,pvprotection}. */
export function createProtection({ world, client, letting }: ProtectionDeps): Protection {
  function lookAtClaim(key: string): void {
    const claim = world.claims.get(key);
    if (!claim || !waitsFor(claim, CLAIM_PROTECTION)) return;
    for (const pod of world.pods.values()) if (usesClaim(pod, claim)) return;
    letGo("claim", claim, CLAIM_PROTECTION);
  }

  // Mirrors isBeingUsed (pkg/controller/volume/pvprotection/pv_protection_controller.go): a bound volume is in use.
  function lookAtVolume(name: string): void {
    const volume = world.volumes.get(name);
    if (volume && waitsFor(volume, VOLUME_PROTECTION) && volume.status?.phase !== "Bound") letGo("volume", volume, VOLUME_PROTECTION);
  }

  function letGo(kind: "claim" | "volume", object: PersistentVolume | PersistentVolumeClaim, finalizer: string): void {
    const key = objectKey(object);
    if (letting.has(`${kind}/${key}`)) return;
    letting.add(`${kind}/${key}`);
    const { namespace, name } = object.metadata;
    const finalizers = (object.metadata.finalizers ?? []).filter((each) => each !== finalizer);
    const request = { verb: "update", group: "", version: "v1", name, ...(namespace !== undefined && { namespace }), userAgent: "kube-controller-manager" } as const;
    const reply: StoragePayload = { target: STORAGE, type: "Unprotected", kind, key };
    client.send({ ...request, resource: kind === "claim" ? "persistentvolumeclaims" : "persistentvolumes", body: asJson({ ...object, metadata: { ...object.metadata, finalizers } }) }, reply);
  }

  return {
    lookAtClaim,
    lookAtVolume,
    /** After a conflict the newer version, which the watch brings, is looked at. */
    unprotected: ({ kind, key }) => void letting.delete(`${kind}/${key}`),
  };
}

const waitsFor = ({ metadata }: KubernetesObject, finalizer: string): boolean => metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(finalizer);

// Mirrors podUsesPVC (pkg/controller/volume/pvcprotection/pvc_protection_controller.go): a Pod that has ended still counts while it is there.
function usesClaim(pod: Pod, claim: PersistentVolumeClaim): boolean {
  if (!pod.spec.nodeName || pod.metadata.namespace !== claim.metadata.namespace) return false;
  return (pod.spec.volumes ?? []).some((volume) => {
    if (volume.persistentVolumeClaim) return volume.persistentVolumeClaim.claimName === claim.metadata.name;
    if (!volume.ephemeral || `${pod.metadata.name}-${volume.name}` !== claim.metadata.name) return false;
    return notMadeFor(pod, claim) === undefined && !(pod.metadata.deletionTimestamp !== undefined && isTerminal(pod));
  });
}
