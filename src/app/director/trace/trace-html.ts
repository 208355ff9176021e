import type { GroupMark, Mark } from "../drawing/drawing.ts";
import { clipOf, traceBox, traceEdge } from "./trace-box.ts";
import { traceCanvas } from "./trace-canvas.ts";
import { traceSvg } from "./trace-svg.ts";
import { traceField, traceWords } from "./trace-words.ts";
import { px, type Place, type Put } from "./trace.ts";

/** What is for the hand and no part of the picture. */
const LEFT_OUT = "[role='toolbar'], [data-picture='none'], .react-flow__panel, .react-flow__background, [data-testid='compare'] > header > button, script, style";

/**
 * What an element of the page shows, as marks: what its boxes, words and shapes are painted with, read from the page
 * itself, so that a picture is what was seen. Markup is never read: only lengths, colours and the text of text nodes.
 */
export function traceElement(element: Element, above: Place, put: Put): void {
  if (element.matches(LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility !== "visible" || style.clipPath.startsWith("inset")) return;
  const opacity = above.opacity * Number(style.opacity);
  if (opacity === 0) return;
  const place: Place = { ...above, opacity, scale: above.scale * scaleOf(style) };
  if (element instanceof SVGSVGElement) return traceSvg(element, style, place, put);
  if (element instanceof HTMLCanvasElement) return traceCanvas(element, place, put);
  if (!(element instanceof HTMLElement)) return;
  traceBox(element, style, place, put);
  const clip = clipOf(element, style, place);
  if (element instanceof HTMLSelectElement || element instanceof HTMLInputElement) {
    traceField(element, style, place, put);
  } else if (clip === undefined) {
    traceInside(element, style, place, put);
  } else {
    const marks: Mark[] = [];
    traceInside(element, style, place, (mark) => marks.push(mark));
    if (marks.length > 0) put({ type: "group", clip, marks } satisfies GroupMark);
  }
  traceEdge(element, style, place, put);
}

function traceInside(element: HTMLElement, style: CSSStyleDeclaration, place: Place, put: Put): void {
  // What is folded away has its place all the same.
  const folded = element instanceof HTMLDetailsElement && !element.open;
  for (const node of inOrder(element)) {
    if (folded && !(node instanceof Element && node.localName === "summary")) continue;
    if (node instanceof Text) traceWords(node, element, style, place, put);
    else traceElement(node, place, put);
  }
}

/** From the back to the front. */
function inOrder(element: HTMLElement): readonly (Text | Element)[] {
  const nodes = [...element.childNodes].filter((node): node is Text | Element => node instanceof Text || node instanceof Element);
  const level = new Map(nodes.map((node) => [node, node instanceof Element ? levelOf(node) : 0]));
  return nodes.toSorted((a, b) => level.get(a)! - level.get(b)!);
}

function levelOf(element: Element): number {
  const { position, zIndex } = getComputedStyle(element);
  return position === "static" || zIndex === "auto" ? 0 : px(zIndex);
}

const scaleOf = ({ transform, scale }: CSSStyleDeclaration): number => (transform === "none" ? 1 : new DOMMatrix(transform).a) * (scale === "none" ? 1 : px(scale));
