import { describe, expect, test } from "vitest";
import { createProjector } from "../create-projector.ts";
import type { ServiceView, ViewModel, WorkloadView } from "../model.ts";
import { playing, scenarioOf } from "../test-world.ts";

const web = (image: string) => ({
  apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" },
  spec: {
    replicas: 2, selector: { matchLabels: { app: "web" } }, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: { metadata: { labels: { app: "web" } }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: "a", image, readinessProbe: { httpGet: { path: "/", port: 80 }, periodSeconds: 2 } }] } },
  },
});
const service = { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { selector: { app: "web" }, ports: [{ port: 80 }] } };

/** A world of a Deployment and its Service, and lines typed later. */
function world(lines: readonly { readonly at: string; readonly run: string }[]) {
  const scenario = scenarioOf({
    apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" },
    spec: { seed: 4, files: { "web.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [web("nginx:1.27"), service] }) }, inputs: [{ at: "0s", run: "kubectl apply -f web.json" }, ...lines] },
  });
  const cluster = playing(scenario);
  const projector = createProjector(cluster, scenario);
  return (atMs: number): ViewModel => {
    cluster.runUntil(atMs);
    projector.look();
    return projector.model;
  };
}

const of = (model: ViewModel, kind: string): readonly WorkloadView[] => [...model.values()].filter((entity) => entity.kind === "workload" && entity.of === kind) as WorkloadView[];
const serviceOf = (model: ViewModel): ServiceView => [...model.values()].find((entity) => entity.kind === "service" && entity.name === "web") as ServiceView;

describe("workloads and Services of the picture", () => {
  test("a Deployment that has all it wants is settled, and its Service leads to its ready Pods", () => {
    const model = world([])(20_000);
    expect(of(model, "Deployment")).toMatchObject([{ name: "web", state: "settled", desired: 2, ready: 2, updated: 2, revision: "1", images: ["nginx:1.27"] }]);
    expect(of(model, "ReplicaSet")).toMatchObject([{ owner: of(model, "Deployment")[0]!.key, state: "settled" }]);
    const { endpoints } = serviceOf(model);
    expect(endpoints.map(({ state }) => state)).toEqual(["ready", "ready"]);
    for (const { pod } of endpoints) expect(model.get(pod)).toMatchObject({ kind: "pod", readyCount: 1 });
  });

  test("a roll-out that cannot get on shows both ReplicaSets, and says so when its deadline has passed", () => {
    const at = world([
      { at: "20s", run: "kubectl patch deployment web -p '{\"spec\":{\"progressDeadlineSeconds\":10}}'" },
      { at: "21s", run: "kubectl set image deployment/web a=nginx:nosuchtag" },
    ]);
    const during = at(26_000);
    expect(of(during, "Deployment")).toMatchObject([{ state: "moving", desired: 2, current: 3, updated: 1, available: 2, revision: "2" }]);
    expect(of(during, "ReplicaSet").map(({ revision, desired, ready }) => [revision, desired, ready]).sort()).toEqual([["1", 2, 2], ["2", 1, 0]]);
    expect(serviceOf(during).endpoints.map(({ state }) => state).sort()).toEqual(["notReady", "ready", "ready"]);
    expect(of(at(40_000), "Deployment")).toMatchObject([{ state: "stuck" }]);
  });

  test("a paused one, one without Pods and one that is deleted are told apart", () => {
    const at = world([
      { at: "20s", run: "kubectl rollout pause deployment/web" },
      { at: "25s", run: "kubectl rollout resume deployment/web" },
      { at: "26s", run: "kubectl scale deployment web --replicas=0" },
      { at: "40s", run: "kubectl delete deployment,service web" },
    ]);
    expect(of(at(24_000), "Deployment")).toMatchObject([{ state: "paused" }]);
    const empty = at(38_000);
    expect(of(empty, "Deployment")).toMatchObject([{ state: "empty", desired: 0 }]);
    expect(serviceOf(empty).endpoints).toEqual([]);
    const after = at(60_000);
    expect([of(after, "Deployment"), of(after, "ReplicaSet"), serviceOf(after)]).toEqual([[], [], undefined]);
  });
});
