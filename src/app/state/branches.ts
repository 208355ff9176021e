import { create } from "zustand";
import type { BranchNode, Branches } from "../../worker/protocol.ts";

/** The futures of the open world: the one that is played and those that were left. */
interface BranchState extends Branches {
  /** The one that was left last, until something new is typed or the reader has taken note of it. */
  readonly left: BranchNode | undefined;
}

export const noBranches: Branches = { nodes: [] };

export const useBranches = create<BranchState>(() => ({ ...noBranches, left: undefined }));

export function takeBranches(fresh: Branches, afresh: boolean): void {
  const before = useBranches.getState();
  useBranches.setState({ ...fresh, left: leftBranch(afresh ? noBranches : before, fresh, before.left) }, true);
}

/** The branch that was left by a change of the past, as long as the world stands where it was left. Who goes to another that they know needs not be told. */
export function leftBranch(before: Branches, after: Branches, known: BranchNode | undefined): BranchNode | undefined {
  const [was, is] = [playedOf(before), playedOf(after)];
  if (!was || !is) return undefined;
  const kept = (id: number | undefined): BranchNode | undefined => after.nodes.find((node) => node.id === id && !node.current);
  if (was.id !== is.id) return before.nodes.some(({ id }) => id === is.id) ? undefined : kept(was.id);
  return is.inputs > was.inputs ? undefined : kept(known?.id);
}

export const playedOf = ({ nodes }: Branches): BranchNode | undefined => nodes.find(({ current }) => current);
