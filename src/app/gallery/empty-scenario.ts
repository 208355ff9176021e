import type { Scenario } from "../../scenario/scenario.ts";

/** Two nodes and nothing on them, for one's own manifest. */
export const emptyScenario: Scenario = {
  name: "empty",
  title: { en: "An empty cluster", zh: "空集群" },
  seed: 1,
  startsAtMs: Date.UTC(2026, 0, 1),
  namespace: "default",
  cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [{ name: "worker-1" }, { name: "worker-2" }] },
  files: {},
  inputs: [],
  expect: [],
};
