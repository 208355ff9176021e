import type { Box } from "../../graph/layout/geometry.ts";
import type { Size } from "../../graph/layout/vessel.ts";
import type { DrawnScale } from "./scale.ts";

/** What a pod looks like at the size that it has: elements and canvas both draw by it. */
export type Face = "dot" | "mark" | "pill" | "capsule" | "section";

/** `width` and `height` in design pixels. */
export function faceOf(width: number, height: number, size: Size, drawing: DrawnScale["drawing"]): Face {
  if (drawing === "dots") return "dot";
  if (height >= 29 && width >= 80 && size === "normal") return "capsule";
  return height >= 12.5 && width >= 30 ? "pill" : "mark";
}

/** Design pixels of a box. */
export const designSize = ({ width, height }: Box, { pod }: DrawnScale): { readonly width: number; readonly height: number } => ({ width: width / pod, height: height / pod });

const SANS = '"Plex Cond", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
export const NAME_FONT = `600 12.5px ${SANS}`;
export const PILL_FONT = `500 11px ${SANS}`;
export const SMALL_FONT = `400 11px ${SANS}`;

/** Where a capsule's words begin and end, in design pixels from its sides; a card of the tray is shorter. */
export const wordsOf = (width: number): { readonly left: number; readonly right: number; readonly glyph: number } =>
  width < 100 ? { left: 25, right: 8, glyph: 14 } : width < 130 ? { left: 31, right: 9, glyph: 17 } : { left: 37, right: 10, glyph: 20 };

/** Small names are set a little closer. */
export const SMALL_SPACING = -0.55;

/** A pill as wide as this has room for READY. */
export const READY_FROM = 98;

/** A pill's glyph and where its name begins. */
export const pillOf = (height: number, small: boolean): { readonly glyph: number; readonly left: number; readonly right: number } => {
  const glyph = Math.min(small ? 8.5 : 12, height - 3);
  return { glyph, left: (small ? 4 : 5) + glyph + (small ? 2 : 4), right: small ? 1 : 8 };
};
