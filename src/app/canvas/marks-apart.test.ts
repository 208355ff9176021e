import * as fc from "fast-check";
import { expect, test } from "vitest";
import { marksApart } from "./marks-apart.ts";

const right = (x: number, y = 0) => ({ x, y, dx: 1, dy: 0 });
const left = (x: number) => ({ x, y: 0, dx: -1, dy: 0 });

test.each([
  ["all that have room", [right(90), right(60), right(30)], [90, 60, 30]],
  ["of those that would lie on each other, who set out first", [right(90), right(80), right(66), right(60)], [90, 66]],
  ["who comes towards them, and who goes beside them", [right(90), left(90), right(90, 30)], [90, 90, 90]],
])("shown are %s", (_, marks, shown) => expect(marksApart(marks, 24).map(({ x }) => x)).toEqual(shown));

test("no two that are shown lie on each other, and none is left out without one that does", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -60, max: 60 })), { maxLength: 40 }), (places) => {
      const marks = places.map(([x, y]) => right(x, y));
      const shown = marksApart(marks, 24);
      const near = (a: (typeof marks)[0], b: (typeof marks)[0]): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 24;
      expect(shown.every((a) => shown.every((b) => a === b || !near(a, b)))).toBe(true);
      expect(marks.every((mark) => shown.some((each) => each === mark || near(each, mark)))).toBe(true);
    }),
    { numRuns: 100 },
  );
});
