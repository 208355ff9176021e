import { matchesRequiredNodeAffinity } from "../../../api/node-affinity.ts";
import { repellingTaint } from "../../../api/taints.ts";
import { jsonEqual } from "../../../api/json.ts";
import type { LabelSelector, Node, Pod } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import type { KnownNode } from "../cache/node-info.ts";
import { resolvable, skip, unresolvable, type FilterPlugin } from "../plugin.ts";
import { matchesSelector, selectorText, selectsEverything } from "./compiled-selector.ts";

/** One constraint of a pod, as the API has it. */
export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: "Honor" | "Ignore";
  readonly nodeTaintsPolicy?: "Honor" | "Ignore";
}

export const spreadConstraints = ({ spec }: Pod, when: TopologySpreadConstraint["whenUnsatisfiable"]): readonly TopologySpreadConstraint[] =>
  ((spec.topologySpreadConstraints ?? []) as unknown as readonly TopologySpreadConstraint[]).filter((c) => c.whenUnsatisfiable === when);

/** Pods per domain of one constraint. */
type Domains = ReadonlyMap<string, number>;
const NOT_SATISFIED = "node(s) didn't match pod topology spread constraints";

// Mirrors PodTopologySpread.PreFilter and Filter (pkg/scheduler/framework/plugins/podtopologyspread/filtering.go).
export const podTopologySpreadFilter: FilterPlugin = {
  name: "PodTopologySpread",
  preFilter({ pod }, cache) {
    const constraints = spreadConstraints(pod, "DoNotSchedule");
    if (constraints.length === 0) return skip;
    const domains = constraints.map((constraint) => countDomains(pod, constraint, constraints, cache));
    return {
      type: "Filter",
      filter({ node }) {
        for (const [i, constraint] of constraints.entries()) {
          const value = node.metadata.labels?.[constraint.topologyKey];
          if (value === undefined) return unresolvable(`${NOT_SATISFIED} (missing required label)`);
          if (skewAt(pod, constraint, domains[i] ?? new Map(), value) > constraint.maxSkew) return resolvable(NOT_SATISFIED);
        }
        return undefined;
      },
    };
  },
  mayHelp(pod, event) {
    switch (event.resource) {
      case "Node":
        return !event.old || event.changes.includes("Label") || event.changes.includes("Taint");
      case "AssignedPod":
        return counts(pod, event.pod) || (event.action === "Update" && counts(pod, event.old));
      case "WaitingPod":
        return !jsonEqual(event.old.metadata.labels, event.pod.metadata.labels);
      default:
        return false;
    }
  },
};

/** True when one of the constraints counts the other pod. */
const counts = (pod: Pod, other: Pod): boolean =>
  pod.metadata.namespace === other.metadata.namespace &&
  spreadConstraints(pod, "DoNotSchedule").some(({ labelSelector }) => matchesSelector(labelSelector, other.metadata.labels));

/** The skew that the pod would make in the domain of this value. */
function skewAt(pod: Pod, { labelSelector, minDomains = 1 }: TopologySpreadConstraint, domains: Domains, value: string): number {
  const least = domains.size < minDomains ? 0 : [...domains.values()].reduce((min, count) => Math.min(min, count), 0x7fffffff);
  const self = matchesSelector(labelSelector, pod.metadata.labels) ? 1 : 0;
  return (domains.get(value) ?? 0) + self - least;
}

function countDomains(pod: Pod, constraint: TopologySpreadConstraint, all: readonly TopologySpreadConstraint[], cache: Cache): Domains {
  const domains = new Map<string, number>();
  for (const info of cache.nodes()) {
    const value = info.node.metadata.labels?.[constraint.topologyKey];
    if (value === undefined || !hasTopologies(info.node, all) || !isCounted(pod, constraint, info.node)) continue;
    domains.set(value, (domains.get(value) ?? 0) + countPods(pod, constraint, info));
  }
  return domains;
}

/** Nodes that lack one of the keys belong to no domain. */
export const hasTopologies = ({ metadata }: Node, constraints: readonly TopologySpreadConstraint[]): boolean =>
  constraints.every(({ topologyKey }) => metadata.labels?.[topologyKey] !== undefined);

// Mirrors matchNodeInclusionPolicies (pkg/scheduler/framework/plugins/podtopologyspread/common.go).
export const isCounted = (pod: Pod, { nodeAffinityPolicy = "Honor", nodeTaintsPolicy = "Ignore" }: TopologySpreadConstraint, node: Node): boolean =>
  (nodeAffinityPolicy === "Ignore" || matchesRequiredNodeAffinity(pod, node)) &&
  (nodeTaintsPolicy === "Ignore" || repellingTaint(node, pod.spec.tolerations) === undefined);

/** Selectors per node whose counts are kept. */
const MOST_REMEMBERED = 64;

// Mirrors countPodsMatchSelector: pods of the same namespace that are not on their way out; a selector that is empty counts none.
export function countPods(pod: Pod, { labelSelector }: TopologySpreadConstraint, { pods, matching }: KnownNode): number {
  if (!labelSelector || selectsEverything(labelSelector) || pods.size === 0) return 0;
  const asked = `${pod.metadata.namespace}/${selectorText(labelSelector)}`;
  const known = matching.get(asked);
  if (known !== undefined) return known;
  let count = 0;
  for (const { pod: other } of pods.values()) {
    const { namespace, deletionTimestamp, labels } = other.metadata;
    if (deletionTimestamp === undefined && namespace === pod.metadata.namespace && matchesSelector(labelSelector, labels)) count += 1;
  }
  if (matching.size >= MOST_REMEMBERED) matching.clear();
  matching.set(asked, count);
  return count;
}
