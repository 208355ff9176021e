import fc from "fast-check";
import { expect, test } from "vitest";
import { dotRadius, drawnScale } from "./scale.ts";

test("text on a capsule is never smaller than designed, and never half as large again as it may be", () => {
  fc.assert(fc.property(fc.double({ min: 0.02, max: 200, noNaN: true }), fc.double({ min: 0.02, max: 1, noNaN: true }), (zoom, capsule) => {
    const onScreen = drawnScale(zoom, capsule).pod * zoom;
    expect(onScreen).toBeGreaterThan(0.99);
    expect(onScreen).toBeLessThan(1.9);
  }));
});

test("at the size that it was designed for, a capsule is drawn as designed", () => {
  expect(drawnScale(1, 1)).toMatchObject({ drawing: "capsules", section: false, pod: 1, frame: 1 });
});

test("a threshold does not flicker", () => {
  const dots = drawnScale(0.41, 1);
  expect(dots.drawing).toBe("dots");
  expect(drawnScale(0.425, 1, dots).drawing).toBe("dots");
  expect(drawnScale(0.425, 1).drawing).toBe("capsules");
  const near = drawnScale(2.4, 1);
  expect(near.section).toBe(true);
  expect(drawnScale(2.2, 1, near).section).toBe(true);
});

test("trouble is drawn larger than the rest, and the cluster's own pods smaller", () => {
  for (const zoom of [0.3, 0.6, 1]) {
    expect(dotRadius(12, zoom, true, false)).toBeGreaterThan(dotRadius(12, zoom, false, false));
    expect(dotRadius(12, zoom, false, true)).toBeLessThan(dotRadius(12, zoom, false, false));
  }
});
