import type { Cache } from "./cache/cache.ts";
import type { KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { ScorePlugin } from "./plugin.ts";

/** A node's points, weighted, by plugin and in all. */
export interface NodeScore {
  readonly node: string;
  readonly plugins: Readonly<Record<string, number>>;
  readonly total: number;
}

// Mirrors prioritizeNodes (pkg/scheduler/schedule_one.go) and RunScorePlugins: score, normalise, weigh, sum.
/** Scores in the order of the nodes. */
export function prioritizeNodes(plugins: readonly ScorePlugin[], pod: PodInfo, nodes: readonly KnownNode[], cache: Cache): readonly NodeScore[] {
  const tables = plugins.flatMap(({ name, weight, preScore, normalize }) => {
    const score = preScore(pod, cache);
    if (!score) return [];
    const raw = nodes.map(score);
    return [{ name, weight, scores: normalize?.(raw) ?? raw }];
  });
  return nodes.map(({ name: node }, index) => {
    const points: Record<string, number> = {};
    let total = 0;
    for (const { name, weight, scores } of tables) {
      const weighted = weight * (scores[index] ?? 0);
      points[name] = weighted;
      total += weighted;
    }
    return { node, plugins: points, total };
  });
}

// Mirrors selectHost: among the best, chance decides.
/** The node to take; `draw` gives a number below its bound. */
export function selectHost(scores: readonly NodeScore[], draw: (bound: number) => number): string {
  const best = scores.reduce((most, { total }) => (total > most ? total : most), -1);
  const candidates = scores.filter(({ total }) => total === best);
  return (candidates.length === 1 ? candidates[0] : candidates[draw(candidates.length)])?.node ?? "";
}
