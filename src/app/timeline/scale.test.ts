import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantText, labelLeft, labelOf, labelStep, lengthText, msAt, ticksOf, xOf, type Span } from "./scale.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** As wide as a figure is drawn. */
const FIGURE_PX = 6.7;

const labels = (span: Span, widthPx = 736): string[] => ticksOf(span, widthPx).map(({ label }) => label).filter((label) => label !== "");
const over = (lengthMs: number, fromMs = 0, widthPx = 736): Span => ({ fromMs, msPerPx: lengthMs / widthPx });

describe("labels", () => {
  test.each([
    ["a tenth of a second", over(100), ["0.00 s", "0.01", "0.02", "0.03", "0.04", "0.05", "0.06", "0.07", "0.08", "0.09", "0.10"]],
    ["the first view", over(80 * SECOND), ["0 s", "10", "20", "30", "40", "50", "60", "70", "80"]],
    ["five minutes", over(5 * MINUTE), ["0:00", "0:30", "1:00", "1:30", "2:00", "2:30", "3:00", "3:30", "4:00", "4:30", "5:00"]],
    ["a while in the second hour", over(90 * SECOND, HOUR + 5 * MINUTE), ["1:05:00", "1:05:20", "1:05:40", "1:06:00", "1:06:20"]],
    ["six hours", over(6 * HOUR), ["0m", "30m", "1h", "1h30m", "2h", "2h30m", "3h", "3h30m", "4h", "4h30m", "5h", "5h30m", "6h"]],
    ["three days", over(3 * DAY), ["0h", "12h", "1d 0h", "1d 12h", "2d 0h", "2d 12h", "3d 0h"]],
    ["the whole life of a world", over(30 * DAY), ["0d", "5d", "10d", "15d", "20d", "25d", "30d"]],
  ] as const)("%s", (_what, span, expected) => expect(labels(span)).toEqual(expected));

  test.each([
    [45_460, 10, 60_000, "45.46"],
    [125_250, 50, 130_000, "2:05.25"],
    [HOUR + 62_500, 500, 2 * HOUR, "1:01:02.5"],
    [26 * HOUR, 30 * MINUTE, 2 * DAY, "1d 2h"],
  ])("%d ms at steps of %d ms up to %d ms is %s", (atMs, stepMs, endMs, text) => expect(labelOf(atMs, stepMs, endMs)).toBe(text));

  test("at no zoom, place and width do two touch, and none leaves the plot", () => {
    fc.assert(
      fc.property(fc.double({ min: Math.log(20), max: Math.log(31 * DAY), noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 220, max: 2600 }), (zoom, place, widthPx) => {
        const lengthMs = Math.exp(zoom);
        const span = over(lengthMs, Math.floor(place * (30 * DAY - Math.min(lengthMs, 30 * DAY))), widthPx);
        let free = -Infinity;
        for (const { x, label } of ticksOf(span, widthPx)) {
          if (label === "") continue;
          const labelPx = label.length * FIGURE_PX;
          const left = labelLeft(x, labelPx, widthPx);
          expect(left).toBeGreaterThanOrEqual(Math.min(0, widthPx - labelPx));
          expect(left).toBeGreaterThan(free + 1);
          free = left + labelPx;
        }
      }),
    );
  });

  test("there is one to see at every zoom, and never a crowd of ticks", () => {
    fc.assert(
      fc.property(fc.double({ min: Math.log(20), max: Math.log(31 * DAY), noNaN: true }), (zoom) => {
        const span = over(Math.exp(zoom));
        const ticks = ticksOf(span, 736);
        expect(ticks.length).toBeLessThan(160);
        expect(labels(span).length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

test("ticks stand where their instants are, and none before 0s", () => {
  const span = { fromMs: -900, msPerPx: 100 };
  const ticks = ticksOf(span, 736);
  expect(ticks[0]).toMatchObject({ atMs: 0, x: 9, label: "0 s" });
  for (const { atMs, x } of ticks) expect(xOf(span, atMs)).toBeCloseTo(x);
  expect(ticks.filter(({ half }) => half).every(({ atMs }) => atMs % labelStep(span, 736) === labelStep(span, 736) / 2)).toBe(true);
});

test("an instant and its place are the same thing", () =>
  fc.assert(fc.property(fc.integer({ min: 0, max: 30 * DAY }), fc.double({ min: 0.03, max: 4e6, noNaN: true }), (fromMs, msPerPx) => {
    const span = { fromMs, msPerPx };
    expect(msAt(span, xOf(span, fromMs + 12_345))).toBeCloseTo(fromMs + 12_345, 3);
  })));

test.each([
  [45_500, 108, 80_000, "45.5"],
  // As the labels beside it are set.
  [95_000, 108, 125_000, "1:35.0"],
  [45_461, 5, 50_000, "45.46"],
  [45_461, 0.5, 46_000, "45.461"],
  [240_000, 400, 300_000, "4:00.0"],
  [3_723_250, 1, 3_724_000, "1:02:03.250"],
  [2 * DAY + 3_723_000, 1e5, 3 * DAY, "2d 1:02:03.0"],
])("the playhead at %d ms, %d ms a pixel, up to %d ms, says %s", (atMs, msPerPx, endMs, text) => expect(instantText(atMs, msPerPx, endMs)).toBe(text));

test.each([[250, "250 ms"], [1_500, "1.5 s"], [10_000, "10 s"], [40_000, "40 s"], [300_000, "5 min"], [7_200_000, "2 h"]])("%d ms is a length of %s", (ms, text) => expect(lengthText(ms)).toBe(text));
