import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../api/json.ts";
import { resources } from "../../api/resources.ts";
import type { KubernetesObject, Status } from "../../api/types.ts";
import type { ApiRequest, PatchType, Verb } from "./request.ts";
import { newTestWorld, podManifest, type TestWorld } from "./testing/test-world.ts";

let world: TestWorld;
beforeAll(() => {
  world = newTestWorld();
  world.call("create", { body: podManifest("web") });
});

const verbs: readonly Verb[] = ["get", "list", "create", "update", "patch", "delete", "deletecollection"];
const patchTypes: readonly PatchType[] = ["json", "merge", "strategic", "apply"];

/** JSON that is nearly a manifest: known field names, values of any kind. */
const fields = ["apiVersion", "kind", "metadata", "name", "namespace", "labels", "annotations", "finalizers", "ownerReferences", "spec", "containers", "initContainers", "image", "ports", "env", "volumes", "status", "conditions", "resources", "limits", "cpu", "data", "$patch", "__proto__", "constructor", "managedFields", "generateName", "uid", "resourceVersion", "template", "target", "deleteOptions", "preconditions", "gracePeriodSeconds", "propagationPolicy", "op", "path", "value"];
const leaf = fc.oneof(fc.constantFrom("v1", "Pod", "web", "default", "-1", "1Gi", "Foreground", "replace", "add", "/spec/containers/0", ""), fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.double());
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ depthSize: "medium", withCrossShrink: true }, leaf, fc.array(tie("tree"), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...fields), tie("tree"), { maxKeys: 5 })) as fc.Arbitrary<Json>,
}));
const body = fc.oneof(tree, tree.map((spec) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec })), tree.map((metadata) => ({ ...podManifest("x"), metadata })));
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });

const request = fc.record({
  verb: fc.constantFrom(...verbs),
  at: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...resources.filter(({ resource }) => ["pods", "configmaps", "namespaces", "events", "deployments", "nodes"].includes(resource))) }, { weight: 1, arbitrary: fc.constantFrom(...resources) }),
  subresource: optional(fc.constantFrom("status", "scale", "binding", "eviction", "log", "exec", "finalize", "ephemeralcontainers", "resize", "nope")),
  namespace: optional(fc.constantFrom("default", "nope", "")),
  name: optional(fc.constantFrom("web", "nope", "", "../x", "__proto__")),
  patchType: fc.constantFrom(...patchTypes),
  table: fc.boolean(),
  body: optional(body),
  query: fc.record({ labelSelector: fc.constantFrom("", "app=web", "a in (", "!", "="), fieldSelector: fc.constantFrom("", "metadata.name=web", "x=y", "a"), limit: fc.constantFrom(0, 1, -1), continue: fc.constantFrom("", "x", "1:default/web"), resourceVersion: fc.constantFrom("", "0", "x"), fieldValidation: fc.constantFrom("Strict", "Warn", "Ignore"), fieldManager: fc.constantFrom("", "m"), force: fc.boolean(), dryRun: fc.boolean(), container: fc.constantFrom("", "web", "x") }),
});

const asRequest = ({ at, subresource, namespace, name, body: given, ...rest }: typeof request extends fc.Arbitrary<infer R> ? R : never): ApiRequest =>
  ({
    ...rest,
    group: at.group, version: at.version, resource: at.resource, userAgent: "kubectl",
    ...(subresource !== undefined && { subresource }), ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }), ...(given !== undefined && { body: given }),
  }) as ApiRequest;

describe("a hostile client", () => {
  test("is always answered, with an object or a Status, and leaves the store whole", () => {
    fc.assert(
      fc.property(request, (random) => {
        const response = world.api.serve(asRequest(random));
        expect(response.code).toBeGreaterThanOrEqual(200);
        expect(response.code).toBeLessThan(600);
        expect(typeof response.body).toBe("object");
        if (response.code >= 400) {
          const status = response.body as Status;
          expect(status).toMatchObject({ kind: "Status", status: "Failure", code: response.code });
          expect(typeof status.message).toBe("string");
        }
      }),
      { numRuns: 3000 },
    );
    for (const resource of world.api.store.resources()) {
      for (const key of world.api.store.keys(resource)) {
        const object = world.api.store.get(resource, key) as KubernetesObject;
        expect([object.metadata.namespace, object.metadata.name].filter(Boolean).join("/")).toBe(key);
        expect(object.metadata.uid).not.toBe("");
      }
    }
  });

  test("a refused request changes nothing", () => {
    fc.assert(
      fc.property(request, (random) => {
        const { revision } = world.api.store;
        const { code } = world.api.serve(asRequest(random));
        if (code >= 400) expect(world.api.store.revision).toBe(revision);
      }),
      { numRuns: 1000 },
    );
  });

  test("nesting without end is refused before it costs the stack", () => {
    const deep = (levels: number): JsonObject => {
      let value: JsonObject = {};
      for (let i = 0; i < levels; i += 1) value = { a: value };
      return value;
    };
    for (const patchType of ["merge", "strategic", "apply"] as const) {
      expect(world.call("patch", { name: "web", patchType, body: deep(100_000), query: { fieldManager: "m" } }).code).toBe(400);
    }
    expect(world.call("create", { body: { ...podManifest("deep"), spec: deep(100_000) } }).code).toBe(400);
  });
});
