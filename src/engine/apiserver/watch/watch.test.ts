import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject, ObjectList, Table } from "../../../api/types.ts";
import { defaultLatency } from "../latency.ts";
import type { WatchSpec } from "../request.ts";
import { createApiServer, type ApiServerPayload } from "../api-server.ts";
import { copySlice } from "../../simulation/slice.ts";
import { newTestWorld, podManifest, type Delivery, type TestWorld } from "../testing/test-world.ts";

const spec = (id: string, more: Partial<WatchSpec> = {}): WatchSpec => ({ id, group: "", version: "v1", resource: "pods", deliver: { target: id, type: "Watch" }, ...more });
const run = (world: TestWorld): void => void world.simulation.run(world.simulation.now + 50);

type Operation = { readonly do: "create" | "delete" | "label" | "bind"; readonly name: string; readonly value: string };
const operation: fc.Arbitrary<Operation> = fc.record({
  do: fc.constantFrom("create", "create", "delete", "label", "bind"),
  name: fc.constantFrom("a", "b", "c", "d"),
  value: fc.constantFrom("x", "y"),
});

function perform({ call }: TestWorld, { do: what, name, value }: Operation): void {
  if (what === "create") call("create", { body: podManifest(name) });
  if (what === "delete") call("delete", { name, body: { gracePeriodSeconds: 0 } });
  if (what === "label") call("patch", { name, patchType: "merge", body: { metadata: { labels: { app: value } } } });
  if (what === "bind") call("create", { name, subresource: "binding", body: { target: { name: value } } });
}

/** What a client knows that has only the events. */
function cacheFrom(deliveries: readonly Delivery[], id: string, start: readonly KubernetesObject[] = []): readonly KubernetesObject[] {
  const cache = new Map(start.map((object) => [object.metadata.name, object]));
  for (const { target, event } of deliveries) {
    if (target !== id) continue;
    const { name } = event.object.metadata;
    if (event.type === "ADDED") expect(cache.has(name)).toBe(false);
    else expect(cache.has(name)).toBe(true);
    if (event.type === "DELETED") cache.delete(name);
    else cache.set(name, event.object);
  }
  return [...cache.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

describe("a watch", () => {
  const selections: readonly Partial<WatchSpec>[] = [{}, { labelSelector: "app=x" }, { fieldSelector: "spec.nodeName=x" }, { fieldSelector: "metadata.name=a" }, { namespace: "default", labelSelector: "app!=x" }];

  test.each(selections)("with %j knows in the end what a list says", (selection) => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), fc.nat(25), (operations, from) => {
        const world = newTestWorld();
        for (const [i, one] of operations.entries()) {
          if (i === from) world.api.client({ name: "t" }).watch(spec("w", selection));
          perform(world, one);
          if (i % 3 === 0) run(world);
        }
        if (from >= operations.length) world.api.client({ name: "t" }).watch(spec("w", selection));
        run(world);
        const { labelSelector = "", fieldSelector = "" } = selection;
        const { items } = world.call("list", { query: { labelSelector, fieldSelector } }).body as unknown as ObjectList;
        expect(cacheFrom(world.delivered, "w")).toEqual(items);
      }),
      { numRuns: 60 },
    );
  });

  test("from the revision of any list replays to the state of a later one", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), fc.nat(25), (operations, at) => {
        const world = newTestWorld();
        let listed: ObjectList = world.call("list").body as unknown as ObjectList;
        for (const [i, one] of operations.entries()) {
          perform(world, one);
          if (i === at) listed = world.call("list").body as unknown as ObjectList;
        }
        world.api.client({ name: "t" }).watch(spec("w", { resourceVersion: listed.metadata.resourceVersion }));
        run(world);
        const now = world.call("list").body as unknown as ObjectList;
        expect(cacheFrom(world.delivered, "w", listed.items)).toEqual(now.items);
      }),
      { numRuns: 60 },
    );
  });

  test("goes on from a checkpoint as if nothing had happened", () => {
    const world = newTestWorld();
    world.api.client({ name: "t" }).watch(spec("w", { fieldSelector: "spec.nodeName=x" }));
    run(world);
    perform(world, { do: "create", name: "a", value: "" });
    const state = copySlice(world.state);
    const restored = createApiServer({ kernel: world.simulation, state, latency: defaultLatency, kubelets: {} as never });
    world.simulation.dispatch = (payload) => {
      if (payload.target === "kube-apiserver") restored.handle(payload as ApiServerPayload);
      else world.delivered.push({ at: 0, target: payload.target, event: (payload as unknown as Delivery).event });
    };
    restored.serve({ verb: "create", group: "", version: "v1", resource: "pods", namespace: "default", name: "a", subresource: "binding", userAgent: "t", body: { target: { name: "x" } } });
    run(world);
    expect(world.delivered.map(({ event }) => `${event.type} ${event.object.metadata.name}`)).toEqual(["ADDED a"]);
  });

  test("from a compacted revision is gone", () => {
    const world = newTestWorld();
    world.call("create", { resource: "configmaps", body: configMap(0) });
    for (let i = 1; i < 9000; i += 1) world.call("patch", { resource: "configmaps", name: "c", patchType: "merge", body: { data: { i: String(i) } }, userAgent: "t" });
    world.api.client({ name: "t" }).watch(spec("w", { resourceVersion: "1" }));
    run(world);
    const [first] = world.delivered;
    expect(first?.event).toMatchObject({ type: "ERROR", object: { code: 410, reason: "Expired" } });
    expect((first?.event.object as { message?: string } | undefined)?.message).toMatch(/^too old resource version: 1 \(\d+\)$/);
  });

  test("arrives after the profile's time, one by one, in order", () => {
    const world = newTestWorld({ latency: defaultLatency });
    world.api.client({ name: "t" }).watch(spec("w"));
    run(world);
    const at = world.simulation.now;
    perform(world, { do: "create", name: "a", value: "" });
    perform(world, { do: "label", name: "a", value: "x" });
    run(world);
    expect(world.delivered.map((delivery) => [delivery.at - at, delivery.event.type])).toEqual([[2, "ADDED"], [2, "MODIFIED"]]);
  });

  test("prints rows when a table is asked for", () => {
    const world = newTestWorld();
    world.api.client({ name: "t" }).watch(spec("w", { table: true }));
    run(world);
    perform(world, { do: "create", name: "a", value: "" });
    run(world);
    const table = world.delivered[0]?.event.object as unknown as Table;
    expect(table.rows[0]?.cells.slice(0, 4)).toEqual(["a", "0/1", "Pending", "0"]);
  });

  test("ends when it is given up", () => {
    const world = newTestWorld();
    const client = world.api.client({ name: "t" });
    client.watch(spec("w"));
    client.unwatch("w");
    run(world);
    perform(world, { do: "create", name: "a", value: "" });
    run(world);
    expect(world.delivered).toEqual([]);
  });
});

const configMap = (i: number): JsonObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data: { i: String(i) } });
