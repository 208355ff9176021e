import { describe, expect, test } from "vitest";
import type { PodDisruptionBudget } from "../../../api/policy.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import { budgetStatus, desiredHealthy, stillDisrupted } from "./budget.ts";

const now = Date.UTC(2026, 0, 1);
const budgetOf = (spec: object, status?: object): PodDisruptionBudget => ({ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "b", generation: 1 }, spec, status }) as unknown as PodDisruptionBudget;
const podOf = (name: string, ready = true, metadata: object = {}): Pod => ({ metadata: { name, ...metadata }, spec: {}, status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }] } }) as unknown as Pod;
const pods = (ready: number, unready = 0): readonly Pod[] => [...Array.from({ length: ready }, (_, i) => podOf(`r${i}`)), ...Array.from({ length: unready }, (_, i) => podOf(`u${i}`, false))];

describe("how many Pods must be healthy", () => {
  // Cases of TestIntegerMaxUnavailable, TestPercentageMaxUnavailableWithScaling, TestReplicaSet (pkg/controller/disruption/disruption_test.go).
  test.each([
    ["minAvailable as a number", { minAvailable: 3 }, 4, 3],
    ["of a share, rounded up", { minAvailable: "20%" }, 10, 2],
    ["of a share, rounded up from a fraction", { minAvailable: "67%" }, 3, 3],
    ["all but maxUnavailable", { maxUnavailable: 1 }, 7, 6],
    ["maxUnavailable rounds up too", { maxUnavailable: "30%" }, 7, 4],
    ["never fewer than none", { maxUnavailable: 5 }, 2, 0],
  ])("%s", (_name, spec, expected, wanted) => expect(desiredHealthy(budgetOf(spec), expected)).toBe(wanted));
});

describe("a budget's status", () => {
  const shown = (spec: object, expected: number, some: readonly Pod[], disrupted = {}) => {
    const status = budgetStatus(budgetOf(spec), expected, some, disrupted, now);
    return [status?.disruptionsAllowed, status?.currentHealthy, status?.desiredHealthy, status?.conditions?.[0]?.reason];
  };
  test.each([
    ["no Pods, nothing allowed", { minAvailable: 3 }, 0, [], [0, 0, 3, "InsufficientPods"]],
    ["none required, none there: nothing allowed", { minAvailable: 0 }, 0, [], [0, 0, 0, "InsufficientPods"]],
    ["one more than needed", { minAvailable: 3 }, 4, pods(4), [1, 4, 3, "SufficientPods"]],
    ["as many as needed", { minAvailable: 3 }, 4, pods(3, 1), [0, 3, 3, "InsufficientPods"]],
    ["one of five may be missing, and is", { maxUnavailable: 1 }, 5, pods(4, 1), [0, 4, 4, "InsufficientPods"]],
  ] as const)("%s", (_name, spec, expected, some, status) => expect(shown(spec, expected, some)).toEqual(status));

  test("who is let go or ends is not healthy", () => {
    expect(shown({ minAvailable: 1 }, 3, pods(3), { r0: rfc3339(now) })).toEqual([1, 2, 1, "SufficientPods"]);
    expect(shown({ minAvailable: 1 }, 3, [...pods(2), podOf("ends", true, { deletionTimestamp: rfc3339(now) })])).toEqual([1, 2, 1, "SufficientPods"]);
  });
  test("is not written where nothing has changed", () => {
    const first = budgetStatus(budgetOf({ minAvailable: 1 }), 2, pods(2), {}, now);
    expect(budgetStatus(budgetOf({ minAvailable: 1 }, first), 2, pods(2), {}, now + 5000)).toBeUndefined();
  });
});

// Cases of TestUpdateDisruptedPods (pkg/controller/disruption/disruption_test.go).
test("of those that were let go, only who has not begun to end and is not overdue is kept", () => {
  const disruptedPods = { p1: rfc3339(now), p2: rfc3339(now - 300_000), p3: rfc3339(now), notthere: rfc3339(now) };
  const result = stillDisrupted(budgetOf({ minAvailable: 1 }, { disruptedPods }), [podOf("p1"), podOf("p2"), podOf("p3", true, { deletionTimestamp: rfc3339(now) })], now);
  expect(result.pods).toEqual({ p1: rfc3339(now) });
  expect(result.overdue.map(({ metadata }) => metadata.name)).toEqual(["p2"]);
  expect(result.nextMs).toBe(now + 120_000);
});
