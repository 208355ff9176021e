import { conflicts, takePorts, type UsedPorts } from "../cache/host-ports.ts";
import { podInfo } from "../cache/pod-info.ts";
import { resolvable, skip, type FilterPlugin } from "../plugin.ts";

// Mirrors NodePorts (pkg/scheduler/framework/plugins/nodeports/node_ports.go).
export const nodePorts: FilterPlugin = {
  name: "NodePorts",
  preFilter({ hostPorts }) {
    if (hostPorts.length === 0) return skip;
    return {
      type: "Filter",
      filter: ({ ports }) =>
        conflicts(ports, hostPorts) ? resolvable("node(s) didn't have free ports for the requested pod ports") : undefined,
    };
  },
  mayHelp(pod, event) {
    if (event.resource === "Node") return !event.old;
    if (event.resource !== "AssignedPod" || event.action !== "Delete") return false;
    const freed: UsedPorts = new Map();
    takePorts(freed, podInfo(event.pod).hostPorts);
    return conflicts(freed, podInfo(pod).hostPorts);
  },
};
