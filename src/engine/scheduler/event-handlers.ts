import { isTerminal } from "../../api/pods.ts";
import type { Service } from "../../api/services.ts";
import type { KubernetesObject, LabelSelector, Namespace, Node, Pod, StringMap } from "../../api/types.ts";
import type { WatchEvent } from "../apiserver/request.ts";
import type { PodDisruptionBudget } from "../../api/policy.ts";
import type { Cache } from "./cache/cache.ts";
import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../api/storage.ts";
import type { CacheState } from "./cache/state.ts";
import { nodeChanges } from "./cluster-event.ts";
import { SCHEDULER_NAME } from "./payloads.ts";
import type { SchedulingQueue } from "./queue/scheduling-queue.ts";

/** What the watches tell goes into the cache or the queue, and wakes the pods that it may help. */
export interface EventHandlers {
  onPod(event: WatchEvent<Pod>): void;
  onNode(event: WatchEvent<Node>): void;
  onNamespace(event: WatchEvent<Namespace>): void;
  onClaim(event: WatchEvent<PersistentVolumeClaim>): void;
  onVolume(event: WatchEvent<PersistentVolume>): void;
  onStorageClass(event: WatchEvent<StorageClass>): void;
  onCSINode(event: WatchEvent<CSINode>): void;
  onBudget(event: WatchEvent<PodDisruptionBudget>): void;
  onService(event: WatchEvent<Service>): void;
  onOwner(event: WatchEvent<PodOwner>): void;
}

/** A ReplicaSet, ReplicationController or StatefulSet. */
export type PodOwner = KubernetesObject & { readonly spec: { readonly selector?: LabelSelector | StringMap } };

interface Parts {
  readonly state: CacheState;
  readonly cache: Cache;
  readonly queue: SchedulingQueue;
}

// Mirrors addAllEventHandlers (pkg/scheduler/eventhandlers.go).
export function createEventHandlers({ state, cache, queue }: Parts): EventHandlers {
  function onPod({ type, object: pod }: WatchEvent<Pod>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const known = state.pods.get(pod.metadata.uid);
    if (type === "DELETED" || isTerminal(pod)) {
      queue.remove(pod.metadata.uid);
      cache.nominate(pod, undefined);
      if (!known && !pod.spec.nodeName) return;
      cache.removePod(pod.metadata.uid);
      queue.moveAll({ resource: "AssignedPod", action: "Delete", pod: known ?? pod });
    } else if (pod.spec.nodeName) {
      queue.remove(pod.metadata.uid);
      cache.nominate(pod, undefined);
      cache.setPod(pod);
      // A change of status alone frees nothing.
      if (known?.spec === pod.spec && known.metadata.labels === pod.metadata.labels) return;
      queue.moveAll(known ? { resource: "AssignedPod", action: "Update", old: known, pod } : { resource: "AssignedPod", action: "Add", pod });
    } else if (pod.spec.schedulerName === SCHEDULER_NAME) {
      queueUp(pod);
    }
  }

  function queueUp(pod: Pod): void {
    const waiting = queue.get(pod.metadata.uid);
    const { nominatedNodeName } = pod.status;
    if (nominatedNodeName || waiting?.pod.status.nominatedNodeName) cache.nominate(pod, nominatedNodeName || undefined);
    if (waiting) queue.update(waiting.pod, pod);
    else if (!cache.isAssumed(pod.metadata.uid)) queue.add(pod);
  }

  function onNode({ type, object: node }: WatchEvent<Node>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const old = state.nodes.get(node.metadata.name);
    if (type === "DELETED") {
      cache.removeNode(node.metadata.name);
      return;
    }
    cache.setNode(node);
    const changes = old ? nodeChanges(old, node) : [];
    if (!old || changes.length > 0) queue.moveAll({ resource: "Node", old, node, changes });
  }

  function onNamespace({ type, object: namespace }: WatchEvent<Namespace>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    if (type === "DELETED") state.namespaces.delete(namespace.metadata.name);
    else state.namespaces.set(namespace.metadata.name, namespace);
  }

  function onClaim({ type, object: claim }: WatchEvent<PersistentVolumeClaim>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const key = `${claim.metadata.namespace}/${claim.metadata.name}`;
    dropOlder(state.assumedClaims, key, claim);
    if (type === "DELETED") {
      state.claims.delete(key);
      return;
    }
    const old = state.claims.get(key);
    state.claims.set(key, claim);
    queue.moveAll({ resource: "PersistentVolumeClaim", old, claim });
  }

  function onVolume({ type, object: volume }: WatchEvent<PersistentVolume>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const { name } = volume.metadata;
    dropOlder(state.assumedVolumes, name, volume);
    if (type === "DELETED") {
      state.volumes.delete(name);
      return;
    }
    const old = state.volumes.get(name);
    state.volumes.set(name, volume);
    queue.moveAll({ resource: "PersistentVolume", old, volume });
  }

  function onStorageClass({ type, object: storageClass }: WatchEvent<StorageClass>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const { name } = storageClass.metadata;
    if (type === "DELETED") {
      state.storageClasses.delete(name);
      return;
    }
    const old = state.storageClasses.get(name);
    state.storageClasses.set(name, storageClass);
    queue.moveAll({ resource: "StorageClass", old, storageClass });
  }

  function onCSINode({ type, object: csiNode }: WatchEvent<CSINode>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const { name } = csiNode.metadata;
    const old = state.csiNodes.get(name);
    if (type === "DELETED") {
      state.csiNodes.delete(name);
      return;
    }
    state.csiNodes.set(name, csiNode);
    queue.moveAll({ resource: "CSINode", old, csiNode });
  }

  function onBudget({ type, object: budget }: WatchEvent<PodDisruptionBudget>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    const key = `${budget.metadata.namespace}/${budget.metadata.name}`;
    if (type === "DELETED") state.budgets.delete(key);
    else state.budgets.set(key, budget);
  }

  function onService({ type, object: service }: WatchEvent<Service>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    cache.spreadSelectors.setService(service, type === "DELETED" ? undefined : service.spec.selector);
  }

  function onOwner({ type, object: owner }: WatchEvent<PodOwner>): void {
    if (type === "BOOKMARK" || type === "ERROR") return;
    cache.spreadSelectors.setOwner(owner, type === "DELETED" ? undefined : selectorOf(owner));
  }

  return { onPod, onNode, onNamespace, onClaim, onVolume, onStorageClass, onCSINode, onBudget, onService, onOwner };
}

/** ReplicationControllers have a map where the others have a selector. */
const selectorOf = ({ kind, spec: { selector } }: PodOwner): LabelSelector | undefined =>
  kind === "ReplicationController" ? { matchLabels: (selector ?? {}) as StringMap } : (selector as LabelSelector | undefined);

// Mirrors assumeCache.add (pkg/scheduler/util/assumecache/assume_cache.go): what is newer than the assumption replaces it.
function dropOlder<T extends KubernetesObject>(assumed: Map<string, T>, key: string, told: T): void {
  const known = assumed.get(key);
  if (known && Number(told.metadata.resourceVersion) > Number(known.metadata.resourceVersion)) assumed.delete(key);
}
