import type { PodGlyph } from "../../graph/model.ts";
import { podShapes, podSignals, type PodMotion } from "./pod-shapes.ts";
import { UNIT, type Shape, type Signal } from "./shape.ts";

/** Values of the tokens, since a canvas reads no CSS: read them once per theme. */
export interface GlyphColours extends Readonly<Record<Signal, string>> {
  /** What lies behind the glyph. */
  readonly ground: string;
}

/** What can be drawn on; a part of CanvasRenderingContext2D. */
type Surface = Pick<
  CanvasRenderingContext2D,
  "save" | "restore" | "translate" | "scale" | "beginPath" | "moveTo" | "arc" | "closePath" | "fill" | "stroke" | "setLineDash" | "lineWidth" | "lineCap" | "lineJoin" | "strokeStyle" | "fillStyle" | "globalAlpha"
>;

/** A pod's glyph on a canvas, its ring `r` px from `x`, `y`: line for line what PodGlyph draws. */
export function drawPodGlyph(context: Surface, glyph: PodGlyph, x: number, y: number, r: number, colours: GlyphColours, motion: PodMotion = {}): void {
  drawShapes(context, podShapes(glyph, r, motion), x, y, r, colours[podSignals[glyph]], colours.ground);
}

function drawShapes(context: Surface, shapes: readonly Shape[], x: number, y: number, r: number, colour: string, ground: string): void {
  context.save();
  context.translate(x, y);
  context.scale(r / UNIT, r / UNIT);
  for (const shape of shapes) drawShape(context, shape, shape.paint === "cut" ? ground : colour);
  context.restore();
}

const SOLID: number[] = [];

function drawShape(context: Surface, shape: Shape, colour: string): void {
  const path = "path" in shape ? pathFrom(shape.path) : undefined;
  if (!path) tracePart(context, shape);
  context.globalAlpha = shape.opacity ?? 1;
  if (shape.paint === "fill") {
    context.fillStyle = colour;
    if (path) context.fill(path);
    else context.fill();
    return;
  }
  context.strokeStyle = colour;
  context.lineWidth = shape.width;
  context.lineCap = shape.cap ?? "butt";
  context.lineJoin = shape.cap === "round" ? "round" : "miter";
  context.setLineDash(shape.dash ? [...shape.dash] : SOLID);
  if (path) context.stroke(path);
  else context.stroke();
}

function tracePart(context: Surface, shape: Shape): void {
  if (!("radius" in shape)) return;
  const { radius, fromTurn, toTurn, pie } = shape;
  // A whole circle begins at the right, as SVG's does: its dashes lie alike.
  const start = toTurn - fromTurn >= 1 ? 0 : (fromTurn - 0.25) * 2 * Math.PI;
  context.beginPath();
  if (pie) context.moveTo(0, 0);
  context.arc(0, 0, radius, start, start + (toTurn - fromTurn) * 2 * Math.PI);
  if (pie) context.closePath();
}

const paths = new Map<string, Path2D>();
const dataOf = new WeakMap<Path2D, string>();

/** What a path of the grammar was made from. */
export const pathDataOf = (path: Path2D): string | undefined => dataOf.get(path);

/** Path data is read once: the grammar has a few dozen paths, whatever the number of pods. */
function pathFrom(data: string): Path2D {
  let path = paths.get(data);
  if (!path) {
    path = new Path2D(data);
    paths.set(data, path);
    dataOf.set(path, data);
  }
  return path;
}
