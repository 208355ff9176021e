import type { Json, JsonObject } from "../api/json.ts";
import { workers } from "./cluster.ts";
import { writeKubelet } from "./kubelet.ts";
import { DEFAULT_STARTS_AT } from "./read-scenario.ts";
import { writeRegistry } from "./registry.ts";
import type { Condition, Expectation, InputAction, Scenario, ScenarioCluster, ScenarioInput, ScenarioNode } from "./scenario.ts";

/** The document of a scenario, in today's version of the format, without what is the default anyway: `readScenario` reads the same scenario from it. */
export function writeScenario(scenario: Scenario): JsonObject {
  const { name, title, summary, seed, startsAtMs, namespace, cluster, files, inputs, untilMs, expect } = scenario;
  return {
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name, ...(title && { title }), ...(summary && { summary }) },
    spec: {
      ...(seed !== 1 && { seed }),
      ...(startsAtMs !== Date.parse(DEFAULT_STARTS_AT) && { startsAt: new Date(startsAtMs).toISOString() }),
      ...(namespace !== "default" && { namespace }),
      ...some("cluster", writeCluster(cluster)),
      ...some("files", files),
      ...(inputs.length > 0 && { inputs: inputs.map(writeInput) }),
      ...(untilMs !== undefined && { until: durationOf(untilMs) }),
      ...(expect.length > 0 && { expect: expect.map((one) => writeExpectation(one, namespace)) }),
    },
  };
}

/** A field that is there only if it says something. */
const some = (key: string, value: JsonObject): JsonObject => (Object.keys(value).length > 0 ? { [key]: value } : {});

/** "1500ms", "40s": as Go reads it. */
const durationOf = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);

function writeCluster({ version, latency, controlPlane, addons, nodes, registry, kubelet }: ScenarioCluster): JsonObject {
  return {
    ...(version !== "1.36" && { version }),
    ...(latency !== "default" && { latency }),
    ...(controlPlane !== "none" && { controlPlane }),
    ...(addons.length > 0 && { addons: [...addons] }),
    ...writeNodes(nodes),
    ...(registry && { registry: writeRegistry(registry) }),
    ...(kubelet && some("kubelet", writeKubelet(kubelet))),
  };
}

function writeNodes(nodes: readonly ScenarioNode[]): JsonObject {
  if (JSON.stringify(nodes) !== JSON.stringify(workers(nodes.length))) return { nodes: nodes.map((node) => ({ ...node }) as unknown as JsonObject) };
  return nodes.length === 2 ? {} : { nodes: nodes.length };
}

/** One input of the list. */
export const writeInput = ({ when, session, action }: ScenarioInput): JsonObject => ({
  ...("atMs" in when ? { at: durationOf(when.atMs) } : when.afterMs > 0 ? { after: durationOf(when.afterMs) } : {}),
  ...(session !== undefined && { session }),
  ...writeAction(action),
});

function writeAction(action: InputAction): JsonObject {
  switch (action.type) {
    case "run":
      return { run: action.line };
    case "keys":
      return { keys: action.keys };
    case "edit":
      return { edit: action.file, text: action.text };
    case "interrupt":
      return { interrupt: true };
  }
}

const writeExpectation = ({ mode, atMs, namespace, kind, name, holds }: Expectation, own: string): Json => ({
  [mode]: durationOf(atMs),
  object: `${namespace === own ? "" : `${namespace}/`}${kind}/${name}`,
  ...writeCondition(holds),
});

function writeCondition(holds: Condition): JsonObject {
  switch (holds.type) {
    case "present":
      return {};
    case "absent":
      return { absent: true };
    case "equals":
      return { jsonpath: holds.jsonpath, equals: holds.text };
    case "matches":
      return { jsonpath: holds.jsonpath, matches: holds.pattern };
  }
}
