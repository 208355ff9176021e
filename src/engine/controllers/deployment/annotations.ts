import type { StringMap } from "../../../api/types.ts";
import type { Deployment, ReplicaSet } from "../../../api/workloads.ts";
import { maxSurge, wantedReplicas } from "./arithmetic.ts";

export const REVISION = "deployment.kubernetes.io/revision";
const HISTORY = "deployment.kubernetes.io/revision-history";
const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MAX = "deployment.kubernetes.io/max-replicas";
// Mirrors annotationsToSkip (pkg/controller/deployment/util/deployment_util.go).
const SKIPPED: ReadonlySet<string> = new Set(["kubectl.kubernetes.io/last-applied-configuration", REVISION, HISTORY, DESIRED, MAX, "deprecated.deployment.rollback.to"]);
const LONGEST_HISTORY = 2000;

const numberOf = (text: string | undefined): number | undefined => (text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined);

export const revisionOf = ({ metadata }: ReplicaSet | Deployment): number => numberOf(metadata.annotations?.[REVISION]) ?? 0;
export const desiredBefore = ({ metadata }: ReplicaSet): number | undefined => numberOf(metadata.annotations?.[DESIRED]);
export const maxBefore = ({ metadata }: ReplicaSet): number | undefined => numberOf(metadata.annotations?.[MAX]);

/** What scaling writes on a set, so that a later one can be told and spread. */
export const replicasAnnotations = (deployment: Deployment): StringMap => ({
  [DESIRED]: String(wantedReplicas(deployment)),
  [MAX]: String(wantedReplicas(deployment) + maxSurge(deployment)),
});

export const hasAnnotations = ({ metadata }: ReplicaSet, wanted: StringMap): boolean => Object.entries(wanted).every(([name, value]) => metadata.annotations?.[name] === value);

/** A new set's annotations, or those of one that becomes the newest again. Mirrors SetNewReplicaSetAnnotations. */
export function newSetAnnotations(deployment: Deployment, known: StringMap, revision: number, exists: boolean): StringMap {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !SKIPPED.has(name));
  const annotations: Record<string, string> = { ...known, ...Object.fromEntries(copied) };
  const text = known[REVISION];
  const old = numberOf(text);
  if ((old ?? 0) < revision) {
    annotations[REVISION] = String(revision);
    if (text !== undefined) annotations[HISTORY] = withRevision(known[HISTORY] ?? "", text);
  }
  return exists ? annotations : { ...annotations, ...replicasAnnotations(deployment) };
}

/** The numbers that a set had before, the oldest dropped when there are too many. */
function withRevision(history: string, revision: string): string {
  let numbers = [...history.split(",").filter((number) => number !== ""), revision];
  while (numbers.length > 1 && numbers.join(",").length > LONGEST_HISTORY) numbers = numbers.slice(1);
  return numbers.join(",");
}
