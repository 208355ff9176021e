import { describe, expect, test } from "vitest";
import { inTurn } from "../../../e2e/in-turn.ts";
import { createCluster } from "../../engine/cluster.ts";
import { kubectlProgram } from "../../kubectl/program.ts";
import { clusterMaking } from "../../scenario/front-door.ts";
import { scenarioOfManifests } from "../../scenario/from-manifests.ts";
import { objects, processes, texts } from "./manifests.ts";

/** What one Pod and one command may cost in so many virtual seconds; far above any honest run, far below a hang. */
const RUN_MS = 5_000;
const MOST_OCCURRENCES = 500_000;

/** Applies a manifest and lets the world run; throws a Fault when the engine stops. */
function survive(text: string, freeze: boolean): { exitCode: number | null | undefined; pods: number } {
  const scenario = scenarioOfManifests([{ name: "hostile.yaml", text }]);
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlProgram], freeze });
  const submitted = cluster.submit({ atMs: 0, action: { type: "run", line: "kubectl apply -f hostile.yaml" } });
  const ran = cluster.run(RUN_MS, MOST_OCCURRENCES);
  expect(ran).toBeLessThan(MOST_OCCURRENCES);
  const { exitCode } = cluster.input(submitted) ?? {};
  return { exitCode, pods: cluster.objects().filter(({ kind }) => kind === "Pod").length };
}

test("there are at least 200 of them", () => expect(texts.length + objects.length + processes.length).toBeGreaterThanOrEqual(200));

describe.each([
  { of: "text", cases: texts },
  { of: "object", cases: objects },
])("a hostile $of ends the command, and a refused one leaves nothing behind", ({ cases }) => {
  test.each(inTurn(cases))("%s", (_what, text) => {
    const { exitCode, pods } = survive(text, true);
    expect(exitCode).toBeTypeOf("number");
    if (exitCode !== 0) expect(pods).toBe(0);
  });
});

describe("a hostile process costs its own time, not the world's", () => {
  test.each(inTurn(processes))("%s", (_what, text) => {
    const { exitCode, pods } = survive(text, false);
    expect(exitCode).toBe(0);
    expect(pods).toBe(1);
  });
});
