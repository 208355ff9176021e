import { claimNameOf, classOfClaim, defaultClass, type PersistentVolume, type PersistentVolumeClaim, type StorageClass } from "../../../api/storage.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { WatchEvent } from "../../apiserver/request.ts";
import { slice } from "../../simulation/slice.ts";
import { objectKey } from "../informer.ts";

/** What the controllers of storage know: as their watches told, and as their own writes were answered. */
export interface StorageWorld {
  /** By name. */
  readonly volumes: Map<string, PersistentVolume>;
  /** By namespace/name. */
  readonly claims: Map<string, PersistentVolumeClaim>;
  readonly classes: Map<string, StorageClass>;
  /** Pods that name a claim, by namespace/name. */
  readonly pods: Map<string, Pod>;
}

export const newStorageWorld = (): StorageWorld => slice({ volumes: new Map(), claims: new Map(), classes: new Map(), pods: new Map() });

/** The claims that a Pod's volumes name, as namespace/name. */
export const claimKeysOf = (pod: Pod): readonly string[] =>
  (pod.spec.volumes ?? []).flatMap((volume) => {
    const name = claimNameOf(pod, volume);
    return name === undefined ? [] : [`${pod.metadata.namespace}/${name}`];
  });

/** Takes an object over unless a newer version of it is known. False: it was older. */
// Mirrors storeObjectUpdate (pkg/controller/volume/persistentvolume/pv_controller_base.go).
export function take<T extends KubernetesObject>(cache: Map<string, T>, { type, object }: WatchEvent<T>): boolean {
  const key = objectKey(object);
  if (type === "DELETED") return cache.delete(key);
  const known = cache.get(key);
  if (known && known.metadata.uid === object.metadata.uid && Number(known.metadata.resourceVersion) > Number(object.metadata.resourceVersion)) return false;
  cache.set(key, object);
  return true;
}

export const classFor = ({ classes }: StorageWorld, claim: PersistentVolumeClaim): StorageClass | undefined => classes.get(classOfClaim(claim));
export const defaultClassOf = ({ classes }: StorageWorld): StorageClass | undefined => defaultClass(classes.values());

// Mirrors IsDelayBindingMode (component-helpers/storage/volume/helpers.go).
export const waitsForConsumer = (world: StorageWorld, claim: PersistentVolumeClaim): boolean => classFor(world, claim)?.volumeBindingMode === "WaitForFirstConsumer";

/** The names of the Pods that wait for a node and name the claim. */
export function unscheduledPodsOf({ pods }: StorageWorld, claimKey: string): readonly string[] {
  const names: string[] = [];
  for (const pod of pods.values()) if (!pod.spec.nodeName && claimKeysOf(pod).includes(claimKey)) names.push(pod.metadata.name);
  return names;
}
