import type { PersistentVolume } from "../../../api/storage.ts";
import { nodeFileSystem, type NodeContext } from "../context.ts";

/** A volume that a provisioner made on this node is gone: so is its directory. */
// Mirrors deleteFor (rancher/local-path-provisioner, provisioner.go). Simplified: the directory of a volume that is deleted goes without the helper Pod that a real local-path provisioner starts for it.
export function provisionedVolumeGone(ctx: NodeContext, { metadata, spec }: PersistentVolume): void {
  const made = metadata.annotations?.["local.path.provisioner/selected-node"] === ctx.node.name;
  if (made && spec.hostPath && spec.persistentVolumeReclaimPolicy === "Delete") ctx.files.remove(nodeFileSystem(ctx.node.name), spec.hostPath.path);
}
