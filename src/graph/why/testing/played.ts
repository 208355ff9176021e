import { createCluster, type Cluster } from "../../../engine/cluster.ts";
import { kubectlProgram } from "../../../kubectl/program.ts";
import { clusterMaking, stageOn } from "../../../scenario/front-door.ts";
import { scenarioOfManifests } from "../../../scenario/from-manifests.ts";
import { createPlayer } from "../../../scenario/player.ts";
import type { Scenario } from "../../../scenario/scenario.ts";

/** A cluster to which "pod.yaml" was applied at 0s, other lines were typed later, and that ran until an instant. */
export function played(yaml: string, untilMs: number, typed: readonly { readonly atMs: number; readonly line: string }[] = []): Cluster {
  const scenario = scenarioOfManifests([{ name: "pod.yaml", text: yaml }]);
  const inputs = typed.map(({ atMs, line }) => ({ when: { atMs }, action: { type: "run", line } as const }));
  return playedScenario({ ...scenario, seed: 7, inputs: [...scenario.inputs, ...inputs] }, untilMs);
}

/** A scenario's cluster at an instant. */
export function playedScenario(scenario: Scenario, untilMs: number): Cluster {
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlProgram], journal: "all", freeze: true });
  createPlayer(scenario, stageOn(cluster)).advance(untilMs);
  return cluster;
}

/** The uid of a pod, by its name. */
export const uidOf = (cluster: Cluster, name: string): string =>
  cluster.objects().find(({ kind, metadata }) => kind === "Pod" && metadata.name === name)?.metadata.uid ?? "";

/** The same cluster, of whose journal only what came after an instant is left. */
export function forgetful(cluster: Cluster, afterMs: number): Cluster {
  const entries = [...cluster.journal()].filter(({ at }) => at > afterMs);
  const first = entries[0]?.id ?? Number.POSITIVE_INFINITY;
  return Object.create(cluster, {
    journal: { value: () => entries },
    journalAfter: { value: (id: number) => entries.filter((entry) => entry.id > id) },
    journalEntry: { value: (id: number) => (id < first ? undefined : cluster.journalEntry(id)) },
  }) as Cluster;
}
