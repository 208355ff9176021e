import { expect, test } from "vitest";
import type { BranchNode } from "../../worker/protocol.ts";
import { branchRows, nameOf } from "./branch-rows.ts";

const node = (id: number, forkMs: number, parent?: number): BranchNode => ({ id, forkMs, untilMs: 99, label: `run ${id}`, inputs: 1, current: false, ...(parent === undefined ? {} : { parent }) });

test("branches stand below the one from which they part, the earliest first", () => {
  const rows = branchRows([node(1, 0), node(2, 30, 1), node(3, 10, 1), node(4, 40, 2), node(5, 0)]);
  expect(rows.map(({ node: { id }, depth }) => [id, depth])).toEqual([[1, 0], [3, 1], [2, 1], [4, 2], [5, 0]]);
});
test("one whose parent is not there stands by itself", () => expect(branchRows([node(7, 5, 3)]).map(({ depth }) => depth)).toEqual([0]));
test("a name that was given goes before the first command", () => expect([nameOf(node(1, 0)), nameOf({ ...node(1, 0), name: "mine" })]).toEqual(["run 1", "mine"]));
