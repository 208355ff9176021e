import { ellipse, roundRect, type Fill, type Mark, type Matrix, type PathMark, type Stroke } from "../drawing/drawing.ts";
import { faint, px, shows, type Place, type Put } from "./trace.ts";

/** An SVG of the page as a group of its own marks. */
export function traceSvg(svg: SVGSVGElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  const rect = svg.getBoundingClientRect();
  const { x, y, width, height } = svg.viewBox.baseVal && svg.viewBox.baseVal.width > 0 ? svg.viewBox.baseVal : { x: 0, y: 0, width: rect.width / place.scale, height: rect.height / place.scale };
  if (width === 0 || height === 0) return;
  const scale = Math.min(rect.width / width, rect.height / height);
  const at: Matrix = [scale, 0, 0, scale, rect.left - place.left + (rect.width - width * scale) / 2 - x * scale, rect.top - place.top + (rect.height - height * scale) / 2 - y * scale];
  const root = svg.getScreenCTM()?.inverse();
  if (!root) return;
  const marks: Mark[] = [];
  for (const child of svg.children) traceShape(child, { ...place, root, inDrawing: undefined }, (mark) => addMark(marks, mark));
  if (marks.length > 0) put({ type: "group", at, marks, ...(style.overflowX !== "visible" && { clip: roundRect(x, y, width, height) }) });
}

interface ShapePlace extends Place {
  /** From the screen to the drawing's own measure. */
  readonly root: DOMMatrix;
  /** The place of what stands above, where it is moved within the drawing. */
  readonly inDrawing: Matrix | undefined;
}

type Moved = { readonly mark: Mark; readonly at: Matrix | undefined };

/** Marks that are moved alike stand together. */
function addMark(marks: Mark[], { mark, at }: Moved): void {
  const last = marks.at(-1);
  if (at === undefined) marks.push(mark);
  else if (last?.type === "group" && last.at && last.clip === undefined && last.at.every((value, i) => value === at[i])) marks[marks.length - 1] = { ...last, marks: [...last.marks, mark] };
  else marks.push({ type: "group", at, marks: [mark] });
}

function traceShape(element: Element, above: ShapePlace, put: (moved: Moved) => void): void {
  if (!(element instanceof SVGGraphicsElement) || element instanceof SVGDefsElement) return;
  const style = getComputedStyle(element);
  if (style.display === "none") return;
  const place = { ...above, opacity: above.opacity * Number(style.opacity) };
  if (place.opacity === 0) return;
  if (element instanceof SVGTextElement) traceText(element, place, put);
  else if (element instanceof SVGGeometryElement) {
    const mark = style.visibility === "visible" ? shapeOf(element, style, place.opacity) : undefined;
    if (mark) put({ mark, at: placeOf(element, place) });
  } else for (const child of element.children) traceShape(child, place, put);
}

/** Where an element stands in its drawing; undefined where it is not moved. */
function placeOf(element: SVGGraphicsElement, { root }: ShapePlace): Matrix | undefined {
  const screen = element.getScreenCTM();
  if (!screen) return undefined;
  const { a, b, c, d, e, f } = root.multiply(screen);
  const at = [a, b, c, d, e, f].map((value) => Math.round(value * 10_000) / 10_000 + 0) as unknown as Matrix;
  return at.every((value, i) => value === (i === 0 || i === 3 ? 1 : 0)) ? undefined : at;
}

function shapeOf(element: SVGGeometryElement, style: CSSStyleDeclaration, opacity: number): PathMark | undefined {
  const d = pathOf(element);
  const fill = element instanceof SVGLineElement ? undefined : fillOf(style.fill);
  const stroke = strokeOf(style);
  if (d === "" || (fill === undefined && stroke === undefined)) return undefined;
  return { type: "path", d, ...(fill !== undefined && { fill }), ...(stroke && { stroke }), ...faint(opacity * (stroke ? 1 : Number(style.fillOpacity || 1))) };
}

function fillOf(fill: string): Fill | undefined {
  const id = /^url\("?#([^")]+)"?\)/.exec(fill)?.[1];
  if (id !== undefined) return hatchOf(document.getElementById(id));
  return shows(fill) ? fill : undefined;
}

/** A pattern of upright lines, turned. */
function hatchOf(pattern: Element | null): Fill | undefined {
  const line = pattern?.firstElementChild;
  if (!(pattern instanceof SVGPatternElement) || !line) return undefined;
  const { stroke, strokeWidth } = getComputedStyle(line);
  const transform = pattern.patternTransform.baseVal.consolidate()?.matrix;
  const turn = transform ? Math.round((Math.atan2(transform.b, transform.a) * 180) / Math.PI) : 0;
  return shows(stroke) ? { size: pattern.width.baseVal.value, turn, colour: stroke, line: px(strokeWidth) } : undefined;
}

function strokeOf({ stroke, strokeWidth, strokeDasharray, strokeLinecap, strokeLinejoin }: CSSStyleDeclaration): Stroke | undefined {
  const width = px(strokeWidth);
  if (!shows(stroke) || width === 0) return undefined;
  const dash = strokeDasharray === "none" ? [] : strokeDasharray.split(/[\s,]+/).map(px);
  return { colour: stroke, width, ...(dash.length > 0 && { dash }), ...(strokeLinecap !== "butt" && { cap: strokeLinecap as CanvasLineCap }), ...(strokeLinejoin !== "miter" && { join: strokeLinejoin as CanvasLineJoin }) };
}

const at = ({ baseVal }: SVGAnimatedLength): number => baseVal.value;

function pathOf(element: SVGGeometryElement): string {
  if (element instanceof SVGPathElement) return element.getAttribute("d") ?? "";
  if (element instanceof SVGCircleElement) return at(element.r) > 0 ? ellipse(at(element.cx), at(element.cy), at(element.r), at(element.r)) : "";
  if (element instanceof SVGEllipseElement) return ellipse(at(element.cx), at(element.cy), at(element.rx), at(element.ry));
  if (element instanceof SVGRectElement) return at(element.width) > 0 && at(element.height) > 0 ? roundRect(at(element.x), at(element.y), at(element.width), at(element.height), at(element.rx)) : "";
  if (element instanceof SVGLineElement) return `M${at(element.x1)} ${at(element.y1)}L${at(element.x2)} ${at(element.y2)}`;
  return "";
}

/** Each run of letters from where its first one stands. */
function traceText(element: SVGTextElement, place: ShapePlace, put: (moved: Moved) => void): void {
  const moved = placeOf(element, place);
  let index = 0;
  for (const { node, parent } of textNodes(element)) {
    const length = node.data.length;
    const words = node.data;
    const style = getComputedStyle(parent);
    if (words.trim() !== "" && index < element.getNumberOfChars() && style.visibility === "visible") {
      const { x, y } = element.getStartPositionOfChar(index);
      const width = element.getSubStringLength(index, Math.min(length, element.getNumberOfChars() - index));
      const spacing = px(style.letterSpacing);
      const font = { family: style.fontFamily, size: px(style.fontSize), weight: px(style.fontWeight), italic: style.fontStyle === "italic" };
      if (shows(style.fill)) put({ mark: { type: "text", x, y, words, font, colour: style.fill, width, ...haloOf(style), ...(spacing !== 0 && { spacing }), ...faint(place.opacity) }, at: moved });
    }
    index += length;
  }
}

function haloOf({ paintOrder, stroke, strokeWidth }: CSSStyleDeclaration): { readonly halo?: { readonly colour: string; readonly width: number } } {
  return paintOrder.startsWith("stroke") && shows(stroke) && px(strokeWidth) > 0 ? { halo: { colour: stroke, width: px(strokeWidth) } } : {};
}

function* textNodes(parent: Element): Generator<{ readonly node: Text; readonly parent: Element }> {
  for (const node of parent.childNodes) {
    if (node instanceof Text) yield { node, parent };
    else if (node instanceof SVGTSpanElement) yield* textNodes(node);
  }
}
