import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readInput } from "./read-input.ts";

const folder = mkdtempSync(join(tmpdir(), "kubarium-input-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
mkdirSync(join(folder, "many"));
mkdirSync(join(folder, "empty"));
write("a.yaml", pod("a"));
write("broken.yaml", "apiVersion: v1\nkind: [Pod\n");
write("many/b.yml", pod("b"));
write("many/a.yaml", pod("c"));
write("many/notes.txt", "not a manifest");
write("scene.yaml", "---\napiVersion: kubarium.dev/v1\nkind: Scenario\nspec:\n  seed: 7\n---\n");
write("scene.json", `{"apiVersion": "kubarium.dev/v1", "kind": "Scenario", "spec": {"seed": 8}}`);
write("bad-scene.yaml", "apiVersion: kubarium.dev/v1\nkind: Scenario\nspec:\n  sed: 7\n  until: soon\n");
write("broken-scene.yaml", "apiVersion: kubarium.dev/v1\nkind: Scenario\nspec: [\n");
write("two.yaml", `${pod("a")}---\napiVersion: kubarium.dev/v1\nkind: Scenario\n`);

describe("plain manifests become one scenario", () => {
  test.each([
    { given: ["a.yaml"], run: "kubectl apply -f a.yaml", files: ["a.yaml"] },
    { given: ["many"], run: "kubectl apply -f a.yaml -f b.yml", files: ["a.yaml", "b.yml"] },
    { given: ["a.yaml", "many/a.yaml"], run: "kubectl apply -f a.yaml -f a-2.yaml", files: ["a.yaml", "a-2.yaml"] },
    // What kubectl makes of a broken manifest is kubectl's to say.
    { given: ["broken.yaml"], run: "kubectl apply -f broken.yaml", files: ["broken.yaml"] },
  ])("$given", ({ given, run, files }) => {
    const input = readInput(given, folder);
    if (input.type !== "manifests") throw new Error(`read as ${input.type}`);
    expect(input.scenario.inputs).toEqual([{ when: { atMs: 0 }, action: { type: "run", line: run } }]);
    expect(Object.keys(input.scenario.files)).toEqual(files);
    expect(input.scenario.cluster.nodes).toEqual([{ name: "worker-1" }, { name: "worker-2" }]);
  });
});

test("scenarios are known by what they say, in YAML and in JSON", () => {
  const input = readInput(["scene.yaml", "scene.json"], folder);
  if (input.type !== "scenarios") throw new Error(`read as ${input.type}`);
  expect(input.scenarios.map(({ file, scenario }) => [file, scenario.seed])).toEqual([["scene.yaml", 7], ["scene.json", 8]]);
});

describe("what cannot be read is named", () => {
  test.each([
    { given: ["none.yaml"], says: "none.yaml: no such file" },
    { given: ["empty"], says: "empty: no .yaml, .yml or .json file in this folder" },
    { given: ["scene.yaml", "a.yaml"], says: "scenarios and plain manifests cannot be played together" },
    { given: ["two.yaml"], says: "two.yaml: a scenario stands alone in its file" },
    { given: ["broken-scene.yaml"], says: "error parsing broken-scene.yaml: " },
    { given: ["bad-scene.yaml"], says: '/spec/sed: unknown field "sed"; did you mean "seed"?' },
    { given: ["bad-scene.yaml"], says: '/spec/until: "soon" is no time here' },
  ])("$given: $says", ({ given, says }) => {
    expect(readInput(given, folder)).toMatchObject({ type: "unreadable", message: expect.stringContaining(says) });
  });

  test("with the line and column of the fault", () => {
    expect(readInput(["bad-scene.yaml"], folder)).toMatchObject({ message: expect.stringContaining("bad-scene.yaml:4:3: /spec/sed") });
  });
});
