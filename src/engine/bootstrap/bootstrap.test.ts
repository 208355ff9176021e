import { describe, expect, test } from "vitest";
import type { KubernetesObject, Node } from "../../api/types.ts";
import { bootstrapObjects } from "./bootstrap.ts";
import { defaultClusterSpec, type ClusterSpec } from "./cluster-spec.ts";

const START_MS = 1_767_225_600_000;
const boot = (cluster: Partial<ClusterSpec> = {}, seed = 1) => bootstrapObjects({ ...defaultClusterSpec, ...cluster }, seed, START_MS);
const named = (objects: readonly KubernetesObject[], kind: string) => objects.filter((o) => o.kind === kind).map((o) => o.metadata.name);
const nodes = (cluster: Partial<ClusterSpec>) => boot(cluster).filter((o): o is Node => o.kind === "Node");

describe("a cluster of which the scenario says nothing", () => {
  const objects = boot();
  test("has two workers of DESIGN's size and place, and no control-plane node", () => {
    expect(nodes({}).map((n) => [n.metadata.name, n.status.addresses?.[0]?.address, n.spec.podCIDR, n.status.nodeInfo?.["kubeletVersion"]])).toEqual([
      ["worker-1", "192.168.77.11", "10.244.0.0/24", "v1.36.3"],
      ["worker-2", "192.168.77.12", "10.244.1.0/24", "v1.36.3"],
    ]);
    expect(nodes({})[0]?.status.allocatable).toEqual({
      cpu: "2", "ephemeral-storage": "243497856212", "hugepages-1Gi": "0", "hugepages-2Mi": "0", memory: "24581696Ki", pods: "110",
    });
  });
  test("has the four namespaces, each with its account and the root CA", () => {
    const all = ["default", "kube-node-lease", "kube-public", "kube-system"];
    expect(named(objects, "Namespace")).toEqual(all);
    for (const kind of ["ServiceAccount", "ConfigMap"]) {
      expect(objects.filter((o) => o.kind === kind).map((o) => o.metadata.namespace)).toEqual(all);
    }
  });
  test("has the Service kubernetes and the system's priority classes", () => {
    expect(named(objects, "Service")).toEqual(["kubernetes"]);
    expect(objects.filter((o) => o.kind === "PriorityClass")).toMatchObject([
      { metadata: { name: "system-cluster-critical" }, value: 2_000_000_000 },
      { metadata: { name: "system-node-critical" }, value: 2_000_001_000 },
    ]);
  });
  test("was made before t=0", () => {
    for (const { metadata } of objects) expect(metadata.creationTimestamp < "2026-01-01T00:00:00Z").toBe(true);
  });
  test("gives every object an identity of its own, a version 4 UUID", () => {
    const uids = objects.map((o) => o.metadata.uid);
    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  test("is the same for the same seed, and another for another", () => {
    expect(boot()).toEqual(objects);
    expect(boot({}, 2)[0]?.metadata.uid).not.toBe(objects[0]?.metadata.uid);
  });
});

describe("what the scenario says of a node wins", () => {
  const [only] = nodes({
    nodes: [{
      name: "big", address: "10.0.0.9", labels: { disk: "ssd" }, unschedulable: true, version: "1.34",
      capacity: { cpu: "8" }, allocatable: { cpu: "7500m" }, taints: [{ key: "lab", value: "k134", effect: "NoSchedule" }],
    }],
  });
  test.each([
    ["name", only?.metadata.name, "big"],
    ["hostname label", only?.metadata.labels?.["kubernetes.io/hostname"], "big"],
    ["own label", only?.metadata.labels?.["disk"], "ssd"],
    ["address", only?.status.addresses?.[0]?.address, "10.0.0.9"],
    ["capacity", only?.status.capacity?.["cpu"], "8"],
    ["allocatable", only?.status.allocatable?.["cpu"], "7500m"],
    ["what it leaves out of capacity", only?.status.capacity?.["memory"], "24581696Ki"],
    ["version", only?.status.nodeInfo?.["kubeletVersion"], "v1.34.9"],
    ["unschedulable", only?.spec.unschedulable, true],
  ])("%s", (_, is, wanted) => expect(is).toBe(wanted));
  test("taints, and the one that goes with a cordon", () => {
    expect(only?.spec.taints).toEqual([
      { key: "lab", value: "k134", effect: "NoSchedule" },
      { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
    ]);
  });
});

test("a control-plane node is tainted and has its role", () => {
  const node = nodes({ controlPlane: "node" }).at(-1);
  expect(node?.metadata.labels).toMatchObject({ "node-role.kubernetes.io/control-plane": "" });
  expect(node?.spec.taints).toEqual([{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }]);
});

test("the scenario's own namespace is there, once", () => {
  expect(named(boot({ namespace: "shop" }), "Namespace")).toContain("shop");
  expect(named(boot({ namespace: "kube-system" }), "Namespace")).toHaveLength(4);
});
