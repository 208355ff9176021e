import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { ConfigMap, Status } from "../../../api/types.ts";
import type { ApiResponse } from "../request.ts";
import { newTestWorld, podManifest, type TestWorld } from "../testing/test-world.ts";

let world: TestWorld;
beforeEach(() => {
  world = newTestWorld();
});

const configMap = (data: JsonObject): JsonObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf" }, data });
const apply = (data: JsonObject, fieldManager = "one", force = false): ApiResponse =>
  world.call("patch", { resource: "configmaps", name: "conf", patchType: "apply", body: configMap(data), query: { fieldManager, force } });
const dataNow = (): unknown => (world.call("get", { resource: "configmaps", name: "conf" }).body as ConfigMap).data;

describe("server-side apply", () => {
  test("creates what is not there, and says so", () => {
    expect(apply({ a: "1" }).code).toBe(201);
    expect(apply({ a: "1" }).code).toBe(200);
  });

  test("removes what its manager no longer applies, and leaves what others own", () => {
    apply({ a: "1", b: "2" });
    apply({ c: "3" }, "two");
    apply({ a: "1" });
    expect(dataNow()).toEqual({ a: "1", c: "3" });
  });

  test("leaves a map in which others own a key", () => {
    apply({ a: "1" });
    world.call("patch", { resource: "configmaps", name: "conf", patchType: "merge", body: { data: { b: "2" } } });
    world.call("patch", { resource: "configmaps", name: "conf", patchType: "apply", body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf" } }, query: { fieldManager: "one" } });
    expect(dataNow()).toEqual({ b: "2" });
  });

  // Mirrors TestApplyUsingLastAppliedAnnotation (apimachinery/pkg/util/managedfields/managedfieldstest).
  test("by kubectl takes over what kubectl apply set on the client's side, and no more", () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"conf"},"data":{"a":"1"}}' };
    world.call("create", { resource: "configmaps", body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf", annotations }, data: { a: "1", b: "1" } }, query: { fieldManager: "kubectl-client-side-apply" } });
    expect(apply({ a: "2" }, "someone").code).toBe(409);
    expect(apply({ a: "2" }, "kubectl").code).toBe(200);
    expect(apply({ b: "2" }, "kubectl").code).toBe(409);
  });

  test("refuses to change what another manager owns, unless forced", () => {
    apply({ a: "1" });
    const refused = apply({ a: "2" }, "two");
    expect(refused.code).toBe(409);
    expect((refused.body as Status).message).toBe('Apply failed with 1 conflict: conflict with "one" using v1: .data.a');
    expect(apply({ a: "2" }, "two", true).code).toBe(200);
    expect(dataNow()).toEqual({ a: "2" });
  });

  test("conflicts with what kubectl has written by update", () => {
    world.call("create", { resource: "configmaps", body: configMap({ a: "1" }), query: { fieldManager: "kubectl-client-side-apply" } });
    expect((apply({ a: "2" }).body as Status).message).toBe('Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .data.a');
  });

  test("the same value is no conflict: both own it", () => {
    apply({ a: "1" });
    expect(apply({ a: "1" }, "two").code).toBe(200);
    apply({ b: "2" });
    expect(dataNow()).toEqual({ a: "1", b: "2" });
  });

  test("merges the containers of a pod by name", () => {
    world.call("create", { body: podManifest("web") });
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec: { containers: [{ name: "web", image: "nginx:1.28" }] } };
    const response = world.call("patch", { name: "web", patchType: "apply", body, query: { fieldManager: "one", force: true } });
    expect(response.body).toMatchObject({ spec: { containers: [{ name: "web", image: "nginx:1.28", imagePullPolicy: "IfNotPresent" }] } });
  });

  test("names several conflicts line by line", () => {
    apply({ a: "1", b: "1" });
    expect((apply({ a: "2", b: "2" }, "two").body as Status).message).toBe('Apply failed with 2 conflicts: conflict with "one" using v1:\n- .data.a\n- .data.b');
  });
});
