import type { KubernetesObject } from "../../../api/types.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { appendWrite, newHistoryState, writesSince, type HistoryState } from "./history.ts";
import { createKeyIndex, type KeyIndex } from "./key-index.ts";
import { createNodeIndex } from "./node-index.ts";

/** etcd's state: one revision for everything, and the objects by resource ("pods", "deployments.apps") and key ("namespace/name", "name"). */
export interface StoreState {
  revision: number;
  readonly objects: Map<string, Map<string, KubernetesObject>>;
  readonly history: HistoryState;
}

export const newStoreState = (): StoreState => slice({ revision: 0, objects: new Map(), history: newHistoryState() });

/** One write: a revision, what it did and to what. */
export interface StoreWrite {
  readonly atMs: number;
  readonly revision: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly key: string;
  /** As stored; for DELETED the last version, with the revision of the deletion. */
  readonly object: KubernetesObject;
  /** What stood there before. */
  readonly previous?: KubernetesObject;
}

export interface Store {
  readonly revision: number;
  get(resource: string, key: string): KubernetesObject | undefined;
  /** Stores under the next revision and returns what was stored. The key must be free. */
  create(resource: string, key: string, object: KubernetesObject): KubernetesObject;
  /** Replaces under the next revision. The key must be taken. */
  update(resource: string, key: string, object: KubernetesObject): KubernetesObject;
  /** Removes; returns the last version (or `last`, if the deletion changes it) with the revision of the deletion. */
  delete(resource: string, key: string, last?: KubernetesObject): KubernetesObject;
  /** Keys in byte order, of one namespace or of all. */
  keys(resource: string, namespace?: string): readonly string[];
  /** Keys of the pods bound to a node, in byte order. */
  podKeysOnNode(nodeName: string): readonly string[];
  /** Every resource that has had an object, in byte order. */
  resources(): readonly string[];
  /** Writes after a revision, oldest first; undefined if some of them are compacted. */
  since(revision: number): Iterable<StoreWrite> | undefined;
  readonly compactedRevision: number;
  /** Calls back at every write, in order of subscription, after it can be read. */
  onWrite(callback: (write: StoreWrite) => void): void;
}

/** The key of an object: byte order of these is the order of lists. */
export const keyOf = (namespace: string | undefined, name: string): string => (namespace ? `${namespace}/${name}` : name);

export function createStore({ kernel, state }: { kernel: Kernel; state: StoreState }): Store {
  const callbacks: ((write: StoreWrite) => void)[] = [];
  const indexes = new Map<string, KeyIndex>();
  const onNodes = createNodeIndex(state.objects.get("pods"));
  for (const [resource, objects] of state.objects) indexes.set(resource, createKeyIndex(objects.keys()));

  const objectsOf = (resource: string): Map<string, KubernetesObject> => {
    const known = state.objects.get(resource);
    if (known) return known;
    const objects = new Map<string, KubernetesObject>();
    state.objects.set(resource, objects);
    return objects;
  };
  const indexOf = (resource: string): KeyIndex => {
    const known = indexes.get(resource);
    if (known) return known;
    const index = createKeyIndex([]);
    indexes.set(resource, index);
    return index;
  };

  function commit(type: StoreWrite["type"], resource: string, key: string, object: KubernetesObject, previous?: KubernetesObject): KubernetesObject {
    state.revision += 1;
    const stored = kernel.freeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(state.revision) } });
    const objects = objectsOf(resource);
    if (type === "DELETED") objects.delete(key);
    else objects.set(key, stored);
    if (type === "ADDED") indexOf(resource).add(key);
    if (type === "DELETED") indexOf(resource).remove(key);
    if (resource === "pods") onNodes.moved(key, type === "DELETED" ? undefined : stored, previous);
    const write: StoreWrite = { atMs: kernel.now, revision: state.revision, type, resource, key, object: stored, ...(previous && { previous }) };
    appendWrite(state.history, write);
    for (const callback of callbacks) callback(write);
    return stored;
  }

  const existing = (resource: string, key: string): KubernetesObject => {
    const object = state.objects.get(resource)?.get(key);
    if (!object) throw new Error(`no ${resource} ${key} in the store`);
    return object;
  };

  return {
    get revision() {
      return state.revision;
    },
    get compactedRevision() {
      return state.history.compacted;
    },
    get: (resource, key) => state.objects.get(resource)?.get(key),
    create(resource, key, object) {
      if (state.objects.get(resource)?.has(key)) throw new Error(`${resource} ${key} is in the store already`);
      kernel.charge("objects", "etcd", `${resource}/${key}`);
      return commit("ADDED", resource, key, object);
    },
    update: (resource, key, object) => commit("MODIFIED", resource, key, object, existing(resource, key)),
    delete(resource, key, last) {
      const previous = existing(resource, key);
      kernel.charge("objects", "etcd", `${resource}/${key}`, -1);
      return commit("DELETED", resource, key, last ?? previous, previous);
    },
    keys: (resource, namespace) => indexes.get(resource)?.range(namespace) ?? [],
    podKeysOnNode: (nodeName) => onNodes.keys(nodeName),
    resources: () => [...state.objects.keys()].sort(),
    since: (revision) => writesSince(state.history, revision, state.revision),
    onWrite: (callback) => {
      callbacks.push(callback);
    },
  };
}
