import type { Cache } from "./cache/cache.ts";
import type { KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { PreparedFilters } from "./filter.ts";
import { fitErrorMessage, type Diagnosis } from "./fit-error.ts";
import { isTerminatingByPreemption, pickOneNode, selectVictimsOnNode, type Victims } from "./victims.ts";
import { unresolvable, type Rejection } from "./plugin.ts";
import type { Pod } from "../../api/types.ts";

/** What may be said of other pods' making room. */
export interface PreemptionVerdict {
  readonly message: string;
  /** The node that the pod is promised; null = none any more; undefined = as before. */
  readonly nominated?: string | null;
  /** Who has to go for it. */
  readonly victims: readonly Pod[];
}

// Mirrors DynamicResources.PostFilter: it speaks before DefaultPreemption and has nothing to take back.
const NO_CLAIMS = "no new claims to deallocate";
// Mirrors the defaults of DefaultPreemptionArgs (pkg/scheduler/apis/config/v1/defaults.go).
const MIN_CANDIDATE_PERCENTAGE = 10;
const MIN_CANDIDATES = 100;

// Mirrors Evaluator.Preempt (pkg/scheduler/framework/preemption/preemption.go).
/** Whether the pod may have others evicted, and who would go where. Changes nothing. */
export function preempt(pod: PodInfo, diagnosis: Diagnosis, filters: PreparedFilters | undefined, cache: Cache, draw: (bound: number) => number): PreemptionVerdict {
  // Without the filters' state DynamicResources' PostFilter fails, and preemption is not reached.
  if (!filters) return { message: "not found", victims: [] };
  const ineligible = whyNotEligible(pod, diagnosis, cache);
  if (ineligible !== undefined) return refused(ineligible);
  const potential = [...diagnosis.nodeToStatus].flatMap(([name, { resolvable }]) => (resolvable ? (cache.node(name) ?? []) : []));
  const nodeToStatus = new Map<string, Rejection>();
  const candidates = dryRun(pod, potential, cache, draw, nodeToStatus);
  const chosen = pickOneNode(candidates);
  if (chosen) return { message: "", nominated: chosen.node, victims: chosen.pods.map((victim) => victim.pod) };
  const absentNodes = unresolvable("Preemption is not helpful for scheduling");
  const message = fitErrorMessage({ numAllNodes: diagnosis.numAllNodes, nodeToStatus, absentNodes, rejectors: [] }, "");
  return { ...refused(message), ...(pod.pod.status.nominatedNodeName && { nominated: null }) };
}

const refused = (message: string): PreemptionVerdict => ({ message: `${NO_CLAIMS}, preemption: ${message}`, victims: [] });

// Mirrors PodEligibleToPreemptOthers (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go).
function whyNotEligible({ pod, priority }: PodInfo, { nodeToStatus }: Diagnosis, cache: Cache): string | undefined {
  if (pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const promised = pod.status.nominatedNodeName;
  if (!promised || nodeToStatus.get(promised)?.resolvable === false) return undefined;
  const isUnderWay = [...(cache.node(promised)?.pods.values() ?? [])].some((other) => other.priority < priority && isTerminatingByPreemption(other.pod));
  return isUnderWay ? "not eligible due to a terminating pod on the nominated node." : undefined;
}

// Mirrors DryRunPreemption and GetOffsetAndNumCandidates: it begins anywhere and ends when there are enough candidates.
function dryRun(pod: PodInfo, nodes: readonly KnownNode[], cache: Cache, draw: (bound: number) => number, nodeToStatus: Map<string, Rejection>): readonly Victims[] {
  const wanted = Math.min(nodes.length, Math.max(MIN_CANDIDATES, Math.trunc((nodes.length * MIN_CANDIDATE_PERCENTAGE) / 100)));
  const offset = nodes.length > wanted ? draw(nodes.length) : 0;
  const candidates: Victims[] = [];
  let sparing = 0;
  for (const node of [...nodes.slice(offset), ...nodes.slice(0, offset)]) {
    const result = selectVictimsOnNode(pod, cache, node);
    if ("reasons" in result) {
      nodeToStatus.set(node.name, result);
      continue;
    }
    candidates.push(result);
    if (result.violations === 0) sparing += 1;
    if (sparing > 0 && candidates.length >= wanted) break;
  }
  return candidates;
}
