import { matchesNodeSelectorTerm, matchesRequiredNodeAffinity } from "../../../api/node-affinity.ts";
import type { NodeSelectorTerm, Pod } from "../../../api/types.ts";
import { normalizeScores, skip, unresolvable, type FilterPlugin, type ScorePlugin } from "../plugin.ts";

const name = "NodeAffinity";

// Mirrors NodeAffinity.PreFilter and Filter (pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go).
export const nodeAffinityFilter: FilterPlugin = {
  name,
  preFilter({ pod }) {
    const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    if (!pod.spec.nodeSelector && !terms) return skip;
    const pinned = terms && pinnedNodes(terms);
    if (pinned?.size === 0) return { type: "Refuse", reason: "pod affinity terms conflict" };
    return {
      type: "Filter",
      filter: ({ node }) =>
        matchesRequiredNodeAffinity(pod, node) ? undefined : unresolvable("node(s) didn't match Pod's node affinity/selector"),
      ...(pinned && { nodeNames: pinned }),
    };
  },
  mayHelp(pod: Pod, event) {
    if (event.resource !== "Node" || (event.old && !event.changes.includes("Label"))) return false;
    return matchesRequiredNodeAffinity(pod, event.node) && !(event.old && matchesRequiredNodeAffinity(pod, event.old));
  },
};

/** The only nodes that the terms allow by name; undefined when one of the terms names none. */
function pinnedNodes(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  if (terms.length === 0) return undefined;
  const all = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const named = matchFields
      .filter(({ key, operator }) => key === "metadata.name" && operator === "In")
      .map(({ values = [] }) => values);
    const [first, ...others] = named;
    if (!first) return undefined;
    for (const value of first) if (others.every((values) => values.includes(value))) all.add(value);
  }
  return all;
}

// Mirrors NodeAffinity.Score: the weights of the preferred terms that the node matches.
export const nodeAffinityScore: ScorePlugin = {
  name,
  weight: 2,
  preScore({ pod }) {
    const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    if (preferred.length === 0) return undefined;
    return ({ node }) =>
      preferred.reduce((sum, { weight, preference }) => (matchesNodeSelectorTerm(preference, node) ? sum + weight : sum), 0);
  },
  normalize: (scores) => normalizeScores(scores, false),
};
