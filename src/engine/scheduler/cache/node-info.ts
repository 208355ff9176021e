import { quantityValue } from "../../../api/quantity.ts";
import type { Node } from "../../../api/types.ts";
import { freePorts, takePorts, type UsedPorts } from "./host-ports.ts";
import { resources, type PodInfo, type Resources } from "./pod-info.ts";

/** A node with what its pods take of it. Derived from the cache's objects, kept up to date pod by pod. */
export interface NodeInfo {
  readonly name: string;
  /** Undefined while only its pods are known. */
  node: Node | undefined;
  allocatable: Resources;
  allowedPods: number;
  readonly pods: Map<string, PodInfo>;
  /** Those of them with affinity or anti-affinity to other pods. */
  readonly withAffinity: Map<string, PodInfo>;
  /** How many of the pods a selector matches, as asked since they last changed. */
  readonly matching: Map<string, number>;
  milliCPU: number;
  memory: number;
  ephemeralStorage: number;
  readonly scalars: Map<string, number>;
  nonZeroMilliCPU: number;
  nonZeroMemory: number;
  readonly ports: UsedPorts;
}

/** A node of which the cluster knows and the scheduler may choose. */
export type KnownNode = NodeInfo & { readonly node: Node };

export function newNodeInfo(name: string): NodeInfo {
  return {
    name,
    node: undefined,
    allocatable: resources(undefined),
    allowedPods: 0,
    pods: new Map(),
    withAffinity: new Map(),
    matching: new Map(),
    milliCPU: 0,
    memory: 0,
    ephemeralStorage: 0,
    scalars: new Map(),
    nonZeroMilliCPU: 0,
    nonZeroMemory: 0,
    ports: new Map(),
  };
}

export const isKnown = (info: NodeInfo): info is KnownNode => info.node !== undefined;

/** Puts the Node object in, or takes it out. */
export function setNode(info: NodeInfo, node: Node | undefined): void {
  info.node = node;
  info.allocatable = resources(node?.status.allocatable);
  info.allowedPods = quantityValue(node?.status.allocatable?.["pods"]);
}

export function addPod(info: NodeInfo, pod: PodInfo): void {
  putPod(info, pod);
  account(info, pod, 1);
  takePorts(info.ports, pod.hostPorts);
}

/** Puts another version of a pod that takes the same. */
export function putPod(info: NodeInfo, pod: PodInfo): void {
  info.pods.set(pod.uid, pod);
  info.matching.clear();
  const { affinity } = pod.pod.spec;
  if (affinity?.podAffinity || affinity?.podAntiAffinity) info.withAffinity.set(pod.uid, pod);
}

export function removePod(info: NodeInfo, uid: string): void {
  const pod = info.pods.get(uid);
  if (!pod) return;
  info.pods.delete(uid);
  info.matching.clear();
  info.withAffinity.delete(uid);
  account(info, pod, -1);
  freePorts(info.ports, pod.hostPorts);
}

function account(info: NodeInfo, { requests, nonZero }: PodInfo, sign: 1 | -1): void {
  info.milliCPU += sign * requests.milliCPU;
  info.memory += sign * requests.memory;
  info.ephemeralStorage += sign * requests.ephemeralStorage;
  for (const [name, amount] of requests.scalars) info.scalars.set(name, (info.scalars.get(name) ?? 0) + sign * amount);
  info.nonZeroMilliCPU += sign * nonZero.milliCPU;
  info.nonZeroMemory += sign * nonZero.memory;
}

/** A copy to try things on: what preemption removes from it stays on the node. */
export const copyNodeInfo = (info: KnownNode): KnownNode => ({
  ...info,
  pods: new Map(info.pods),
  withAffinity: new Map(info.withAffinity),
  matching: new Map(),
  scalars: new Map(info.scalars),
  ports: new Map(info.ports),
});
