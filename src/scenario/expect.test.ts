import { describe, expect, test } from "vitest";
import type { Json } from "../api/json.ts";
import type { KubernetesObject } from "../api/types.ts";
import { createExpectationChecks, describeExpectation } from "./expect.ts";
import { readScenario } from "./read-scenario.ts";

/** A Pod that is there from 5s to 20s, Running from 8s to 10s. */
const phaseAt = (ms: number): string | undefined => (ms < 5_000 || ms >= 20_000 ? undefined : ms >= 8_000 && ms < 10_000 ? "Running" : "Pending");

function held(expectation: Json, instants: readonly number[]): boolean | undefined {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { expect: [expectation] } });
  if (!read.ok) throw new Error("unreadable");
  let now = 0;
  const checks = createExpectationChecks(read.scenario.expect, {
    find: (_namespace, _kind, name) => (name === "web" && phaseAt(now) ? ({ kind: "Pod", apiVersion: "v1", metadata: {} } as KubernetesObject) : undefined),
    jsonpath: () => phaseAt(now) ?? "",
  });
  for (now of instants) checks.look(now, true);
  return checks.verdicts()[0]?.held;
}

const instants = Array.from({ length: 31 }, (_, second) => second * 1000);

describe("an expectation is checked when it is due", () => {
  const phase = { object: "pod/web", jsonpath: "{.status.phase}" };
  test.each<{ expects: string; expectation: Json; holds: boolean }>([
    { expects: "by: a state that came and went", expectation: { by: "15s", ...phase, equals: "Running" }, holds: true },
    { expects: "by: a state that came too late", expectation: { by: "7s", ...phase, equals: "Running" }, holds: false },
    { expects: "at: the state of that instant", expectation: { at: "9s", ...phase, equals: "Running" }, holds: true },
    { expects: "at: not the state of another", expectation: { at: "15s", ...phase, equals: "Running" }, holds: false },
    { expects: "a pattern", expectation: { at: "9s", ...phase, matches: "^R.*g$" }, holds: true },
    { expects: "a pattern that does not match", expectation: { at: "9s", ...phase, matches: "^P" }, holds: false },
    { expects: "absence", expectation: { at: "25s", object: "pod/web", absent: true }, holds: true },
    { expects: "absence of what is there", expectation: { at: "9s", object: "pod/web", absent: true }, holds: false },
    { expects: "presence", expectation: { at: "9s", object: "pod/web" }, holds: true },
    { expects: "an instant that never came", expectation: { at: "99s", object: "pod/web" }, holds: false },
  ])("$expects", ({ expectation, holds }) => {
    expect(held(expectation, instants)).toBe(holds);
  });
});

test("an expectation is described in one line", () => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { namespace: "lab", expect: [{ by: "80s", object: "pod/web", jsonpath: "{.a}", equals: 1 }] } });
  expect(read.ok && read.scenario.expect.map(describeExpectation)).toEqual(['by 80s pod/web in lab: {.a} equals "1"']);
});
