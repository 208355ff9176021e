import type { Json } from "../api/json.ts";
import { readDocuments } from "../manifest/read-documents.ts";
import type { Stage, StagedInput } from "./player.ts";
import type { Scenario, ScenarioCluster } from "./scenario.ts";

/** The engine's front door, as far as a scenario needs to know it. */
export interface FrontDoor {
  readonly now: number;
  submit(input: StagedInput): number;
  runUntil(ms: number): void;
  nextOccurrenceAt(): number | undefined;
  input(number: number): { readonly endedAtMs: number | null } | undefined;
}

/** What the engine is told of a scenario when its cluster is made. */
export interface ClusterMaking {
  readonly seed: number;
  readonly startsAtMs: number;
  readonly spec: ScenarioCluster & { readonly namespace: string };
  readonly files: Readonly<Record<string, string>>;
  readonly readManifest: (text: string) => Json | undefined;
}

export const clusterMaking = ({ seed, startsAtMs, cluster, namespace, files }: Scenario): ClusterMaking => ({
  seed,
  startsAtMs,
  spec: { ...cluster, namespace },
  files,
  readManifest: (text) => readDocuments(text, "").documents[0]?.value,
});

/** A cluster as the stage that a player plays on. */
export const stageOn = (cluster: FrontDoor): Stage => ({
  get now() {
    return cluster.now;
  },
  submit: (input) => cluster.submit(input),
  endedAt: (number) => cluster.input(number)?.endedAtMs ?? undefined,
  nextOccurrenceAt: () => cluster.nextOccurrenceAt(),
  runUntil: (ms) => cluster.runUntil(ms),
});
