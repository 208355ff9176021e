import type { MarkOf, Shortfall } from "./lanes.ts";
import type { Palette } from "./palette.ts";
import { hatch, PALE } from "./paint.ts";
import { xOf, type Span } from "./scale.ts";
import { countUpTo } from "./steps.ts";

/** From far: how many pods are not as asked, by state, over time. Broken at the foot, then those not heard of, then those on their way. */

/** One column of the picture. */
export interface Column {
  readonly x: number;
  readonly to: number;
  readonly broken: number;
  readonly lost: number;
  readonly onTheWay: number;
}

const total = ({ broken, lost, onTheWay }: Omit<Column, "x" | "to">): number => broken + lost + onTheWay;

/** How many there are at an instant. */
export const shortfallAt = (all: readonly Shortfall[], atMs: number): Omit<Shortfall, "atMs"> => all[countUpTo(all, atMs) - 1] ?? { broken: 0, lost: 0, onTheWay: 0 };

/** The steps that can be seen, up to what has happened; where several fall into one pixel, the worst of them. */
export function columnsOf(all: readonly Shortfall[], span: Span, widthPx: number, liveMs: number): readonly Column[] {
  const columns: Column[] = [];
  const end = Math.min(widthPx, Math.round(xOf(span, liveMs)));
  for (let index = Math.max(0, countUpTo(all, span.fromMs) - 1); index < all.length; index += 1) {
    const step = all[index]!;
    let x = Math.max(0, Math.round(xOf(span, step.atMs)));
    if (x >= end) break;
    const next = all[index + 1];
    // What held for less than a pixel gets one, and shares it with its like: the worst of them is seen.
    const to = Math.min(end, Math.max(x + 1, next ? Math.round(xOf(span, next.atMs)) : end));
    const last = columns.at(-1);
    if (last && x < last.to) {
      if (total(step) > total(last)) columns[columns.length - 1] = { ...last, broken: step.broken, lost: step.lost, onTheWay: step.onTheWay };
      x = last.to;
    }
    if (to > x && xOf(span, next?.atMs ?? liveMs) >= 0) columns.push({ x, to, broken: step.broken, lost: step.lost, onTheWay: step.onTheWay });
  }
  return columns;
}

/** A round number at or above the most, for the top of the scale. */
export function roundTop(most: number): number {
  if (most <= 4) return 4;
  const size = 10 ** Math.floor(Math.log10(most));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * size).find((round) => round >= most && Number.isInteger(round)) ?? size * 10;
}

type Context = CanvasRenderingContext2D;

/** Draws the chart into a box whose foot is at `heightPx`; returns the top of its scale. */
export function paintArea(context: Context, columns: readonly Column[], box: { readonly topPx: number; readonly heightPx: number; readonly widthPx: number }, palette: Palette): number {
  const top = roundTop(Math.max(0, ...columns.map(total)));
  const y = (count: number): number => box.heightPx - (count / top) * (box.heightPx - box.topPx);
  for (const column of columns) {
    const w = column.to - column.x;
    const heard = y(column.broken);
    const lost = y(column.broken + column.lost);
    hatch(context, { x: column.x, y: y(total(column)), w, h: lost - y(total(column)) }, palette.tones.wait, 5, true);
    dots(context, { x: column.x, y: lost, w, h: heard - lost }, palette.tones.mute);
    context.fillStyle = palette.tones.bad;
    context.fillRect(column.x, heard, w, box.heightPx - heard);
  }
  outline(context, columns, y, palette.tones.mute);
  return top;
}

/** Nothing heard: fine dots, as its glyph has them. */
function dots(context: Context, { x, y, w, h }: { x: number; y: number; w: number; h: number }, colour: string): void {
  context.fillStyle = colour;
  for (let row = Math.ceil(y / 4) * 4; row < y + h; row += 4) for (let column = Math.ceil(x / 4) * 4; column < x + w; column += 4) context.fillRect(column, row, 1.2, 1.2);
}

function outline(context: Context, columns: readonly Column[], y: (count: number) => number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  let before = 0;
  for (const column of columns) {
    const at = Math.round(y(total(column))) + 0.5;
    if (column === columns[0]) context.moveTo(column.x, at);
    else context.lineTo(column.x, Math.round(y(before)) + 0.5);
    context.lineTo(column.x, at);
    context.lineTo(column.to, at);
    before = total(column);
  }
  context.stroke();
}

/** A node that changed, named over the chart where there is room. */
export function paintNodeNotes(context: Context, marks: readonly MarkOf<"node">[], { span, widthPx, viewMs }: { readonly span: Span; readonly widthPx: number; readonly viewMs: number }, palette: Palette): void {
  context.font = palette.fonts.label;
  context.textAlign = "left";
  let free = 0;
  for (const { atMs, node, status } of marks) {
    const x = xOf(span, atMs);
    const text = `${node.slice(node.indexOf("/") + 1)} ${status}`;
    const wide = context.measureText(text).width;
    if (x < free || x + wide > widthPx || x < 0) continue;
    context.globalAlpha = atMs > viewMs ? PALE : 1;
    context.fillStyle = status === "Ready" ? palette.tones.ink2 : palette.tones.bad;
    context.fillText(text, x + 4, 12);
    context.fillRect(x, 3, 1, 12);
    free = x + wide + 12;
  }
  context.globalAlpha = 1;
}
