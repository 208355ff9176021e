import type { Pod } from "../../../api/types.ts";
import { MAX_NODE_SCORE, type ScorePlugin } from "../plugin.ts";
import { podAffinityTerms, termMatches, type Namespaces, type WeightedPodAffinityTerm } from "./pod-affinity-term.ts";
import { TopologyCounts } from "./topology-counts.ts";

/** What an existing pod's required affinity to the incoming one is worth. */
const HARD_POD_AFFINITY_WEIGHT = 1;

// Mirrors InterPodAffinity.PreScore and Score (pkg/scheduler/framework/plugins/interpodaffinity/scoring.go).
export const interPodAffinityScore: ScorePlugin = {
  name: "InterPodAffinity",
  weight: 2,
  preScore({ pod }, cache) {
    const { preferred, preferredAnti } = podAffinityTerms(pod);
    const looksAtAll = preferred.length > 0 || preferredAnti.length > 0;
    const counts = new TopologyCounts();
    for (const node of cache.nodes()) {
      const others = looksAtAll ? node.pods : node.withAffinity;
      if (others.size === 0) continue;
      const add = (key: string, weight: number): void => {
        const value = node.node.metadata.labels?.[key];
        if (value !== undefined) counts.add(key, value, weight);
      };
      for (const { pod: other } of others.values()) countBothWays(pod, other, cache.namespaces(), add);
    }
    if (counts.isEmpty) return undefined;
    return ({ node }) => Object.entries(node.metadata.labels ?? {}).reduce((sum, [key, value]) => sum + counts.get(key, value), 0);
  },
  normalize(scores) {
    const max = scores.reduce((most, score) => Math.max(most, score), -Infinity);
    const min = scores.reduce((least, score) => Math.min(least, score), Infinity);
    return scores.map((score) => (max === min ? 0 : Math.trunc(MAX_NODE_SCORE * ((score - min) / (max - min)))));
  },
};

// Mirrors processExistingPod: what the incoming pod prefers of the other, and the other of it.
function countBothWays(pod: Pod, other: Pod, namespaces: Namespaces, add: (key: string, weight: number) => void): void {
  const weigh = (terms: readonly WeightedPodAffinityTerm[], owner: Pod, about: Pod, sign: 1 | -1): void => {
    for (const { weight, podAffinityTerm: term } of terms) {
      if (termMatches(term, owner, about, namespaces)) add(term.topologyKey, sign * weight);
    }
  };
  const [mine, theirs] = [podAffinityTerms(pod), podAffinityTerms(other)];
  weigh(mine.preferred, pod, other, 1);
  weigh(mine.preferredAnti, pod, other, -1);
  weigh(theirs.required.map((podAffinityTerm) => ({ weight: HARD_POD_AFFINITY_WEIGHT, podAffinityTerm })), other, pod, 1);
  weigh(theirs.preferred, other, pod, 1);
  weigh(theirs.preferredAnti, other, pod, -1);
}
