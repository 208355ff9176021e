import type { Service } from "../../api/services.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { nodeKey } from "../nodes/node-view.ts";
import { podKey } from "../pods/pod-view.ts";
import { serviceKey } from "../workloads/service-view.ts";
import type { Places } from "./legs.ts";

const WORKSTATION = "workstation";

/** Where requests are, by the names that the network uses: sandboxes are looked up with their node's runtime. */
export function placesOf({ state, parts }: Cluster): Places {
  const { store } = parts.server;
  return {
    place(namespace) {
      const [node = "", kind, sandbox = ""] = namespace.split("/");
      if (kind === "net") {
        const record = state.runtimes.get(node)?.sandboxes.get(sandbox);
        return record && podKey(record.view.podUid);
      }
      return node === WORKSTATION ? WORKSTATION : nodeKey(node);
    },
    serviceKey(name) {
      const service = store.get("services", name);
      return service ? serviceKey(service.metadata.uid) : "";
    },
    serviceAt(address) {
      for (const key of store.keys("services")) {
        const { metadata, spec } = store.get("services", key) as Service;
        if (spec.clusterIP === address) return serviceKey(metadata.uid);
      }
      return "";
    },
  };
}
