import { jsonEqual } from "../../../api/json.ts";
import { repellingTaint, toleratesTaint } from "../../../api/taints.ts";
import { normalizeScores, unresolvable, type FilterPlugin, type ScorePlugin } from "../plugin.ts";

const name = "TaintToleration";

// Mirrors TaintToleration.Filter (pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go): since 1.34 the key is not named.
export const taintTolerationFilter: FilterPlugin = {
  name,
  preFilter: ({ pod }) => ({
    type: "Filter",
    filter: ({ node }) => (repellingTaint(node, pod.spec.tolerations) ? unresolvable("node(s) had untolerated taint(s)") : undefined),
  }),
  mayHelp(pod, event) {
    if (event.resource === "WaitingPod") return !jsonEqual(event.old.spec.tolerations, event.pod.spec.tolerations);
    if (event.resource !== "Node" || (event.old && !event.changes.includes("Taint"))) return false;
    const repelled = !event.old || repellingTaint(event.old, pod.spec.tolerations) !== undefined;
    return repelled && repellingTaint(event.node, pod.spec.tolerations) === undefined;
  },
};

// Mirrors TaintToleration.Score: the fewer untolerated PreferNoSchedule taints, the better.
export const taintTolerationScore: ScorePlugin = {
  name,
  weight: 3,
  preScore({ pod }) {
    const tolerations = pod.spec.tolerations?.filter(({ effect }) => !effect || effect === "PreferNoSchedule") ?? [];
    return ({ node }) =>
      node.spec.taints?.filter((taint) => taint.effect === "PreferNoSchedule" && !tolerations.some((t) => toleratesTaint(t, taint))).length ?? 0;
  },
  normalize: (scores) => normalizeScores(scores, true),
};
