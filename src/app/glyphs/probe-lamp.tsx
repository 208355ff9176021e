import { probeShapes, probeSignals, type ProbeState } from "./probe-shapes.ts";
import { Glyph, GlyphMark } from "./shapes.tsx";

/** A probe's verdict: a lamp. */
export function ProbeLamp({ state, size = 17 }: { readonly state: ProbeState; readonly size?: number }) {
  return <Glyph shapes={probeShapes[state]} signal={probeSignals[state]} size={size} />;
}

export function ProbeMark({ state, x, y, r }: { readonly state: ProbeState; readonly x: number; readonly y: number; readonly r: number }) {
  return <GlyphMark shapes={probeShapes[state]} signal={probeSignals[state]} x={x} y={y} r={r} />;
}
