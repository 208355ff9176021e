import { expect, test } from "vitest";
import { newTestWorld } from "../testing/test-world.ts";

const notReady = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };

// Cases of Test_nodeTaints (plugin/pkg/admission/nodetaint/admission_test.go).
test.each([
  ["gets the taint", undefined, [notReady]],
  ["keeps what it has", [{ key: "mine", effect: "NoSchedule" }], [{ key: "mine", effect: "NoSchedule" }, notReady]],
  ["does not get it twice", [notReady], [notReady]],
])("a new Node %s", (_name, given, taints) => {
  const { body } = newTestWorld().call("create", { resource: "nodes", body: { apiVersion: "v1", kind: "Node", metadata: { name: "n" }, spec: given ? { taints: given } : {} } as never });
  expect(body).toMatchObject({ spec: { taints } });
});
