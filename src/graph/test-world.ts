import type { Json } from "../api/json.ts";
import { createCluster, type Checkpoint, type Cluster } from "../engine/cluster.ts";
import { kubectlProgram } from "../kubectl/program.ts";
import { clusterMaking, stageOn } from "../scenario/front-door.ts";
import { createPlayer } from "../scenario/player.ts";
import { readScenario } from "../scenario/read-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** For tests: a scenario out of a document. */
export function scenarioOf(document: unknown): Scenario {
  const result = readScenario(document as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  return result.scenario;
}

/** For tests: a cluster that has all inputs of the scenario ahead of it, or goes on from a checkpoint. */
export function playing(scenario: Scenario, from?: Checkpoint): Cluster {
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlProgram], journal: "all", freeze: true }, from);
  if (!from) createPlayer(scenario, stageOn(cluster));
  return cluster;
}

/** For tests: one file that is applied at 0s, and lines typed later. */
export const applied = (manifest: string, lines: readonly { readonly at: string; readonly run: string }[] = []): Scenario =>
  scenarioOf({
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name: "test" },
    spec: { seed: 1, files: { "pod.yaml": manifest }, inputs: [{ at: "0s", run: "kubectl apply -f pod.yaml" }, ...lines] },
  });
