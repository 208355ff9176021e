import { describe, expect, test } from "vitest";
import { isAtomic, listTypeOf, markedLists, patchStrategyOf } from "./patch-strategies.ts";
import { allModels, structIn, structOf, typeBelow, typeOfKind, type FieldType } from "./schema/schema.ts";

/** The struct in which the last field of a path stands, and that field. */
function fieldAt(apiVersion: string, kind: string, path: string) {
  const names = path.split(".");
  const field = names.pop() ?? "";
  let type: FieldType | undefined = typeOfKind(apiVersion, kind);
  for (const name of names) type = typeBelow(type, name);
  return { struct: structIn(type), field, type: typeBelow(type, field) };
}

// As the OpenAPI document of a v1.36 cluster marks them.
describe("a list in a built-in kind", () => {
  test.each([
    ["v1", "Pod", "spec.containers", "merge name", "name"],
    ["v1", "Pod", "spec.containers.ports", "merge containerPort", "containerPort protocol"],
    ["v1", "Pod", "spec.ephemeralContainers.env", "merge name", "name"],
    ["v1", "Pod", "spec.topologySpreadConstraints", "merge topologyKey", "topologyKey whenUnsatisfiable"],
    ["v1", "Pod", "spec.tolerations", "replace", "atomic"],
    ["v1", "Pod", "spec.containers.args", "replace", "atomic"],
    ["v1", "Pod", "spec.containers.resources.claims", "replace", "name"],
    ["v1", "Pod", "metadata.finalizers", "merge", "set"],
    ["v1", "Service", "spec.ports", "merge port", "port protocol"],
    ["v1", "Node", "spec.taints", "replace", "atomic"],
    ["v1", "Node", "spec.podCIDRs", "merge", "set"],
    ["v1", "Namespace", "spec.finalizers", "replace", "atomic"],
    ["apps/v1", "Deployment", "spec.template.spec.volumes", "merge name retainKeys", "name"],
    ["apps/v1", "Deployment", "status.conditions", "merge type", "type"],
    ["batch/v1", "Job", "status.conditions", "merge type", "atomic"],
  ])("%s %s %s: patch %s, apply %s", (apiVersion, kind, path, patch, apply) => {
    const { struct, field } = fieldAt(apiVersion, kind, path);
    const { merge, mergeKey, retainKeys } = patchStrategyOf(struct, field);
    expect([merge ? "merge" : "replace", mergeKey, retainKeys ? "retainKeys" : undefined].filter(Boolean).join(" ")).toBe(patch);
    const list = listTypeOf(struct, field);
    expect(list.type === "map" ? list.keys.join(" ") : list.type).toBe(apply);
  });
});

test.each(markedLists)("%s is a field that the schema knows", (name) => {
  const [struct = "", field = ""] = name.split(".");
  const models = allModels().filter((model) => structOf(model)?.name === struct);
  expect(models.some((model) => structOf(model)?.fields.has(field))).toBe(true);
});

test("a selector is one value to server-side apply, labels are not", () => {
  expect(isAtomic(fieldAt("apps/v1", "Deployment", "spec.selector").type, "selector")).toBe(true);
  expect(isAtomic(fieldAt("v1", "Pod", "spec.nodeSelector").type, "nodeSelector")).toBe(true);
  expect(isAtomic(fieldAt("v1", "Pod", "metadata.labels").type, "labels")).toBe(false);
});
