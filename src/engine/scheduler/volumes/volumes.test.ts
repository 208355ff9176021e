import { describe, expect, test } from "vitest";
import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import { harness, podOf, type Harness } from "../../pod-harness.ts";

const waiting = { kind: "StorageClass", metadata: { name: "local" }, provisioner: "kubernetes.io/no-provisioner", volumeBindingMode: "WaitForFirstConsumer" };
const affinity = (node: string): object => ({ required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [node] }] }] } });
const localVolume = (name: string, node: string, more: object = {}): object => ({
  kind: "PersistentVolume",
  metadata: { name },
  spec: { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], storageClassName: "local", local: { path: "/tmp" }, nodeAffinity: affinity(node), ...more },
});
const claim = (name: string, spec: object = {}): object => ({
  kind: "PersistentVolumeClaim",
  metadata: { name },
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: "local", resources: { requests: { storage: "500Mi" } }, ...spec },
});
const user = (name: string, claims: readonly string[], spec: object = {}): object =>
  podOf("sleep 3600", { name, volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })), mounts: claims.map((each) => ({ name: each, mountPath: `/${each}` })), spec: { terminationGracePeriodSeconds: 1, ...spec } });
const nodeOf = (h: Harness, name: string): string | undefined => h.pod(name)?.spec.nodeName;
const said = (h: Harness, name: string): string | undefined => h.events(name).find((event) => event.startsWith("Warning FailedScheduling"))?.slice("Warning FailedScheduling ".length);

describe("a claim that waits for its consumer", () => {
  test.each(["worker-1", "worker-2"])("draws its Pod to the node of the only volume, and is bound with it: %s", (node) => {
    const h = harness([waiting, localVolume("disk", node)]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.create(user("web", ["data"]));
    h.cluster.runUntil(500);
    expect(nodeOf(h, "web")).toBeUndefined();
    h.cluster.runUntil(5000);
    expect(nodeOf(h, "web")).toBe(node);
    expect(h.object<PersistentVolumeClaim>("PersistentVolumeClaim", "data")).toMatchObject({ spec: { volumeName: "disk" }, status: { phase: "Bound" } });
    expect(h.object<PersistentVolume>("PersistentVolume", "disk")?.spec.claimRef).toMatchObject({ namespace: "default", name: "data" });
    expect(h.pod()?.status.phase).toBe("Running");
  });

  test("keeps its Pod waiting while no volume is there, and lets it go once there is one", () => {
    const h = harness([waiting, claim("data"), user("web", ["data"])]);
    h.cluster.runUntil(3000);
    expect(said(h, "web")).toBe(
      "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    );
    h.create(localVolume("disk", "worker-2"));
    h.cluster.runUntil(10_000);
    expect(nodeOf(h, "web")).toBe("worker-2");
  });

  test("gets a volume that no other Pod has taken meanwhile", () => {
    const h = harness([waiting, localVolume("one", "worker-1"), localVolume("two", "worker-1"), claim("a"), claim("b")]);
    h.cluster.runUntil(100);
    h.create(user("x", ["a"]));
    h.create(user("y", ["b"]));
    h.cluster.runUntil(6000);
    const names = ["a", "b"].map((name) => h.object<PersistentVolumeClaim>("PersistentVolumeClaim", name)?.spec.volumeName);
    expect([...names].sort()).toEqual(["one", "two"]);
    expect(["x", "y"].map((name) => h.pod(name)?.status.phase)).toEqual(["Running", "Running"]);
  });

  test("finds one node for both of two volumes", () => {
    const h = harness([waiting, localVolume("small", "worker-1"), localVolume("large", "worker-2", { capacity: { storage: "9Gi" } }), localVolume("second", "worker-2"), claim("a"), claim("b", { resources: { requests: { storage: "5Gi" } } })]);
    h.cluster.runUntil(100);
    h.create(user("web", ["a", "b"]));
    h.cluster.runUntil(6000);
    expect(nodeOf(h, "web")).toBe("worker-2");
  });
});

describe("a Pod is turned down", () => {
  test("by nodes from which its volume cannot be reached", () => {
    const h = harness([localVolume("disk", "worker-1", { storageClassName: "manual" })]);
    h.cluster.runUntil(100);
    h.create(claim("data", { storageClassName: "manual" }));
    h.cluster.runUntil(1000);
    h.create(user("web", ["data"], { nodeSelector: { "kubernetes.io/hostname": "worker-2" } }));
    h.cluster.runUntil(3000);
    expect(said(h, "web")).toContain("0/2 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity, 1 node(s) didn't match Pod's node affinity/selector.");
  });

  test("while another Pod has a claim that is for one Pod only", () => {
    const h = harness([{ ...localVolume("disk", "worker-1", { storageClassName: "manual", accessModes: ["ReadWriteOncePod"] }) }]);
    h.cluster.runUntil(100);
    h.create(claim("data", { storageClassName: "manual", accessModes: ["ReadWriteOncePod"] }));
    h.cluster.runUntil(1000);
    h.create(user("first", ["data"]));
    h.cluster.runUntil(4000);
    h.create(user("second", ["data"]));
    h.cluster.runUntil(8000);
    expect(said(h, "second")).toContain("2 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod");
    h.remove("pods", "first");
    h.cluster.runUntil(20_000);
    expect(h.pod("second")?.status.phase).toBe("Running");
  });

  test("where its volume's zone is another", () => {
    const zone = "topology.kubernetes.io/zone";
    const h = harness([{ kind: "PersistentVolume", metadata: { name: "disk", labels: { [zone]: "north" } }, spec: { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], storageClassName: "manual", hostPath: { path: "/tmp/x" } } }]);
    h.patch("nodes", "worker-1", { metadata: { labels: { [zone]: "south" } } });
    h.patch("nodes", "worker-2", { metadata: { labels: { [zone]: "north" } } });
    h.cluster.runUntil(100);
    h.create(claim("data", { storageClassName: "manual" }));
    h.cluster.runUntil(1000);
    h.create(user("web", ["data"]));
    h.create(user("there", ["data"], { nodeSelector: { "kubernetes.io/hostname": "worker-1" } }));
    h.cluster.runUntil(4000);
    expect(nodeOf(h, "web")).toBe("worker-2");
    expect(said(h, "there")).toContain("1 node(s) had no available volume zone");
  });

  test.each([
    ["that is not there", [], 'persistentvolumeclaim "data" not found'],
    ["that is not bound", [claim("data", { storageClassName: "nope" })], "pod has unbound immediate PersistentVolumeClaims"],
  ] as const)("with a claim %s", (_, objects, reason) => {
    const h = harness([...objects, user("web", ["data"])]);
    h.cluster.runUntil(3000);
    expect(said(h, "web")).toBe(`0/2 nodes are available: ${reason}. not found`);
  });
});

test("a Pod that is deleted while its volume is being made leaves the node free", () => {
  const h = harness([{ ...waiting, provisioner: "example.com/nobody" }, claim("data"), user("web", ["data"], { containers: [{ name: "app", image: "busybox:1.36", resources: { requests: { cpu: "1500m" } }, volumeMounts: [{ name: "data", mountPath: "/d" }] }] })]);
  h.cluster.runUntil(3000);
  expect(nodeOf(h, "web")).toBeUndefined();
  h.remove("pods", "web");
  for (const name of ["a", "b"]) h.create({ kind: "Pod", metadata: { name }, spec: { containers: [{ name: "app", image: "nginx", resources: { requests: { cpu: "1500m" } } }] } });
  h.cluster.runUntil(10_000);
  expect(["a", "b"].map((name) => nodeOf(h, name)).sort()).toEqual(["worker-1", "worker-2"]);
});
