import { roundRect, type Fill, type Mark, type PathMark } from "../drawing/drawing.ts";
import { backgroundsOf } from "./backgrounds.ts";
import { faint, px, shows, type Place, type Put } from "./trace.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an element lies in the drawing. */
export function boxOf(element: Element, { left, top }: Place): Box {
  const rect = element.getBoundingClientRect();
  return { x: rect.left - left, y: rect.top - top, width: rect.width, height: rect.height };
}

/** An element's ground, border and rings. */
export function traceBox(element: HTMLElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  const grounds = backgroundsOf(style);
  const sides = bordersOf(style);
  if (grounds.length === 0 && sides.every(({ width }) => width === 0) && style.boxShadow === "none") return;
  const box = boxOf(element, place);
  if (box.width === 0 || box.height === 0) return;
  const radius = radiusOf(style, box, place.scale);
  for (const fill of grounds) put({ type: "path", d: roundRect(box.x, box.y, box.width, box.height, radius), fill: scaled(fill, place.scale), ...faint(place.opacity) });
  for (const mark of shadows(style.boxShadow, box, radius, place)) put(mark);
  for (const mark of borders(sides, box, radius, place)) put(mark);
}

/** An outline, which lies above everything in the element. */
export function traceEdge(element: HTMLElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  const width = px(style.outlineWidth) * place.scale;
  if (style.outlineStyle === "none" || width === 0 || !shows(style.outlineColor)) return;
  const box = boxOf(element, place);
  put(ring(box, px(style.outlineOffset) * place.scale + width / 2, radiusOf(style, box, place.scale), style.outlineColor, width, place));
}

/** The shape that an element cuts its content to; undefined where nothing would be cut. */
export function clipOf(element: HTMLElement, style: CSSStyleDeclaration, place: Place): string | undefined {
  if (style.overflowX === "visible" && style.overflowY === "visible") return undefined;
  const fits = element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1;
  if (fits && element.childElementCount === 0) return undefined;
  const box = boxOf(element, place);
  const [top, right, bottom, left] = bordersOf(style).map(({ width }) => width * place.scale) as [number, number, number, number];
  return roundRect(box.x + left, box.y + top, box.width - left - right, box.height - top - bottom, Math.max(0, radiusOf(style, box, place.scale) - left));
}

interface Side {
  readonly width: number;
  readonly colour: string;
  readonly line: string;
}

/** Top, right, bottom, left. */
function bordersOf(style: CSSStyleDeclaration): readonly Side[] {
  return ["Top", "Right", "Bottom", "Left"].map((side) => {
    const read = (part: string): string => style[`border${side}${part}` as keyof CSSStyleDeclaration] as string;
    const line = read("Style");
    return { width: line === "none" || line === "hidden" ? 0 : px(read("Width")), colour: read("Color"), line };
  });
}

function borders(sides: readonly Side[], box: Box, radius: number, place: Place): readonly Mark[] {
  const [top] = sides as [Side];
  if (sides.every(({ width, colour, line }) => width === top.width && colour === top.colour && line === top.line)) {
    const width = top.width * place.scale;
    return width > 0 && shows(top.colour) ? [{ ...ring(box, -width / 2, radius, top.colour, width, place), ...(top.line === "dashed" && { stroke: { colour: top.colour, width, dash: [3 * place.scale, 3 * place.scale] } }) }] : [];
  }
  const { x, y, width, height } = box;
  const edges = [roundRect(x, y, width, size(0)), roundRect(x + width - size(1), y, size(1), height), roundRect(x, y + height - size(2), width, size(2)), roundRect(x, y, size(3), height)];
  function size(i: number): number {
    return (sides[i]?.width ?? 0) * place.scale;
  }
  return edges.flatMap((d, i) => (size(i) > 0 && shows(sides[i]!.colour) ? [{ type: "path", d, fill: sides[i]!.colour, ...faint(place.opacity) } as const] : []));
}

/** A line all round, so far outside of the box with its middle. */
function ring({ x, y, width, height }: Box, out: number, radius: number, colour: string, line: number, place: Place): PathMark {
  return { type: "path", d: roundRect(x - out, y - out, width + 2 * out, height + 2 * out, radius > 0 ? Math.max(0, radius + out) : 0), stroke: { colour, width: line }, ...faint(place.opacity) };
}

/** Only what has no blur: rings outside, and lines along one edge inside. */
function shadows(text: string, box: Box, radius: number, place: Place): readonly Mark[] {
  if (text === "none") return [];
  return text.split(/,(?![^(]*\))/).flatMap((one): readonly Mark[] => {
    const colour = /^\s*(rgba?\([^)]*\)|color\([^)]*\)|oklab\([^)]*\))/.exec(one)?.[1] ?? "";
    const [dx = 0, dy = 0, blur = 0, spread = 0] = [...one.slice(one.indexOf(")") + 1).matchAll(/-?[\d.]+px/g)].map(([length]) => px(length) * place.scale);
    if (blur > 0 || !shows(colour)) return [];
    if (!one.includes("inset")) return spread > 0 ? [ring(box, spread / 2, radius, colour, spread, place)] : [];
    const { x, y, width, height } = box;
    const d = dy < 0 ? roundRect(x, y + height + dy, width, -dy) : dy > 0 ? roundRect(x, y, width, dy) : dx > 0 ? roundRect(x, y, dx, height) : roundRect(x + width + dx, y, -dx, height);
    return [{ type: "path", d, fill: colour, ...faint(place.opacity) }];
  });
}

function radiusOf({ borderTopLeftRadius }: CSSStyleDeclaration, { width, height }: Box, scale: number): number {
  return borderTopLeftRadius.endsWith("%") ? (px(borderTopLeftRadius) / 100) * Math.min(width, height) : px(borderTopLeftRadius) * scale;
}

const scaled = (fill: Fill, scale: number): Fill => (typeof fill === "string" ? fill : { ...fill, size: fill.size * scale, line: fill.line * scale });
