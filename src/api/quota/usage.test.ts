import { describe, expect, test } from "vitest";
import type { KubernetesObject, PodSpec, ResourceList } from "../types.ts";
import { missingAmounts, usageOf } from "./usage.ts";

const used = (resource: string, spec: object, status: object = {}): ResourceList => usageOf({ group: "", resource }, { metadata: { name: "x" }, spec, status } as unknown as KubernetesObject);
const asking = (requests: ResourceList, limits: ResourceList = {}): object => ({ resources: { requests, limits } });

// Counterparts of TestPodEvaluatorUsage (pkg/quota/v1/evaluator/core/pods_test.go).
describe("a Pod uses", () => {
  const one = { "count/pods": "1", pods: "1" };
  test.each<{ what: string; spec: Partial<PodSpec> | object; uses: ResourceList; phase?: string }>([
    { what: "the CPU that an init container asks for", spec: { containers: [], initContainers: [asking({ cpu: "1m" }, { cpu: "2m" })] }, uses: { ...one, cpu: "1m", "requests.cpu": "1m", "limits.cpu": "2m" } },
    { what: "the memory that an init container asks for", spec: { containers: [], initContainers: [asking({ memory: "1m" }, { memory: "2m" })] }, uses: { ...one, memory: "1m", "requests.memory": "1m", "limits.memory": "2m" } },
    { what: "the CPU that a container asks for", spec: { containers: [asking({ cpu: "1m" }, { cpu: "2m" })] }, uses: { ...one, cpu: "1m", "requests.cpu": "1m", "limits.cpu": "2m" } },
    { what: "the disk that a container asks for", spec: { containers: [asking({ "ephemeral-storage": "32Mi" }, { "ephemeral-storage": "64Mi" })] }, uses: { ...one, "ephemeral-storage": "32Mi", "requests.ephemeral-storage": "32Mi", "limits.ephemeral-storage": "64Mi" } },
    { what: "the huge pages that a container asks for", spec: { containers: [asking({ "hugepages-1Gi": "100Mi" })] }, uses: { ...one, "hugepages-1Gi": "100Mi", "requests.hugepages-1Gi": "100Mi" } },
    { what: "what else a container asks for", spec: { containers: [asking({ "example.com/dongle": "3" }, { "example.com/dongle": "3" })] }, uses: { ...one, "requests.example.com/dongle": "3" } },
    {
      what: "the most of what it first needs and what it then needs together",
      spec: { initContainers: [asking({ cpu: "4", memory: "100M" }, { cpu: "8", memory: "200M" }), asking({ cpu: "1", memory: "50M" }, { cpu: "2", memory: "100M" })], containers: [asking({ cpu: "1", memory: "50M" }, { cpu: "2", memory: "100M" }), asking({ cpu: "2", memory: "25M" }, { cpu: "5", memory: "50M" })] },
      uses: { ...one, cpu: "4", memory: "100M", "requests.cpu": "4", "requests.memory": "100M", "limits.cpu": "8", "limits.memory": "200M" },
    },
    { what: "nothing but its place once it has ended", spec: { containers: [asking({ cpu: "1" })] }, phase: "Succeeded", uses: { "count/pods": "1" } },
    { what: "its overhead, too", spec: { containers: [asking({ cpu: "1m" }, { cpu: "2m" })], overhead: { cpu: "1" } }, uses: { ...one, cpu: "1001m", "requests.cpu": "1001m", "limits.cpu": "1002m" } },
  ])("$what", ({ spec, uses, phase = "Pending" }) => {
    expect(used("pods", spec, { phase })).toEqual(uses);
  });
});

// The cases of TestServiceEvaluatorUsage (pkg/quota/v1/evaluator/core/services_test.go).
describe("a Service uses", () => {
  const port = { port: 27_443 };
  test.each<{ what: string; spec: object; nodePorts: number; loadBalancers: number }>([
    { what: "a load balancer's", spec: { type: "LoadBalancer" }, nodePorts: 0, loadBalancers: 1 },
    { what: "a load balancer's, with ports", spec: { type: "LoadBalancer", ports: [port] }, nodePorts: 1, loadBalancers: 1 },
    { what: "a ClusterIP's", spec: { type: "ClusterIP" }, nodePorts: 0, loadBalancers: 0 },
    { what: "a NodePort's", spec: { type: "NodePort", ports: [port] }, nodePorts: 1, loadBalancers: 0 },
    { what: "a NodePort's of several", spec: { type: "NodePort", ports: [port, { port: 27_444 }] }, nodePorts: 2, loadBalancers: 0 },
    { what: "a load balancer's without ports of nodes", spec: { type: "LoadBalancer", ports: [port], allocateLoadBalancerNodePorts: false }, nodePorts: 0, loadBalancers: 1 },
    { what: "a load balancer's without ports of nodes but those it names", spec: { type: "LoadBalancer", ports: [{ ...port, nodePort: 32_001 }, { port: 27_444, nodePort: 32_002 }], allocateLoadBalancerNodePorts: false }, nodePorts: 2, loadBalancers: 1 },
    { what: "a load balancer's that names one of two", spec: { type: "LoadBalancer", ports: [port, { port: 27_444, nodePort: 32_002 }], allocateLoadBalancerNodePorts: false }, nodePorts: 1, loadBalancers: 1 },
  ])("$what: $nodePorts, $loadBalancers", ({ spec, nodePorts, loadBalancers }) => {
    expect(used("services", spec)).toEqual({ "count/services": "1", services: "1", "services.nodeports": String(nodePorts), "services.loadbalancers": String(loadBalancers) });
  });
});

// The cases of TestPersistentVolumeClaimEvaluatorUsage (pkg/quota/v1/evaluator/core/persistent_volume_claims_test.go).
test.each<{ what: string; spec: object; uses: ResourceList }>([
  { what: "a claim", spec: { resources: { requests: { storage: "10Gi" } } }, uses: { "requests.storage": "10Gi", persistentvolumeclaims: "1", "count/persistentvolumeclaims": "1" } },
  {
    what: "a claim with a class", spec: { storageClassName: "gold", resources: { requests: { storage: "10Gi" } } },
    uses: { "requests.storage": "10Gi", persistentvolumeclaims: "1", "gold.storageclass.storage.k8s.io/requests.storage": "10Gi", "gold.storageclass.storage.k8s.io/persistentvolumeclaims": "1", "count/persistentvolumeclaims": "1" },
  },
])("what $what uses", ({ spec, uses }) => expect(used("persistentvolumeclaims", spec)).toEqual(uses));

// Cases of TestPodConstraintsFunc (pkg/quota/v1/evaluator/core/pods_test.go).
test.each<{ what: string; spec: object; required: readonly string[]; misses: string | undefined }>([
  { what: "a container that says nothing", spec: { containers: [{ name: "dummy" }] }, required: ["requests.memory"], misses: "requests.memory for: dummy" },
  { what: "several that say nothing of several", spec: { containers: [{ name: "dummy-container" }], initContainers: [{ name: "dummy-init" }] }, required: ["limits.cpu", "requests.cpu"], misses: "limits.cpu for: dummy-container,dummy-init; requests.cpu for: dummy-container,dummy-init" },
  { what: "a container that says all", spec: { containers: [{ name: "c", ...asking({ cpu: "1m" }, { cpu: "2m" }) }] }, required: ["requests.cpu", "limits.cpu"], misses: undefined },
  { what: "nothing that is enforced", spec: { containers: [{ name: "c" }] }, required: ["requests.ephemeral-storage", "pods"], misses: undefined },
])("$what misses $misses", ({ spec, required, misses }) => {
  expect(missingAmounts({ metadata: {}, spec } as never, required)).toBe(misses);
});
