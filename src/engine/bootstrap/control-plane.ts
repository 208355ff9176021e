import type { KubernetesObject } from "../../api/types.ts";
import type { ClusterSpec } from "./cluster-spec.ts";
import { meta, type BootTimes } from "./metadata.ts";
import { CONTROL_PLANE_ADDRESS } from "./nodes.ts";

/** Where the API server listens when no Node stands for the control plane. */
const OFF_STAGE_ADDRESS = "192.168.77.1";

/** Address of the API server: what the Service `kubernetes` leads to. */
export const apiServerAddress = ({ controlPlane }: ClusterSpec): string =>
  controlPlane === "node" ? CONTROL_PLANE_ADDRESS : OFF_STAGE_ADDRESS;

/** What the API server itself sees to: the Service `kubernetes` and the two priority classes. */
export function controlPlaneObjects(times: BootTimes, address: string): readonly KubernetesObject[] {
  return [
    ...kubernetesService(times, address),
    priorityClass(times, "system-cluster-critical", 2_000_000_000, "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."),
    priorityClass(times, "system-node-critical", 2_000_001_000, "Used for system critical pods that must not be moved from their current node."),
  ];
}

function kubernetesService(times: BootTimes, address: string): readonly KubernetesObject[] {
  const named = (resource: string) => ({ ...meta(times, `${resource}/default/kubernetes`, "kubernetes"), namespace: "default" });
  const port = { name: "https", port: 6443, protocol: "TCP" };
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...named("services"), labels: { component: "apiserver", provider: "kubernetes" } },
    spec: {
      clusterIP: "10.96.0.1",
      clusterIPs: ["10.96.0.1"],
      internalTrafficPolicy: "Cluster",
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: 6443 }],
      sessionAffinity: "None",
      type: "ClusterIP",
    },
    status: { loadBalancer: {} },
  };
  const endpoints = {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { ...named("endpoints"), labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
    subsets: [{ addresses: [{ ip: address }], ports: [port] }],
  };
  const endpointSlice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { ...named("endpointslices"), generation: 1, labels: { "kubernetes.io/service-name": "kubernetes" } },
    addressType: "IPv4",
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [port],
  };
  return [service, endpoints, endpointSlice];
}

function priorityClass(times: BootTimes, name: string, value: number, description: string): KubernetesObject {
  const object = {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { ...meta(times, `priorityclasses/${name}`, name), generation: 1 },
    value,
    description,
    preemptionPolicy: "PreemptLowerPriority",
  };
  return object;
}
