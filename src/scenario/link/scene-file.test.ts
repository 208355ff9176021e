import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../read-scenario.ts";
import type { Scenario, ScenarioInput } from "../scenario.ts";
import { encodeLink, type SharedScene } from "./link.ts";
import { readSceneFile, SCENE_FILE, writeSceneFile } from "./scene-file.ts";

const gallery = new URL("../gallery/", import.meta.url);
const scenarios = readdirSync(gallery).filter((name) => name.endsWith(".yaml")).sort().map((name): Scenario => {
  const read = readScenario(readDocuments(readFileSync(new URL(name, gallery), "utf8"), name).documents[0]!.value);
  if (!read.ok) throw new Error(name);
  return { ...read.scenario, expect: [] };
});
const typed: ScenarioInput = { when: { atMs: 9_001 }, session: "main", action: { type: "run", line: "kubectl get pods # 看看" } };
const sceneOf = (scenario: Scenario): SharedScene => ({
  scenario: { ...scenario, inputs: [...scenario.inputs, typed] },
  view: { atMs: 45_500, selected: "pod/0a1b", near: true, tab: "why", folded: ["editor"], camera: { x: 1.5, y: -20, zoom: 0.75 }, drafts: { "pod.yaml": "kind: Pod\t\n" } },
  engine: "0.1.0", digest: "0123456789ab", trail: "1aabb",
  branches: { own: scenario.inputs.length, inputs: [typed], branches: [{ inputs: [0], untilMs: 50_000, name: "我的" }, { inputs: [], untilMs: 9_000 }], current: 0 },
});
const faultsOf = (text: string): readonly string[] => {
  const opened = readSceneFile(text, "a.kubarium.yaml");
  if (opened.ok) throw new Error("opened");
  return opened.faults;
};

describe("a scene's file", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("of %s opens as it was, branches and all", (_, scenario) => {
    const text = writeSceneFile(sceneOf(scenario));
    expect(readSceneFile(text, "a.kubarium.yaml")).toEqual({ ok: true, scene: sceneOf(scenario) });
  });

  test("is YAML that a person can read, and that the command line plays", () => {
    const text = writeSceneFile(sceneOf(scenarios[0]!));
    expect(text).toMatch(/^# A scene of Kubarium\./);
    expect(text).toContain("\napiVersion: kubarium.dev/v1\nkind: Scenario\n");
    expect(text).toMatch(/\n {4}pod\.yaml: \|\n {6}apiVersion: v1\n/);
    expect(readScenario(readDocuments(text, "a").documents[0]!.value).ok).toBe(true);
  });

  test("that would be too large to be read again is packed as a link, and opens as well", () => {
    const [scenario] = scenarios;
    const scene: SharedScene = { ...sceneOf(scenario!), scenario: { ...scenario!, inputs: [...scenario!.inputs, typed], files: { "a.yaml": "# a\n".repeat(249_000), "b.yaml": "# b\n".repeat(10_000) } } };
    const text = writeSceneFile(scene);
    expect(text.length).toBeLessThan(100_000);
    expect(readSceneFile(text, "a").ok).toBe(true);
  });

  test("that holds a link opens as that link", () => {
    const { branches: _branches, ...scene } = sceneOf(scenarios[0]!);
    const { summary: _summary, ...scenario } = scene.scenario;
    expect(readSceneFile(`  ${encodeLink(scene)}\n`, "a")).toEqual({ ok: true, scene: { ...scene, scenario } });
  });

  test.each([
    ["nothing", "", []],
    ["only comments", "# nothing\n---\n", []],
    ["no YAML", "a: [", [expect.stringContaining("error parsing a.kubarium.yaml")]],
    ["a Pod", "apiVersion: v1\nkind: Pod\n", [expect.stringContaining("/apiVersion: must be one of kubarium.dev/v1")]],
    ["a newer scenario", "apiVersion: kubarium.dev/v9\nkind: Scenario\n", [expect.stringContaining("a newer one needs a newer Kubarium")]],
    ["a scenario that breaks the rules", "apiVersion: kubarium.dev/v1\nkind: Scenario\nspec: {seed: -1, inputs: [{at: soon, run: ls}]}\n", [expect.stringContaining("/spec/seed"), expect.stringContaining("/spec/inputs/0/at")]],
    ["more than a file may hold", `a: "${"b".repeat(1_000_001)}"`, [expect.stringContaining("larger than 1000000 bytes")]],
    ["aliases that explode", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n", [expect.any(String)]],
  ])("that holds %s is refused with words", (_, text, faults) => expect(faultsOf(text)).toEqual(faults));

  test.each([["a damaged link", "#v=1&s=abc", "damaged"], ["a link of another version", "#v=9&s=abc", "version"]])("that holds %s is refused as the link is", (_, text, code) =>
    expect(readSceneFile(text, "a")).toMatchObject({ ok: false, problem: { code } }));

  test("whose annotations hold anything opens as its scenario", () => {
    fc.assert(
      fc.property(fc.constantFrom("view", "branches", "trail", "digest", "engine"), fc.oneof(fc.json(), fc.string()), (name, value) => {
        const text = JSON.stringify({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { annotations: { [`kubarium.dev/${name}`]: value } } });
        expect(readSceneFile(text, "a").ok).toBe(true);
      }),
    );
  });

  test.each([["a.kubarium.yaml", true], ["A.KUBARIUM.YML", true], ["x y.kubarium.json", true], ["pod.yaml", false], ["kubarium.yaml", false]])("%s is one by its name: %s", (name, is) => expect(SCENE_FILE.test(name)).toBe(is));
});
