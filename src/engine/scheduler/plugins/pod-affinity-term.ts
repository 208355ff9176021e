import { matchesSelector } from "./compiled-selector.ts";
import type { Affinity, LabelSelector, Namespace, Pod } from "../../../api/types.ts";

/** One term of a pod's affinity or anti-affinity, as the API has it. */
export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly topologyKey: string;
}
export interface WeightedPodAffinityTerm {
  readonly weight: number;
  readonly podAffinityTerm: PodAffinityTerm;
}
interface PodAffinityRules {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

/** All terms of a pod, read once. */
export interface PodAffinityTerms {
  readonly required: readonly PodAffinityTerm[];
  readonly requiredAnti: readonly PodAffinityTerm[];
  readonly preferred: readonly WeightedPodAffinityTerm[];
  readonly preferredAnti: readonly WeightedPodAffinityTerm[];
}

const NO_TERMS: PodAffinityTerms = { required: [], requiredAnti: [], preferred: [], preferredAnti: [] };
const known = new WeakMap<Affinity, PodAffinityTerms>();

export function podAffinityTerms({ spec: { affinity } }: Pod): PodAffinityTerms {
  if (!affinity) return NO_TERMS;
  const terms = known.get(affinity) ?? readTerms(affinity);
  known.set(affinity, terms);
  return terms;
}

function readTerms(affinity: Affinity): PodAffinityTerms {
  const attract = affinity.podAffinity as PodAffinityRules | undefined;
  const repel = affinity.podAntiAffinity as PodAffinityRules | undefined;
  return {
    required: attract?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    requiredAnti: repel?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    preferred: attract?.preferredDuringSchedulingIgnoredDuringExecution ?? [],
    preferredAnti: repel?.preferredDuringSchedulingIgnoredDuringExecution ?? [],
  };
}

/** Labels of namespaces, for terms that choose namespaces by label. */
export type Namespaces = ReadonlyMap<string, Namespace>;

// Mirrors AffinityTerm.Matches (pkg/scheduler/framework/types.go): the owner's namespace counts where the term names none.
/** True when the term of `owner` is about `pod`. */
export function termMatches(term: PodAffinityTerm, owner: Pod, pod: Pod, namespaces: Namespaces): boolean {
  return isInNamespaces(term, owner, pod.metadata.namespace ?? "", namespaces) && matchesSelector(term.labelSelector, pod.metadata.labels);
}

function isInNamespaces({ namespaces: names = [], namespaceSelector }: PodAffinityTerm, owner: Pod, namespace: string, namespaces: Namespaces): boolean {
  if (names.includes(namespace)) return true;
  if (namespaceSelector) return matchesSelector(namespaceSelector, namespaces.get(namespace)?.metadata.labels);
  return names.length === 0 && owner.metadata.namespace === namespace;
}
