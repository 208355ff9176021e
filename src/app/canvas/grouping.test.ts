import { describe, expect, test } from "vitest";
import { TRAY } from "../../graph/layout/vessel.ts";
import { createModelStore } from "../state/model-store.ts";
import { groupName, groupOf } from "./grouping.ts";
import { watchOccupancy } from "./occupancy.ts";
import { arriving, podOf } from "./testing/fixture.ts";

const pods = [
  podOf("a", { node: "worker-1", labels: { app: "web" } }), podOf("b", { node: "worker-2", labels: { app: "web" } }), podOf("c", { node: "worker-1", namespace: "shop" }),
  podOf("dns", { node: "worker-1", namespace: "kube-system" }), podOf("waits", { node: "", labels: { app: "web" } }),
];

describe("pods stand together", () => {
  test.each([
    ["node", { a: "node/worker-1", b: "node/worker-2", c: "node/worker-1", dns: "node/worker-1" }],
    ["namespace", { a: "group/namespace/default", b: "group/namespace/default", c: "group/namespace/shop", dns: "group/namespace/kube-system" }],
    ["label:app", { a: "group/label/app=web", b: "group/label/app=web", c: "group/label/(app)", dns: "group/label/(app)" }],
    // Every object has a member of that name, but not every pod such a label.
    ["label:constructor", { a: "group/label/(constructor)" }],
    ["owner", { a: "group/owner/Pod", b: "group/owner/Pod" }],
  ])("by %s; who has no node stays in the tray", (by, vessels) => {
    const store = createModelStore();
    store.apply(arriving(pods), true);
    const occupancy = watchOccupancy(store);
    occupancy.regroup(groupOf(by));
    for (const [name, vessel] of Object.entries(vessels)) expect(occupancy.standing(`pod/${name}`)?.vessel).toBe(vessel);
    expect(occupancy.standing("pod/waits")?.vessel).toBe(TRAY);
    const places = pods.map(({ key }) => JSON.stringify(occupancy.standing(key)));
    if (by !== "node") expect(new Set(places).size).toBe(pods.length);
  });

  test("in places that nobody else's coming or going changes", () => {
    const store = createModelStore();
    store.apply(arriving(pods), true);
    const occupancy = watchOccupancy(store);
    occupancy.regroup(groupOf("namespace"));
    const before = occupancy.standing("pod/b");
    store.apply([{ key: "pod/a", before: pods[0]! }], false);
    store.apply(arriving([podOf("d", { node: "worker-2" })]), false);
    expect(occupancy.standing("pod/b")).toEqual(before);
    expect(occupancy.standing("pod/d")).toMatchObject({ vessel: "group/namespace/default", place: 0 });
    occupancy.regroup(groupOf("node"));
    expect(occupancy.vessels().toSorted()).toEqual(["node/worker-1", "node/worker-2"]);
  });

  test("under names that can be read", () => expect(["group/label/app=web", "group/namespace/kube-system", "group/label/a/b=c"].map(groupName)).toEqual(["app=web", "kube-system", "a/b=c"]));
});
