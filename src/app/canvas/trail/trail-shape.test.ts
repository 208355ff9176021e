import { describe, expect, test } from "vitest";
import { dotTrail, trailShape } from "./trail-shape.ts";

describe("the trail of a pod on the canvas", () => {
  test.each([1, 2, 3, 4, 5])("of %d states: glyphs side by side, within the label, before the arrow", (count) => {
    const { label, glyphs, arrow } = trailShape(count);
    expect(glyphs).toHaveLength(count);
    glyphs.forEach(({ x, y, r }, i) => {
      expect([x - r > label.x, y - r >= label.y, y + r <= label.y + label.height, x + r < arrow.x]).toEqual([true, true, true, true]);
      if (i > 0) expect(x - glyphs[i - 1]!.x).toBeGreaterThan(2 * r);
    });
    expect(arrow.x + 4).toBeLessThan(label.x + label.width);
    expect(label.y + label.height).toBeLessThanOrEqual(0);
  });

  test("of a far dot: the last state, smaller than the dot, or nothing where dots are close", () => {
    expect([dotTrail(8, 3), dotTrail(9.9, 4)]).toEqual([undefined, undefined]);
    expect(dotTrail(20, 5.9)!.r).toBeLessThan(5.9);
  });
});
