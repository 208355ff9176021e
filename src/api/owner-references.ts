/** Owner references. */
import type { KubernetesObject, OwnerReference } from "./types.ts";

/** The reference that is marked as the controller. */
// Mirrors metav1.GetControllerOf.
export const controllerOf = (object: KubernetesObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((reference) => reference.controller === true);
