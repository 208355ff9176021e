import { expect, test } from "vitest";
import type { KubernetesObject, StringMap } from "../../../api/types.ts";
import { createCaches } from "../manager/caches.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { disruptionController } from "./disruption-controller.ts";

const object = (kind: string, name: string, labels: StringMap, more: object = {}): KubernetesObject =>
  ({ apiVersion: kind === "Pod" ? "v1" : "policy/v1", kind, metadata: { name, namespace: "default", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", labels, generation: 1 }, ...more }) as unknown as KubernetesObject;
const budget = (name: string, matchLabels: StringMap): KubernetesObject => object("PodDisruptionBudget", name, {}, { spec: { minAvailable: 1, selector: { matchLabels } } });
const pod = (labels: StringMap): KubernetesObject => object("Pod", "web-0", labels, { spec: {}, status: { phase: "Running" } });

/** What a Pod's coming leads to: the keys, and what is said. */
function added(budgets: readonly KubernetesObject[], own: StringMap) {
  const caches = createCaches(new Map(disruptionController.watches.map((resource) => [resource, { objects: new Map() } as never])));
  for (const each of budgets) caches.apply("poddisruptionbudgets", { type: "ADDED", object: each } as never);
  const change = caches.apply("pods", { type: "ADDED", object: pod(own) } as never)!;
  const api = fakeApi({ poddisruptionbudgets: budgets });
  const keys = disruptionController.concerned(change, caches);
  for (const key of keys) {
    const input = disruptionController.gather(key, { caches, unixMs: Date.UTC(2026, 0, 1), nowMs: 0 } as never);
    if (input) api.run(disruptionController.work(input) as Work);
  }
  return { keys, events: api.events };
}

// Counterpart of getPdbForPod (pkg/controller/disruption/disruption.go): of several budgets one is taken, and the Pod is told.
test.each<{ when: string; budgets: readonly KubernetesObject[]; keys: readonly string[]; events: readonly string[] }>([
  { when: "none selects it", budgets: [budget("a", { app: "other" })], keys: [], events: [] },
  { when: "one selects it", budgets: [budget("a", { app: "web" }), budget("b", { app: "other" })], keys: ["default/a"], events: [] },
  {
    when: "two select it", budgets: [budget("a", { app: "web" }), budget("b", { tier: "front" })], keys: ["default/a", "pod default/web-0"],
    events: ['Warning MultiplePodDisruptionBudgets: Pod "default"/"web-0" matches multiple PodDisruptionBudgets.  Chose "a" arbitrarily.'],
  },
])("a Pod's budgets: $when", ({ budgets, keys, events }) => {
  expect(added(budgets, { app: "web", tier: "front" })).toEqual({ keys, events });
});
