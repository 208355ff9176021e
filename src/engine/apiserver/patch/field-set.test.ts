import { expect, test } from "vitest";
import { fieldsV1, parseFieldsV1, pathText } from "./field-set.ts";
import { newTestWorld, podManifest } from "../testing/test-world.ts";
import { managersOf } from "../managed-fields.ts";
import type { Pod } from "../../../api/types.ts";

test("the creator of a pod owns what it said and what was defaulted, not what admission added", () => {
  const world = newTestWorld();
  const pod = world.call("create", { body: podManifest("web", { nodeSelector: { a: "b" } }), query: { fieldManager: "kubectl-client-side-apply" } }).body as Pod;
  // As a v1.36 cluster showed it for such a pod.
  expect(managersOf(pod)).toEqual([
    {
      manager: "kubectl-client-side-apply",
      operation: "Update",
      apiVersion: "v1",
      time: "2026-01-01T00:00:00Z",
      fieldsType: "FieldsV1",
      fieldsV1: {
        "f:metadata": { "f:labels": { ".": {}, "f:app": {} } },
        "f:spec": {
          "f:containers": {
            'k:{"name":"web"}': {
              ".": {}, "f:image": {}, "f:imagePullPolicy": {}, "f:name": {}, "f:resources": {}, "f:terminationMessagePath": {}, "f:terminationMessagePolicy": {},
            },
          },
          "f:dnsPolicy": {}, "f:enableServiceLinks": {}, "f:nodeSelector": {}, "f:restartPolicy": {}, "f:schedulerName": {}, "f:securityContext": {},
          "f:terminationGracePeriodSeconds": {},
        },
      },
    },
  ]);
});

test("an update takes a field from its manager; a manager without fields goes", () => {
  const world = newTestWorld();
  const at = { resource: "configmaps", name: "c" };
  world.call("create", { resource: "configmaps", body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data: { a: "1" } }, query: { fieldManager: "kubectl-create" } });
  const patched = world.call("patch", { ...at, patchType: "merge", body: { data: { a: "2" } }, query: { fieldManager: "kubectl-patch" } }).body as Pod;
  expect(managersOf(patched).map(({ manager, fieldsV1: fields }) => [manager, fields])).toEqual([
    ["kubectl-create", { "f:data": { ".": {} } }],
    ["kubectl-patch", { "f:data": { "f:a": {} } }],
  ]);
});

test("a set of fields survives its nested form", () => {
  const nested = { "f:data": { ".": {}, "f:a": {} }, "f:spec": { "f:ports": { 'k:{"port":80,"protocol":"TCP"}': { ".": {}, "f:port": {} } } } };
  expect(fieldsV1(parseFieldsV1(nested))).toEqual(nested);
  expect([...parseFieldsV1(nested)].map(pathText)).toEqual([".data", ".data.a", '.spec.ports[port=80,protocol="TCP"]', '.spec.ports[port=80,protocol="TCP"].port']);
});
