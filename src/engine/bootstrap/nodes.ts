import { binaryQuantity } from "../../api/binary-quantity.ts";
import type { JsonObject } from "../../api/json.ts";
import { quantityValue } from "../../api/quantity.ts";
import { rfc3339 } from "../../api/time.ts";
import type { Condition, Lease, Node, NodeStatus, ResourceList, StringMap, Taint } from "../../api/types.ts";
import { KERNEL } from "../processes/kernel-release.ts";
import { releaseOf, runtimeVersionOf, type ClusterNode, type ClusterSpec } from "./cluster-spec.ts";
import { stableHex, stableUid } from "./identity.ts";
import { meta, type BootTimes } from "./metadata.ts";

export type NodeImages = NonNullable<NodeStatus["images"]>;

/** A node with its defaults filled in: what the rest of the assembly asks for. */
export interface ResolvedNode extends ClusterNode {
  readonly name: string;
  readonly address: string;
  readonly podCIDR: string;
  readonly labels: StringMap;
  readonly taints: readonly Taint[];
  readonly capacity: ResourceList;
  readonly allocatable: ResourceList;
  /** A release: "v1.36.3". */
  readonly release: string;
}

export const CONTROL_PLANE_NODE = "control-plane";
export const CONTROL_PLANE_ADDRESS = "192.168.77.10";
const CONTROL_PLANE_ROLE = "node-role.kubernetes.io/control-plane";

const DEFAULT_CAPACITY: ResourceList = {
  cpu: "2",
  "ephemeral-storage": "264212084Ki",
  "hugepages-1Gi": "0",
  "hugepages-2Mi": "0",
  memory: "24581696Ki",
  pods: "110",
};
/** As measured: what a kubelet leaves to pods of the default disk. Of its memory the default node names what pods may have. */
const DEFAULT_ALLOCATABLE: ResourceList = { "ephemeral-storage": "243497856212", memory: "24581696Ki" };
const EVICTION_MEMORY_BYTES = 100 * 1024 * 1024;
const EVICTION_DISK_PERCENT = 10;

/** What a kubelet leaves to pods: all but what the hard eviction thresholds keep free. */
// Mirrors GetNodeAllocatableReservation (pkg/kubelet/cm/node_container_manager_linux.go).
function allocatableOf(capacity: ResourceList): ResourceList {
  const left = (resource: string, of: (bytes: number) => number): string | undefined => {
    const whole = capacity[resource];
    return whole === DEFAULT_CAPACITY[resource] ? DEFAULT_ALLOCATABLE[resource] : binaryQuantity(Math.max(0, of(quantityValue(whole))));
  };
  const memory = left("memory", (bytes) => bytes - EVICTION_MEMORY_BYTES);
  const storage = left("ephemeral-storage", (bytes) => bytes - Math.trunc((bytes * EVICTION_DISK_PERCENT) / 100));
  return { ...capacity, ...(memory !== undefined && { memory }), ...(storage !== undefined && { "ephemeral-storage": storage }) };
}

/** As measured on v1.36.3. */
const DECLARED_FEATURES = [
  "ExtendWebSocketsToKubelet",
  "InPlacePodLevelResourcesVerticalScaling",
  "InPlacePodVerticalScalingInitContainers",
  "RestartAllContainersOnContainerExits",
];

/** The cluster's nodes in order: workers as listed, then the control plane's if there is one. */
export function resolveNodes(cluster: ClusterSpec): readonly ResolvedNode[] {
  const workers = cluster.nodes.map((node, index) => resolveNode(cluster, node, index));
  return cluster.controlPlane === "node" ? [...workers, controlPlaneNode(cluster)] : workers;
}

function resolveNode(cluster: ClusterSpec, node: ClusterNode, index: number): ResolvedNode {
  const capacity = { ...DEFAULT_CAPACITY, ...node.capacity };
  return {
    ...node,
    name: node.name ?? `worker-${index + 1}`,
    address: node.address ?? `192.168.77.${11 + index}`,
    podCIDR: `10.244.${index}.0/24`,
    labels: node.labels ?? {},
    taints: withCordonTaint(node.taints ?? [], node.unschedulable === true),
    capacity,
    allocatable: { ...allocatableOf(capacity), ...node.allocatable },
    release: releaseOf(node.version ?? cluster.version),
  };
}

const controlPlaneNode = (cluster: ClusterSpec): ResolvedNode => ({
  ...resolveNode(cluster, {}, cluster.nodes.length),
  name: CONTROL_PLANE_NODE,
  address: CONTROL_PLANE_ADDRESS,
  labels: { [CONTROL_PLANE_ROLE]: "", "node.kubernetes.io/exclude-from-external-load-balancers": "" },
  taints: [{ key: CONTROL_PLANE_ROLE, effect: "NoSchedule" }],
});

/** The node lifecycle controller keeps this taint beside `spec.unschedulable`. */
function withCordonTaint(taints: readonly Taint[], unschedulable: boolean): readonly Taint[] {
  const key = "node.kubernetes.io/unschedulable";
  if (!unschedulable || taints.some((taint) => taint.key === key)) return taints;
  return [...taints, { key, effect: "NoSchedule" }];
}

/** The Node object as kubelet and controllers have left it before t=0. */
export function nodeObject(node: ResolvedNode, times: BootTimes, images: NodeImages): Node {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      ...meta(times, `nodes/${node.name}`, node.name, times.nodesMs),
      annotations: { "node.alpha.kubernetes.io/ttl": "0", "volumes.kubernetes.io/controller-managed-attach-detach": "true" },
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
        ...node.labels,
      },
    },
    spec: {
      podCIDR: node.podCIDR,
      podCIDRs: [node.podCIDR],
      ...(node.taints.length > 0 && { taints: node.taints }),
      ...(node.unschedulable && { unschedulable: true }),
    },
    status: {
      addresses: [
        { type: "InternalIP", address: node.address },
        { type: "Hostname", address: node.name },
      ],
      allocatable: node.allocatable,
      capacity: node.capacity,
      conditions: conditions(times),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      ...(images.length > 0 && { images }),
      nodeInfo: nodeInfo(node, times.seed),
      ...runtimeFeatures(node),
    },
  };
}

const runtimeHandler = (name: string): JsonObject => ({ name, features: { recursiveReadOnlyMounts: true, userNamespaces: true } });

/** What kubelet and containerd say that they can do; declared features came with 1.35. */
const runtimeFeatures = ({ release }: ResolvedNode): JsonObject => ({
  features: { supplementalGroupsPolicy: true },
  runtimeHandlers: [runtimeHandler(""), runtimeHandler("runc")],
  ...(release.startsWith("v1.36.") && { declaredFeatures: DECLARED_FEATURES }),
});

function conditions(times: BootTimes): readonly Condition[] {
  const stamps = { lastHeartbeatTime: rfc3339(times.heartbeatMs), lastTransitionTime: rfc3339(times.nodesMs) };
  return [
    { ...stamps, type: "MemoryPressure", status: "False", reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
    { ...stamps, type: "DiskPressure", status: "False", reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
    { ...stamps, type: "PIDPressure", status: "False", reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
    { ...stamps, type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
  ];
}

const nodeInfo = ({ name, release }: ResolvedNode, seed: number): StringMap => ({
  architecture: "amd64",
  bootID: stableUid(seed, `boot/${name}`),
  containerRuntimeVersion: runtimeVersionOf(release),
  kernelVersion: KERNEL.release,
  kubeProxyVersion: "",
  kubeletVersion: release,
  machineID: stableHex(seed, `machine/${name}`, 32),
  operatingSystem: "linux",
  osImage: "Debian GNU/Linux 12 (bookworm)",
  systemUUID: stableUid(seed, `system/${name}`),
});

/** The Lease that the kubelet renews every 10 s; the node owns it. */
export function nodeLease(node: Node, times: BootTimes, renewTime: string): Lease {
  const { name, uid } = node.metadata;
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: {
      ...meta(times, `leases/${name}`, name, times.nodesMs + 10_000),
      namespace: "kube-node-lease",
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name, uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
  };
}
