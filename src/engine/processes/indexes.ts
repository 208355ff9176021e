import type { ProcessKey } from "./process-table.ts";
import type { ProcessesState, ProcessRecord } from "./state.ts";

/** Ways to find processes: derived from the state, rebuilt after a restore, never saved. */
export interface Indexes {
  readonly children: Map<ProcessKey, Set<ProcessKey>>;
  readonly byHost: Map<string, Map<number, ProcessKey>>;
  /** Process ids within a PID namespace. */
  readonly byNamespace: Map<string, Map<number, ProcessKey>>;
  /** By the uid of the pod whose they are. */
  readonly byPod: Map<string, Set<ProcessKey>>;
  /** Who waits on a resource. */
  readonly waiting: Map<string, Set<ProcessKey>>;
  add(process: ProcessRecord): void;
  remove(process: ProcessRecord): void;
  setParent(process: ProcessRecord, parent: ProcessKey | ""): void;
  block(process: ProcessRecord): void;
  unblock(process: ProcessRecord): void;
}

/** A process's children, the oldest first, adopted or not: an order that a restored run has as well. */
export function childrenOf(indexes: Indexes, state: ProcessesState, key: ProcessKey): ProcessRecord[] {
  const children = [...(indexes.children.get(key) ?? [])].flatMap((child) => state.processes.get(child) ?? []);
  return children.length < 2 ? children : children.sort((a, b) => a.pid - b.pid);
}

export function createIndexes(state: ProcessesState): Indexes {
  const children = new Map<ProcessKey, Set<ProcessKey>>();
  const byHost = new Map<string, Map<number, ProcessKey>>();
  const byNamespace = new Map<string, Map<number, ProcessKey>>();
  const byPod = new Map<string, Set<ProcessKey>>();
  const waiting = new Map<string, Set<ProcessKey>>();
  const indexes: Indexes = {
    children,
    byHost,
    byNamespace,
    byPod,
    waiting,
    add(process) {
      setIn(byHost, process.host, process.pid, process.key);
      setIn(byNamespace, process.task.namespaces.pid, process.pidInNamespace, process.key);
      if (process.parent !== "") addTo(children, process.parent, process.key);
      if (process.task.owner) addTo(byPod, process.task.owner.podUid, process.key);
    },
    remove(process) {
      deleteIn(byHost, process.host, process.pid);
      deleteIn(byNamespace, process.task.namespaces.pid, process.pidInNamespace);
      if (process.parent !== "") removeFrom(children, process.parent, process.key);
      children.delete(process.key);
      if (process.task.owner) removeFrom(byPod, process.task.owner.podUid, process.key);
    },
    setParent(process, parent) {
      if (process.parent !== "") removeFrom(children, process.parent, process.key);
      if (parent !== "") addTo(children, parent, process.key);
    },
    block(process) {
      for (const resource of process.blocked?.on ?? []) addTo(waiting, resource, process.key);
    },
    unblock(process) {
      for (const resource of process.blocked?.on ?? []) removeFrom(waiting, resource, process.key);
    },
  };
  for (const process of state.processes.values()) {
    indexes.add(process);
    indexes.block(process);
  }
  return indexes;
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

function removeFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  values?.delete(value);
  if (values?.size === 0) map.delete(key);
}

function setIn<K>(map: Map<K, Map<number, ProcessKey>>, key: K, pid: number, process: ProcessKey): void {
  const pids = map.get(key);
  if (pids) pids.set(pid, process);
  else map.set(key, new Map([[pid, process]]));
}

function deleteIn<K>(map: Map<K, Map<number, ProcessKey>>, key: K, pid: number): void {
  const pids = map.get(key);
  pids?.delete(pid);
  if (pids?.size === 0) map.delete(key);
}
