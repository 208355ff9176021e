import { expect, test } from "vitest";
import { readScenario } from "./read-scenario.ts";
import { warningsOf } from "./warnings.ts";

test.each([
  { addons: [], says: [] },
  { addons: ["coredns", "metrics"], says: [] },
  { addons: ["storage", "kube-proxy", "network"], says: [] },
])("add-ons $addons", ({ addons, says }) => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { cluster: { addons } } });
  expect(read.ok && warningsOf(read.scenario)).toEqual(says);
});

test.each([
  { when: "the cluster is of 1.23", cluster: { version: "1.23" } },
  { when: "one node is of 1.23", cluster: { nodes: [{}, { version: "1.23" }] } },
])("$when: only its nodes' Docker is of that time", ({ cluster }) => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { cluster } });
  expect(read.ok && warningsOf(read.scenario)).toEqual(["/spec/cluster: version 1.23: its nodes show Docker and the dockershim's view of pods, as then; everything else behaves as 1.36"]);
});
