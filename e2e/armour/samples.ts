import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../src/api/json.ts";
import { isObject } from "../../src/api/json.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** Valid things of every kind, for mutations to begin with. */

const folder = join(import.meta.dirname, "../../src/scenario/gallery");

/** The gallery's scenes as they are written. */
export const sceneTexts: readonly string[] = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort().map((name) => readFileSync(join(folder, name), "utf8"));

export const sceneDocuments: readonly JsonObject[] = sceneTexts.map((text) => {
  const value = readDocuments(text, "scene.yaml").documents[0]?.value ?? null;
  if (!isObject(value)) throw new Error("a scene of the gallery cannot be read");
  return value;
});

/** The manifests that they hold. */
export const manifests: readonly string[] = sceneDocuments.flatMap((document) => {
  const spec = document["spec"];
  return isObject(spec) && isObject(spec["files"]) ? Object.values(spec["files"]).filter((text): text is string => typeof text === "string") : [];
});

export function scenarioOf(document: Json): Scenario {
  const read = readScenario(document);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.scenario;
}

/** What a kept or shared scene holds beside its scenario. */
export const view: JsonObject = { atMs: 41_500, selected: "pod/1", container: "main", near: true, tab: "why", file: "pod.yaml", camera: { x: 1, y: 2.5, zoom: 0.8 }, drafts: { "pod.yaml": "kind: Pod\n" }, language: "zh" };
export const branches: JsonObject = {
  own: 0,
  inputs: [{ at: "1001ms", run: "kubectl get pods", session: "main" }, { at: "2001ms", edit: "pod.yaml", text: "kind: Pod" }, { at: "2001ms", run: "kubectl apply -f pod.yaml", session: "main" }, { at: "3s", keys: "q", session: "main" }],
  branches: [{ inputs: [0], untilMs: 1500, name: "first" }, { inputs: [0, 1, 2], untilMs: 9000 }, { inputs: [0, 3], untilMs: 4000 }],
  current: 1,
};
