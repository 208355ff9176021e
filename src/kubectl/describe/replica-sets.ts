import { jsonEqual } from "../../api/json.ts";
import { controllerOf } from "../../api/owner-references.ts";
import type { Deployment, PodTemplateSpec, ReplicaSet } from "../../api/workloads.ts";

/** The ReplicaSets of a Deployment: that of its present template, and the others. */
// Mirrors deploymentutil.FindNewReplicaSet and FindOldReplicaSets (kubectl/pkg/util/deployment/deployment.go).
export function replicaSetsOf(deployment: Deployment, all: readonly ReplicaSet[]): { readonly old: readonly ReplicaSet[]; readonly current: ReplicaSet | undefined } {
  const own = all.filter((set) => controllerOf(set)?.uid === deployment.metadata.uid).sort(byAge);
  const wanted = withoutHash(deployment.spec.template);
  const current = own.find(({ spec }) => jsonEqual(withoutHash(spec.template), wanted));
  return { old: own.filter((set) => set !== current), current };
}

function withoutHash({ metadata, ...rest }: PodTemplateSpec): unknown {
  const { "pod-template-hash": _, ...labels } = metadata?.labels ?? {};
  return { ...rest, metadata: { ...metadata, labels } };
}

const byAge = ({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number =>
  a.creationTimestamp < b.creationTimestamp ? -1 : a.creationTimestamp > b.creationTimestamp ? 1 : a.name < b.name ? -1 : 1;

// Mirrors printReplicaSetsByLabels.
export const formatReplicaSets = (sets: readonly ReplicaSet[]): string =>
  sets.length === 0 ? "<none>" : sets.map(({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas ?? 1} replicas created)`).join(", ");
