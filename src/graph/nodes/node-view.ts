import { isConditionTrue, condition } from "../../api/conditions.ts";
import { isTerminal } from "../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import type { Node, Pod } from "../../api/types.ts";
import { nodeColumns } from "../../engine/apiserver/table/node.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Amounts, EntityKey, NodeGlyph, NodeView } from "../model.ts";
import { requestsOf } from "../pods/pod-view.ts";
import type { Usage } from "../pods/processes-view.ts";

export const nodeKey = (name: string): EntityKey => `node/${name}`;

const cellOf = (column: string) => {
  const found = nodeColumns.find(({ name }) => name === column)!;
  return (node: Node): string => String(found.cell(node, 0));
};
/** STATUS as kubectl get nodes prints it. */
export const nodeStatus = cellOf("Status");
const roles = cellOf("Roles");

const pressures = ["MemoryPressure", "DiskPressure", "PIDPressure"] as const;

/** Of what is wrong the worst: nothing heard of it, not ready, under pressure, closed for new pods. */
export function nodeGlyph({ spec, status }: Node): NodeGlyph {
  const ready = condition(status?.conditions, "Ready");
  if (!ready || ready.status === "Unknown") return "lost";
  if (ready.status !== "True") return "notReady";
  if (pressures.some((type) => isConditionTrue(status?.conditions, type))) return "pressure";
  return spec?.unschedulable ? "cordoned" : "ready";
}

/** A node as the picture shows it. `pods`: those bound to it. */
export function nodeView(cluster: Cluster, node: Node, pods: Iterable<Pod>, used: Usage): NodeView {
  const { metadata, spec, status } = node;
  const role = roles(node);
  const allocatable = status?.allocatable ?? {};
  return {
    kind: "node",
    key: nodeKey(metadata.name),
    name: metadata.name,
    status: nodeStatus(node),
    glyph: nodeGlyph(node),
    role: role === "<none>" ? "" : role,
    version: status?.nodeInfo?.["kubeletVersion"] ?? "",
    address: status?.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "",
    podCIDR: spec?.podCIDR ?? "",
    allocatable: { cpuMilli: quantityMilli(allocatable["cpu"]), memoryBytes: quantityValue(allocatable["memory"]), pods: quantityValue(allocatable["pods"]) },
    requested: requestedBy(pods),
    used: { cpuMilli: used.cpuMilli, memoryBytes: used.memoryBytes },
    taints: (spec?.taints ?? []).map(({ key, value = "", effect }) => `${key}${value === "" ? "" : `=${value}`}:${effect}`),
    images: imagesOn(cluster, metadata.name),
  };
}

function requestedBy(pods: Iterable<Pod>): Amounts {
  const sum = { cpuMilli: 0, memoryBytes: 0, pods: 0 };
  for (const pod of pods) {
    if (isTerminal(pod)) continue;
    const { cpuMilli, memoryBytes } = requestsOf(pod.spec);
    sum.cpuMilli += cpuMilli;
    sum.memoryBytes += memoryBytes;
    sum.pods += 1;
  }
  return sum;
}

const imagesOn = ({ state }: Cluster, node: string): readonly string[] =>
  [...(state.runtimes.get(node)?.images.values() ?? [])].flatMap(({ repoTags, repoDigests }) => (repoTags.length > 0 ? repoTags : repoDigests));
