import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/api/json.ts";
import { createCluster, type Cluster, type ClusterOptions } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { clusterMaking, stageOn } from "../../src/scenario/front-door.ts";
import { createPlayer } from "../../src/scenario/player.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { watchInvariants } from "./pod-invariants.ts";
import { FAULTS_END_MS, randomFaults, SETTLED_MS } from "./random-faults.ts";
import { unsettled } from "./settled.ts";
import { watchWorkloads } from "./workload-invariants.ts";

const RUNS = Number(process.env["RUNS"] ?? 5);
/** Nothing but leases and the nodes' own reports is written in this time once all is settled. */
const QUIET_MS = 300_000;

function scenarioOf(document: unknown): Scenario {
  const result = readScenario(document as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return result.scenario;
}
const optionsOf = (scenario: Scenario): ClusterOptions => ({ ...clusterMaking(scenario), programs: [kubectlProgram], journal: "off", freeze: false });
function opened(scenario: Scenario): Cluster {
  const cluster = createCluster(optionsOf(scenario));
  createPlayer(scenario, stageOn(cluster));
  return cluster;
}

describe("whatever is killed, stopped, cut off, drained, scaled, updated and deleted, in any order", () => {
  test("no rollout, budget or quota goes beyond its bounds; and when it ends everything comes to rest as it was asked for", () => {
    fc.assert(
      fc.property(randomFaults, (document) => {
        const cluster = opened(scenarioOf(document));
        const { findings } = watchWorkloads(cluster);
        const pods = watchInvariants(cluster);
        cluster.runUntil(SETTLED_MS);
        pods.look();
        expect([...findings, ...pods.findings]).toEqual([]);
        expect(unsettled(cluster)).toEqual([]);
        const restless: string[] = [];
        cluster.onWrite(({ object: { kind, metadata }, type, atMs }) => void (["Lease", "Node", "Event"].includes(kind ?? "") || restless.push(`${atMs}: ${type} ${kind} ${metadata.name}`)));
        cluster.runUntil(SETTLED_MS + QUIET_MS);
        expect(restless).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("in slices, and restored in the middle of it, it is the same world", () => {
    const END_MS = FAULTS_END_MS + 60_000;
    const outcome = (cluster: Cluster): unknown => ({ digest: cluster.digest(), transcript: cluster.transcript().map(({ startedAtMs, endedAtMs, exitCode, stdout, stderr }) => ({ startedAtMs, endedAtMs, exitCode, stdout, stderr })) });
    fc.assert(
      fc.property(randomFaults, fc.array(fc.integer({ min: 0, max: END_MS }), { minLength: 1, maxLength: 3 }), fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 2000 })), (document, moments, [ms, most]) => {
        const scenario = scenarioOf(document);
        const straight = opened(scenario);
        straight.runUntil(END_MS);
        const expected = outcome(straight);
        const sliced = opened(scenario);
        for (const moment of moments.toSorted((a, b) => a - b)) {
          while (sliced.now < moment) sliced.run(Math.min(moment, sliced.now + ms), most);
          const restored = createCluster(optionsOf(scenario), sliced.checkpoint());
          restored.runUntil(END_MS);
          expect(outcome(restored), `restored at ${moment} ms`).toEqual(expected);
        }
        sliced.runUntil(END_MS);
        expect(outcome(sliced)).toEqual(expected);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});
