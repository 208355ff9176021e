import { byCodeUnit } from "../../../api/json.ts";
import { condition } from "../../../api/conditions.ts";
import type { Node } from "../../../api/types.ts";
import { ageColumn, nameColumn, orNone, type Column } from "./column.ts";

const ROLE_LABEL = "node-role.kubernetes.io/";

export const nodeColumns: readonly Column<Node>[] = [
  nameColumn,
  { name: "Status", cell: (node) => statusText(node) },
  { name: "Roles", cell: (node) => orNone(roles(node).join(",")) },
  ageColumn,
  { name: "Version", cell: ({ status }) => status?.nodeInfo?.["kubeletVersion"] ?? "" },
  { name: "Internal-IP", wide: true, cell: (node) => address(node, "InternalIP") },
  { name: "External-IP", wide: true, cell: (node) => address(node, "ExternalIP") },
  { name: "OS-Image", wide: true, cell: ({ status }) => status?.nodeInfo?.["osImage"] || "<unknown>" },
  { name: "Kernel-Version", wide: true, cell: (node) => kernelText(node) },
  { name: "Container-Runtime", wide: true, cell: ({ status }) => status?.nodeInfo?.["containerRuntimeVersion"] || "<unknown>" },
];

// Mirrors printNode (pkg/printers/internalversion/printers.go).
function statusText({ spec, status }: Node): string {
  const ready = condition(status?.conditions, "Ready");
  const word = ready ? (ready.status === "True" ? "Ready" : "NotReady") : "Unknown";
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word;
}

// Mirrors findNodeRoles.
function roles({ metadata }: Node): readonly string[] {
  const labels = Object.entries(metadata.labels ?? {});
  const named = labels.flatMap(([key, value]) => {
    if (key.startsWith(ROLE_LABEL)) return key.length > ROLE_LABEL.length ? [key.slice(ROLE_LABEL.length)] : [];
    return key === "kubernetes.io/role" && value !== "" ? [value] : [];
  });
  return [...new Set(named)].sort(byCodeUnit);
}

const address = ({ status }: Node, wanted: string): string => orNone(status?.addresses?.find(({ type }) => type === wanted)?.address);

function kernelText({ status }: Node): string {
  const { kernelVersion, architecture } = status?.nodeInfo ?? {};
  if (!kernelVersion) return "<unknown>";
  return architecture ? `${kernelVersion} (${architecture})` : kernelVersion;
}
