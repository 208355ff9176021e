import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { play } from "../../src/cli/play.ts";
import type { Json } from "../../src/api/json.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { compareTrace, newTally, type Tally, type Trace } from "./compare-trace.ts";

/** What a real v1.36.3 cluster did with these manifests and commands, of all that one node shows; see README.md beside this file. */
const names = [
  "plain-nginx", "shared-emptydir", "init-ok", "init-fail", "sidecar", "liveness-exec", "liveness-http", "readiness-tcp", "startup-probe",
  "probe-variants", "crashloop", "restart-policies", "lifecycle-hooks", "termination", "imagepull", "unschedulable", "portconflict-oom-misc",
  "downward-api", "volumes", "emptydir-evict", "resize-debug", "hostport",
] as const;
/** The same of a v1.34.9 kubelet. */
const olderNames = ["k134-basic", "k134-crashloop", "k134-imagepull"] as const;
/** The same of controllers and nodes that fail: one node does not show them. */
const controlPlaneNames = [
  "cronjob", "jobs", "affinity-spread", "deployment", "statefulset", "daemonset", "drain-pdb", "node-notready", "quota-limits", "taints", "preemption",
  "services", "services-traffic", "readiness-exec",
] as const;

const seedsUpTo = (count: number): readonly number[] => process.env["SEEDS"]?.split(",").map(Number) ?? Array.from({ length: count }, (_, i) => i + 1);

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`traces/${file}`, import.meta.url), "utf8"));

function scenarioOf(name: string): Scenario {
  const result = readScenario(read(`${name}.scenario.json`) as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return result.scenario;
}

interface Recording {
  readonly trace: Trace;
  readonly scenario: Scenario;
}
const recordings = (list: readonly string[]): Recording[] => list.map((name) => ({ trace: read(`${name}.json`) as Trace, scenario: scenarioOf(name) }));
const percent = (part: number, whole: number): number => (100 * part) / (whole || 1);

function playAll(list: readonly Recording[], seed: number): Tally {
  const tally = newTally();
  for (const { trace, scenario } of list) compareTrace(trace, play(scenario, { seed, freeze: seed === 1 }), tally);
  if (process.env["SHOW"]) console.log(tally.misses.join("\n"), JSON.stringify({ ...tally, misses: tally.misses.length }));
  return tally;
}

function agrees(tally: Tally): void {
  const because = tally.misses.join("\n");
  test("in what each pod goes through, in order", () => {
    expect(percent(tally.podsExact, tally.pods), because).toBeGreaterThanOrEqual(90);
    expect(tally.extraPods, because).toBe(0);
  });
  test("in when it does", () => expect(percent(tally.late, tally.moments), because).toBeLessThanOrEqual(10));
  test("in the words of events", () => {
    expect(percent(tally.eventsHit, tally.events), because).toBeGreaterThanOrEqual(90);
    expect(percent(tally.eventsExtra, tally.events), because).toBeLessThanOrEqual(15);
  });
  test("in exit codes and output of commands", () => {
    expect(percent(tally.codes, tally.commands), because).toBeGreaterThanOrEqual(90);
    expect(percent(tally.outputs, tally.commands), because).toBeGreaterThanOrEqual(75);
  });
  test("in the objects at the end", () => expect(percent(tally.objectsEqual, tally.objects), because).toBeGreaterThanOrEqual(90));
}

const all = recordings(names);
describe.each(seedsUpTo(20))("with seed %i, all recordings of a real cluster's nodes agree", (seed) => agrees(playAll(all, seed)));

const older = recordings(olderNames);
describe.each(seedsUpTo(3))("with seed %i, the recordings of an older kubelet agree", (seed) => agrees(playAll(older, seed)));

const controlPlane = recordings(controlPlaneNames);
describe.each(seedsUpTo(2))("with seed %i, the recordings of a control plane agree", (seed) => agrees(playAll(controlPlane, seed)));
