import { expect, test } from "vitest";
import { change } from "../../graph/frame.ts";
import type { Entity, WorkloadView } from "../../graph/model.ts";
import { podsOf, topOf } from "../../graph/related.ts";
import { arriving, podOf } from "../canvas/testing/fixture.ts";
import { createModelStore } from "./model-store.ts";
import { watchRelatives } from "./relatives.ts";

const workload = (of: WorkloadView["of"], name: string, owner = ""): WorkloadView => ({
  kind: "workload", key: `workload/${name}`, uid: name, of, namespace: "default", name, owner, createdAtMs: 0, state: "settled",
  desired: 2, current: 2, ready: 2, updated: 2, available: 2, revision: "", images: [], columns: [], conditions: [],
});
const web = workload("Deployment", "web");
const set = workload("ReplicaSet", "web-1", web.key);
const a = podOf("a", { owner: "ReplicaSet/web-1" });
const b = podOf("b", { owner: "ReplicaSet/web-1" });
const elsewhere = podOf("c", { owner: "ReplicaSet/web-1", namespace: "shop" });

function watched(...entities: readonly Entity[]) {
  const store = createModelStore();
  const relatives = watchRelatives(store);
  let times = 0;
  relatives.onChanged(() => (times += 1));
  store.apply(arriving(entities), true);
  return { store, relatives, times: () => times };
}

test("knows whose Pods are whose as reading everything does, whoever comes, goes or is adopted", () => {
  const { store, relatives } = watched(a, b, web, set, elsewhere, podOf("alone", {}));
  const agrees = (): void => {
    for (const key of store.model.keys()) expect(relatives.podsOf(key)?.toSorted(), key).toEqual(podsOf(store.model, key)?.toSorted());
  };
  agrees();
  expect(relatives.podsOf(web.key)).toEqual([a.key, b.key]);
  expect([relatives.ownerOf(a)?.key, relatives.ownerOf(elsewhere)?.key, relatives.ownerOf(podOf("alone", {}))?.key]).toEqual([set.key, undefined, undefined]);
  store.apply([change(a.key, a, undefined), change(b.key, b, { ...b, owner: "" })], false);
  agrees();
  expect(relatives.podsOf(web.key)).toEqual([]);
  store.apply([change(b.key, { ...b, owner: "" }, b), change(set.key, set, { ...set, owner: "" })], false);
  agrees();
  expect([relatives.podsOf(web.key), relatives.podsOf(set.key)]).toEqual([[], [b.key]]);
  // Of one name again, before the other is gone: the new one is meant.
  const again = { ...set, key: "workload/web-1-again", uid: "again" };
  store.apply([change(again.key, undefined, again), change(set.key, { ...set, owner: "" }, undefined)], false);
  agrees();
  expect(relatives.ownerOf(b)?.key).toBe(again.key);
});

test("who controls each other, or itself, is walked through once", () => {
  const [one, other, own] = [{ ...set, owner: "workload/web-2" }, workload("ReplicaSet", "web-2", set.key), workload("ReplicaSet", "own", "workload/own")];
  const c = podOf("c", { owner: "ReplicaSet/web-2" });
  const { store, relatives } = watched(a, c, one, other, own);
  for (const key of store.model.keys()) expect(relatives.podsOf(key)?.toSorted(), key).toEqual(podsOf(store.model, key)?.toSorted());
  expect([relatives.podsOf(one.key), relatives.podsOf(own.key)]).toEqual([[a.key, c.key], []]);
  expect([one, other, own].map((each) => topOf(store.model, each).name)).toEqual(["web-2", "web-1", "own"]);
});

test("is silent while Pods change only", () => {
  const { store, times } = watched(a, b, web, set);
  expect(times()).toBe(1);
  store.apply([change(a.key, a, { ...a, status: "Running", glyph: "ready" }), change(web.key, web, { ...web, ready: 1 })], false);
  expect(times()).toBe(1);
  store.apply([change(a.key, { ...a, status: "Running" }, undefined)], false);
  expect(times()).toBe(2);
});
