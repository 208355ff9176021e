import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../api/types.ts";
import { resources } from "../../api/resources.ts";
import { newTestWorld } from "./testing/test-world.ts";
import { unsimulatedWarnings } from "./unsimulated.ts";

const deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { selector: { matchLabels: { app: "web" } }, template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "nginx" }] } } },
};
const deployments = { group: "apps", resource: "deployments" };
const warning = "Kubarium does not simulate Deployment yet: the object is stored, but no ReplicaSet and no Pod will appear";

const emptyOf = (kind: string): KubernetesObject => ({ apiVersion: "v1", kind, metadata: { name: "x" } }) as KubernetesObject;

describe("a kind that is only stored says what will not happen", () => {
  test("once, when it is created", () => {
    const world = newTestWorld();
    expect(world.call("create", { ...deployments, body: deployment }).warnings).toEqual([warning]);
    expect(world.call("patch", { ...deployments, name: "web", patchType: "merge", body: { metadata: { labels: { a: "b" } } } }).warnings).toEqual([]);
    expect(world.call("create", { ...deployments, body: deployment }).warnings).toEqual([]);
  });

  test("when an apply creates it, not when it changes it", () => {
    const world = newTestWorld();
    const apply = () => world.call("patch", { ...deployments, name: "web", patchType: "apply", body: deployment, query: { fieldManager: "kubectl" } });
    expect(apply().warnings).toEqual([warning]);
    expect(apply().warnings).toEqual([]);
  });

  test("and a Node says so of a new NoExecute taint, once", () => {
    const world = newTestWorld();
    world.call("create", { resource: "nodes", body: { apiVersion: "v1", kind: "Node", metadata: { name: "n" } } });
    const taint = (taints: object[]) => world.call("patch", { resource: "nodes", name: "n", patchType: "merge", body: { spec: { taints } } as never }).warnings;
    const away = { key: "away", effect: "NoExecute" };
    expect(taint([away])).toEqual(["Kubarium does not simulate eviction by taints yet: Pods that do not tolerate away:NoExecute stay on the node"]);
    expect(taint([away, { key: "full", effect: "NoSchedule" }])).toEqual([]);
  });

  test("on a dry run too", () => {
    expect(newTestWorld().call("create", { ...deployments, body: deployment, query: { dryRun: true } }).warnings).toEqual([warning]);
  });

  test("not of a Pod", () => {
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ name: "a", image: "nginx" }] } };
    expect(newTestWorld().call("create", { body })).toMatchObject({ code: 201, warnings: [] });
  });

  test.each(resources.filter(({ simulated }) => !simulated))("$kind in one sentence that names it", (resource) => {
    expect(unsimulatedWarnings(resource, emptyOf(resource.kind))).toHaveLength(1);
    expect(unsimulatedWarnings(resource, emptyOf(resource.kind))[0]).toContain(` ${resource.kind} `);
  });
});
