import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EndpointSlice } from "../../src/api/services.ts";
import type { Table } from "../../src/api/types.ts";
import type { Cluster } from "../../src/engine/cluster.ts";
import { createProjector } from "../../src/graph/create-projector.ts";
import { applied, reversed, type Changes } from "../../src/graph/frame.ts";
import type { Entity, PodView, ViewModel } from "../../src/graph/model.ts";
import { playing, scenarioOf } from "../../src/graph/test-world.ts";
import { randomScenario } from "./random-scenario.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const END_MS = 40_000;

const moments = fc.uniqueArray(fc.integer({ min: 0, max: END_MS }), { minLength: 1, maxLength: 12 }).map((list) => [...list].sort((a, b) => a - b));

/** NAMESPACE NAME READY STATUS RESTARTS of `kubectl get pods -A`, without how long ago. */
function printed(cluster: Cluster): readonly string[] {
  const answer = cluster.read({ verb: "list", group: "", version: "v1", resource: "pods", table: true, userAgent: "test" });
  return (answer.body as unknown as Table).rows.map(({ cells, object }) => [object.metadata?.namespace, ...cells.slice(0, 4).map((cell) => String(cell).replace(/ .*/, ""))].join(" "));
}

const podsOf = (model: ViewModel): readonly PodView[] => [...model.values()].filter((entity) => entity.kind === "pod");

const pictured = (model: ViewModel): readonly string[] =>
  podsOf(model)
    .map(({ namespace, name, readyCount, containerCount, status, restarts }) => `${namespace} ${name} ${readyCount}/${containerCount} ${status.replace(/ .*/, "")} ${restarts}`)
    .sort();

/** Columns that run on with time are not of the picture. */
const RUNNING_ON = new Set(["Age", "Duration", "Last Schedule"]);

const withColumns = [
  ["apps", "deployments"], ["apps", "replicasets"], ["apps", "statefulsets"], ["apps", "daemonsets"], ["batch", "jobs"], ["batch", "cronjobs"], ["", "replicationcontrollers"], ["", "services"],
] as const;

/** All that `kubectl get deployments,replicasets,…,services -A` prints, without what runs on with time. */
function printedOwners(cluster: Cluster): readonly string[] {
  return withColumns.flatMap(([group, resource]) => {
    const { columnDefinitions, rows } = cluster.read({ verb: "list", group, version: "v1", resource, table: true, userAgent: "test" }).body as unknown as Table;
    const shown = columnDefinitions.flatMap(({ name, priority }, i) => (priority === 0 && !RUNNING_ON.has(name) ? [i] : []));
    return rows.map(({ cells, object }) => [resource, object.metadata?.namespace, ...shown.map((i) => String(cells[i]))].join(" "));
  });
}

const picturedOwners = (model: ViewModel): readonly string[] =>
  [...model.values()].flatMap((entity) =>
    entity.kind === "workload" || entity.kind === "service" ? [[entity.kind === "service" ? "services" : `${entity.of.toLowerCase()}s`, entity.namespace, entity.name, ...entity.columns.map(({ text }) => text)].join(" ")] : [],
  );

/** Of every Service the addresses in its slices, and whether requests go there, as `kubectl get endpointslices` has them. */
function slicedAddresses(cluster: Cluster): readonly string[] {
  const { items } = cluster.read({ verb: "list", group: "discovery.k8s.io", version: "v1", resource: "endpointslices", userAgent: "test" }).body as unknown as { readonly items: readonly EndpointSlice[] };
  return items.flatMap(({ metadata, endpoints }) => (endpoints ?? []).map(({ addresses, conditions }) => `${metadata.namespace} ${metadata.labels?.["kubernetes.io/service-name"]} ${addresses[0]} ${conditions?.ready}`));
}

const picturedAddresses = (model: ViewModel): readonly string[] =>
  [...model.values()].flatMap((entity) => (entity.kind === "service" ? entity.endpoints.map(({ address, state }) => `${entity.namespace} ${entity.name} ${address} ${state === "ready"}`) : []));

/** What a fresh look cannot know: the order in which pods came to a node. */
const withoutPlace = (entity: Entity): unknown => (entity.kind === "pod" ? { ...entity, slot: 0 } : entity);
const stateOf = (model: ViewModel): ReadonlyMap<string, unknown> => new Map([...model].map(([key, entity]) => [key, withoutPlace(entity)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

describe("the picture is the cluster", () => {
  test("every pod's name, READY, STATUS and RESTARTS, every workload's and Service's columns and every endpoint are those that kubectl prints, at any moment, and no look changes the world", () => {
    fc.assert(
      fc.property(randomScenario, moments, (document, looks) => {
        const scenario = scenarioOf(document);
        const watched = playing(scenario);
        const projector = createProjector(watched, scenario);
        for (const moment of looks) {
          watched.runUntil(moment);
          projector.look();
          expect(pictured(projector.model)).toEqual([...printed(watched)].sort());
          expect([...picturedOwners(projector.model)].sort()).toEqual([...printedOwners(watched)].sort());
          expect([...picturedAddresses(projector.model)].sort()).toEqual([...new Set(slicedAddresses(watched))].sort());
        }
        watched.runUntil(END_MS);
        const alone = playing(scenario);
        alone.runUntil(END_MS);
        expect(watched.digest()).toBe(alone.digest());
      }),
      { numRuns: RUNS },
    );
  });

  test("all changes lead to the model, and reversed they lead back, to the very same entities", () => {
    fc.assert(
      fc.property(randomScenario, moments, (document, looks) => {
        const scenario = scenarioOf(document);
        const cluster = playing(scenario);
        const projector = createProjector(cluster, scenario);
        const seen: { readonly changes: Changes; readonly after: ViewModel }[] = [];
        let model: ViewModel = new Map();
        for (const moment of looks) {
          cluster.runUntil(moment);
          const { changes } = projector.look();
          model = applied(model, changes);
          seen.push({ changes, after: model });
          expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
          for (const [key, entity] of projector.model) expect(model.get(key)).toBe(entity);
          expect(model.size).toBe(projector.model.size);
        }
        for (let i = seen.length - 1; i > 0; i -= 1) {
          model = applied(model, reversed(seen[i]!.changes));
          const before = seen[i - 1]!.after;
          expect(model.size).toBe(before.size);
          for (const [key, entity] of before) expect(model.get(key)).toBe(entity);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("a look that comes seldom sees what one sees that looks often; one afresh after a restore sees it too", () => {
    fc.assert(
      fc.property(randomScenario, moments, fc.integer({ min: 1, max: 400 }), (document, looks, most) => {
        const scenario = scenarioOf(document);
        const cluster = playing(scenario);
        const often = createProjector(cluster, scenario);
        const seldom = createProjector(cluster, scenario);
        for (const moment of looks) {
          while (cluster.now < moment) {
            cluster.run(moment, most);
            often.look();
          }
        }
        seldom.look();
        expect(stateOf(seldom.model)).toEqual(stateOf(often.model));
        for (const pod of podsOf(often.model)) expect((seldom.model.get(pod.key) as PodView).slot).toBe(pod.slot);

        const restored = playing(scenario, cluster.checkpoint());
        const afresh = createProjector(restored, scenario);
        afresh.look();
        expect(stateOf(afresh.model)).toEqual(stateOf(often.model));

        const goingOn = createProjector(restored, scenario, new Map(often.model));
        expect(goingOn.look().changes).toEqual([]);
        cluster.runUntil(END_MS);
        restored.runUntil(END_MS);
        often.look();
        goingOn.look();
        expect(stateOf(goingOn.model)).toEqual(stateOf(often.model));
        for (const pod of podsOf(often.model)) expect((goingOn.model.get(pod.key) as PodView).slot).toBe(pod.slot);
      }),
      { numRuns: RUNS },
    );
  });

  test("marks are the same however often one looks, and in a restored run", () => {
    fc.assert(
      fc.property(randomScenario, moments, (document, looks) => {
        const scenario = scenarioOf(document);
        const cluster = playing(scenario);
        const often = createProjector(cluster, scenario);
        const once = createProjector(cluster, scenario);
        const marks = looks.flatMap((moment) => {
          cluster.runUntil(moment);
          return often.look().marks;
        });
        const atOnce = once.look().marks;
        expect(marks).toEqual(atOnce);
        expect(new Set(atOnce.map(({ id }) => id)).size).toBe(atOnce.length);
        for (const [i, { atMs }] of atOnce.entries()) expect(atMs).toBeGreaterThanOrEqual(atOnce[i - 1]?.atMs ?? 0);

        const restored = playing(scenario, cluster.checkpoint());
        const afresh = createProjector(restored, scenario);
        cluster.runUntil(END_MS);
        restored.runUntil(END_MS);
        expect(afresh.look().marks).toEqual(once.look().marks);
      }),
      { numRuns: RUNS },
    );
  });
});
