import type { PodGlyph as PodGlyphName } from "../../graph/model.ts";
import { podShapes, podSignals, type PodMotion } from "./pod-shapes.ts";
import { Glyph, GlyphMark, radiusIn } from "./shapes.tsx";

interface PodGlyphProps extends PodMotion {
  readonly glyph: PodGlyphName;
}

/** A pod's state in a box of `size` px: 40 in the section, 17 on a capsule, 9 to 12 as a far dot. */
export function PodGlyph({ glyph, size = 17, ...motion }: PodGlyphProps & { readonly size?: number }) {
  return <Glyph shapes={podShapes(glyph, radiusIn(size), motion)} signal={podSignals[glyph]} size={size} />;
}

/** The same inside another drawing, its ring `r` px from its middle: 17 in the section, 7 on a capsule, 4 to 5 as a dot. */
export function PodMark({ glyph, x, y, r, ...motion }: PodGlyphProps & { readonly x: number; readonly y: number; readonly r: number }) {
  return <GlyphMark shapes={podShapes(glyph, r, motion)} signal={podSignals[glyph]} x={x} y={y} r={r} />;
}
