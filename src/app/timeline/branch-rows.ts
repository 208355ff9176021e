import type { BranchNode } from "../../worker/protocol.ts";

/** A branch in the list, below the one from which it parts. */
export interface BranchRow {
  readonly node: BranchNode;
  /** So many branches lie between it and the first. */
  readonly depth: number;
}

/** The tree as a list: each branch is followed by those that part from it, the earliest first. */
export function branchRows(nodes: readonly BranchNode[]): readonly BranchRow[] {
  const known = new Set(nodes.map(({ id }) => id));
  const rows: BranchRow[] = [];
  const add = (of: readonly BranchNode[], depth: number): void => {
    for (const node of of.toSorted((a, b) => a.forkMs - b.forkMs || a.id - b.id)) {
      rows.push({ node, depth });
      add(nodes.filter(({ parent }) => parent === node.id), depth + 1);
    }
  };
  add(nodes.filter(({ parent }) => parent === undefined || !known.has(parent)), 0);
  return rows;
}

/** What a branch is called: by the person, else by its first command; "" = neither. */
export const nameOf = ({ name, label }: BranchNode): string => name ?? label;
