import { expect, test } from "vitest";
import { parseGroupVersion, resourceByName, resourceFor, resources } from "./resources.ts";
import { allModels, schemaFor, structOf } from "./schema/schema.ts";

test.each([
  ["po", "pods"], ["Pod", "pods"], ["pods", "pods"], ["deploy", "deployments"], ["deployments.apps", "deployments"], ["deployments.v1.apps", "deployments"],
  ["svc", "services"], ["ns", "namespaces"], ["ev", "events"], ["limits", "limitranges"], ["crds", "customresourcedefinitions"], ["cs", "componentstatuses"],
])("%s means %s", (text, resource) => expect(resourceByName(text)?.resource).toBe(resource));

test("the core group's events come before those of events.k8s.io", () => {
  expect(resourceByName("events")?.group).toBe("");
  expect(resourceByName("events.events.k8s.io")?.group).toBe("events.k8s.io");
});

test("v2 of the autoscaler comes before v1", () => expect(resourceByName("hpa")?.version).toBe("v2"));

test.each(["nonsense", "pods.apps", ""])("%j means nothing", (text) => expect(resourceByName(text)).toBeUndefined());

test("the category all is what kubectl get all lists", () =>
  expect([...new Set(resources.filter((r) => r.categories.includes("all")).map((r) => r.resource))]).toEqual([
    "pods", "replicationcontrollers", "services", "daemonsets", "deployments", "replicasets", "statefulsets", "horizontalpodautoscalers", "cronjobs", "jobs",
  ]));

test("an apiVersion has at most one slash", () => {
  expect(parseGroupVersion("v1")).toEqual({ group: "", version: "v1" });
  expect(parseGroupVersion("apps/v1")).toEqual({ group: "apps", version: "v1" });
  expect(parseGroupVersion("a/b/c")).toBeUndefined();
});

test("every resource's kind has a schema", () => {
  const missing = resources.filter((r) => schemaFor(r.group === "" ? r.version : `${r.group}/${r.version}`, r.kind) === undefined);
  expect(missing.map((r) => r.kind)).toEqual([]);
  expect(resourceFor("", "v1", "Pod")?.subresources).toContain("exec");
});

test("every generated type reads, with types that exist", () => {
  const models = allModels();
  expect(models.length).toBeGreaterThan(400);
  for (const model of models) expect(structOf(model)?.fields.size).toBeGreaterThan(0);
});

test("fields know their types", () => {
  const spec = schemaFor("v1", "Pod")?.fields.get("spec")?.type;
  const containers = spec?.kind === "struct" ? spec.struct.fields.get("containers") : undefined;
  const container = containers?.type.kind === "list" && containers.type.of.kind === "struct" ? containers.type.of.struct : undefined;
  expect(container?.name).toBe("Container");
  expect(containers?.required).toBe(true);
  expect(container?.fields.get("imagePullPolicy")?.goType).toBe("PullPolicy");
  expect(schemaFor("events.k8s.io/v1", "Event")?.fields.has("regarding")).toBe(true);
  expect(schemaFor("v1", "Event")?.fields.has("involvedObject")).toBe(true);
});
