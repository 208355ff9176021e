import { expect, test } from "vitest";
import { change } from "../../graph/frame.ts";
import type { PodView } from "../../graph/model.ts";
import { createModelStore, type ModelStore } from "../state/model-store.ts";
import { standingOf, watchOccupancy } from "./occupancy.ts";
import { arriving, disturbed, fixtureOf, numbers, podOf } from "./testing/fixture.ts";

const podsOf = (store: ModelStore): PodView[] => store.keys("pod").map((key) => store.get("pod", key)!);

/** What is kept up agrees with what the pods themselves say. */
function expectTrue(store: ModelStore, occupancy: ReturnType<typeof watchOccupancy>): void {
  const pods = podsOf(store);
  for (const pod of pods) {
    const { vessel, size, place } = standingOf(pod);
    expect(occupancy.standing(pod.key)).toEqual({ vessel, size, place });
    expect(occupancy.podAt(vessel, size, place)).toBe(pod.key);
  }
  const vessels = new Set(pods.map((pod) => standingOf(pod).vessel));
  expect([...vessels].reduce((sum, vessel) => sum + occupancy.podsIn(vessel).size, 0)).toBe(pods.length);
}

test("follows pods that come, change, move and go", () => {
  const store = createModelStore();
  store.apply(arriving(fixtureOf(100)), true);
  const occupancy = watchOccupancy(store);
  expectTrue(store, occupancy);
  store.apply(arriving(fixtureOf(300, 0, 9)), true);
  expectTrue(store, occupancy);

  const moved: number[] = [];
  occupancy.onMoved((vessels) => moved.push(vessels.size));
  store.apply(disturbed(podsOf(store), 0.5, numbers(1), 0).changes, false);
  expect(moved, "a change of state moves nobody").toEqual([]);

  const [first, second] = podsOf(store).filter(({ namespace, node }) => namespace === "default" && node !== "");
  store.apply([change(first!.key, first, undefined), change(second!.key, second, { ...second!, node: first!.node, slot: first!.slot })], false);
  expectTrue(store, occupancy);
  expect(occupancy.standing(first!.key)).toBeUndefined();
  expect(moved).toHaveLength(1);
});

test("a vessel needs room up to its highest place", () => {
  const store = createModelStore();
  const occupancy = watchOccupancy(store);
  expect(occupancy.places("node/a", "normal")).toBe(0);
  store.apply(arriving([podOf("x", { node: "a", slot: 4 }), podOf("y", { node: "a", slot: 1, namespace: "kube-system" })]), false);
  expect([occupancy.places("node/a", "normal"), occupancy.places("node/a", "small")]).toEqual([5, 2]);
});
