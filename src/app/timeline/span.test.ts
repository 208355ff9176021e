import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstWindow, fitted, following, kept, LONGEST_MS, panned, SHORTEST_MS, spanOf, zoomed, type Watched } from "./span.ts";
import { msAt, xOf } from "./scale.ts";

const watched = (over: Partial<Watched>): Watched => ({ viewMs: 0, liveMs: over.viewMs ?? 0, speed: 0, plannedMs: 0, ...over });
const partOf = (window: typeof firstWindow, atMs: number): number => (atMs - window.fromMs) / window.lengthMs;

describe("a window that follows", () => {
  test("stands still as long as the playhead is well within it", () => {
    expect(kept(firstWindow, watched({ viewMs: 45_500, speed: 1 }))).toBe(firstWindow);
  });
  test("moves along once it runs past, and leaves room for what is planned", () => {
    const window = kept(firstWindow, watched({ viewMs: 60_000, speed: 1 }));
    expect(partOf(window, 60_000)).toBeCloseTo(0.62);
    expect(window.lengthMs).toBe(80_000);
  });
  test("shows about half a minute of watching at any speed, but not much more than there is", () => {
    expect(kept(firstWindow, watched({ viewMs: 40_000, speed: 100 })).lengthMs).toBe(80_000);
    expect(kept(firstWindow, watched({ viewMs: 100_000, speed: 100 })).lengthMs).toBeCloseTo(195_312.5);
    const long = kept(firstWindow, watched({ viewMs: 86_400_000, speed: 100 })).lengthMs;
    expect(long).toBeGreaterThanOrEqual(3_000_000);
    expect(long).toBeLessThan(3_000_000 * 1.25);
    expect(kept(firstWindow, watched({ viewMs: 86_400_000, speed: 1 })).lengthMs).toBe(80_000);
  });
  test("keeps the zoom that someone chose, and its length through a pause", () => {
    const chosen = zoomed(firstWindow, 0.5, 0);
    expect(kept(chosen, watched({ viewMs: 100_000, speed: 100 })).lengthMs).toBe(40_000);
    const fast = kept(firstWindow, watched({ viewMs: 100_000, speed: 100 }));
    expect(kept(fast, watched({ viewMs: 100_000, speed: 0 }))).toBe(fast);
  });
  test("comes back for a moment that lies before it, and lets one stand near its edge", () => {
    const late = { ...firstWindow, fromMs: 500_000 };
    expect(partOf(kept(late, watched({ viewMs: 100_000, liveMs: 540_000 })), 100_000)).toBeCloseTo(0.2);
    expect(kept(late, watched({ viewMs: 575_000, liveMs: 575_000 }))).toBe(late);
  });
  test("never shows more than 0s and the start", () => expect(kept({ ...firstWindow, fromMs: 90_000 }, watched({ viewMs: 1_000, liveMs: 99_000 })).fromMs).toBe(0));
});

describe("what the person does", () => {
  test("a pan frees the window from the playhead; following takes it back at the same zoom", () => {
    const free = panned(firstWindow, 30_000);
    expect(kept(free, watched({ viewMs: 5_000, liveMs: 5_000, speed: 1 }))).toBe(free);
    expect(kept(following(free), watched({ viewMs: 5_000, liveMs: 5_000, speed: 1 })).fromMs).toBe(0);
  });
  test("all of it is shown, with what is planned, and grows by leaps", () => {
    const window = kept(fitted(firstWindow), watched({ viewMs: 60_000, liveMs: 60_000, plannedMs: 75_000 }));
    expect(window.fromMs).toBe(0);
    expect(window.lengthMs).toBeGreaterThan(75_000);
    expect(kept(window, watched({ viewMs: 60_100, liveMs: 60_100, plannedMs: 75_000 }))).toBe(window);
  });
  test("zooming keeps the instant under the pointer in its place, within the bounds", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: 100, max: 730 }), (factor, x) => {
        const before = { ...firstWindow, fromMs: 3_600_000 };
        const anchorMs = msAt(spanOf(before, 736), x);
        const after = zoomed(before, factor, anchorMs);
        if (after.fromMs > 0) expect(xOf(spanOf(after, 736), anchorMs)).toBeCloseTo(x, 0);
        expect(after.lengthMs).toBeGreaterThanOrEqual(SHORTEST_MS);
        expect(after.lengthMs).toBeLessThanOrEqual(LONGEST_MS);
      }),
    );
  });
});
