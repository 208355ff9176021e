import { expect, test } from "vitest";
import type { KeptBranches } from "../../scenario/link/branches.ts";
import { decodeLink, linkBounds } from "../../scenario/link/link.ts";
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
const branchesKept = (branches: KeptBranches): number => {
  const fragment = fragmentOf({ scenario, view: {}, engine: "", digest: "", branches });
  expect(fragment.length).toBeLessThanOrEqual(linkBounds.characters);
  const link = decodeLink(fragment);
  if (!link.ok) throw new Error(link.problem.code);
  return link.scene.branches?.branches.length ?? 0;
};
const two = (left: string, played: string): KeptBranches => ({ own: 0, inputs: [edit(5, left), edit(5, played)], branches: [{ inputs: [0], untilMs: 9 }, { inputs: [1], untilMs: 9 }], current: 1 });

test.each([
  ["all of them", two("a", "b"), 2],
  ["the one that is played, where all would be too much to open again", two(noise(1, 260_000), "b"), 1],
  ["the one that is played, where all hold too much text", two("a".repeat(999_999), "bb"), 1],
  ["none, where that one is too much itself", two("a", noise(2, 260_000)), 0],
])("keeps %s", (_, branches, kept) => expect(branchesKept(branches)).toBe(kept));
