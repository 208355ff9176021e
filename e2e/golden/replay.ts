import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { play } from "../../src/cli/play.ts";
import type { Json } from "../../src/api/json.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { compareTrace, newTally, type Tally, type Trace } from "./compare-trace.ts";

/** `SEEDS=3,7` plays others. */
export const seedsUpTo = (count: number): readonly number[] => process.env["SEEDS"]?.split(",").map(Number) ?? Array.from({ length: count }, (_, i) => i + 1);

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`traces/${file}`, import.meta.url), "utf8"));

function scenarioOf(name: string): Scenario {
  const result = readScenario(read(`${name}.scenario.json`) as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return result.scenario;
}

/** A run of a real cluster, and the scenario that plays it again. */
export interface Recording {
  readonly trace: Trace;
  readonly scenario: Scenario;
}
export const recordings = (list: readonly string[]): Recording[] => list.map((name) => ({ trace: read(`${name}.json`) as Trace, scenario: scenarioOf(name) }));
const percent = (part: number, whole: number): number => (100 * part) / (whole || 1);

/** What the runs of a seed have in common with their recordings, counted over all of them. `SHOW=1` prints what differs. */
export function playAll(list: readonly Recording[], seed: number): Tally {
  const tally = newTally();
  for (const { trace, scenario } of list) compareTrace(trace, play(scenario, { seed, freeze: seed === 1 }), tally);
  if (process.env["SHOW"]) console.log(tally.misses.join("\n"), JSON.stringify({ ...tally, misses: tally.misses.length }));
  return tally;
}

/** The measure of README.md beside this file. */
export function agrees(tally: Tally): void {
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
