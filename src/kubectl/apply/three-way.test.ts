import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../api/json.ts";
import { typeOfKind } from "../../api/schema/schema.ts";
import { applyStrategicMergePatch } from "../../engine/apiserver/patch/strategic-merge-patch.ts";
import { threeWayPatch } from "./three-way.ts";

const pod = (spec: JsonObject): JsonObject => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec });

// Expected patches are what kubectl shows in "error when applying patch:".
test.each([
  { when: "nothing changed", last: { a: "1" }, next: { a: "1" }, live: { a: "1", defaulted: "x" }, patch: {} },
  { when: "a value changed", last: { a: "1" }, next: { a: "2" }, live: { a: "1" }, patch: { spec: { a: "2" } } },
  { when: "a field was dropped from the manifest", last: { a: "1", b: "2" }, next: { a: "1" }, live: { a: "1", b: "2" }, patch: { spec: { b: null } } },
  { when: "somebody else's field stays", last: { a: "1" }, next: { a: "1" }, live: { a: "1", other: "y" }, patch: {} },
  {
    when: "an image changed",
    last: { containers: [{ name: "c", image: "nginx:1" }] },
    next: { containers: [{ name: "c", image: "nginx:2" }] },
    live: { containers: [{ name: "c", image: "nginx:1", imagePullPolicy: "Always" }] },
    patch: { spec: { $setElementOrder: 0, containers: [{ name: "c", image: "nginx:2" }] } },
  },
  {
    when: "a container was dropped",
    last: { containers: [{ name: "a" }, { name: "b" }] },
    next: { containers: [{ name: "a" }] },
    live: { containers: [{ name: "a" }, { name: "b" }] },
    patch: { spec: { $setElementOrder: 0, containers: [{ $patch: "delete", name: "b" }] } },
  },
  { when: "a list without key is replaced whole", last: { tolerations: [{ key: "a" }] }, next: { tolerations: [{ key: "b" }] }, live: { tolerations: [{ key: "a" }] }, patch: { spec: { tolerations: [{ key: "b" }] } } },
])("when $when, the patch says just that", ({ last, next, live, patch }) => {
  const found = threeWayPatch(pod(last as JsonObject), pod(next as JsonObject), pod(live as JsonObject));
  const order = { "$setElementOrder/containers": (((next as JsonObject)["containers"] ?? []) as readonly JsonObject[]).map(({ name }) => ({ name: name as Json })) };
  const { spec, ...rest } = patch as JsonObject;
  const { $setElementOrder, ...fields } = (spec ?? {}) as JsonObject;
  expect(found).toEqual(spec === undefined ? rest : { spec: { ...fields, ...($setElementOrder !== undefined && order) } });
});

test("applied to the live object, the patch brings what the manifest says and takes what it dropped", () => {
  const data = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2", "3"));
  const config = (values: Record<string, string>): JsonObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data: values });
  fc.assert(
    fc.property(data, data, data, (last, next, others) => {
      const live = { ...last, ...others };
      const patch = threeWayPatch(config(last), config(next), config(live));
      const result = applyStrategicMergePatch(typeOfKind("v1", "ConfigMap"), config(live), patch) as { readonly value: JsonObject };
      const foreign = Object.fromEntries(Object.entries(live).filter(([key]) => !(key in last)));
      expect(result.value["data"]).toEqual({ ...foreign, ...next });
    }),
  );
});
