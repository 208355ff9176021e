import { describe, expect, test } from "vitest";
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

  test("on a dry run too", () => {
    expect(newTestWorld().call("create", { ...deployments, body: deployment, query: { dryRun: true } }).warnings).toEqual([warning]);
  });

  test("not of a Pod", () => {
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ name: "a", image: "nginx" }] } };
    expect(newTestWorld().call("create", { body })).toMatchObject({ code: 201, warnings: [] });
  });

  test.each(resources.filter(({ simulated }) => !simulated))("$kind in one sentence that names it", (resource) => {
    expect(unsimulatedWarnings(resource)).toHaveLength(1);
    expect(unsimulatedWarnings(resource)[0]).toContain(` ${resource.kind} `);
  });
});
