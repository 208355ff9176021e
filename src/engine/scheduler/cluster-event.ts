import { jsonEqual } from "../../api/json.ts";
import type { Node, Pod } from "../../api/types.ts";
import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../api/storage.ts";

/** What changed in a Node that may matter to a waiting pod. */
export type NodeChange = "Allocatable" | "Label" | "Taint";

/** Something happened that may let a waiting pod be placed. */
export type ClusterEvent =
  | { readonly resource: "Node"; readonly old: Node | undefined; readonly node: Node; readonly changes: readonly NodeChange[] }
  | { readonly resource: "AssignedPod"; readonly action: "Add" | "Delete"; readonly pod: Pod }
  | { readonly resource: "AssignedPod"; readonly action: "Update"; readonly old: Pod; readonly pod: Pod }
  /** The waiting pod itself was changed. */
  | { readonly resource: "WaitingPod"; readonly old: Pod; readonly pod: Pod }
  | { readonly resource: "PersistentVolumeClaim"; readonly old: PersistentVolumeClaim | undefined; readonly claim: PersistentVolumeClaim }
  | { readonly resource: "PersistentVolume"; readonly old: PersistentVolume | undefined; readonly volume: PersistentVolume }
  | { readonly resource: "StorageClass"; readonly old: StorageClass | undefined; readonly storageClass: StorageClass }
  | { readonly resource: "CSINode"; readonly old: CSINode | undefined; readonly csiNode: CSINode };

// Mirrors NodeSchedulingPropertiesChange (pkg/scheduler/framework/events.go): cordoning counts as a change of taints.
/** What of a Node's scheduling properties differs; empty = nothing that a plugin asks about. */
export function nodeChanges(old: Node, node: Node): readonly NodeChange[] {
  const changes: NodeChange[] = [];
  if (!jsonEqual(old.status.allocatable, node.status.allocatable)) changes.push("Allocatable");
  if (!jsonEqual(old.metadata.labels, node.metadata.labels)) changes.push("Label");
  const cordoned = (old.spec.unschedulable ?? false) !== (node.spec.unschedulable ?? false);
  if (cordoned || !jsonEqual(old.spec.taints ?? [], node.spec.taints ?? [])) changes.push("Taint");
  return changes;
}
