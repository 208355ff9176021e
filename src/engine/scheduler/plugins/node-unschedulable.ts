import { jsonEqual } from "../../../api/json.ts";
import { toleratesTaint } from "../../../api/taints.ts";
import { unresolvable, type FilterPlugin } from "../plugin.ts";

const UNSCHEDULABLE = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" } as const;

// Mirrors NodeUnschedulable (pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go).
export const nodeUnschedulable: FilterPlugin = {
  name: "NodeUnschedulable",
  preFilter({ pod }) {
    const tolerates = pod.spec.tolerations?.some((t) => toleratesTaint(t, UNSCHEDULABLE)) ?? false;
    return {
      type: "Filter",
      filter: ({ node }) => (node.spec.unschedulable && !tolerates ? unresolvable("node(s) were unschedulable") : undefined),
    };
  },
  mayHelp: (_pod, event) =>
    (event.resource === "WaitingPod" && !jsonEqual(event.old.spec.tolerations, event.pod.spec.tolerations)) ||
    (event.resource === "Node" && (!event.old || event.changes.includes("Taint")) && event.node.spec.unschedulable !== true),
};
