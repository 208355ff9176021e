import { skip, unresolvable, type FilterPlugin } from "../plugin.ts";

// Mirrors NodeName (pkg/scheduler/framework/plugins/nodename/node_name.go).
export const nodeName: FilterPlugin = {
  name: "NodeName",
  preFilter({ pod }) {
    const wanted = pod.spec.nodeName;
    if (!wanted) return skip;
    return {
      type: "Filter",
      filter: ({ name }) => (name === wanted ? undefined : unresolvable("node(s) didn't match the requested node name")),
    };
  },
  mayHelp: (_pod, event) => event.resource === "Node" && !event.old,
};
