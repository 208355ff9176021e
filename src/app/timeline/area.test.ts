import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf, roundTop, shortfallAt } from "./area.ts";
import type { Shortfall } from "./lanes.ts";

const step = (atMs: number, broken: number, lost = 0, onTheWay = 0): Shortfall => ({ atMs, broken, lost, onTheWay });
const span = { fromMs: 0, msPerPx: 100 };

test.each([[0, 4], [4, 4], [5, 5], [9, 10], [12, 15], [23, 30], [97, 100], [101, 150], [640, 800]])("a most of %d stands under %d", (most, top) => expect(roundTop(most)).toBe(top));

describe("columns", () => {
  test("go from change to change and end at the present", () =>
    expect(columnsOf([step(0, 0, 0, 3), step(10_000, 1, 0, 0)], span, 736, 45_500)).toEqual([
      { x: 0, to: 100, broken: 0, lost: 0, onTheWay: 3 },
      { x: 100, to: 455, broken: 1, lost: 0, onTheWay: 0 },
    ]));
  test("begin with what was so before the window", () => expect(columnsOf([step(0, 2), step(500_000, 0)], { fromMs: 100_000, msPerPx: 100 }, 736, 600_000)).toEqual([{ x: 0, to: 736, broken: 2, lost: 0, onTheWay: 0 }]));
  test("a trouble that lasted less than a pixel is still to be seen", () => {
    const columns = columnsOf([step(0, 0, 0, 1), step(10_000, 9), step(10_010, 0, 0, 1)], span, 736, 45_500);
    expect(Math.max(...columns.map(({ broken }) => broken))).toBe(9);
  });
  test("never overlap, never leave the plot, however many steps there are", () =>
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 50 })), { maxLength: 200 }), fc.integer({ min: -20_000, max: 60_000 }), fc.integer({ min: 1, max: 400 }), (steps, fromMs, msPerPx) => {
      const all = steps.toSorted(([a], [b]) => a - b).map(([atMs, broken]) => step(atMs, broken));
      let free = 0;
      for (const { x, to } of columnsOf(all, { fromMs, msPerPx }, 736, 95_000)) {
        expect(x).toBeGreaterThanOrEqual(free);
        expect(to).toBeGreaterThan(x);
        expect(to).toBeLessThanOrEqual(736);
        free = to;
      }
    })));
});

test("the counts of a moment are those of the last change before it", () => {
  const all = [step(100, 1), step(200, 0, 2)];
  expect([0, 100, 150, 200].map((atMs) => shortfallAt(all, atMs)).map(({ broken, lost }) => [broken, lost])).toEqual([[0, 0], [1, 0], [1, 0], [0, 2]]);
});
