import { pathDataOf } from "../../glyphs/draw.ts";
import { n, roundRect, type Mark, type Matrix, type PathMark } from "../drawing/drawing.ts";
import { fontFrom } from "./font-from.ts";

/** What the layers of the plate draw with; what is not among it they may not use. */
type Used =
  | "canvas" | "save" | "restore" | "translate" | "scale" | "rotate" | "setTransform" | "beginPath" | "moveTo" | "lineTo" | "arc" | "rect" | "roundRect" | "closePath" | "fill" | "stroke" | "clip" | "fillRect" | "clearRect"
  | "fillText" | "measureText" | "setLineDash" | "lineWidth" | "lineCap" | "lineJoin" | "strokeStyle" | "fillStyle" | "globalAlpha" | "font" | "letterSpacing" | "textAlign";

interface Kept {
  at: Matrix;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  strokeStyle: string;
  fillStyle: string;
  globalAlpha: number;
  font: string;
  letterSpacing: string;
  textAlign: CanvasTextAlign;
  dash: readonly number[];
  clip: readonly { readonly at: Matrix; readonly d: string }[];
}

const atFirst: Kept = { at: [1, 0, 0, 1, 0, 0], lineWidth: 1, lineCap: "butt", lineJoin: "miter", strokeStyle: "#000", fillStyle: "#000", globalAlpha: 1, font: "10px sans-serif", letterSpacing: "0px", textAlign: "left", dash: [], clip: [] };

/** A canvas' context that writes down what is drawn instead of drawing it. */
export function drawingContext(canvas: HTMLCanvasElement, put: (mark: Mark) => void): CanvasRenderingContext2D {
  let now: Kept = { ...atFirst };
  const before: Kept[] = [];
  let d = "";
  const times = (matrix: Matrix): void => void (now.at = product(now.at, matrix));
  const place = (mark: Mark): void => {
    const cut = now.clip.reduceRight<Mark>((inner, { at, d: clip }) => ({ type: "group", at, clip, marks: [{ type: "group", at: inverse(at), marks: [inner] }] }), { type: "group", at: now.at, marks: [mark] });
    put(cut);
  };
  const painted = (paint: Partial<PathMark>, path: string): void => {
    if (path !== "") place({ type: "path", d: path, ...paint, ...(now.globalAlpha < 1 && { opacity: now.globalAlpha }) });
  };
  const measure = canvas.ownerDocument.createElement("canvas").getContext("2d");
  const dataOf = (path: unknown): string => (path instanceof Path2D ? (pathDataOf(path) ?? "") : d);
  const widthOf = (words: string): TextMetrics => {
    if (!measure) throw new Error("no canvas");
    measure.font = now.font;
    measure.letterSpacing = now.letterSpacing;
    return measure.measureText(words);
  };
  const methods = {
    canvas,
    save: () => void before.push({ ...now }),
    restore: () => void (now = before.pop() ?? now),
    translate: (x: number, y: number) => times([1, 0, 0, 1, x, y]),
    scale: (x: number, y: number) => times([x, 0, 0, y, 0, 0]),
    rotate: (angle: number) => times([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]),
    // Pixels of the canvas are not those of the drawing.
    setTransform: () => void (now.at = atFirst.at),
    beginPath: () => void (d = ""),
    moveTo: (x: number, y: number) => void (d += `M${n(x)} ${n(y)}`),
    lineTo: (x: number, y: number) => void (d += `L${n(x)} ${n(y)}`),
    closePath: () => void (d += "Z"),
    rect: (x: number, y: number, width: number, height: number) => void (d += roundRect(x, y, width, height)),
    roundRect: (x: number, y: number, width: number, height: number, radius: number) => void (d += roundRect(x, y, width, height, radius)),
    arc: (x: number, y: number, r: number, from: number, to: number) => void (d += arcData(x, y, r, from, to, d === "")),
    fill: (path?: unknown) => painted({ fill: now.fillStyle }, dataOf(path)),
    stroke: (path?: unknown) => painted({ stroke: { colour: now.strokeStyle, width: now.lineWidth, cap: now.lineCap, join: now.lineJoin, ...(now.dash.length > 0 && { dash: now.dash }) } }, dataOf(path)),
    clip: () => void (now.clip = [...now.clip, { at: now.at, d }]),
    fillRect: (x: number, y: number, width: number, height: number) => painted({ fill: now.fillStyle }, roundRect(x, y, width, height)),
    clearRect: () => undefined,
    setLineDash: (dash: readonly number[]) => void (now.dash = [...dash]),
    measureText: widthOf,
    fillText: (words: string, x: number, y: number) => {
      const { width } = widthOf(words);
      const left = now.textAlign === "right" ? x - width : now.textAlign === "center" ? x - width / 2 : x;
      const spacing = Number.parseFloat(now.letterSpacing) || 0;
      place({ type: "text", x: left, y, words, font: fontFrom(now.font), colour: now.fillStyle, width, ...(spacing !== 0 && { spacing }), ...(now.globalAlpha < 1 && { opacity: now.globalAlpha }) });
    },
  };
  const settings = (["lineWidth", "lineCap", "lineJoin", "strokeStyle", "fillStyle", "globalAlpha", "font", "letterSpacing", "textAlign"] as const).map((name) => [name, { get: () => now[name], set: (value: never) => void (now[name] = value) }] as const);
  return Object.defineProperties(methods, Object.fromEntries(settings)) as unknown as Pick<CanvasRenderingContext2D, Used> as CanvasRenderingContext2D;
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const size = a * d - b * c || 1;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

/** Clockwise; a whole turn in two halves, since one arc would end where it begins. */
function arcData(x: number, y: number, r: number, from: number, to: number, first: boolean): string {
  const point = (angle: number): string => `${n(x + r * Math.cos(angle))} ${n(y + r * Math.sin(angle))}`;
  const start = `${first ? "M" : "L"}${point(from)}`;
  if (to - from >= 2 * Math.PI - 1e-6) return `${start}A${n(r)} ${n(r)} 0 1 1 ${point(from + Math.PI)}A${n(r)} ${n(r)} 0 1 1 ${point(from)}Z`;
  return `${start}A${n(r)} ${n(r)} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}`;
}
