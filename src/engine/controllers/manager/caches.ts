import { byCodeUnit, jsonEqual } from "../../../api/json.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { WatchEvent } from "../../apiserver/request.ts";
import { slice } from "../../simulation/slice.ts";
import { objectKey } from "../informer.ts";
import type { Change } from "./controller.ts";

/** What the shared informers have seen, by resource: all controllers read the same caches, as in kube-controller-manager. */
export type CachesState = Map<string, CacheState>;
export interface CacheState {
  /** By namespace/name, or name. */
  readonly objects: Map<string, KubernetesObject>;
}

/** Read-only: what controllers look at. Lists are sorted by namespace and name. */
export interface Caches {
  get<T extends KubernetesObject>(resource: string, key: string): T | undefined;
  all<T extends KubernetesObject>(resource: string): readonly T[];
  inNamespace<T extends KubernetesObject>(resource: string, namespace: string): readonly T[];
  /** Those whose controlling owner has this uid. */
  controlledBy<T extends KubernetesObject>(resource: string, uid: string): readonly T[];
  /** Those that an owner has or could have: its own, and those of nobody in its namespace. */
  candidates<T extends KubernetesObject>(resource: string, owner: KubernetesObject): readonly T[];
  withUid(uid: string): Cached | undefined;
  /** Objects of any resource that name this uid among their owners, in the order of their uids. */
  dependents(uid: string): readonly Cached[];
}
export interface Cached {
  readonly resource: string;
  readonly object: KubernetesObject;
}

export interface SharedCaches extends Caches {
  /** Takes what a watch brings; undefined where it tells of no object. */
  apply(resource: string, event: WatchEvent): Change | undefined;
}

/** Ways to find objects: derived, rebuilt after a restore. */
interface Found {
  readonly byNamespace: Map<string, Map<string, KubernetesObject>>;
  readonly byController: Map<string, Map<string, KubernetesObject>>;
  /** By namespace. */
  readonly ofNobody: Map<string, Map<string, KubernetesObject>>;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keys of a group in order, until one comes or goes: most changes do neither. */
const orders = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

function orderOf(objects: ReadonlyMap<string, unknown>): readonly string[] {
  const known = orders.get(objects);
  if (known) return known;
  const keys = [...objects.keys()].sort(byCodeUnit);
  orders.set(objects, keys);
  return keys;
}

const sorted = <T>(objects: ReadonlyMap<string, KubernetesObject> | undefined): readonly T[] => (objects ? orderOf(objects).map((key) => objects.get(key) as T) : []);

/** Changed in place: whoever owns it and the namespace it is in are the same. */
const staysInGroups = (old: KubernetesObject, object: KubernetesObject): boolean =>
  old.metadata.uid === object.metadata.uid && (old.metadata.ownerReferences === object.metadata.ownerReferences || jsonEqual(old.metadata.ownerReferences, object.metadata.ownerReferences));

export function createCaches(state: CachesState): SharedCaches {
  const found = new Map<string, Found>();
  const byUid = new Map<string, Cached>();
  const byOwner = new Map<string, Map<string, Cached>>();
  const foundIn = (resource: string): Found => {
    let known = found.get(resource);
    if (!known) {
      known = { byNamespace: new Map(), byController: new Map(), ofNobody: new Map() };
      found.set(resource, known);
    }
    return known;
  };

  function enter(resource: string, key: string, object: KubernetesObject): void {
    const { byNamespace, byController, ofNobody } = foundIn(resource);
    const { namespace = "" } = object.metadata;
    setIn(byNamespace, namespace, key, object);
    const owner = controllerOf(object);
    if (owner) setIn(byController, owner.uid, key, object);
    else setIn(ofNobody, namespace, key, object);
    const cached = { resource, object };
    byUid.set(object.metadata.uid, cached);
    for (const { uid } of object.metadata.ownerReferences ?? []) setIn(byOwner, uid, object.metadata.uid, cached);
  }

  function leave(resource: string, key: string, object: KubernetesObject): void {
    const { byNamespace, byController, ofNobody } = foundIn(resource);
    const { namespace = "" } = object.metadata;
    deleteIn(byNamespace, namespace, key);
    const owner = controllerOf(object);
    if (owner) deleteIn(byController, owner.uid, key);
    else deleteIn(ofNobody, namespace, key);
    byUid.delete(object.metadata.uid);
    for (const { uid } of object.metadata.ownerReferences ?? []) deleteIn(byOwner, uid, object.metadata.uid);
  }

  for (const [resource, { objects }] of state) for (const [key, object] of objects) enter(resource, key, object);

  return {
    get: <T extends KubernetesObject>(resource: string, key: string) => state.get(resource)?.objects.get(key) as T | undefined,
    all: <T extends KubernetesObject>(resource: string) => [...(state.get(resource)?.objects ?? [])].sort(byName).map(([, object]) => object as T),
    inNamespace: (resource, namespace) => sorted(found.get(resource)?.byNamespace.get(namespace)),
    controlledBy: (resource, uid) => sorted(found.get(resource)?.byController.get(uid)),
    candidates(resource, { metadata: { uid, namespace = "" } }) {
      const own = found.get(resource)?.byController.get(uid);
      const free = found.get(resource)?.ofNobody.get(namespace);
      return free ? sorted(new Map([...(own ?? []), ...free])) : sorted(own);
    },
    withUid: (uid) => byUid.get(uid),
    dependents: (uid) => [...(byOwner.get(uid) ?? [])].sort(byName).map(([, cached]) => cached),
    apply(resource, { type, object }) {
      if (type === "BOOKMARK" || type === "ERROR") return undefined;
      let cache = state.get(resource);
      if (!cache) {
        cache = slice({ objects: new Map<string, KubernetesObject>() });
        state.set(resource, cache);
      }
      const key = objectKey(object);
      const old = cache.objects.get(key);
      if (old && (type === "DELETED" || !staysInGroups(old, object))) leave(resource, key, old);
      if (type === "DELETED") cache.objects.delete(key);
      else {
        cache.objects.set(key, object);
        enter(resource, key, object);
      }
      return { resource, type, object, ...(old && { old }) };
    },
  };
}

function setIn<T>(map: Map<string, Map<string, T>>, group: string, key: string, value: T): void {
  const members = map.get(group);
  if (!members) {
    map.set(group, new Map([[key, value]]));
    return;
  }
  if (!members.has(key)) orders.delete(members);
  members.set(key, value);
}

function deleteIn<T>(map: Map<string, Map<string, T>>, group: string, key: string): void {
  const members = map.get(group);
  if (members?.delete(key)) orders.delete(members);
  if (members?.size === 0) map.delete(group);
}
