import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject, OwnerReference, Pod } from "../../../api/types.ts";
import type { StatefulSet } from "../../../api/workloads.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { sent, updating } from "../manager/requests.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { claimsOf, firstOrdinal, ordinalOf } from "./identity.ts";

const isOf = (owner: KubernetesObject) => (reference: OwnerReference): boolean => reference.uid === owner.metadata.uid;

// Mirrors updateClaimOwnerRefForSetAndPod (pkg/controller/statefulset/stateful_set_utils.go).
/** Who owns a claim, so that the garbage collector takes it where persistentVolumeClaimRetentionPolicy says Delete: the set, or a Pod that is too many. */
export function ownersOfClaim(claim: KubernetesObject, set: StatefulSet, pod: KubernetesObject): readonly OwnerReference[] {
  const { whenDeleted = "Retain", whenScaled = "Retain" } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const all = claim.metadata.ownerReferences ?? [];
  const others = all.filter((reference) => !isOf(set)(reference) && !isOf(pod)(reference));
  // Mirrors hasUnexpectedController: what somebody else controls stays as they made it.
  if (others.some(({ controller }) => controller === true)) return others;
  const ordinal = ordinalOf(pod);
  const isTooMany = ordinal < firstOrdinal(set) || ordinal >= firstOrdinal(set) + (set.spec.replicas ?? 1);
  if (whenScaled === "Delete" && isTooMany) return [...others, controllerReference({ ...pod, apiVersion: "v1", kind: "Pod" })];
  return whenDeleted === "Delete" ? [...others, controllerReference({ ...set, apiVersion: "apps/v1", kind: "StatefulSet" })] : others;
}

/** Whether the claim's owners are as they shall be. Mirrors isClaimOwnerUpToDate. */
export const isClaimOwnerUpToDate = (claim: KubernetesObject, set: StatefulSet, pod: KubernetesObject): boolean => {
  const known = claim.metadata.ownerReferences ?? [];
  const wanted = ownersOfClaim(claim, set, pod);
  return known.length === wanted.length && wanted.every((reference) => known.some((each) => jsonEqual(each, reference)));
};

// Mirrors UpdatePodClaimForRetentionPolicy (pkg/controller/statefulset/stateful_pod_control.go).
/** Gives a Pod's claims the owners that they shall have. False = that failed. */
export function* retainClaims(set: StatefulSet, pod: Pod, claims: ReadonlyMap<string, KubernetesObject>): Work<boolean> {
  for (const { name } of claimsOf(set, ordinalOf(pod))) {
    const claim = claims.get(name);
    if (!claim || claim.metadata.deletionTimestamp !== undefined || isClaimOwnerUpToDate(claim, set, pod)) continue;
    const response = yield* sent(updating("persistentvolumeclaims", { ...claim, metadata: { ...claim.metadata, ownerReferences: ownersOfClaim(claim, set, pod) } } as KubernetesObject));
    if (isError(response) && response.code !== 404) return false;
  }
  return true;
}
