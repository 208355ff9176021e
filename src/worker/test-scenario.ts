import type { Scenario, ScenarioInput } from "../scenario/scenario.ts";

/** A small world for tests. */
export const smallScenario = (more: Partial<Scenario> = {}): Scenario => ({
  name: "a", seed: 1, startsAtMs: 0, namespace: "default", files: {}, inputs: [], expect: [],
  cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [{ name: "worker-1" }] },
  ...more,
});

/** A line of a scenario, at an instant or so long after the one before it ended. */
export const line = (run: string, when: ScenarioInput["when"], session?: string): ScenarioInput => ({ when, action: { type: "run", line: run }, ...(session === undefined ? {} : { session }) });
