import { matchesLabelSelector } from "../../../api/labels.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, LabelSelector } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { getting, patching, sent } from "../manager/requests.ts";
import { controllerReference } from "./pod-control.ts";

/** Whether a workload's selector matches an object; an empty one matches nothing. */
export const selects = (selector: LabelSelector, { metadata }: KubernetesObject): boolean =>
  (Object.keys(selector.matchLabels ?? {}).length > 0 || (selector.matchExpressions ?? []).length > 0) && matchesLabelSelector(selector, metadata.labels);

/**
 * Adopts what its selector matches and nobody owns, lets go what it no longer matches, and returns what is then its own;
 * undefined = a request failed. `finalizers`: what it gives to those that it adopts. Mirrors ClaimObject (pkg/controller/controller_ref_manager.go).
 */
export function* claim<T extends KubernetesObject>(owner: KubernetesObject, ownerResource: string, selector: LabelSelector, resource: string, objects: readonly T[], canClaim: (object: T) => boolean = () => true, finalizers: readonly string[] = []): Work<readonly T[] | undefined> {
  const claimed: T[] = [];
  let mayAdopt: boolean | undefined;
  for (const object of objects) {
    const reference = controllerOf(object);
    const matches = selects(selector, object) && canClaim(object);
    if (reference) {
      if (reference.uid !== owner.metadata.uid) continue;
      if (matches) claimed.push(object);
      else if (owner.metadata.deletionTimestamp === undefined && !(yield* release(owner, resource, object, finalizers))) return undefined;
      continue;
    }
    if (!matches || owner.metadata.deletionTimestamp !== undefined || object.metadata.deletionTimestamp !== undefined) continue;
    mayAdopt ??= yield* isStillThere(owner, ownerResource);
    if (!mayAdopt) return undefined;
    const adopted = yield* sent(patching(resource, object, { metadata: { ownerReferences: [controllerReference(owner)], uid: object.metadata.uid, ...(finalizers.length > 0 && { finalizers }) } }));
    if (!isError(adopted)) claimed.push(object);
    else if (adopted.code !== 404) return undefined;
  }
  return claimed;
}

// Mirrors RecheckDeletionTimestamp (pkg/controller/controller_ref_manager.go): the owner is asked for anew before anything is adopted.
function* isStillThere(owner: KubernetesObject, resource: string): Work<boolean> {
  const fresh = yield* sent(getting(resource, owner));
  if (isError(fresh)) return false;
  const { metadata } = fresh.body as KubernetesObject;
  return metadata.uid === owner.metadata.uid && metadata.deletionTimestamp === undefined;
}

function* release(owner: KubernetesObject, resource: string, object: KubernetesObject, finalizers: readonly string[]): Work<boolean> {
  const { uid } = object.metadata;
  const added = finalizers.length > 0 && { "$deleteFromPrimitiveList/finalizers": finalizers };
  const released = yield* sent(patching(resource, object, { metadata: { uid, ownerReferences: [{ $patch: "delete", uid: owner.metadata.uid }], ...added } }));
  return !isError(released) || released.code === 404 || released.code === 422;
}
