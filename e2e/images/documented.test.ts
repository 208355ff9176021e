import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { behaviorProblems } from "../../src/api/behavior.ts";
import type { Json } from "../../src/api/json.ts";
import { play } from "../../src/cli/play.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { writeScenario } from "../../src/scenario/write-scenario.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

/** The fenced blocks of a page of docs/, by language. */
function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map((match) => match[1] ?? "");
}

test("every behaviour that the documentation shows is understood", () => {
  const shown = blocks("behavior.md", "json");
  expect(shown).toHaveLength(3);
  for (const text of shown) expect(behaviorProblems(text, ["app", "setup"])).toEqual([]);
});

test("its Pod does what the page says of it", () => {
  const [manifest = ""] = blocks("behavior.md", "yaml");
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "tired" }, spec: { files: { "pod.yaml": manifest }, inputs: [{ at: "0s", run: "kubectl apply -f pod.yaml" }], until: "100s" } } as Json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { report } = play(read.scenario, { seed: 1 });
  expect(report.transcript[0]).toMatchObject({ exitCode: 0, stderr: "" });
  expect(report.events.filter(({ reason }) => reason === "Unhealthy").map(({ message }) => message)[0]).toBe("Liveness probe failed: HTTP probe failed with statuscode: 500");
  expect(report.pods.some(({ restarts }) => restarts === 1)).toBe(true);
});

test("a scenario may bend its registry and kubelets as the documentation shows", () => {
  const [text = ""] = blocks("images.md", "yaml");
  const { documents, error } = readDocuments(text, "scenario.yaml");
  expect(error).toBeUndefined();
  const read = readScenario(documents[0]!.value);
  expect(read.ok ? [] : read.problems).toEqual([]);
  if (read.ok) expect(read.scenario.cluster).toMatchObject({ registry: { limited: ["docker.io/*"], private: [{ accounts: [{ username: "jane" }] }] }, kubelet: { maxParallelImagePulls: 3, imageMinimumGCAgeMs: 120_000 } });
});

test("a scenario's registry and kubelets are written as they were read", () => {
  const [text = ""] = blocks("images.md", "yaml");
  const read = readScenario(readDocuments(text, "scenario.yaml").documents[0]!.value);
  if (!read.ok) throw new Error("not read");
  expect(readScenario(writeScenario(read.scenario))).toEqual(read);
});

test("kubectl prints what of a behaviour is not understood", () => {
  const manifest = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations: { kubarium.dev/behavior: \'{"startup": "soon"}\' }\nspec:\n  containers: [{ name: app, image: nginx }]\n';
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "p" }, spec: { files: { "pod.yaml": manifest }, inputs: [{ at: "0s", run: "kubectl apply -f pod.yaml" }], until: "2s" } } as Json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { report } = play(read.scenario, { seed: 1 });
  expect(report.transcript[0]).toMatchObject({ exitCode: 0, stdout: "pod/p created\n", stderr: 'Warning: metadata.annotations[kubarium.dev/behavior]: startup: must be a duration such as "10s"\n' });
});
