import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../api/types.ts";
import { resources } from "../../api/resources.ts";
import { newTestWorld } from "./testing/test-world.ts";
import { unsimulatedWarnings } from "./unsimulated.ts";

const ingress = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "web" },
  spec: { defaultBackend: { service: { name: "web", port: { number: 80 } } } },
};
const ingresses = { group: "networking.k8s.io", resource: "ingresses" };
const warning = "Kubarium does not simulate Ingress yet: the object is stored, but no traffic is routed by its rules";

const emptyOf = (kind: string): KubernetesObject => ({ apiVersion: "v1", kind, metadata: { name: "x" } }) as KubernetesObject;

describe("a kind that is only stored says what will not happen", () => {
  test("once, when it is created", () => {
    const world = newTestWorld();
    expect(world.call("create", { ...ingresses, body: ingress }).warnings).toEqual([warning]);
    expect(world.call("patch", { ...ingresses, name: "web", patchType: "merge", body: { metadata: { labels: { a: "b" } } } }).warnings).toEqual([]);
    expect(world.call("create", { ...ingresses, body: ingress }).warnings).toEqual([]);
  });

  test("when an apply creates it, not when it changes it", () => {
    const world = newTestWorld();
    const apply = () => world.call("patch", { ...ingresses, name: "web", patchType: "apply", body: ingress, query: { fieldManager: "kubectl" } });
    expect(apply().warnings).toEqual([warning]);
    expect(apply().warnings).toEqual([]);
  });

  test("on a dry run too", () => {
    expect(newTestWorld().call("create", { ...ingresses, body: ingress, query: { dryRun: true } }).warnings).toEqual([warning]);
  });

  test("not of a Pod", () => {
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ name: "a", image: "nginx" }] } };
    expect(newTestWorld().call("create", { body })).toMatchObject({ code: 201, warnings: [] });
  });

  test("of a Job that somebody else is to manage", () => {
    const template = { spec: { restartPolicy: "Never", containers: [{ name: "a", image: "busybox" }] } };
    const job = (managedBy: string) => ({ apiVersion: "batch/v1", kind: "Job", metadata: { name: "a" }, spec: { managedBy, template } });
    const warningsOf = (managedBy: string) => newTestWorld().call("create", { group: "batch", resource: "jobs", body: job(managedBy) }).warnings;
    expect(warningsOf("example.com/queue")).toEqual(["Kubarium has no controller example.com/queue: the object is stored, but no Pod will appear"]);
    expect(warningsOf("kubernetes.io/job-controller")).toEqual([]);
  });

  test.each(resources.filter(({ simulated }) => !simulated))("$kind in one sentence that names it", (resource) => {
    expect(unsimulatedWarnings(resource, emptyOf(resource.kind))).toHaveLength(1);
    expect(unsimulatedWarnings(resource, emptyOf(resource.kind))[0]).toContain(` ${resource.kind} `);
  });
});
