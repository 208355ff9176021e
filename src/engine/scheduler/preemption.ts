import { copyNodeInfo, removePod, type KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { Cache } from "./cache/cache.ts";
import { rejectionOf, runPreFilters, type PreparedFilters } from "./filter.ts";
import { fitErrorMessage, type Diagnosis } from "./fit-error.ts";
import { filterPlugins } from "./plugins/registry.ts";
import { resolvable, unresolvable, type Rejection } from "./plugin.ts";

/** What may be said of other pods' making room. `candidates` = nodes where it would help. */
export interface PreemptionVerdict {
  readonly message: string;
  readonly candidates: readonly string[];
}

// Mirrors DynamicResources.PostFilter: it speaks before DefaultPreemption and has nothing to take back.
const NO_CLAIMS = "no new claims to deallocate";

// Mirrors Evaluator.Preempt (pkg/scheduler/framework/preemption/preemption.go).
// Simplified: preemption evicts nobody yet: a pod of high priority waits until others go by themselves.
export function preempt(pod: PodInfo, diagnosis: Diagnosis, filters: PreparedFilters | undefined, cache: Cache): PreemptionVerdict {
  // Without the filters' state DynamicResources' PostFilter fails, and preemption is not reached.
  if (!filters) return { message: "not found", candidates: [] };
  if (pod.pod.spec.preemptionPolicy === "Never") return refused("not eligible due to preemptionPolicy=Never.");
  const nodeToStatus = new Map<string, Rejection>();
  const candidates: string[] = [];
  for (const [name, rejection] of diagnosis.nodeToStatus) {
    const node = cache.node(name);
    if (!rejection.resolvable || !node) continue;
    const remaining = withoutVictims(pod, cache, node);
    if (remaining) nodeToStatus.set(name, remaining);
    else candidates.push(name);
  }
  if (candidates.length > 0) return { message: "", candidates };
  const absentNodes = unresolvable("Preemption is not helpful for scheduling");
  return refused(fitErrorMessage({ numAllNodes: diagnosis.numAllNodes, nodeToStatus, absentNodes, rejectors: [] }, ""));
}

const refused = (message: string): PreemptionVerdict => ({ message: `${NO_CLAIMS}, preemption: ${message}`, candidates: [] });

// Mirrors the beginning of SelectVictimsOnNode (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go).
/** What still speaks against the node with all pods of lower priority gone; undefined = nothing. */
function withoutVictims(pod: PodInfo, cache: Cache, node: KnownNode): Rejection | undefined {
  const victims = [...node.pods.values()].filter(({ priority }) => priority < pod.priority);
  if (victims.length === 0) return resolvable("No preemption victims found for incoming pod");
  const emptied = copyNodeInfo(node);
  for (const { uid } of victims) removePod(emptied, uid);
  const nodes = cache.nodes().map((other) => (other === node ? emptied : other));
  const prepared = runPreFilters(filterPlugins, pod, { ...cache, nodes: () => nodes }, nodes.length);
  return "rejectors" in prepared ? prepared.absentNodes : rejectionOf(prepared.filters, emptied);
}
