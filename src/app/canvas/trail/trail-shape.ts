import type { Box } from "../../../graph/layout/geometry.ts";

/** The label of a trail in design pixels of its capsule, as its element has it: glyphs side by side, and an arrow to the capsule. */
const LABEL = { left: 8, top: -15, height: 15, side: 6, gap: 3, glyph: 10, arrow: 6 };

export interface TrailShape {
  readonly label: Box;
  /** Middles of the glyphs, the oldest state first. */
  readonly glyphs: readonly { readonly x: number; readonly y: number; readonly r: number }[];
  /** Where the arrow begins: its upper end. */
  readonly arrow: { readonly x: number; readonly y: number };
}

export function trailShape(states: number): TrailShape {
  const { left, top, height, side, gap, glyph, arrow } = LABEL;
  const middle = top + height / 2;
  const first = left + side;
  return {
    label: { x: left, y: top, width: 2 * side + states * (glyph + gap) + arrow, height },
    // A glyph's ring is ten twelfths of its width.
    glyphs: Array.from({ length: states }, (_, i) => ({ x: first + i * (glyph + gap) + glyph / 2, y: middle, r: (glyph / 2) * (10 / 12) })),
    arrow: { x: first + states * (glyph + gap) + 1, y: middle - 3 },
  };
}

/** Far dots with this much room between their middles, in pixels of the screen, show the state that was last. */
const DOT_PITCH_FROM = 10;
const LEAST_R = 2.6;

/** At a dot's upper right, half as large: undefined where dots stand too close. */
export function dotTrail(pitch: number, r: number): { readonly dx: number; readonly dy: number; readonly r: number } | undefined {
  if (pitch < DOT_PITCH_FROM) return undefined;
  return { dx: r * 0.95, dy: -r * 0.95, r: Math.max(LEAST_R, r * 0.55) };
}
