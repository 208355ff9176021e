import type { NodeGlyph as NodeGlyphName } from "../../graph/model.ts";
import { nodeShapes, nodeSignals } from "./node-shapes.ts";
import { Glyph, GlyphMark } from "./shapes.tsx";

/** A node's state: a tank. */
export function NodeGlyph({ glyph, size = 17 }: { readonly glyph: NodeGlyphName; readonly size?: number }) {
  return <Glyph shapes={nodeShapes[glyph]} signal={nodeSignals[glyph]} size={size} />;
}

export function NodeMark({ glyph, x, y, r }: { readonly glyph: NodeGlyphName; readonly x: number; readonly y: number; readonly r: number }) {
  return <GlyphMark shapes={nodeShapes[glyph]} signal={nodeSignals[glyph]} x={x} y={y} r={r} />;
}
