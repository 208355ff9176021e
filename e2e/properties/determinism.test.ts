import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCluster, type Cluster, type ClusterOptions } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { clusterMaking, stageOn } from "../../src/scenario/front-door.ts";
import { createPlayer } from "../../src/scenario/player.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Json } from "../../src/api/json.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { randomScenario } from "./random-scenario.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const END_MS = 40_000;

function scenarioOf(document: unknown): Scenario {
  const result = readScenario(document as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return result.scenario;
}

const optionsOf = (scenario: Scenario, more: Partial<ClusterOptions> = {}): ClusterOptions => ({
  ...clusterMaking(scenario),
  programs: [kubectlProgram],
  journal: "off",
  freeze: true,
  ...more,
});

/** A cluster with all inputs of the scenario queued. */
function opened(scenario: Scenario, more: Partial<ClusterOptions> = {}): Cluster {
  const cluster = createCluster(optionsOf(scenario, more));
  createPlayer(scenario, stageOn(cluster));
  return cluster;
}

/** What must be the same: the watch log's digest and everything that was printed. */
const outcome = (cluster: Cluster): unknown => ({
  digest: cluster.digest(),
  transcript: cluster.transcript().map(({ startedAtMs, endedAtMs, exitCode, stdout, stderr }) => ({ startedAtMs, endedAtMs, exitCode, stdout, stderr })),
});

function straight(scenario: Scenario, more: Partial<ClusterOptions> = {}): unknown {
  const cluster = opened(scenario, more);
  cluster.runUntil(END_MS);
  return outcome(cluster);
}

describe("the standing property: one scenario and seed, one digest", () => {
  test("in slices of any length and any number of occurrences", () => {
    fc.assert(
      fc.property(randomScenario, fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 20 }), (document, slices) => {
        const scenario = scenarioOf(document);
        const cluster = opened(scenario);
        for (let i = 0; cluster.now < END_MS; i += 1) {
          const [ms, most] = slices[i % slices.length]!;
          cluster.run(Math.min(END_MS, cluster.now + ms), most);
        }
        cluster.runUntil(END_MS);
        expect(outcome(cluster)).toEqual(straight(scenario));
      }),
      { numRuns: RUNS },
    );
  });

  test("restored while two processes wait for the same input, in the order in which they began to wait", () => {
    const run = "{ sleep 3; echo a; sleep 1; echo b; } | { (read x; kubectl create configmap child-$x) & sleep 1; read y; kubectl create configmap parent-$y; wait; }";
    const scenario = scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" }, spec: { seed: 1, inputs: [{ at: "0s", run }] } });
    const original = opened(scenario);
    original.runUntil(2000);
    const restored = createCluster(optionsOf(scenario), original.checkpoint());
    restored.runUntil(END_MS);
    expect(outcome(restored)).toEqual(straight(scenario));
  });

  test("restored from a checkpoint at any moment, while the original runs on", () => {
    fc.assert(
      fc.property(randomScenario, fc.array(fc.integer({ min: 0, max: END_MS }), { minLength: 1, maxLength: 3 }), (document, moments) => {
        const scenario = scenarioOf(document);
        const expected = straight(scenario);
        const original = opened(scenario);
        for (const moment of [...moments].sort((a, b) => a - b)) {
          original.runUntil(moment);
          const checkpoint = original.checkpoint();
          const restored = createCluster(optionsOf(scenario), checkpoint);
          restored.runUntil(END_MS);
          expect(outcome(restored)).toEqual(expected);
        }
        original.runUntil(END_MS);
        expect(outcome(original)).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });

  test("at every journal level, frozen or not", () => {
    fc.assert(
      fc.property(randomScenario, (document) => {
        const scenario = scenarioOf(document);
        const expected = straight(scenario);
        for (const more of [{ journal: "all" }, { journal: "decisions" }, { freeze: false }] as const) {
          expect(straight(scenario, more)).toEqual(expected);
        }
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});
