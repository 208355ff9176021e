import type { Drawing, Font, Hatch, Mark, PathMark, TextMark } from "./drawing.ts";

/** Draws on a canvas, in the page's own faces. `scale`: pixels of the canvas for one of the drawing. */
export function paint(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, { marks }: Drawing, scale: number): void {
  context.save();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  for (const mark of marks) paintMark(context, mark);
  context.restore();
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function paintMark(context: Context, mark: Mark): void {
  if (mark.type === "path") return paintPath(context, mark);
  if (mark.type === "text") return paintText(context, mark);
  context.save();
  if (mark.at) context.transform(...mark.at);
  if (mark.clip !== undefined) context.clip(new Path2D(mark.clip));
  for (const each of mark.marks) paintMark(context, each);
  context.restore();
}

function paintPath(context: Context, { d, fill, stroke, opacity = 1 }: PathMark): void {
  const path = new Path2D(d);
  context.globalAlpha = opacity;
  if (typeof fill === "string") {
    context.fillStyle = fill;
    context.fill(path);
  } else if (fill) {
    paintHatch(context, path, fill);
  }
  if (stroke) {
    context.strokeStyle = stroke.colour;
    context.lineWidth = stroke.width;
    context.lineCap = stroke.cap ?? "butt";
    context.lineJoin = stroke.join ?? "miter";
    context.setLineDash([...(stroke.dash ?? [])]);
    context.stroke(path);
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** How far the lines of a hatch go from the middle of their place, in its own pixels. */
const REACH = 2_400;

function paintHatch(context: Context, path: Path2D, { size, turn, colour, line }: Hatch): void {
  context.save();
  context.clip(path);
  context.rotate((turn * Math.PI) / 180);
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.lineCap = "butt";
  context.beginPath();
  for (let x = -Math.floor(REACH / size) * size; x <= REACH; x += size) {
    context.moveTo(x + line / 2, -REACH);
    context.lineTo(x + line / 2, REACH);
  }
  context.stroke();
  context.restore();
}

function paintText(context: Context, { x, y, words, font, colour, spacing = 0, halo, opacity = 1 }: TextMark): void {
  context.font = fontOf(font);
  context.fillStyle = colour;
  context.letterSpacing = `${spacing}px`;
  context.globalAlpha = opacity;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  if (halo) {
    context.strokeStyle = halo.colour;
    context.lineWidth = halo.width;
    context.lineJoin = "round";
    context.strokeText(words, x, y);
  }
  context.fillText(words, x, y);
  context.globalAlpha = 1;
}

/** As CSS writes it. */
export const fontOf = ({ family, size, weight, italic }: Font): string => `${italic ? "italic " : ""}${weight} ${size}px ${family}`;
