/** Owner references. */
import type { KubernetesObject, OwnerReference } from "./types.ts";

/** The reference that is marked as the controller. */
// Mirrors metav1.GetControllerOf.
export const controllerOf = (object: KubernetesObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((reference) => reference.controller === true);

/** A reference of a controller to itself. */
// Mirrors metav1.NewControllerRef.
export const controllerReference = (owner: KubernetesObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});

export const isControlledBy = (object: KubernetesObject, owner: KubernetesObject): boolean => controllerOf(object)?.uid === owner.metadata.uid;
export const isOwnedBy = (object: KubernetesObject, uid: string): boolean => object.metadata.ownerReferences?.some((reference) => reference.uid === uid) ?? false;
