import type { Pod, StringMap } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import type { KnownNode } from "../cache/node-info.ts";
import { resolvable, skip, unresolvable, type FilterPlugin } from "../plugin.ts";
import { podAffinityTerms, termMatches, type Namespaces, type PodAffinityTerm } from "./pod-affinity-term.ts";
import { TopologyCounts } from "./topology-counts.ts";

const labelsOf = ({ node }: KnownNode): StringMap => node.metadata.labels ?? {};

// Mirrors InterPodAffinity.PreFilter and Filter (pkg/scheduler/framework/plugins/interpodaffinity/filtering.go).
export const interPodAffinityFilter: FilterPlugin = {
  name: "InterPodAffinity",
  preFilter({ pod }, cache) {
    const { required, requiredAnti } = podAffinityTerms(pod);
    const repelled = existingAntiAffinity(pod, cache);
    if (required.length === 0 && requiredAnti.length === 0 && repelled.isEmpty) return skip;
    const namespaces = cache.namespaces();
    const attracted = countWhere(cache, required, (other) => required.every((term) => termMatches(term, pod, other, namespaces)));
    const avoided = requiredAnti.map((term) => countWhere(cache, [term], (other) => termMatches(term, pod, other, namespaces)));
    const isFirstOfGroup = attracted.isEmpty && required.every((term) => termMatches(term, pod, pod, namespaces));
    return {
      type: "Filter",
      filter(node) {
        const labels = labelsOf(node);
        const hasKeys = required.every(({ topologyKey }) => labels[topologyKey] !== undefined);
        const isNear = required.every(({ topologyKey }) => attracted.get(topologyKey, labels[topologyKey]) > 0);
        if (!hasKeys || (!isNear && !isFirstOfGroup)) return unresolvable("node(s) didn't match pod affinity rules");
        if (requiredAnti.some(({ topologyKey }, i) => (avoided[i]?.get(topologyKey, labels[topologyKey]) ?? 0) > 0)) {
          return resolvable("node(s) didn't match pod anti-affinity rules");
        }
        const isUnwelcome = !repelled.isEmpty && Object.entries(labels).some(([key, value]) => repelled.get(key, value) > 0);
        return isUnwelcome ? resolvable("node(s) didn't satisfy existing pods anti-affinity rules") : undefined;
      },
    };
  },
  mayHelp(pod, event, cache) {
    if (event.resource === "Node") return !event.old || event.changes.includes("Label");
    if (event.resource !== "AssignedPod") return false;
    const namespaces = cache.namespaces();
    const attracts = (other: Pod): boolean => isAttractedBy(pod, other, namespaces);
    const repels = (other: Pod): boolean => mayHaveRepelled(pod, other, namespaces);
    if (event.action === "Update") return (!attracts(event.old) && attracts(event.pod)) || (repels(event.old) && !repels(event.pod));
    return event.action === "Delete" ? repels(event.pod) : attracts(event.pod);
  },
};

/** Where pods stand that want this one nowhere near. */
function existingAntiAffinity(pod: Pod, cache: Cache): TopologyCounts {
  const counts = new TopologyCounts();
  for (const node of cache.nodes()) {
    if (node.withAffinity.size === 0) continue;
    const labels = labelsOf(node);
    for (const { pod: other } of node.withAffinity.values()) {
      for (const term of podAffinityTerms(other).requiredAnti) {
        const value = labels[term.topologyKey];
        if (value !== undefined && termMatches(term, other, pod, cache.namespaces())) counts.add(term.topologyKey, value, 1);
      }
    }
  }
  return counts;
}

/** Pods that match, counted at the topology of each term. */
function countWhere(cache: Cache, terms: readonly PodAffinityTerm[], matches: (pod: Pod) => boolean): TopologyCounts {
  const counts = new TopologyCounts();
  if (terms.length === 0) return counts;
  for (const node of cache.nodes()) {
    const labels = labelsOf(node);
    let matching = 0;
    for (const { pod } of node.pods.values()) if (matches(pod)) matching += 1;
    if (matching === 0) continue;
    for (const { topologyKey } of terms) {
      const value = labels[topologyKey];
      if (value !== undefined) counts.add(topologyKey, value, matching);
    }
  }
  return counts;
}

function isAttractedBy(pod: Pod, other: Pod, namespaces: Namespaces): boolean {
  const { required } = podAffinityTerms(pod);
  return required.length > 0 && required.every((term) => termMatches(term, pod, other, namespaces));
}

const mayHaveRepelled = (pod: Pod, other: Pod, namespaces: Namespaces): boolean =>
  podAffinityTerms(pod).requiredAnti.some((term) => termMatches(term, pod, other, namespaces)) ||
  podAffinityTerms(other).requiredAnti.some((term) => termMatches(term, other, pod, namespaces));
