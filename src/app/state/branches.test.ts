import { expect, test } from "vitest";
import type { BranchNode, Branches } from "../../worker/protocol.ts";
import { leftBranch, noBranches } from "./branches.ts";

const node = (id: number, over: Partial<BranchNode> = {}): BranchNode => ({ id, forkMs: 0, untilMs: 9, label: "a", inputs: 1, current: false, ...over });
const tree = (...nodes: BranchNode[]): Branches => ({ nodes });
const first = node(1, { current: true });
const gone = tree(node(1), node(2, { current: true, inputs: 0 }));

test.each([
  ["a new world leaves nothing", noBranches, gone, undefined],
  ["undo leaves what was played", tree(first), gone, 1],
  ["a further undo leaves it still", gone, gone, 1],
  ["something new is typed: the reader has gone on", gone, tree(node(1), node(2, { current: true, inputs: 1 })), undefined],
  ["redo goes back into it", gone, tree(first), undefined],
  ["going to another is what was asked for", tree(node(1), node(2, { current: true })), tree(first, node(2)), undefined],
])("%s", (_, before, after, id) => expect(leftBranch(before, after, node(1))?.id).toBe(id));
