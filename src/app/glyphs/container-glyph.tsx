import { containerShapes, containerSignals, type ContainerState } from "./container-shapes.ts";
import { Glyph, GlyphMark } from "./shapes.tsx";

interface ContainerGlyphProps {
  readonly state: ContainerState;
  /** How far its clock has run, 0 to 1. */
  readonly fraction?: number | undefined;
}

/** A container's state: an upright slip. */
export function ContainerGlyph({ state, fraction, size = 17 }: ContainerGlyphProps & { readonly size?: number }) {
  return <Glyph shapes={containerShapes(state, fraction)} signal={containerSignals[state]} size={size} />;
}

export function ContainerMark({ state, fraction, x, y, r }: ContainerGlyphProps & { readonly x: number; readonly y: number; readonly r: number }) {
  return <GlyphMark shapes={containerShapes(state, fraction)} signal={containerSignals[state]} x={x} y={y} r={r} />;
}
