import { expect, test } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { Service } from "../../../api/services.ts";
import { harness, podOf } from "../../pod-harness.ts";

/** Requests that a client failed to make while a Deployment of nginx was rolled, by the tenth of a second. */
function failuresOfRollout(container: JsonObject): number {
  const world = harness([]);
  const deployments = { group: "apps", version: "v1", resource: "deployments", namespace: "default", userAgent: "test" } as const;
  const labels = { app: "web" };
  world.cluster.read({ ...deployments, verb: "create", body: { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "nginx:1.28", ...container }] } } } } });
  world.create({ kind: "Service", metadata: { name: "web" }, spec: { selector: labels, ports: [{ port: 80 }] } });
  const address = world.object<Service>("Service", "web")?.spec.clusterIP ?? "";
  world.cluster.runUntil(15_000);
  world.create(podOf(`while true; do wget -T 2 -qO /dev/null http://${address}/ && echo ok || echo failed; sleep 0.1; done`, { name: "client" }) as JsonObject);
  world.cluster.runUntil(20_000);
  world.cluster.read({ ...deployments, verb: "patch", name: "web", patchType: "strategic", body: { spec: { template: { spec: { containers: [{ name: "web", image: "nginx:1.29" }] } } } } });
  world.cluster.runUntil(75_000);
  const lines = world.log("client").split("\n");
  expect(lines.filter((line) => line === "ok").length).toBeGreaterThan(200);
  return lines.filter((line) => line === "failed").length;
}

test("a rolling update drops requests where Pods end before the nodes' rules leave them out", () => expect(failuresOfRollout({})).toBeGreaterThan(0));
test("it drops none with a readiness probe and a preStop hook that waits for the rules", () =>
  expect(failuresOfRollout({ readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1 }, lifecycle: { preStop: { sleep: { seconds: 5 } } } })).toBe(0));
