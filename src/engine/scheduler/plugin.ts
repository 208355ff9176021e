import type { Pod } from "../../api/types.ts";
import type { Cache } from "./cache/cache.ts";
import type { KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { ClusterEvent } from "./cluster-event.ts";

/** Why a plugin turns a node down. `resolvable`: with other pods gone it might not. */
export interface Rejection {
  readonly reasons: readonly string[];
  readonly resolvable: boolean;
}

export const unresolvable = (...reasons: string[]): Rejection => ({ reasons, resolvable: false });
export const resolvable = (...reasons: string[]): Rejection => ({ reasons, resolvable: true });

export type NodeFilter = (node: KnownNode) => Rejection | undefined;

/**
 * What a plugin makes of a pod before it looks at nodes: it has nothing to say, it refuses the pod wherever it would
 * go, or it looks at each node (of `nodeNames` only, if given).
 */
export type PreFilterResult =
  | { readonly type: "Skip" }
  | { readonly type: "Refuse"; readonly reason: string }
  | { readonly type: "Filter"; readonly filter: NodeFilter; readonly nodeNames?: ReadonlySet<string> };

export const skip: PreFilterResult = { type: "Skip" };

/** A plugin of the Filter point. Names are upstream's. */
export interface FilterPlugin {
  readonly name: string;
  preFilter(pod: PodInfo, cache: Cache): PreFilterResult;
  /** The queueing hint: may this let a pod be placed that this plugin has turned down? */
  mayHelp(pod: Pod, event: ClusterEvent, cache: Cache): boolean;
}

/** A plugin of the Score point. Undefined = it says nothing of this pod. */
export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  preScore(pod: PodInfo, cache: Cache, feasible: readonly KnownNode[]): ((node: KnownNode) => number) | undefined;
  normalize?(scores: readonly number[]): readonly number[];
}

export const MAX_NODE_SCORE = 100;

// Mirrors DefaultNormalizeScore (pkg/scheduler/framework/plugins/helper/normalize_score.go).
/** Scales to 0..100 by the largest; reversed, the least gets the most. */
export function normalizeScores(scores: readonly number[], reverse: boolean): readonly number[] {
  let max = 0;
  for (const score of scores) if (score > max) max = score;
  if (max === 0) return reverse ? scores.map(() => MAX_NODE_SCORE) : scores;
  return scores.map((score) => {
    const scaled = Math.floor((MAX_NODE_SCORE * score) / max);
    return reverse ? MAX_NODE_SCORE - scaled : scaled;
  });
}
