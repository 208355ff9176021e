import { expect, test } from "vitest";
import type { LeaderEnd, LeaderLine } from "../../../graph/layout/leaders.ts";
import { layoutPlate } from "../../../graph/layout/plate-layout.ts";
import { lanesOf } from "./lanes.ts";

const nodes = Array.from({ length: 6 }, (_, i) => `node/worker-${i + 1}`);
const layout = layoutPlate({ width: 1_200, height: 700, tanks: nodes.map((key) => ({ key, controlPlane: false, small: 2, normal: 8 })), tray: 0, rail: { workloads: 8, services: 8 } });
const end = (vessel: string, line: LeaderLine, place = 0): LeaderEnd => ({ vessel, line, size: "normal", place });
const box = { x: 20, y: 60, width: 90, height: 19 };

test("each has an end of its own at the rim of each node where Pods of it stand, with their number and their strongest line", () => {
  const lanes = lanesOf(layout, [
    { box, ends: [end(nodes[0]!, "dotted"), end(nodes[0]!, "solid", 1), end(nodes[1]!, "dotted"), end(nodes[1]!, "dashed", 1)] },
    { box, ends: [] },
    { box, ends: [end(nodes[0]!, "dashed", 2)] },
  ]);
  expect(lanes.map(({ line, bundle }) => [line, bundle?.count])).toEqual([["solid", 2], ["dashed", 2], ["dashed", 1]]);
  const [first, , third] = lanes.map(({ points }) => points.at(-1)!.x);
  expect(third).toBeGreaterThan(first!);
});

test("everything's ends are looked at once, however many nodes there are", () => {
  let reads = 0;
  const counted = (i: number): LeaderEnd => ({ ...end(nodes[i % 6]!, "solid", i), get vessel() { reads += 1; return nodes[i % 6]!; } });
  lanesOf(layout, Array.from({ length: 16 }, () => ({ box, ends: Array.from({ length: 60 }, (_, i) => counted(i)) })));
  expect(reads).toBe(16 * 60);
});
