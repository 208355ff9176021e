import fc from "fast-check";
import { expect, test } from "vitest";
import { scenarioOf } from "../../src/graph/test-world.ts";
import type { ViewModel } from "../../src/graph/model.ts";
import { openCluster } from "../../src/worker/cluster-world.ts";
import { testMachine } from "../../src/worker/test-machine.ts";
import { testPage } from "../../src/worker/test-page.ts";
import { randomScenario } from "./random-scenario.ts";

/** So many scenarios in the suite; what is promised is 20, seen green by hand with RUNS=150. */
const RUNS = Number(process.env["RUNS"] ?? 8);
const MOMENTS = 50;
const END_MS = 45_000;

/** What only a simulator can do to a machine, and what an operator does to it. */
const fault = fc.tuple(
  fc.integer({ min: 500, max: 40_000 }),
  fc.constantFrom(
    "kubarium node stop worker-1", "kubarium node start worker-1", "kubarium node stop worker-2 --component kubelet", "kubarium node start worker-2 --component kubelet", "kubarium node stop worker-1 --component runtime",
    "kubarium node stop worker-2 --component network", "kubectl drain worker-1 --ignore-daemonsets --force --delete-emptydir-data --timeout=5s", "kubectl uncordon worker-1",
    "kubectl taint node worker-2 fire=hot:NoExecute --overwrite", "kubectl taint node worker-2 fire-", "kubectl delete node worker-2", "kubectl delete service many", "kubectl expose pod p1 --port 80 --name front",
  ),
);

/** Pods, a workload with its Service, faults: what a person could have made of half a minute. */
const eventful = fc.tuple(randomScenario, fc.array(fault, { minLength: 1, maxLength: 4 })).map(([document, faults]) => ({
  ...document,
  spec: { ...document.spec, inputs: [...document.spec.inputs, ...faults.map(([at, run]) => ({ at: `${at}ms`, run, session: "operator" }))].toSorted((a, b) => Number.parseInt(a.at, 10) - Number.parseInt(b.at, 10)) },
}));

/** Not 0s itself: a world opens there before what is due there has happened, so that one sees it happen. */
const moment = fc.integer({ min: 1, max: END_MS });

test(`at ${MOMENTS} random moments of random scenarios, with workloads, Services and faults, what is looked at again is what was recorded live`, () => {
  let moments = 0;
  fc.assert(
    fc.property(eventful, fc.uniqueArray(moment, { minLength: MOMENTS, maxLength: MOMENTS }), fc.array(fc.constantFrom(2, 40, 900), { minLength: 3, maxLength: 3 }), (document, drawn, speeds) => {
      const machine = testMachine(openCluster);
      const page = testPage(machine);
      const run = (): void => {
        for (let turns = 0; turns < 400 && (machine.of("frame").at(-1)?.frame.goal !== undefined || turns === 0); turns += 1) {
          machine.pass(20);
          page.draw();
        }
      };
      machine.send({ type: "open", scenario: scenarioOf(document) });
      const recorded = new Map<number, ViewModel>();
      for (const [place, atMs] of drawn.toSorted((a, b) => a - b).entries()) {
        // Now and then it plays for a while, and the page sees it squashed; never beyond the moment.
        const speed = speeds[place % speeds.length]!;
        machine.send({ type: "pace", speed: Math.min(speed, (atMs - page.viewMs()) / 60) });
        machine.pass(50);
        page.draw();
        machine.send({ type: "go", to: { atMs } });
        run();
        expect(page.viewMs()).toBe(atMs);
        recorded.set(atMs, structuredClone(new Map(page.model)));
      }
      machine.send({ type: "go", to: { atMs: END_MS + 5_000 } });
      run();
      for (const atMs of drawn) {
        machine.send({ type: "look", atMs });
        page.draw();
        expect(page.viewMs()).toBe(atMs);
        expect(new Map(page.model)).toEqual(recorded.get(atMs));
        moments += 1;
      }
      expect(machine.of("fault")).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(moments).toBeGreaterThanOrEqual(RUNS * MOMENTS);
});
