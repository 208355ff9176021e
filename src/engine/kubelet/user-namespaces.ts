import type { Pod } from "../../api/types.ts";
import type { NodeContext } from "./context.ts";

/** User ids of a pod that has its own: as many as one block. */
const BLOCK = 65_536;

/** The first id on the node of a pod with users of its own: the lowest block that nobody has. 0 = the node's own users. */
// Mirrors usernsManager.allocateOne (pkg/kubelet/userns/userns_manager.go): the first block is the node's.
export function hostIdsOf(ctx: NodeContext, { metadata, spec }: Pod): number {
  if (spec.hostUsers !== false) return 0;
  const { hostIds } = ctx.node;
  const known = hostIds.get(metadata.uid);
  if (known !== undefined) return known;
  const taken = new Set(hostIds.values());
  let first = BLOCK;
  while (taken.has(first)) first += BLOCK;
  hostIds.set(metadata.uid, first);
  return first;
}
