import { expect, test } from "vitest";
import { newTestWorld } from "../testing/test-world.ts";

const budgets = { group: "policy", version: "v1", resource: "poddisruptionbudgets" };
const podBody = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", labels: { app: "web" } }, spec: { containers: [{ name: "c", image: "nginx" }] } };

/** A running Pod with budgets, each with a status. */
function worldWith(ready: boolean, ...made: readonly { readonly name: string; readonly spec?: object; readonly status: object }[]) {
  const world = newTestWorld();
  world.call("create", { body: podBody as never });
  world.call("patch", { name: "web", subresource: "status", patchType: "merge", body: { status: { phase: "Running", conditions: [{ type: "Ready", status: ready ? "True" : "False" }] } } as never });
  for (const { name, spec, status } of made) {
    world.call("create", { ...budgets, body: { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name }, spec: { minAvailable: 1, selector: { matchLabels: { app: "web" } }, ...spec } } as never });
    world.call("patch", { ...budgets, name, subresource: "status", patchType: "merge", body: { status } as never });
  }
  const evict = () => world.call("create", { subresource: "eviction", name: "web", body: { apiVersion: "policy/v1", kind: "Eviction", metadata: { name: "web" } } as never });
  const answer = () => {
    const { code, body } = evict();
    const { message, details } = body as { readonly message?: string; readonly details?: { readonly causes?: readonly { readonly message?: string }[] } };
    return [code, ...(code === 201 ? [] : [message]), ...(details?.causes ?? []).map((cause) => cause.message)];
  };
  return { world, answer };
}
const status = (disruptionsAllowed: number, more: object = {}) => ({ observedGeneration: 1, disruptionsAllowed, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2, ...more });
const REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";

// Cases of TestEviction and TestEvictionIgnorePDB (pkg/registry/core/pod/storage/eviction_test.go).
test.each([
  ["a Pod with a budget that allows one goes", true, [{ name: "b", status: status(1) }], [201]],
  ["with one that allows none it stays", true, [{ name: "b", status: status(0) }], [429, REFUSED, "The disruption budget b needs 2 healthy pods and has 2 currently"]],
  ["with one that nobody has looked at yet it stays", true, [{ name: "b", status: status(1, { observedGeneration: 0 }) }], [429, REFUSED, "The disruption budget b is still being processed by the server."]],
  ["a Pod that is not ready goes where enough others are healthy", false, [{ name: "b", status: status(0) }], [201]],
  ["it stays where too few are", false, [{ name: "b", status: status(0, { currentHealthy: 1 }) }], [429, REFUSED, "The disruption budget b needs 2 healthy pods and has 1 currently"]],
  ["it goes all the same where the budget always allows that", false, [{ name: "b", spec: { unhealthyPodEvictionPolicy: "AlwaysAllow" }, status: status(0, { currentHealthy: 1 }) }], [201]],
])("%s", (_name, ready, made, expected) => expect(worldWith(ready, ...made).answer()).toEqual(expected));

test("two budgets are an error of the server", () => {
  const [code, message] = worldWith(true, { name: "a", status: status(1) }, { name: "b", status: status(1) }).answer();
  expect(code).toBe(500);
  expect(message).toContain("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
});

test("what is let go is noted in the budget", () => {
  const { world, answer } = worldWith(true, { name: "b", status: status(1) });
  answer();
  const { body } = world.call("get", { ...budgets, name: "b" });
  expect(body).toMatchObject({ status: { disruptionsAllowed: 0, disruptedPods: { web: expect.any(String) }, conditions: [{ type: "DisruptionAllowed", status: "False", reason: "InsufficientPods", observedGeneration: 1 }] } });
});

// Mirrors addConditionAndDeletePod (pkg/registry/core/pod/storage/eviction.go): by UpdatePodCondition.
test("a Pod that has to go for another reason already keeps the time since when", () => {
  const { world, answer } = worldWith(true);
  const marked = { type: "DisruptionTarget", status: "True", reason: "DeletionByTaintManager", lastTransitionTime: "2025-12-31T23:00:00Z" };
  world.call("patch", { name: "web", subresource: "status", patchType: "merge", body: { spec: { nodeName: "n" }, status: { conditions: [marked] } } as never });
  world.call("patch", { name: "web", patchType: "merge", body: { metadata: { finalizers: ["example.com/stays"] } } as never });
  answer();
  const { body } = world.call("get", { name: "web" });
  expect(body).toMatchObject({ status: { conditions: [{ ...marked, reason: "EvictionByEvictionAPI" }] } });
});
