import type { Pod } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import type { KnownNode } from "../cache/node-info.ts";
import { MAX_NODE_SCORE, type ScorePlugin } from "../plugin.ts";
import { naturalLogarithm } from "./natural-logarithm.ts";
import { countPods, hasTopologies, isCounted, spreadConstraints, type TopologySpreadConstraint } from "./pod-topology-spread.ts";

const HOSTNAME = "kubernetes.io/hostname";
/** Stands for a node that lacks one of the keys: it gets nothing. */
const IGNORED = -1;

interface SoftConstraints {
  readonly constraints: readonly TopologySpreadConstraint[];
  /** Nodes that lack one of the keys are left out. */
  readonly needsAllKeys: boolean;
}

// Mirrors PodTopologySpread.PreScore and Score (pkg/scheduler/framework/plugins/podtopologyspread/scoring.go).
export const podTopologySpreadScore: ScorePlugin = {
  name: "PodTopologySpread",
  weight: 2,
  preScore({ pod }, cache, feasible) {
    const { constraints, needsAllKeys } = softConstraints(pod, cache);
    if (constraints.length === 0) return undefined;
    const isIn = ({ node }: KnownNode): boolean => !needsAllKeys || hasTopologies(node, constraints);
    const candidates = feasible.filter(isIn);
    const scorers = constraints.map((constraint) => scorer(pod, constraint, candidates, () => cache.nodes().filter(isIn)));
    return (info) => (isIn(info) ? Math.round(scorers.reduce((sum, score) => sum + score(info), 0)) : IGNORED);
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

// Mirrors systemDefaultConstraints and buildDefaultConstraints (pkg/scheduler/framework/plugins/podtopologyspread): a pod that says
// nothing itself is spread among those that its Services and its owner select.
function softConstraints(pod: Pod, cache: Cache): SoftConstraints {
  if ((pod.spec.topologySpreadConstraints?.length ?? 0) > 0) return { constraints: spreadConstraints(pod, "ScheduleAnyway"), needsAllKeys: true };
  const labelSelector = cache.spreadSelectors.of(pod);
  if (!labelSelector) return { constraints: [], needsAllKeys: false };
  const constraint = (topologyKey: string, maxSkew: number): TopologySpreadConstraint => ({ topologyKey, maxSkew, whenUnsatisfiable: "ScheduleAnyway", labelSelector });
  return { constraints: [constraint(HOSTNAME, 3), constraint("topology.kubernetes.io/zone", 5)], needsAllKeys: false };
}

/** What one constraint has against a node: the pods in its domain, weighed by how many domains there are. */
function scorer(pod: Pod, constraint: TopologySpreadConstraint, candidates: readonly KnownNode[], all: () => readonly KnownNode[]): (info: KnownNode) => number {
  const { topologyKey: key, maxSkew } = constraint;
  const valueOf = ({ node }: KnownNode): string | undefined => node.metadata.labels?.[key];
  const scored = (info: KnownNode, count: number, weight: number): number => (valueOf(info) === undefined ? 0 : count * weight + (maxSkew - 1));
  if (key === HOSTNAME) {
    const weight = naturalLogarithm(candidates.length + 2);
    return (info) => scored(info, countPods(pod, constraint, info), weight);
  }
  // Nodes without the key are one domain together.
  const domains = new Map<string, number>(candidates.map((info) => [valueOf(info) ?? "", 0]));
  if (!candidates.some((info) => valueOf(info) !== undefined)) return () => 0;
  for (const info of all()) {
    const value = valueOf(info) ?? "";
    if (domains.has(value) && isCounted(pod, constraint, info.node)) domains.set(value, (domains.get(value) ?? 0) + countPods(pod, constraint, info));
  }
  const weight = naturalLogarithm(domains.size + 2);
  return (info) => scored(info, domains.get(valueOf(info) ?? "") ?? 0, weight);
}
