import { expect, test } from "vitest";
import { snippets, plainText } from "../../src/app/editor/snippets/snippets.ts";
import { play } from "../../src/cli/play.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

/** They bind Pods that are made after them, which ask for nothing. */
const LATE: readonly string[] = ["quota.yaml", "limits.yaml"];

/** What the editor offers to begin from is taken by the API server as it stands, and runs. */
test("every manifest that the editor offers applies, and its Pods run", () => {
  const files = Object.fromEntries(snippets.map((snippet) => [`${snippet.word}.yaml`, plainText(snippet)]));
  const result = readScenario({
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name: "snippets" },
    spec: { files, inputs: Object.keys(files).map((name) => ({ run: `kubectl apply -f ${name}`, ...(LATE.includes(name) ? { at: "60s" } : {}) })), until: "90s" },
  });
  if (!result.ok) throw new Error(JSON.stringify(result));
  const { report } = play(result.scenario, { freeze: true });
  expect(report.transcript).toHaveLength(snippets.length);
  for (const { run, stdout, stderr, exitCode } of report.transcript) expect([run, stderr, exitCode, stdout.endsWith(" created\n")]).toEqual([run, "", 0, true]);
  const last = new Map(report.pods.map(({ name, status }) => [name, status]));
  expect(last.size).toBeGreaterThanOrEqual(1 + 3 + 3 + 2 + 1);
  expect([...new Set(last.values())].toSorted()).toEqual(["Completed", "Running"]);
});
