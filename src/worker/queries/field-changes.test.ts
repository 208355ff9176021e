import { expect, test } from "vitest";
import type { Json } from "../../api/json.ts";
import { fieldChanges, writerOf } from "./field-changes.ts";

test.each<[string, Json | undefined, Json | undefined, readonly string[]]>([
  ["a field that was set", { spec: {} }, { spec: { nodeName: "worker-1" } }, ["spec.nodeName:  -> worker-1"]],
  ["a field that was changed", { status: { phase: "Pending" } }, { status: { phase: "Running" } }, ["status.phase: Pending -> Running"]],
  ["a field that was taken away", { a: { b: 1, c: 2 } }, { a: { c: 2 } }, ["a.b: 1 -> "]],
  ["conditions by their type", { c: [{ type: "Ready", status: "False" }, { type: "Initialized", status: "True" }] }, { c: [{ type: "Ready", status: "True" }, { type: "Initialized", status: "True" }] }, ["c[type=Ready].status: False -> True"]],
  ["containers by their name", { c: [{ name: "a", ready: false }] }, { c: [{ name: "a", ready: true }] }, ["c[name=a].ready: false -> true"]],
  ["a list of plain values as one", { args: ["a"] }, { args: ["a", "b"] }, ['args: ["a"] -> ["a","b"]']],
  ["a new object, leaf by leaf", undefined, { kind: "Pod", spec: { containers: [{ name: "a", image: "b:1" }] } }, ["kind:  -> Pod", "spec.containers[name=a].name:  -> a", 'spec.containers[name=a].image:  -> "b:1"']],
  ["not what changes with every write", { metadata: { resourceVersion: "1", managedFields: [] } }, { metadata: { resourceVersion: "2", managedFields: [{}] } }, []],
])("%s", (_, before, after, expected) => expect(fieldChanges(before, after).map(({ path, before: was = "", after: is = "" }) => `${path}: ${was} -> ${is}`)).toEqual(expected));

test("who wrote is the entry that is new or newer", () => {
  const entry = (manager: string, time: string) => ({ manager, operation: "Update", time });
  const object = (...managedFields: Json[]) => ({ metadata: { managedFields } });
  expect(writerOf(object(entry("kubectl", "1")), object(entry("kubectl", "1"), { ...entry("kubelet", "2"), subresource: "status" }))).toEqual({ manager: "kubelet", operation: "Update", subresource: "status" });
  expect(writerOf(object(entry("kubelet", "1")), object(entry("kubelet", "2")))?.manager).toBe("kubelet");
  expect(writerOf(object(entry("kubectl", "1")), object(entry("kubectl", "1")))).toBeUndefined();
});
