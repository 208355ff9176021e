import { describe, expect, test } from "vitest";
import type { ApiRequest } from "../apiserver/request.ts";
import type { Event, KubernetesObject, Pod } from "../../api/types.ts";
import { defaultClusterSpec } from "../bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../cluster.ts";

const from = { group: "", version: "v1", namespace: "default", userAgent: "test" } as const;
const sh = (script: string, more: object = {}) => ({ name: "app", image: "busybox:1.36", command: ["sh", "-c", script], ...more });

function begun(...objects: object[]): Cluster {
  const cluster = createCluster({ seed: 3, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, programs: [], journal: "off", freeze: true });
  for (const object of objects) ask(cluster, { verb: "create", resource: `${(object as KubernetesObject).kind.toLowerCase()}s`, body: { apiVersion: "v1", ...object } as never });
  return cluster;
}
function ask(cluster: Cluster, request: Partial<ApiRequest>): void {
  const response = cluster.read({ ...from, ...request } as ApiRequest);
  expect(response.code, JSON.stringify(response.body)).toBeLessThan(300);
}
const web = (spec: object): object => ({ kind: "Pod", metadata: { name: "web" }, spec });
const current = (cluster: Cluster): Pod => cluster.objects().find((o) => o.kind === "Pod") as Pod;
const conditionOf = (cluster: Cluster, type: string): string | undefined => current(cluster).status.conditions?.find((c) => c.type === type)?.status;

describe("a status", () => {
  test.each([150, 200, 300, 400, 500, 700, 1000, 1200])("keeps a condition that somebody else wrote %i ms after the pod's creation", (atMs) => {
    const cluster = begun(web({ readinessGates: [{ conditionType: "example.com/gate" }], containers: [sh("sleep 3600")] }));
    cluster.runUntil(atMs);
    ask(cluster, { verb: "patch", resource: "pods", name: "web", subresource: "status", patchType: "strategic", body: { status: { conditions: [{ type: "example.com/gate", status: "True" }] } } });
    cluster.runUntil(10_000);
    expect(conditionOf(cluster, "example.com/gate")).toBe("True");
    expect(conditionOf(cluster, "Ready")).toBe("True");
  });
  test("tells a readiness verdict at once while the pod ends", () => {
    const readinessProbe = { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 1, failureThreshold: 1 };
    const cluster = begun(web({ containers: [sh("touch /tmp/ready; trap 'rm /tmp/ready; sleep 20; exit 0' TERM; while true; do sleep 1; done", { readinessProbe })] }));
    cluster.runUntil(8000);
    expect(conditionOf(cluster, "Ready")).toBe("True");
    ask(cluster, { verb: "delete", resource: "pods", name: "web" });
    cluster.runUntil(14_000);
    expect(conditionOf(cluster, "Ready")).toBe("False");
    expect(current(cluster).status.containerStatuses?.[0]?.ready).toBe(false);
  });
});

describe("activeDeadlineSeconds", () => {
  test("that are shortened later end the pod at the new time", () => {
    const cluster = begun(web({ activeDeadlineSeconds: 1000, terminationGracePeriodSeconds: 1, containers: [sh("sleep 3600")] }));
    cluster.runUntil(5000);
    ask(cluster, { verb: "patch", resource: "pods", name: "web", patchType: "merge", body: { spec: { activeDeadlineSeconds: 15 } } });
    cluster.runUntil(14_000);
    expect(current(cluster).status.phase).toBe("Running");
    cluster.runUntil(20_000);
    expect(current(cluster).status.phase).toBe("Failed");
  });
  test("are told in four events, and in the status only with the end", () => {
    const cluster = begun(web({ activeDeadlineSeconds: 10, terminationGracePeriodSeconds: 8, containers: [sh("trap '' TERM; while true; do sleep 1; done")] }));
    cluster.runUntil(14_000);
    expect(current(cluster).status).toMatchObject({ phase: "Running" });
    expect(current(cluster).status.reason).toBeUndefined();
    expect(conditionOf(cluster, "Ready")).toBe("False");
    cluster.runUntil(25_000);
    expect(current(cluster).status).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded" });
    const told = cluster.objects().find((o) => o.kind === "Event" && (o as Event).reason === "DeadlineExceeded") as Event;
    expect(told.count).toBe(4);
  });
});

test("a mounted ConfigMap that is deleted leaves its files in the running container", () => {
  const cluster = begun(
    { kind: "ConfigMap", metadata: { name: "c" }, data: { key: "value" } },
    web({ restartPolicy: "Never", containers: [sh("sleep 100; cat /c/key", { volumeMounts: [{ name: "v", mountPath: "/c" }] })], volumes: [{ name: "v", configMap: { name: "c" } }] }),
  );
  cluster.runUntil(5000);
  ask(cluster, { verb: "delete", resource: "configmaps", name: "c" });
  cluster.runUntil(120_000);
  expect(current(cluster).status.phase).toBe("Succeeded");
});

test("of a container that crashes for hours, the two newest dead instances are kept", () => {
  const cluster = begun(web({ containers: [sh("exit 1")] }));
  cluster.runUntil(3 * 3_600_000);
  expect(current(cluster).status.containerStatuses?.[0]?.restartCount).toBeGreaterThan(30);
  expect(current(cluster).status.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(1);
  expect([...cluster.state.runtimes.values()].flatMap(({ containers }) => [...containers.values()]).filter((c) => c.view.name === "app").length).toBeLessThanOrEqual(2);
});
