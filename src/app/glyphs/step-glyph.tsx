import { stepShapes, stepSignals, type StepState } from "./step-shapes.ts";
import { Glyph, GlyphMark } from "./shapes.tsx";

interface StepGlyphProps {
  readonly state: StepState;
  /** How far it has come, 0 to 1, while it is under way. */
  readonly fraction?: number | undefined;
}

/** One of the seven steps to Running. */
export function StepGlyph({ state, fraction, size = 17 }: StepGlyphProps & { readonly size?: number }) {
  return <Glyph shapes={stepShapes(state, fraction)} signal={stepSignals[state]} size={size} />;
}

export function StepMark({ state, fraction, x, y, r }: StepGlyphProps & { readonly x: number; readonly y: number; readonly r: number }) {
  return <GlyphMark shapes={stepShapes(state, fraction)} signal={stepSignals[state]} x={x} y={y} r={r} />;
}
