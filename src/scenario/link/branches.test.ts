import fc from "fast-check";
import { expect, test } from "vitest";
import { readScenario } from "../read-scenario.ts";
import type { Scenario, ScenarioInput } from "../scenario.ts";
import { readBranches, writeBranches, type KeptBranches } from "./branches.ts";
import { decodeLink, encodeLink } from "./link.ts";

const run = (atMs: number, line: string): ScenarioInput => ({ when: { atMs }, session: "main", action: { type: "run", line } });
const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "a" } });
if (!read.ok) throw new Error("the scenario of this test cannot be read");
const own = run(0, "kubectl run web --image=nginx");
const scenario: Scenario = { ...read.scenario, inputs: [own, run(5_001, "kubectl get pods")] };
const kept: KeptBranches = {
  own: 1,
  inputs: [run(5_001, "kubectl get pods"), run(9_001, "kubectl delete pod web"), { when: { atMs: 9_500 }, session: "main", action: { type: "keys", keys: "q" } }],
  branches: [{ inputs: [0, 1, 2], untilMs: 60_000, name: "我的" }, { inputs: [0], untilMs: 9_000 }],
  current: 1,
};
const written = JSON.parse(JSON.stringify(writeBranches(kept)));

test("branches are kept with the scene, and read as they were", () => {
  expect(readBranches(written, scenario.inputs)).toEqual(kept);
  const link = decodeLink(encodeLink({ scenario, view: {}, engine: "", digest: "", branches: kept }));
  expect(link).toMatchObject({ ok: true, scene: { branches: kept, scenario: { inputs: scenario.inputs } } });
});

test("a scene without them, as older ones are, opens without them", () => {
  const link = decodeLink(encodeLink({ scenario, view: {}, engine: "", digest: "" }));
  expect(link.ok && "branches" in link.scene).toBe(false);
  expect(link.ok).toBe(true);
});

test.each([
  ["that say nothing", undefined],
  ["of another shape", []],
  ["with more inputs of its own than the scenario has", { ...written, own: 3 }],
  ["with a place that is none", { ...written, branches: [{ inputs: [3], untilMs: 5 }], current: 0 }],
  ["whose inputs run backwards", { ...written, branches: [{ inputs: [1, 0], untilMs: 5 }], current: 0 }],
  ["with an input without a time", { ...written, inputs: [{ run: "ls" }, ...written.inputs.slice(1)] }],
  ["with an input that does nothing", { ...written, inputs: [{ at: "5s" }, ...written.inputs.slice(1)] }],
  ["without the one that is played", { ...written, current: 2 }],
  ["without any", { ...written, branches: [], current: 0 }],
  ["beyond the end of time", { ...written, branches: [{ inputs: [], untilMs: 1e12 }], current: 0 }],
  ["more than are ever kept", { ...written, branches: Array.from({ length: 51 }, () => ({ inputs: [], untilMs: 0 })), current: 0 }],
])("branches %s are left out, and the scene opens", (_, branches) => {
  expect(readBranches(branches as never, scenario.inputs)).toBeUndefined();
});

test("whatever stands for branches is answered", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom("own", "inputs", "branches", "current"), (value, key) => void readBranches({ ...written, [key]: value } as never, scenario.inputs)));
});
