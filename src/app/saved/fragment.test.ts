import { expect, test } from "vitest";
import type { KeptBranches } from "../../scenario/link/branches.ts";
import { decodeKept, keptBounds } from "../../scenario/link/link.ts";
import { readScenario } from "../../scenario/read-scenario.ts";
import type { ScenarioInput } from "../../scenario/scenario.ts";
import { fragmentOf } from "./fragment.ts";

const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "a" } });
if (!read.ok) throw new Error("the scenario of this test cannot be read");
const { scenario } = read;

/** Text that hardly packs. */
const noise = (seed: number, characters: number): string => {
  let state = seed;
  return Array.from({ length: characters }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return String.fromCodePoint(33 + ((state >>> 8) % 90));
  }).join("");
};
const edit = (atMs: number, text: string): ScenarioInput => ({ when: { atMs }, action: { type: "edit", file: "a.yaml", text } });
const kept = (branches: KeptBranches, most?: number) => {
  const { fragment, left } = fragmentOf({ scenario, view: {}, engine: "", digest: "", branches }, most);
  expect(fragment.length).toBeLessThanOrEqual(most ?? keptBounds.characters);
  const link = decodeKept(fragment);
  if (!link.ok) throw new Error(link.problem.code);
  return { kept: link.scene.branches?.branches.map(({ name, inputs }) => name ?? inputs.length) ?? [], current: link.scene.branches?.current, left };
};

/** So many were left, of `characters` each; the third of them has a name; the one that is played comes last. */
const many = (count: number, characters: number): KeptBranches => ({
  own: 0,
  inputs: Array.from({ length: count + 1 }, (_, i) => edit(5 + i, i === count ? "played" : noise(i + 1, characters))),
  branches: Array.from({ length: count + 1 }, (_, i) => ({ inputs: [i], untilMs: 99, ...(i === 2 && { name: "third" }) })),
  current: count,
});

test.each([
  ["all of them", many(4, 10), undefined, [1, 1, "third", 1, 1], 0],
  ["seventy times a file of fifteen thousand characters", many(48, 15_000), undefined, [1, 1, "third", ...Array.from({ length: 46 }, () => 1)], 0],
  ["the newest half, and one with a name, where there is less room", many(4, 5_000), 15_000, ["third", 1, 1], 2],
  ["the one that is played, where there is hardly any", many(4, 5_000), 1_000, [1], 4],
] as const)("keeps %s", (_, branches, most, wanted, left) => {
  const found = kept(branches, most);
  expect(found).toEqual({ kept: wanted, current: wanted.length - 1, left });
});

test("what is played is never kept in part: then the scenario alone is", () => {
  const branches: KeptBranches = { own: 0, inputs: [edit(5, noise(1, 20_000))], branches: [{ inputs: [0], untilMs: 9 }], current: 0 };
  expect(kept(branches, 5_000)).toEqual({ kept: [], current: undefined, left: 1 });
});
