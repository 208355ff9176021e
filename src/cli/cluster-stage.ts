import { resourceByName } from "../api/resources.ts";
import type { KubernetesObject } from "../api/types.ts";
import { isError } from "../engine/apiserver/request.ts";
import { createCluster, type Cluster } from "../engine/cluster.ts";
import type { InputRecord } from "../engine/workstation/state.ts";
import { engineVersion } from "../engine/version.ts";
import { kubectlWith } from "../kubectl/program.ts";
import { clusterMaking, stageOn } from "../scenario/front-door.ts";
import type { Stage } from "../scenario/player.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { fieldDocumentation } from "./field-documentation.ts";
import { eventRowOf, podRowOf, type PrintedPodRow } from "./history.ts";
import type { EventRow, Report, TranscriptRow } from "./report.ts";

/** An input that did nothing, and why, as a line. */
export interface Unheard {
  readonly atMs: number;
  readonly what: string;
  readonly why: string;
}

/** A cluster that is played and written down. */
export interface ClusterStage extends Stage {
  /** Grows with every write of the store. */
  readonly writes: number;
  readonly podHistory: readonly PrintedPodRow[];
  find(namespace: string, kind: string, name: string): KubernetesObject | undefined;
  /** Every command so far, by its number. */
  commands(): ReadonlyMap<number, TranscriptRow>;
  /** Keys and Ctrl-C that reached nobody. */
  unheard(): readonly Unheard[];
  report(): Omit<Report, "transcript">;
}

/** Makes a scenario's cluster, booted to just before 0s, and notes every version of a Pod and an Event from there. */
export function openStage(scenario: Scenario, freeze: boolean): ClusterStage {
  const cluster = createCluster({ ...clusterMaking(scenario), programs: [kubectlWith(fieldDocumentation)], journal: "off", freeze });
  const podHistory: PrintedPodRow[] = [];
  const events: EventRow[] = [];
  let writes = 0;
  cluster.onWrite((write) => {
    writes += 1;
    if (write.object.kind === "Pod") podHistory.push(podRowOf(write, scenario.startsAtMs));
    if (write.object.kind === "Event") events.push(eventRowOf(write));
  });
  const stage = stageOn(cluster);
  return {
    ...stage,
    get now() {
      return cluster.now;
    },
    get writes() {
      return writes;
    },
    podHistory,
    find: (namespace, kind, name) => find(cluster, namespace, kind, name),
    commands: () => new Map(cluster.transcript().flatMap((record) => commandOf(record))),
    unheard: () => cluster.transcript().flatMap((record) => unheardIn(record)),
    report: () => ({
      engineVersion,
      seed: scenario.seed,
      digest: cluster.digest(),
      pods: podHistory.map(({ row }) => row),
      events,
      objects: cluster.objects(),
    }),
  };
}

function find(cluster: Cluster, namespace: string, kind: string, name: string): KubernetesObject | undefined {
  const resource = resourceByName(kind);
  if (!resource) return undefined;
  const { group, version, resource: plural, namespaced } = resource;
  const response = cluster.read({ verb: "get", group, version, resource: plural, name, ...(namespaced ? { namespace } : {}), userAgent: "kubarium" });
  return isError(response) ? undefined : (response.body as KubernetesObject);
}

function unheardIn({ input: { action }, startedAtMs, exitCode, stderr }: InputRecord): readonly Unheard[] {
  const typed = action.type === "keys" || action.type === "interrupt";
  return typed && exitCode === 1 && startedAtMs !== null ? [{ atMs: startedAtMs, what: action.type, why: stderr }] : [];
}

function commandOf({ number, input, session, startedAtMs, endedAtMs, exitCode, stdout, stderr }: InputRecord): [number, TranscriptRow][] {
  if (input.action.type !== "run") return [];
  return [[number, { at: startedAtMs, endedAt: endedAtMs, session, run: input.action.line, exitCode, stdout, stderr }]];
}
