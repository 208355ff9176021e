import { n, roundRect, type Font } from "../drawing/drawing.ts";
import { fontOf } from "../drawing/paint.ts";
import { faint, px, type Place, type Put } from "./trace.ts";

const fontOfStyle = (style: CSSStyleDeclaration, scale: number): Font => ({ family: style.fontFamily, size: px(style.fontSize) * scale, weight: px(style.fontWeight), italic: style.fontStyle === "italic" });

/** What a field says, which is no text node of the page. */
export function traceField(field: HTMLSelectElement | HTMLInputElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  if (field.type === "checkbox") return traceCheck(field as HTMLInputElement, style, place, put);
  const words = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.label ?? "") : /^(?:text|search)$/.test(field.type) ? field.value : "";
  const rect = field.getBoundingClientRect();
  const font = fontOfStyle(style, place.scale);
  const inside = (px(style.borderLeftWidth) + px(style.paddingLeft)) * place.scale;
  const ascent = ascentOf(font);
  if (words !== "") put({ type: "text", x: rect.left - place.left + inside, y: rect.top - place.top + rect.height / 2 + ascent * 0.36, words: cutTo(words, rect.width - inside, font), font, colour: style.color, ...faint(place.opacity) });
}

function traceCheck(box: HTMLInputElement, { color }: CSSStyleDeclaration, { left, top, opacity }: Place, put: Put): void {
  const { x, y, width, height } = box.getBoundingClientRect();
  const [at, down] = [x - left, y - top];
  put({ type: "path", d: roundRect(at + 0.5, down + 0.5, width - 1, height - 1, 2), stroke: { colour: color, width: 1 }, ...faint(opacity) });
  if (box.checked) put({ type: "path", d: `M${n(at + width * 0.22)} ${n(down + height * 0.52)}l${n(width * 0.2)} ${n(height * 0.22)}l${n(width * 0.36)} ${n(-height * 0.46)}`, stroke: { colour: color, width: 1.6 }, ...faint(opacity) });
}

/** The words of a text node, line by line as they are broken on the page. */
export function traceWords(node: Text, parent: HTMLElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  if (node.data.trim() === "") return;
  const font = fontOfStyle(style, place.scale);
  const spacing = px(style.letterSpacing) * place.scale;
  for (const { words: said, rect } of linesOf(node)) {
    const words = asSeen(said, rect.width, font);
    const line = { type: "text", x: rect.left - place.left, y: rect.top - place.top + ascentOf(font), font, colour: style.color, ...(spacing !== 0 && { spacing }), ...faint(place.opacity) } as const;
    const room = style.textOverflow === "ellipsis" && parent.scrollWidth > parent.clientWidth ? parent.getBoundingClientRect().right - rect.left : undefined;
    if (room === undefined) put({ ...line, words, width: rect.width });
    else put({ ...line, words: cutTo(words, room, font) });
  }
}

interface Line {
  readonly words: string;
  readonly rect: DOMRect;
}

function linesOf(node: Text): readonly Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [first] = rects;
  if (!first) return [];
  if (rects.length === 1) return [{ words: collapsed(node.data), rect: first }];
  return broken(node, range);
}

/** A text over several lines: which words stand on which. */
function broken(node: Text, range: Range): readonly Line[] {
  const lines: { from: number; to: number; top: number }[] = [];
  for (let i = 0; i < node.length; i += 1) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const rect = [...range.getClientRects()].at(-1);
    if (!rect || rect.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.top - rect.top) < rect.height / 2) line.to = i + 1;
    else lines.push({ from: i, to: i + 1, top: rect.top });
  }
  return lines.map(({ from, to }) => {
    const trimmed = node.data.slice(from, to).trimEnd();
    range.setStart(node, from);
    range.setEnd(node, from + trimmed.length);
    return { words: collapsed(trimmed), rect: range.getBoundingClientRect() };
  });
}

const collapsed = (words: string): string => words.replaceAll(/\s+/g, " ");

/** Blanks at the ends are drawn between two elements of a line, and not at a line's own ends: the width tells. */
function asSeen(words: string, width: number, font: Font): string {
  const trimmed = words.trim();
  if (trimmed === words) return words;
  const off = (text: string): number => Math.abs((measured(text, font)?.width ?? 0) - width);
  return [words, words.trimEnd(), words.trimStart(), trimmed].reduce((best, text) => (off(text) < off(best) ? text : best));
}

let surface: CanvasRenderingContext2D | null | undefined;
const ascents = new Map<string, number>();

/** From the top of a line's letters to its baseline. */
function ascentOf(font: Font): number {
  const key = `${font.italic} ${font.weight} ${font.size} ${font.family}`;
  const known = ascents.get(key);
  if (known !== undefined) return known;
  const ascent = measured("x", font)?.fontBoundingBoxAscent ?? font.size * 0.8;
  ascents.set(key, ascent);
  return ascent;
}

export function measured(words: string, font: Font): TextMetrics | undefined {
  surface ??= document.createElement("canvas").getContext("2d");
  if (!surface) return undefined;
  surface.font = fontOf(font);
  return surface.measureText(words);
}

function cutTo(words: string, room: number, font: Font): string {
  let kept = words;
  while (kept !== "" && (measured(`${kept}…`, font)?.width ?? 0) > room) kept = kept.slice(0, -1);
  return kept === words ? words : `${kept.trimEnd()}…`;
}
