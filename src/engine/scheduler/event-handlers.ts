import { isTerminal } from "../../api/pods.ts";
import type { Namespace, Node, Pod } from "../../api/types.ts";
import type { WatchEvent } from "../apiserver/request.ts";
import type { Cache } from "./cache/cache.ts";
import type { CacheState, PersistentVolumeClaim } from "./cache/state.ts";
import { nodeChanges } from "./cluster-event.ts";
import { SCHEDULER_NAME } from "./payloads.ts";
import type { SchedulingQueue } from "./queue/scheduling-queue.ts";

/** What the watches tell goes into the cache or the queue, and wakes the pods that it may help. */
export interface EventHandlers {
  onPod(event: WatchEvent<Pod>): void;
  onNode(event: WatchEvent<Node>): void;
  onNamespace(event: WatchEvent<Namespace>): void;
  onClaim(event: WatchEvent<PersistentVolumeClaim>): void;
}

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
      if (!known && !pod.spec.nodeName) return;
      cache.removePod(pod.metadata.uid);
      queue.moveAll({ resource: "AssignedPod", action: "Delete", pod: known ?? pod });
    } else if (pod.spec.nodeName) {
      queue.remove(pod.metadata.uid);
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
    if (type === "DELETED") {
      state.claims.delete(key);
      return;
    }
    state.claims.set(key, claim);
    queue.moveAll({ resource: "PersistentVolumeClaim", claim });
  }

  return { onPod, onNode, onNamespace, onClaim };
}
