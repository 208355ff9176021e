import { describe, expect, test } from "vitest";
import type { Pod } from "../../../api/types.ts";
import { isAvailable, nextAvailableMs, podsToDelete } from "./active-pods.ts";

interface Shape {
  readonly node?: string;
  readonly phase?: string;
  readonly readySince?: string;
  readonly cost?: string;
  readonly restarts?: number;
  readonly sidecarRestarts?: number;
  readonly created?: string;
}
const NOW = Date.UTC(2026, 0, 2);
const pod = (name: string, { node, phase = "Running", readySince, cost, restarts = 0, sidecarRestarts = 0, created = "2026-01-01T00:00:00Z" }: Shape): Pod =>
  ({
    metadata: { name, uid: name, creationTimestamp: created, ...(cost !== undefined && { annotations: { "controller.kubernetes.io/pod-deletion-cost": cost } }) },
    spec: { ...(node && { nodeName: node }), containers: [], initContainers: [{ name: "side", restartPolicy: "Always" }] },
    status: {
      phase,
      conditions: [{ type: "Ready", status: readySince ? "True" : "False", lastTransitionTime: readySince ?? "2026-01-01T00:00:00Z" }],
      containerStatuses: [{ name: "a", restartCount: restarts }],
      initContainerStatuses: [{ name: "side", restartCount: sidecarRestarts }],
    },
  }) as unknown as Pod;

// The order of TestSortingActivePodsWithRanks (pkg/controller/controller_utils_test.go): what comes first goes first.
test("the Pods of a workload that shrinks go in this order", () => {
  const old = "2026-01-01T10:00:00Z";
  const late = "2026-01-01T23:59:00Z";
  const order: readonly Pod[] = [
    pod("unassigned", { phase: "Pending" }),
    pod("pending", { node: "n", phase: "Pending" }),
    pod("unknown", { node: "n", phase: "Unknown" }),
    pod("running, not ready", { node: "n" }),
    pod("cheap", { node: "n", readySince: late, cost: "-5" }),
    pod("ready a minute ago", { node: "n", readySince: late }),
    pod("most restarts", { node: "n", readySince: old, restarts: 3 }),
    pod("most restarts of a sidecar", { node: "n", readySince: old, restarts: 1, sidecarRestarts: 2 }),
    pod("youngest", { node: "n", readySince: old, restarts: 1, created: "2026-01-01T20:00:00Z" }),
    pod("oldest", { node: "n", readySince: old, restarts: 1, created: "2025-01-01T00:00:00Z" }),
    pod("dear", { node: "n", readySince: old, cost: "10" }),
  ];
  for (let count = 1; count < order.length; count += 1) {
    expect(podsToDelete(order.toReversed(), [], count, NOW).map(({ metadata }) => metadata.name)).toEqual(order.slice(0, count).map(({ metadata }) => metadata.name));
  }
});

test("a node with more Pods of the workload gives one first", () => {
  const since = "2026-01-01T10:00:00Z";
  const [alone, crowded, sibling] = [pod("alone", { node: "a", readySince: since }), pod("crowded", { node: "b", readySince: since }), pod("sibling", { node: "b", readySince: since })];
  expect(podsToDelete([alone, crowded], [alone, crowded, sibling], 1, NOW)).toEqual([crowded]);
});

test("of about the same age the uid decides, not the second", () => {
  const [a, b] = [pod("a", { node: "n", readySince: "2026-01-01T10:00:00Z" }), pod("b", { node: "n", readySince: "2026-01-01T11:00:00Z" })];
  expect(podsToDelete([b, a], [], 1, NOW)).toEqual([a]);
});

// The cases of TestIsPodAvailable (pkg/api/v1/pod/util_test.go).
describe("a Pod is available", () => {
  test.each([
    ["not while it is not ready", pod("p", {}), 0, false],
    ["at once without a minimum", pod("p", { readySince: "2026-01-02T00:00:00Z" }), 0, true],
    ["not before its minimum is over", pod("p", { readySince: "2026-01-01T23:59:50Z" }), 11, false],
    ["when its minimum is over", pod("p", { readySince: "2026-01-01T23:59:50Z" }), 10, true],
  ])("%s", (_when, given, seconds, expected) => expect(isAvailable(given, seconds, NOW)).toBe(expected));

  test("and the next one is looked for when its time comes", () => {
    expect(nextAvailableMs([pod("p", { readySince: "2026-01-01T23:59:50Z" }), pod("q", {})], 15, NOW)).toBe(5000);
    expect(nextAvailableMs([pod("p", { readySince: "2026-01-01T23:59:50Z" })], 5, NOW)).toBeUndefined();
  });
});
