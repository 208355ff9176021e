import { isTerminal } from "../../../api/pods.ts";
import { resources, type ApiResource } from "../../../api/resources.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { Leftovers } from "./conditions.ts";

/** A pass over the content of a namespace: pods first, then everything else. A value, replaced with each answer. */
export interface Pass extends Leftovers {
  readonly stage: "pods" | "others";
  /** Kinds whose answer is still out. */
  readonly awaiting: number;
  /** Seconds until what is left may be gone. */
  readonly estimateSeconds: number;
}

export const newPass: Pass = { stage: "pods", awaiting: 1, estimateSeconds: 0, remaining: {}, finalizers: {}, errors: [] };

/** The kinds to be emptied, each once: not its older versions, and Events under their first group only. */
const deletable: readonly ApiResource[] = resources.filter(
  ({ namespaced, verbs, kind, group }, index) =>
    namespaced &&
    verbs.includes("deletecollection") &&
    resources.findIndex((other) => other.kind === kind && (other.group === group || kind === "Event")) === index,
);
export const podResource = deletable.filter(({ group, resource }) => group === "" && resource === "pods");
export const otherResources = deletable.filter((resource) => !podResource.includes(resource));

// Mirrors finalizerEstimateSeconds (pkg/controller/namespace/deletion/namespaced_resources_deleter.go).
const FINALIZER_ESTIMATE_SECONDS = 15;

// Mirrors deleteAllContentForGroupVersionResource: what is left of a kind after its collection was deleted.
/** The pass with what is left of one kind. `deletedForMs` is how long ago the namespace was deleted. */
export function withListed(pass: Pass, { resource, group }: ApiResource, items: readonly KubernetesObject[], deletedForMs: number): Pass {
  const answered = { ...pass, awaiting: pass.awaiting - 1 };
  if (items.length === 0) return answered;
  const finalizers = { ...pass.finalizers };
  for (const finalizer of items.flatMap(({ metadata }) => metadata.finalizers ?? [])) finalizers[finalizer] = (finalizers[finalizer] ?? 0) + 1;
  const held = items.some(({ metadata }) => (metadata.finalizers?.length ?? 0) > 0);
  const grace = gracefulSeconds(items, deletedForMs);
  const estimate = grace > 0 ? grace : held ? FINALIZER_ESTIMATE_SECONDS : 0;
  return {
    ...answered,
    finalizers,
    remaining: { ...pass.remaining, [`${resource}.${group}`]: items.length },
    estimateSeconds: Math.max(pass.estimateSeconds, estimate),
    ...(estimate === 0 && { errors: [...pass.errors, `unexpected items still remain in namespace: ${items[0]?.metadata.namespace ?? ""} for gvr: ${group}/v1, Resource=${resource}`] }),
  };
}

// Mirrors estimateGracefulTermination: the longest grace of the pods that still run, until that much time has passed.
function gracefulSeconds(items: readonly KubernetesObject[], deletedForMs: number): number {
  const running = items.filter((item): item is Pod => item.kind === "Pod" && !isTerminal(item as Pod));
  const longest = running.reduce((most, { spec }) => Math.max(most, spec.terminationGracePeriodSeconds), 0);
  return deletedForMs >= longest * 1000 ? 0 : longest;
}

export const withError = (pass: Pass, error: string): Pass => ({ ...pass, awaiting: pass.awaiting - 1, errors: [...pass.errors, error] });
