import { expect, test } from "vitest";
import { readScenario } from "./read-scenario.ts";
import { warningsOf } from "./warnings.ts";

test.each([
  { addons: [], says: [] },
  { addons: ["coredns", "metrics"], says: ["/spec/cluster/addons: coredns, metrics: add-ons are not simulated yet, nothing of them will be there"] },
])("add-ons $addons", ({ addons, says }) => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { cluster: { addons } } });
  expect(read.ok && warningsOf(read.scenario)).toEqual(says);
});
