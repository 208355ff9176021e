import { describe, expect, test } from "vitest";
import type { Condition, KubernetesObject } from "../../../api/types.ts";
import { namespaceConditions } from "./conditions.ts";
import { newPass, withListed } from "./pass.ts";

const NOW = "2026-01-01T00:00:00Z";
const clean = { remaining: {}, finalizers: {}, errors: [] };
const condition = (type: string, status: string, reason = "", message = ""): Condition => ({ type, status, reason, message, lastTransitionTime: "2025-01-01T00:00:00Z" }) as Condition;
const written = (conditions: readonly Condition[]): readonly string[] => conditions.map(({ type, status, reason }) => `${type.replace("Namespace", "")} ${status} ${reason}`);
const fine = ["DeletionDiscoveryFailure False ResourcesDiscovered", "DeletionGroupVersionParsingFailure False ParsedGroupVersions", "DeletionContentFailure False ContentDeleted", "ContentRemaining False ContentRemoved", "FinalizersRemaining False ContentHasNoFinalizers"];

// Counterparts of TestUpdateConditions (pkg/controller/namespace/deletion/status_condition_utils_test.go).
describe("the conditions of a namespace that is emptied", () => {
  test.each<{ what: string; before: readonly Condition[]; left?: object; after: readonly string[] }>([
    { what: "are five", before: [], after: fine },
    { what: "leave others alone", before: [condition("unknown", "True")], after: ["unknown True ", ...fine] },
    { what: "turn well", before: [condition("NamespaceDeletionDiscoveryFailure", "True")], after: fine },
    { what: "turn well in the order in which they stand", before: [condition("NamespaceDeletionGroupVersionParsingFailure", "True"), condition("NamespaceDeletionDiscoveryFailure", "True")], after: [fine[1] ?? "", fine[0] ?? "", ...fine.slice(2)] },
    { what: "turn bad", before: [condition("NamespaceDeletionContentFailure", "False")], left: { errors: ["foo"] }, after: ["DeletionContentFailure True ContentDeletionFailed", fine[0] ?? "", fine[1] ?? "", ...fine.slice(3)] },
    { what: "turn bad where they stand", before: [condition("NamespaceDeletionContentFailure", "False"), condition("NamespaceDeletionDiscoveryFailure", "True")], left: { errors: ["foo"] }, after: ["DeletionContentFailure True ContentDeletionFailed", fine[0] ?? "", fine[1] ?? "", ...fine.slice(3)] },
    { what: "tell what remains", before: [], left: { remaining: { "pods.": 1 }, finalizers: { "k8s.io/x": 1 } }, after: [...fine.slice(0, 3), "ContentRemaining True SomeResourcesRemain", "FinalizersRemaining True SomeFinalizersRemain"] },
  ])("$what", ({ before, left = {}, after }) => {
    expect(written(namespaceConditions(before, { ...clean, ...left }, NOW))).toEqual(after);
  });
  // Counterpart of TestProcessContentTotals (same file); the words are those of today.
  test("tell what remains, and who holds it, in the order of names", () => {
    const told = namespaceConditions([], { ...clean, remaining: { "deployments.apps": 5, "daemonsets.apps": 5 }, finalizers: { "service-catalog": 6, kubedb: 5 } }, NOW);
    expect(told.slice(3).map(({ message }) => message)).toEqual([
      "Some resources are remaining: daemonsets.apps has 5 resource instances, deployments.apps has 5 resource instances",
      "Some content in the namespace has finalizers remaining: kubedb in 5 resource instances, service-catalog in 6 resource instances",
    ]);
  });
  test("keep the time of their last turn, and are the same list where nothing has changed", () => {
    const first = namespaceConditions([], clean, NOW);
    expect(namespaceConditions(first, clean, "2026-01-02T00:00:00Z")).toBe(first);
    const again = namespaceConditions(first, { ...clean, remaining: { "pods.": 2 } }, "2026-01-02T00:00:00Z");
    expect(again.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual([NOW, NOW, NOW, "2026-01-02T00:00:00Z", NOW]);
    const more = namespaceConditions(again, { ...clean, remaining: { "pods.": 1 } }, "2026-01-03T00:00:00Z");
    expect(more[3]).toMatchObject({ lastTransitionTime: "2026-01-02T00:00:00Z", message: "Some resources are remaining: pods. has 1 resource instances" });
  });
});

// Counterparts of deleteAllContentForGroupVersionResource and estimateGracefulTermination (pkg/controller/namespace/deletion/namespaced_resources_deleter.go).
describe("what is left of a kind", () => {
  const pods = { group: "", resource: "pods" } as Parameters<typeof withListed>[1];
  const pod = (grace: number, phase = "Running", finalizers: readonly string[] = []): KubernetesObject =>
    ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "ns", finalizers }, spec: { terminationGracePeriodSeconds: grace }, status: { phase } }) as unknown as KubernetesObject;
  test.each<{ what: string; items: readonly KubernetesObject[]; deletedFor: number; estimate: number; errors: number }>([
    { what: "is nothing", items: [], deletedFor: 0, estimate: 0, errors: 0 },
    { what: "ends within the longest grace", items: [pod(10), pod(30)], deletedFor: 5, estimate: 30, errors: 0 },
    { what: "should have ended", items: [pod(10), pod(30)], deletedFor: 31, estimate: 0, errors: 1 },
    { what: "has ended and is still there", items: [pod(30, "Succeeded")], deletedFor: 0, estimate: 0, errors: 1 },
    { what: "is held by a finalizer", items: [pod(0, "Succeeded", ["example.com/x"])], deletedFor: 60, estimate: 15, errors: 0 },
    { what: "ends within its grace, and is held", items: [pod(30, "Running", ["example.com/x"])], deletedFor: 0, estimate: 30, errors: 0 },
  ])("$what: $estimate s, $errors errors", ({ items, deletedFor, estimate, errors }) => {
    const { estimateSeconds, errors: told, remaining } = withListed(newPass, pods, items, deletedFor * 1000);
    expect([estimateSeconds, told.length, remaining["pods."] ?? 0]).toEqual([estimate, errors, items.length]);
  });
});
