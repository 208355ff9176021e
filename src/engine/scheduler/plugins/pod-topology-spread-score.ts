import type { KnownNode } from "../cache/node-info.ts";
import { MAX_NODE_SCORE, type ScorePlugin } from "../plugin.ts";
import { naturalLogarithm } from "./natural-logarithm.ts";
import { countPods, hasTopologies, isCounted, spreadConstraints } from "./pod-topology-spread.ts";

const HOSTNAME = "kubernetes.io/hostname";
/** Stands for a node that lacks one of the keys: it gets nothing. */
const IGNORED = -1;

// Mirrors PodTopologySpread.PreScore and Score (pkg/scheduler/framework/plugins/podtopologyspread/scoring.go).
// Simplified: a pod without topologySpreadConstraints of its own is not spread over zones and nodes by default.
export const podTopologySpreadScore: ScorePlugin = {
  name: "PodTopologySpread",
  weight: 2,
  preScore({ pod }, cache, feasible) {
    const constraints = spreadConstraints(pod, "ScheduleAnyway");
    if (constraints.length === 0) return undefined;
    const candidates = feasible.filter(({ node }) => hasTopologies(node, constraints));
    const scorers = constraints.map((constraint) => {
      const { topologyKey: key, maxSkew } = constraint;
      const valueOf = ({ node }: KnownNode): string => node.metadata.labels?.[key] ?? "";
      const domains = new Map<string, number>(candidates.map((info) => [valueOf(info), 0]));
      const weight = naturalLogarithm((key === HOSTNAME ? candidates.length : domains.size) + 2);
      if (key !== HOSTNAME) {
        for (const info of cache.nodes()) {
          const value = valueOf(info);
          if (!domains.has(value) || !hasTopologies(info.node, constraints) || !isCounted(pod, constraint, info.node)) continue;
          domains.set(value, (domains.get(value) ?? 0) + countPods(pod, constraint, info));
        }
      }
      return (info: KnownNode): number => {
        const count = key === HOSTNAME ? countPods(pod, constraint, info) : (domains.get(valueOf(info)) ?? 0);
        return count * weight + (maxSkew - 1);
      };
    });
    return (info) => (hasTopologies(info.node, constraints) ? Math.round(scorers.reduce((sum, score) => sum + score(info), 0)) : IGNORED);
  },
  normalize(scores) {
    const counted = scores.filter((score) => score !== IGNORED);
    const max = counted.reduce((most, score) => Math.max(most, score), 0);
    const min = counted.reduce((least, score) => Math.min(least, score), Infinity);
    return scores.map((score) => {
      if (score === IGNORED) return 0;
      return max === 0 ? MAX_NODE_SCORE : Math.floor((MAX_NODE_SCORE * (max + min - score)) / max);
    });
  },
};
