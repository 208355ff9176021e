import type { Cache } from "./cache/cache.ts";
import type { KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { ScorePlugin } from "./plugin.ts";

/** Points of the nodes that fit, in their order: in all, and what each plugin gave, weighted. */
export interface NodeScores {
  readonly nodes: readonly string[];
  readonly totals: readonly number[];
  readonly plugins: readonly { readonly name: string; readonly points: readonly number[] }[];
}

export const noScores: NodeScores = { nodes: [], totals: [], plugins: [] };

// Mirrors prioritizeNodes (pkg/scheduler/schedule_one.go) and RunScorePlugins: score, normalise, weigh, sum.
export function prioritizeNodes(plugins: readonly ScorePlugin[], pod: PodInfo, nodes: readonly KnownNode[], cache: Cache): NodeScores {
  const tables: { readonly name: string; readonly points: readonly number[] }[] = [];
  const totals = nodes.map(() => 0);
  for (const { name, weight, preScore, normalize } of plugins) {
    const score = preScore(pod, cache, nodes);
    if (!score) continue;
    const raw = nodes.map(score);
    const normalized = normalize?.(raw) ?? raw;
    const points = weight === 1 ? normalized : normalized.map((value) => value * weight);
    for (let i = 0; i < points.length; i += 1) totals[i] = (totals[i] ?? 0) + (points[i] ?? 0);
    tables.push({ name, points });
  }
  return { nodes: nodes.map(({ name }) => name), totals, plugins: tables };
}

// Mirrors selectHost: among the best, chance decides.
/** The node to take; `draw` gives a number below its bound. */
export function selectHost({ nodes, totals }: NodeScores, draw: (bound: number) => number): string {
  const best = totals.reduce((most, total) => (total > most ? total : most), -1);
  const candidates = nodes.filter((_, index) => totals[index] === best);
  return (candidates.length === 1 ? candidates[0] : candidates[draw(candidates.length)]) ?? "";
}
