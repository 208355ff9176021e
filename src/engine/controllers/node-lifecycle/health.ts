import { rfc3339 } from "../../../api/time.ts";
import type { Condition, Node } from "../../../api/types.ts";

const watched = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"] as const;

// Mirrors tryUpdateNodeHealth (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
/** A node of which nothing has been heard for too long: nobody knows its conditions. The same object if that is known. */
export function unknownNode(node: Node, unixMs: number): Node {
  const conditions = node.status?.conditions ?? [];
  const now = rfc3339(unixMs);
  const known = conditions.map((condition): Condition =>
    !isWatched(condition) || condition.status === "Unknown"
      ? condition
      : { ...condition, status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status.", lastTransitionTime: now },
  );
  const missing = watched
    .filter((type) => !conditions.some((condition) => condition.type === type))
    .map((type): Condition => ({
      type, status: "Unknown", reason: "NodeStatusNeverUpdated", message: "Kubelet never posted node status.",
      lastHeartbeatTime: node.metadata.creationTimestamp, lastTransitionTime: now,
    }));
  const isSame = missing.length === 0 && known.every((condition, at) => condition === conditions[at]);
  return isSame ? node : { ...node, status: { ...node.status, conditions: [...known, ...missing] } };
}

const isWatched = ({ type }: Condition): boolean => (watched as readonly string[]).includes(type);
