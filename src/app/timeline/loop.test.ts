import { expect, test } from "vitest";
import { isOutside, loopWithin, withEnd } from "./loop.ts";

const loop = { fromMs: 10_000, toMs: 20_000 };

test.each([
  [-900, 80_000, 45_500, { fromMs: 0, toMs: 45_500 }],
  [10_000.4, 20_000, 45_500, loop],
  [50_000, 80_000, 45_500, undefined],
  [0, 80_000, 0, undefined],
])("in sight from %d to %d ms, seen up to %d ms", (from, to, live, expected) => expect(loopWithin(from, to, live)).toEqual(expected));

test("an end stays on its side of the other, and within what was seen", () => {
  expect(withEnd(loop, "from", 30_000, 45_500)).toEqual({ fromMs: 19_980, toMs: 20_000 });
  expect(withEnd(loop, "from", -5, 45_500).fromMs).toBe(0);
  expect(withEnd(loop, "to", 5_000, 45_500)).toEqual({ fromMs: 10_000, toMs: 10_020 });
  expect(withEnd(loop, "to", 90_000, 45_500).toMs).toBe(45_500);
});

test.each([
  [9_999, 1, true], [10_000, 1, false], [15_000, 1, false], [19_700, 1, false], [19_800, 1, true], [20_000, 0.1, true],
  // However fast: most of it is watched before it goes back.
  [17_000, 1000, false], [17_600, 1000, true],
])("at %d ms and %d× it goes back: %s", (viewMs, speed, back) => expect(isOutside(loop, viewMs, speed)).toBe(back));
