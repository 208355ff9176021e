import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, LabelSelector } from "../../../api/types.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import type { Change } from "../manager/controller.ts";
import { selects } from "./claims.ts";

/** A kind that owns what it selects: a ReplicaSet its Pods, a Deployment its ReplicaSets. */
export interface OwnerKind<T extends KubernetesObject = KubernetesObject> {
  readonly resource: string;
  readonly kind: string;
  selectorOf(owner: T): LabelSelector;
}

/** The key of the object's owner, if that is of this kind and still there. Mirrors resolveControllerRef (pkg/controller/replicaset/replica_set.go). */
export function ownerKey(object: KubernetesObject, { kind, resource }: Pick<OwnerKind, "kind" | "resource">, caches: Caches): readonly string[] {
  const owner = controllerOf(object);
  if (owner?.kind !== kind) return [];
  const key = `${object.metadata.namespace ?? ""}/${owner.name}`;
  return caches.get(resource, key)?.metadata.uid === owner.uid ? [key] : [];
}

/** The owners that a change concerns: the object's own, its former one, and whoever could adopt it. Mirrors addPod, updatePod and deletePod (same file). */
export function ownersOf<T extends KubernetesObject>({ object, old, type }: Change, owners: OwnerKind<T>, caches: Caches): readonly string[] {
  const keys = [object, old].flatMap((each) => (each ? ownerKey(each, owners, caches) : []));
  if (controllerOf(object) || type === "DELETED" || object.metadata.deletionTimestamp !== undefined) return [...new Set(keys)];
  const adopters = caches.inNamespace<T>(owners.resource, object.metadata.namespace ?? "").filter((owner) => selects(owners.selectorOf(owner), object));
  return [...new Set([...keys, ...adopters.map(objectKey)])];
}
