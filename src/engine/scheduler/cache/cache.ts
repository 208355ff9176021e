import type { Namespace, Node, Pod } from "../../../api/types.ts";
import { addPod, isKnown, newNodeInfo, putPod, removePod, setNode, type KnownNode, type NodeInfo } from "./node-info.ts";
import { podInfo, type PodInfo } from "./pod-info.ts";
import { createSpreadSelectors, type SpreadSelectors } from "./spread-selectors.ts";
import type { PodDisruptionBudget } from "../../../api/policy.ts";
import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { CacheState } from "./state.ts";

/** The cluster as the scheduler knows it. Node figures follow each change, so that a cycle never counts pods. */
export interface Cache {
  /** Nodes in the order in which they became known. */
  nodes(): readonly KnownNode[];
  node(name: string): KnownNode | undefined;
  namespaces(): ReadonlyMap<string, Namespace>;
  /** Claims and volumes with what was assumed of them since the watch told. */
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined;
  volume(name: string): PersistentVolume | undefined;
  volumes(): readonly PersistentVolume[];
  storageClass(name: string): StorageClass | undefined;
  csiNode(name: string): CSINode | undefined;
  /** How many nodes have an image of this name, and how big it is; undefined if none has. */
  image(name: string): ImageSummary | undefined;
  setNode(node: Node): void;
  removeNode(name: string): void;
  /** A pod on a node, as delivered: confirms what was assumed. */
  setPod(pod: Pod): void;
  removePod(uid: string): void;
  /** Counts the pod on the node from now on. */
  assume(pod: Pod, nodeName: string): void;
  /** Takes an assumption back. */
  forget(uid: string): void;
  isAssumed(uid: string): boolean;
  /** From now on the waiting pod has a claim to the node; undefined = to none. */
  nominate(pod: Pod, nodeName: string | undefined): void;
  /** Waiting pods with a claim to the node. */
  nominatedOn(nodeName: string): readonly PodInfo[];
  budgets(): readonly PodDisruptionBudget[];
  readonly spreadSelectors: SpreadSelectors;
}

export interface ImageSummary {
  readonly sizeBytes: number;
  readonly nodes: number;
}

/** Builds the node figures from the state, also after a restore. */
export function createCache(state: CacheState, freeze: <T>(value: T) => T): Cache {
  const infos = new Map<string, NodeInfo>();
  const images = new Map<string, ImageSummary>();
  let known: readonly KnownNode[] | undefined;

  for (const node of state.nodes.values()) index(node);
  for (const pod of state.pods.values()) count(pod);
  for (const pod of state.assumed.values()) count(pod);

  function infoOf(name: string): NodeInfo {
    const info = infos.get(name) ?? newNodeInfo(name);
    infos.set(name, info);
    return info;
  }
  function index(node: Node): void {
    const info = infoOf(node.metadata.name);
    if (info.node?.status.images !== node.status.images) {
      countImages(images, info.node, -1);
      countImages(images, node, 1);
    }
    setNode(info, node);
    known = undefined;
  }
  function count(pod: Pod): void {
    if (pod.spec.nodeName !== undefined) addPod(infoOf(pod.spec.nodeName), podInfo(pod));
  }
  function discount(pod: Pod | undefined): void {
    const info = pod?.spec.nodeName === undefined ? undefined : infos.get(pod.spec.nodeName);
    if (!pod || !info) return;
    removePod(info, pod.metadata.uid);
    if (!info.node && info.pods.size === 0) infos.delete(info.name);
  }
  function drop(uid: string): void {
    discount(state.pods.get(uid));
    discount(state.assumed.get(uid));
    state.pods.delete(uid);
    state.assumed.delete(uid);
  }

  return {
    nodes: () => (known ??= [...state.nodes.keys()].map(infoOf).filter(isKnown)),
    node(name) {
      const info = infos.get(name);
      return info && isKnown(info) ? info : undefined;
    },
    namespaces: () => state.namespaces,
    claim: (namespace, name) => state.assumedClaims.get(`${namespace}/${name}`) ?? state.claims.get(`${namespace}/${name}`),
    volume: (name) => state.assumedVolumes.get(name) ?? state.volumes.get(name),
    volumes: () => [...state.volumes.values()].map((volume) => state.assumedVolumes.get(volume.metadata.name) ?? volume),
    storageClass: (name) => state.storageClasses.get(name),
    csiNode: (name) => state.csiNodes.get(name),
    image: (name) => images.get(name),
    setNode(node) {
      state.nodes.set(node.metadata.name, node);
      index(node);
    },
    removeNode(name) {
      const info = infos.get(name);
      state.nodes.delete(name);
      known = undefined;
      if (!info) return;
      countImages(images, info.node, -1);
      setNode(info, undefined);
      if (info.pods.size === 0) infos.delete(name);
    },
    setPod(pod) {
      const known = state.pods.get(pod.metadata.uid);
      const info = known?.spec === pod.spec ? infos.get(pod.spec.nodeName ?? "") : undefined;
      if (!info) drop(pod.metadata.uid);
      state.pods.set(pod.metadata.uid, pod);
      if (!info) count(pod);
      else if (known && !isAlikeToOthers(known, pod)) putPod(info, podInfo(pod));
    },
    removePod: drop,
    assume(pod, nodeName) {
      const assumed = freeze({ ...pod, spec: { ...pod.spec, nodeName } });
      state.assumed.set(pod.metadata.uid, assumed);
      count(assumed);
    },
    forget(uid) {
      discount(state.assumed.get(uid));
      state.assumed.delete(uid);
    },
    isAssumed: (uid) => state.assumed.has(uid),
    // Mirrors nominator (pkg/scheduler/backend/queue/nominator.go).
    nominate(pod, nodeName) {
      if (nodeName === undefined) state.nominated.delete(pod.metadata.uid);
      else state.nominated.set(pod.metadata.uid, freeze({ ...pod, spec: { ...pod.spec, nodeName } }));
    },
    nominatedOn: (nodeName) => (state.nominated.size === 0 ? [] : [...state.nominated.values()].filter(({ spec }) => spec.nodeName === nodeName).map(podInfo)),
    budgets: () => [...state.budgets.values()],
    spreadSelectors: createSpreadSelectors(state.spreadSelectors),
  };
}

function countImages(images: Map<string, ImageSummary>, node: Node | undefined, sign: 1 | -1): void {
  for (const { names = [], sizeBytes = 0 } of node?.status.images ?? []) {
    for (const name of new Set(names)) {
      const nodes = (images.get(name)?.nodes ?? 0) + sign;
      if (nodes > 0) images.set(name, { sizeBytes, nodes });
      else images.delete(name);
    }
  }
}

/** True when the two versions are the same to whoever looks at a node's pods: what differs is their status. */
const isAlikeToOthers = (a: Pod, b: Pod): boolean =>
  a.metadata.labels === b.metadata.labels && a.metadata.deletionTimestamp === b.metadata.deletionTimestamp;
