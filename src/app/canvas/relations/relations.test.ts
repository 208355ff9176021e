import { describe, expect, test, vi } from "vitest";
import type { Entity, EndpointView, PodView, ServiceView, ViewModel, WorkloadView } from "../../../graph/model.ts";
import { createModelStore } from "../../state/model-store.ts";
import { watchRelatives } from "../../state/relatives.ts";
import { arriving, podOf } from "../testing/fixture.ts";
import { relationsOf, relationsOfAll } from "./relations.ts";
import { generationsOf, stepsOf } from "./rollout.ts";

const workload = (of: WorkloadView["of"], name: string, more: Partial<WorkloadView> = {}): WorkloadView => ({
  kind: "workload", key: `workload/${name}`, uid: name, of, namespace: "default", name, owner: "", createdAtMs: 0, state: "settled",
  desired: 2, current: 2, ready: 2, updated: 2, available: 2, revision: "", images: [], columns: [], conditions: [], ...more,
});
const service = (name: string, endpoints: readonly EndpointView[]): ServiceView => ({
  kind: "service", key: `service/${name}`, uid: name, namespace: "default", name, createdAtMs: 0, type: "ClusterIP", clusterIP: "10.96.0.9", selector: "", ports: [], endpoints, columns: [],
});
const pod = (name: string, owner: string, more: Partial<PodView> = {}): PodView => podOf(name, { owner, glyph: "ready", readyCount: 1, node: "worker-1", ...more });
const model = (...entities: readonly Entity[]): ViewModel => new Map(entities.map((entity) => [entity.key, entity]));
const related = (entities: ViewModel) => {
  const store = createModelStore();
  store.apply(arriving([...entities.values()]), true);
  return { store, relatives: watchRelatives(store) };
};

const web = model(
  workload("Deployment", "web", { revision: "2" }), workload("ReplicaSet", "web-1", { owner: "workload/web", revision: "1" }), workload("ReplicaSet", "web-2", { owner: "workload/web", revision: "2" }),
  pod("a", "ReplicaSet/web-1"), pod("b", "ReplicaSet/web-2", { readyCount: 0, glyph: "notReady" }), pod("c", "ReplicaSet/web-1", { deletion: { requestedAtMs: 0, graceSeconds: 30 } }), pod("alone", ""),
  service("web", [{ pod: "pod/a", name: "a", address: "10.244.1.2", state: "ready" }, { pod: "pod/b", name: "b", address: "10.244.1.3", state: "notReady" }, { pod: "pod/c", name: "c", address: "10.244.1.4", state: "terminating" }, { pod: "", name: "", address: "192.0.2.1", state: "ready" }]),
);
const all = [["pod/a", "solid"], ["pod/b", "dashed"], ["pod/c", "dotted"]];

describe("what leaders join", () => {
  test.each([
    ["a Deployment to the Pods of all its ReplicaSets, one after the other", "workload/web", [{ from: "workload/web", ends: [all[0], all[2], all[1]] }]],
    ["a ReplicaSet's Pods to the Deployment that stands on the rail for it", "workload/web-2", [{ from: "workload/web", ends: [["pod/b", "dashed"]] }]],
    ["a Service to the endpoints that are Pods", "service/web", [{ from: "service/web", ends: all }]],
    ["a Pod to its owner and to the Services that lead to it", "pod/c", [{ from: "workload/web", ends: [["pod/c", "dotted"]] }, { from: "service/web", ends: [["pod/c", "dotted"]] }]],
    ["a Pod of nobody's to nothing", "pod/alone", []],
    ["nothing that is gone", "workload/gone", []],
  ])("%s", (_, key, relations) => expect(relationsOf(related(web), key)).toEqual(relations));
});

test("of all that stands on the rail at once they are those of each, and nobody walks through the model for them", () => {
  const more = related(new Map([...web, ...model(workload("DaemonSet", "log"), pod("d", "DaemonSet/log"), service("none", []))]));
  const keys = ["workload/web", "workload/log", "service/web", "service/none", "workload/gone"];
  const walks = (["values", "entries", "forEach", Symbol.iterator] as const).map((way) => vi.spyOn(more.store.model as Map<string, Entity>, way));
  const each = keys.flatMap((key) => relationsOf(more, key));
  expect(relationsOfAll(more, keys)).toEqual(each);
  expect(each.map(({ from, ends }) => [from, ends.length])).toEqual([["workload/web", 3], ["workload/log", 1], ["service/web", 3], ["service/none", 0]]);
  expect(relationsOf(more, "pod/d")).toHaveLength(1);
  expect(walks.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0, 0]);
});

describe("a roll-out", () => {
  const rolled = workload("Deployment", "web", { revision: "2", desired: 3, current: 4, updated: 2, ready: 3, available: 3 });
  const old = workload("ReplicaSet", "web-1", { owner: rolled.key, revision: "1", desired: 2, current: 2, available: 2 });
  const fresh = workload("ReplicaSet", "web-2", { owner: rolled.key, revision: "2", desired: 2, current: 2, available: 1 });
  const done = workload("ReplicaSet", "web-0", { owner: rolled.key, revision: "0", desired: 0, current: 0, available: 0 });

  test("has its ReplicaSets side by side, the older first, without those that have and want nothing", () => {
    expect(generationsOf(model(rolled, fresh, done, old), rolled).map(({ workload: { name }, isNew }) => [name, isNew])).toEqual([["web-1", false], ["web-2", true]]);
  });
  test("shows every Pod: old, new, still to come", () => {
    expect(stepsOf(rolled, generationsOf(model(rolled, fresh, old), rolled))).toEqual(["old", "old", "new", "coming", "coming"]);
  });
  test("of a StatefulSet goes by its figures", () => {
    expect(stepsOf({ desired: 3, current: 3, updated: 1, available: 3 }, [])).toEqual(["old", "old", "new", "coming", "coming"]);
  });
});
