import { describe, expect, test } from "vitest";
import type { KubernetesObject, Lease, Node } from "../../api/types.ts";
import { newTestWorld, type TestWorld } from "./testing/test-world.ts";

function worldWithNode(): TestWorld {
  const world = newTestWorld();
  const metadata = (name: string, namespace?: string) => ({ name, ...(namespace && { namespace }), uid: `uid-${name}`, resourceVersion: "", creationTimestamp: "2025-12-31T23:00:00Z" });
  world.api.install({ apiVersion: "v1", kind: "Namespace", metadata: metadata("kube-node-lease"), status: { phase: "Active" } } as KubernetesObject);
  const conditions = [{ type: "Ready", status: "True", lastHeartbeatTime: "2025-12-31T23:59:00Z", lastTransitionTime: "2025-12-31T23:00:00Z" }];
  world.api.install({ apiVersion: "v1", kind: "Node", metadata: metadata("n1"), spec: {}, status: { conditions } } as KubernetesObject);
  world.api.install({ apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: metadata("n1", "kube-node-lease"), spec: { holderIdentity: "n1", renewTime: "2025-12-31T23:59:50.000000Z" } } as KubernetesObject);
  world.api.renewals.start("n1", 3000);
  return world;
}
const leases = { group: "coordination.k8s.io", version: "v1", resource: "leases", namespace: "kube-node-lease" };
const renewTime = ({ call }: TestWorld): unknown => (call("get", { ...leases, name: "n1" }).body as Lease).spec.renewTime;

describe("an undisturbed kubelet", () => {
  test("renews its lease every 10 s in its phase, without a write", () => {
    const world = worldWithNode();
    const { revision } = world.api.store;
    world.simulation.run(2999);
    expect(renewTime(world)).toBe("2026-01-01T00:00:00.000000Z");
    world.simulation.run(3000);
    expect(renewTime(world)).toBe("2026-01-01T00:00:03.000000Z");
    world.simulation.run(42_000);
    expect(renewTime(world)).toBe("2026-01-01T00:00:33.000000Z");
    expect(world.api.store.revision).toBe(revision);
    expect(world.simulation.nextAt).toBeUndefined();
  });

  test("reports its status every 5 minutes", () => {
    const world = worldWithNode();
    world.simulation.run(310_000);
    const node = world.call("get", { resource: "nodes", name: "n1" }).body as Node;
    expect(node.status.conditions?.[0]?.lastHeartbeatTime).toBe("2026-01-01T00:05:03Z");
  });

  test("is seen renewing by those who watch leases", () => {
    const world = worldWithNode();
    world.api.client({ name: "t" }).watch({ id: "w", ...leases, deliver: { target: "w", type: "Watch" } });
    world.simulation.run(25_000);
    expect(world.delivered.map(({ at, event }) => `${at} ${event.type} ${(event.object as Lease).spec.renewTime?.slice(17, 19)}`)).toEqual([
      "0 ADDED 00", "3000 MODIFIED 03", "13000 MODIFIED 13", "23000 MODIFIED 23",
    ]);
  });

  test("is not seen by those who ask only for what is written: it costs nothing, and its end is told", () => {
    const world = worldWithNode();
    world.api.client({ name: "t" }).watch({ id: "w", ...leases, onlyWritten: true, deliver: { target: "w", type: "Watch" } });
    world.simulation.run(25_000);
    expect(world.simulation.nextAt).toBeUndefined();
    world.api.renewals.stop("n1");
    world.simulation.run(30_000);
    expect(world.delivered.map(({ event }) => `${event.type} ${(event.object as Lease).spec.renewTime?.slice(17, 19)}`)).toEqual(["ADDED 00", "MODIFIED 23"]);
  });

  test("leaves its last renewal behind when it stops", () => {
    const world = worldWithNode();
    world.simulation.run(15_000);
    world.api.renewals.stop("n1");
    world.simulation.run(60_000);
    expect(renewTime(world)).toBe("2026-01-01T00:00:13.000000Z");
  });
});

test("an Event goes an hour after its last write", () => {
  const world = newTestWorld();
  const event = { apiVersion: "v1", kind: "Event", metadata: { name: "e", namespace: "default" }, involvedObject: { kind: "Pod", name: "p", namespace: "default" }, reason: "Test", message: "m", type: "Normal", count: 1 };
  expect(world.call("create", { resource: "events", body: event }).code).toBe(201);
  world.simulation.run(1_800_000);
  world.call("patch", { resource: "events", name: "e", patchType: "strategic", body: { count: 2 }, userAgent: "kubelet" });
  world.simulation.run(5_399_999);
  expect(world.call("get", { resource: "events", name: "e" }).code).toBe(200);
  world.simulation.run(5_400_000);
  expect(world.call("get", { resource: "events", name: "e" }).code).toBe(404);
});
