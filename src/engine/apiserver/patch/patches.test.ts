import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../api/json.ts";
import { typeOfKind } from "../../../api/schema/schema.ts";
import { goPrint } from "./go-print.ts";
import { applyJsonPatch, type JsonPatchOperation } from "./json-patch.ts";
import { applyMergePatch } from "./merge-patch.ts";
import { applyStrategicMergePatch } from "./strategic-merge-patch.ts";

describe("a merge patch", () => {
  // The examples of RFC 7386, appendix A.
  test.each<[Json, Json, Json]>([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("of %j with %j is %j", (target, patch, expected) => {
    expect(applyMergePatch(target, patch)).toEqual(expected);
  });

  test("applied twice does what it does once", () => {
    fc.assert(
      fc.property(fc.jsonValue() as fc.Arbitrary<Json>, fc.jsonValue() as fc.Arbitrary<Json>, (target, patch) => {
        const once = applyMergePatch(target, patch);
        expect(applyMergePatch(once, patch)).toEqual(once);
      }),
    );
  });
});

describe("a JSON patch", () => {
  const document: Json = { a: 1, list: ["x", "y"], nested: { "k/e~y": "v" } };
  test.each<{ does: string; operations: readonly JsonPatchOperation[]; expected: Json }>([
    { does: "adds a key", operations: [{ op: "add", path: "/b", value: 2 }], expected: { ...document, b: 2 } },
    { does: "inserts in a list", operations: [{ op: "add", path: "/list/1", value: "n" }], expected: { ...document, list: ["x", "n", "y"] } },
    { does: "appends to a list", operations: [{ op: "add", path: "/list/-", value: "n" }], expected: { ...document, list: ["x", "y", "n"] } },
    { does: "replaces an item", operations: [{ op: "replace", path: "/list/0", value: "n" }], expected: { ...document, list: ["n", "y"] } },
    { does: "removes an item", operations: [{ op: "remove", path: "/list/0" }], expected: { ...document, list: ["y"] } },
    { does: "reads escaped names", operations: [{ op: "replace", path: "/nested/k~1e~0y", value: "w" }], expected: { ...document, nested: { "k/e~y": "w" } } },
    { does: "moves", operations: [{ op: "move", from: "/a", path: "/nested/a" }], expected: { list: ["x", "y"], nested: { "k/e~y": "v", a: 1 } } },
    { does: "copies", operations: [{ op: "copy", from: "/list", path: "/copy" }], expected: { ...document, copy: ["x", "y"] } },
    { does: "tests and goes on", operations: [{ op: "test", path: "/a", value: 1 }, { op: "remove", path: "/a" }], expected: { list: ["x", "y"], nested: { "k/e~y": "v" } } },
    { does: "replaces the whole", operations: [{ op: "replace", path: "", value: {} }], expected: {} },
  ])("$does", ({ operations, expected }) => {
    expect(applyJsonPatch(document, operations)).toEqual({ ok: true, value: expected });
  });

  test.each<{ when: string; operation: JsonPatchOperation }>([
    { when: "what it removes is not there", operation: { op: "remove", path: "/none" } },
    { when: "what it replaces is not there", operation: { op: "replace", path: "/none", value: 1 } },
    { when: "the parent is not there", operation: { op: "add", path: "/none/a", value: 1 } },
    { when: "the test fails", operation: { op: "test", path: "/a", value: 2 } },
    { when: "the index is out of bounds", operation: { op: "add", path: "/list/3", value: 1 } },
    { when: "the operation is unknown", operation: { op: "jump", path: "/a" } },
    { when: "the pointer is none", operation: { op: "add", path: "a", value: 1 } },
  ])("is refused when $when", ({ operation }) => {
    expect(applyJsonPatch(document, [operation]).ok).toBe(false);
  });

  test("never throws, whatever it is", () => {
    const operation = fc.record({ op: fc.oneof(fc.constantFrom("add", "remove", "replace", "move", "copy", "test"), fc.string()), path: fc.oneof(fc.string(), fc.constantFrom("/a", "/list/0", "/list/-", "")), from: fc.string(), value: fc.jsonValue() });
    fc.assert(fc.property(fc.jsonValue(), fc.array(operation, { maxLength: 4 }), (target, operations) => void applyJsonPatch(target as Json, operations as never)));
  });
});

const names = (value: Json | undefined): string => (value as readonly JsonObject[]).map((item) => String(item["name"])).join(" ");

const podType = typeOfKind("v1", "Pod");

describe("a strategic merge patch of a Pod", () => {
  const pod: JsonObject = {
    metadata: { name: "web", labels: { app: "web" }, finalizers: ["a", "b"] },
    spec: {
      containers: [{ name: "web", image: "nginx:1", env: [{ name: "A", value: "1" }, { name: "B", value: "2" }], args: ["x"] }, { name: "log", image: "busybox" }],
      tolerations: [{ key: "a" }],
      volumes: [{ name: "v", emptyDir: {} }],
    },
  };
  const patched = (patch: JsonObject): JsonObject => {
    const result = applyStrategicMergePatch(podType, pod, patch);
    if (!result.ok) throw new Error(result.message);
    return result.value as JsonObject;
  };
  const spec = (patch: JsonObject): JsonObject => patched({ spec: patch })["spec"] as JsonObject;
  const containers = (list: readonly JsonObject[]): readonly JsonObject[] => spec({ containers: list })["containers"] as readonly JsonObject[];

  test("merges a container by its name and keeps the others", () => {
    expect(containers([{ name: "web", image: "nginx:2" }])).toMatchObject([{ name: "web", image: "nginx:2", args: ["x"] }, { name: "log", image: "busybox" }]);
  });

  test("puts a new container before those that it does not name", () => {
    expect(names(spec({ containers: [{ name: "side", image: "busybox" }] })["containers"])).toBe("side web log");
  });

  test("orders as $setElementOrder says", () => {
    expect(names(spec({ "$setElementOrder/containers": [{ name: "log" }, { name: "web" }] })["containers"])).toBe("log web");
    expect(names(spec({ containers: [{ name: "new" }], "$setElementOrder/containers": [{ name: "web" }, { name: "new" }, { name: "log" }] })["containers"])).toBe("web new log");
  });

  test("deletes an item that says so", () => {
    expect(names(spec({ containers: [{ name: "log", $patch: "delete" }] })["containers"])).toBe("web");
  });

  test("replaces a list that says so", () => {
    expect(spec({ containers: [{ name: "only" }, { $patch: "replace" }] })["containers"]).toEqual([{ name: "only" }]);
  });

  test("replaces a map that says so", () => {
    expect((patched({ metadata: { labels: { $patch: "replace", tier: "db" } } })["metadata"] as JsonObject)["labels"]).toEqual({ tier: "db" });
  });

  test("replaces lists without a merge key", () => {
    expect(spec({ tolerations: [{ key: "b" }] })["tolerations"]).toEqual([{ key: "b" }]);
    expect(containers([{ name: "web", args: ["y", "z"] }])[0]?.["args"]).toEqual(["y", "z"]);
  });

  test("merges environment variables by name, and null removes a key", () => {
    const [web] = containers([{ name: "web", args: null, env: [{ name: "B", value: "3" }, { name: "C", value: "4" }] }]);
    expect(web).not.toHaveProperty("args");
    expect(web?.["env"]).toEqual([{ name: "A", value: "1" }, { name: "B", value: "3" }, { name: "C", value: "4" }]);
  });

  test("unites finalizers and takes out what $deleteFromPrimitiveList names", () => {
    expect((patched({ metadata: { finalizers: ["c"] } })["metadata"] as JsonObject)["finalizers"]).toEqual(["c", "a", "b"]);
    expect((patched({ metadata: { "$deleteFromPrimitiveList/finalizers": ["a"] } })["metadata"] as JsonObject)["finalizers"]).toEqual(["b"]);
  });

  test("keeps only what $retainKeys names", () => {
    expect(spec({ volumes: [{ name: "v", $retainKeys: ["name", "configMap"], configMap: { name: "c" } }] })["volumes"]).toEqual([{ name: "v", configMap: { name: "c" } }]);
  });

  test("needs the merge key of an item", () => {
    expect(applyStrategicMergePatch(podType, pod, { spec: { containers: [{ image: "x" }] } })).toEqual({
      ok: false,
      message: "map: map[image:x] does not contain declared merge key: name",
    });
  });

  test("applied twice does what it does once; leaves no directive behind", () => {
    const item = fc.record({ name: fc.constantFrom("web", "log", "new"), image: fc.string() }, { requiredKeys: ["name"] });
    const patch = fc.record({ spec: fc.record({ containers: fc.uniqueArray(item, { selector: ({ name }) => name }), tolerations: fc.array(fc.record({ key: fc.string() })) }) });
    fc.assert(
      fc.property(patch, (random) => {
        const once = patched(random as unknown as JsonObject);
        expect(applyStrategicMergePatch(podType, once, random as unknown as JsonObject)).toEqual({ ok: true, value: once });
        expect(JSON.stringify(once)).not.toMatch(/"\$(patch|retainKeys|setElementOrder|deleteFrom)/);
      }),
    );
  });

  test("never throws, whatever it is", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("spec", "containers", "$patch", "$retainKeys", "$setElementOrder/containers", "$deleteFromPrimitiveList/finalizers", "finalizers", "metadata"));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ depthSize: "small" }, fc.jsonValue(), tie("tree"), fc.array(tie("tree"), { maxLength: 3 })), { maxKeys: 4 }),
    }));
    fc.assert(fc.property(tree, (random) => void applyStrategicMergePatch(podType, pod, random as JsonObject)));
  });
});

test.each<[Json, string]>([
  [{ spec: { replicas: "2" } }, "map[spec:map[replicas:2]]"],
  [{ b: [1, "x", null], a: true }, "map[a:true b:[1 x <nil>]]"],
])("%j is printed by Go as %s", (value, text) => {
  expect(goPrint(value)).toBe(text);
});
