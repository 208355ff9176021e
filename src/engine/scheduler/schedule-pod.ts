import type { Cache } from "./cache/cache.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { findNodesThatFitPod, nominatedNodeFits, type FilterOutcome } from "./filter.ts";
import { fitErrorMessage, NO_NODES } from "./fit-error.ts";
import { filterPlugins, scorePlugins } from "./plugins/registry.ts";
import { preempt, type PreemptionVerdict } from "./preemption.ts";
import { noScores, prioritizeNodes, selectHost, type NodeScores } from "./prioritize.ts";

/** What a scheduling cycle came to. `nextStart` is where the next one begins to look. */
export type ScheduleResult =
  | { readonly type: "Host"; readonly node: string; readonly nextStart: number; readonly verdict: Verdict }
  | { readonly type: "Unschedulable"; readonly message: string; readonly rejectors: readonly string[]; readonly nextStart: number; readonly verdict: Verdict; readonly preemption?: PreemptionVerdict };

/** The reasoning, for the journal. */
export interface Verdict {
  readonly scores: NodeScores;
  readonly rejections: FilterOutcome extends { readonly rejections: infer R } ? R : never;
}

// Mirrors schedulePod (pkg/scheduler/schedule_one.go).
/** Decides where the pod goes, or says why nowhere. Changes nothing. */
export function schedulePod(pod: PodInfo, cache: Cache, start: number, draw: (bound: number) => number): ScheduleResult {
  const numAllNodes = cache.nodes().length;
  if (numAllNodes === 0) {
    return { type: "Unschedulable", message: NO_NODES, rejectors: [], nextStart: 0, verdict: { scores: noScores, rejections: new Map() } };
  }
  const promised = pod.pod.status.nominatedNodeName ? cache.node(pod.pod.status.nominatedNodeName) : undefined;
  if (promised && nominatedNodeFits(filterPlugins, pod, cache, promised)) {
    return { type: "Host", node: promised.name, nextStart: start % numAllNodes, verdict: { scores: noScores, rejections: new Map() } };
  }
  const found = findNodesThatFitPod(filterPlugins, pod, cache, start % numAllNodes);
  const { rejections } = found;
  if (found.type === "Infeasible") {
    const { diagnosis, filters } = found;
    const preemption = preempt(pod, diagnosis, filters, cache, draw);
    const message = fitErrorMessage(diagnosis, preemption.message);
    const nextStart = (start + (filters && !filters.nodeNames ? rejections.size : 0)) % numAllNodes;
    return { type: "Unschedulable", message, rejectors: diagnosis.rejectors, nextStart, verdict: { scores: noScores, rejections }, preemption };
  }
  const nextStart = (start + found.processed) % numAllNodes;
  const [only] = found.nodes;
  if (found.nodes.length === 1 && only) {
    return { type: "Host", node: only.name, nextStart, verdict: { scores: noScores, rejections } };
  }
  const scores = prioritizeNodes(scorePlugins, pod, found.nodes, cache);
  return { type: "Host", node: selectHost(scores, draw), nextStart, verdict: { scores, rejections } };
}
