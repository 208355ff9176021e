import type { Scenario } from "../../scenario/scenario.ts";

/** A cluster as one gets it today, all its own Pods running, and nothing of anybody's: for one's own manifest. */
export const emptyScenario: Scenario = {
  name: "empty",
  title: { en: "An empty cluster", zh: "空集群" },
  seed: 1,
  startsAtMs: Date.UTC(2026, 0, 1),
  namespace: "default",
  cluster: { version: "1.36", latency: "default", controlPlane: "node", addons: ["coredns", "kube-proxy", "network", "metrics", "storage"], nodes: [{ name: "worker-1" }, { name: "worker-2" }] },
  files: {},
  inputs: [],
  expect: [],
};
