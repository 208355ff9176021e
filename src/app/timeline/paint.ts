import { arcHeight } from "./items/clocks.ts";
import type { Item } from "./items/item.ts";
import type { Palette } from "./palette.ts";
import type { Balloon } from "./row-marks.ts";
import { labelLeft, ticksOf, xOf, type Span } from "./scale.ts";

/** Puts things on a canvas. All lengths are CSS pixels; the context is scaled by the caller. */
type Context = CanvasRenderingContext2D;

/** What comes after the moment that is shown is drawn so strong. */
export const PALE = 0.42;

/** Sets a canvas to a size in CSS pixels, as sharp as the screen is, and clears it. */
export function prepared(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): Context | undefined {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, widthPx, heightPx);
  return context;
}

/** Slanted lines within a box, as many as fit; they stand still on the page while the box moves. */
export function hatch(context: Context, box: { x: number; y: number; w: number; h: number }, colour: string, gapPx: number, rising: boolean): void {
  if (box.w <= 0 || box.h <= 0) return;
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.w, box.h);
  context.clip();
  context.beginPath();
  const first = Math.floor((box.x - box.h) / gapPx) * gapPx;
  for (let x = first; x < box.x + box.w + box.h; x += gapPx) {
    context.moveTo(x, rising ? box.y + box.h : box.y);
    context.lineTo(x + box.h, rising ? box.y : box.y + box.h);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

function line(context: Context, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

const sharp = (value: number): number => Math.round(value) + 0.5;

export function paintItem(context: Context, item: Item, palette: Palette): void {
  if (item.shape === "end") return paintEnd(context, item, palette);
  const colour = palette.tones[item.tone];
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([]);
  switch (item.shape) {
    case "bar":
      return paintBar(context, item, colour, palette);
    case "tick":
      if (item.dashed) context.setLineDash([2, 2]);
      return line(context, item.x, item.y, item.x, item.y + item.h);
    case "cross":
      return paintCross(context, item, colour, palette);
    case "check":
      return paintCheck(context, item, colour, palette);
    case "ring":
      context.beginPath();
      context.arc(item.x, item.y, item.r, 0, Math.PI * 2);
      return context.stroke();
    case "flag":
      return paintFlag(context, item, palette);
    case "arc":
      return paintArc(context, item);
    case "text":
      context.font = palette.fonts[item.face];
      context.textAlign = item.centred ? "center" : "left";
      if (item.tone !== "leaf") {
        const strength = context.globalAlpha;
        context.globalAlpha = 1;
        context.strokeStyle = palette.leaf;
        context.lineWidth = 4;
        context.lineJoin = "round";
        context.strokeText(item.text, item.x, item.y);
        context.globalAlpha = strength;
      }
      context.fillText(item.text, item.x, item.y);
  }
}

function paintBar(context: Context, { x, y, w, h, fill }: Extract<Item, { shape: "bar" }>, colour: string, palette: Palette): void {
  const outline = (): void => context.strokeRect(x + 0.5, y + 0.5, Math.max(w - 1, 0.5), h - 1);
  context.lineWidth = 1;
  switch (fill) {
    case "solid":
      return context.fillRect(x, y, w, h);
    case "half":
      context.fillRect(x, y + h / 2, w, h / 2);
      return outline();
    case "line":
      return context.fillRect(x, y + h / 2, w, 1);
    case "hatch":
      context.fillStyle = palette.leaf;
      context.fillRect(x, y, w, h);
      hatch(context, { x, y, w, h }, colour, 4, false);
      context.strokeStyle = colour;
      return outline();
    case "dashed":
      context.setLineDash([4, 3]);
      outline();
      return context.setLineDash([]);
    case "dotted":
      context.setLineDash([1.5, 2.5]);
      outline();
      context.setLineDash([]);
  }
}

function paintCross(context: Context, { x, y, r }: { x: number; y: number; r: number }, colour: string, palette: Palette): void {
  for (const [style, width] of [[palette.leaf, 5.5], [colour, 2]] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    line(context, x - r, y - r, x + r, y + r);
    line(context, x + r, y - r, x - r, y + r);
  }
}

function paintCheck(context: Context, { x, y, r }: { x: number; y: number; r: number }, colour: string, palette: Palette): void {
  for (const [style, width] of [[palette.leaf, 5], [colour, 1.5]] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x - r, y);
    context.lineTo(x - r / 3, y + r * 0.7);
    context.lineTo(x + r, y - r * 0.8);
    context.stroke();
  }
}

function paintFlag(context: Context, { x, y, filled }: { x: number; y: number; filled: boolean }, palette: Palette): void {
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y + 13);
  context.lineTo(x, y);
  context.lineTo(x + 8, y);
  context.lineTo(x + 5.5, y + 3);
  context.lineTo(x + 8, y + 6);
  context.lineTo(x, y + 6);
  if (!filled) context.fillStyle = palette.leaf;
  context.fill();
  context.stroke();
}

const ARC_POINTS = 40;

/** Only the part that can be seen: the whole of one may be kilometres long. */
function paintArc(context: Context, { x, to, y, rise, arrow, shown: [left, right] }: Extract<Item, { shape: "arc" }>): void {
  context.setLineDash([5, 3]);
  context.beginPath();
  for (let point = 0; point <= ARC_POINTS; point += 1) {
    const at = left + ((right - left) * point) / ARC_POINTS;
    context.lineTo(at, y - rise * arcHeight((at - x) / (to - x)));
  }
  context.stroke();
  context.setLineDash([]);
  if (!arrow) return;
  context.beginPath();
  context.moveTo(to - 5, y - 6);
  context.lineTo(to, y);
  context.lineTo(to + 1, y - 8);
  context.stroke();
}

/** The pod is gone: a stop across its lane. */
function paintEnd(context: Context, { x, y, h }: { x: number; y: number; h: number }, palette: Palette): void {
  context.strokeStyle = palette.tones.ink;
  context.lineWidth = 1.5;
  line(context, x, y, x, y + h);
  line(context, x - 3, y, x, y);
  line(context, x - 3, y + h, x, y + h);
}

/** `tone`: red for what is broken only. */
export function paintBalloon(context: Context, { x, y, number }: Balloon, tone: "bad" | "well", palette: Palette): void {
  const { bad, ink } = palette.tones;
  const [ground, line, text] = tone === "bad" ? [bad, bad, palette.leaf] : [palette.leaf, ink, ink];
  context.beginPath();
  context.arc(x, y, 8.5, 0, Math.PI * 2);
  context.fillStyle = ground;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.stroke();
  context.font = palette.fonts.strong.replace("12.5px", "11px");
  context.textAlign = "center";
  context.fillStyle = text;
  context.fillText(String(number), x, y + 4);
}

/** The ruler: ticks, and labels wherever the playhead's own does not stand. */
export function paintRuler(context: Context, span: Span, widthPx: number, baseY: number, palette: Palette, measure: (label: string) => number, kept: { readonly from: number; readonly to: number }): void {
  context.lineWidth = 1;
  context.font = palette.fonts.mono;
  context.textAlign = "left";
  for (const { x, label, half } of ticksOf(span, widthPx)) {
    const at = Math.min(sharp(x), widthPx - 0.5);
    const long = label !== "" || half;
    context.strokeStyle = label === "" ? palette.rule2 : palette.tones.ink;
    line(context, at, baseY - (long ? 8 : 4), at, baseY);
    if (label === "") continue;
    const labelPx = measure(label);
    const left = labelLeft(x, labelPx, widthPx);
    if (left < kept.to && left + labelPx > kept.from) continue;
    context.fillStyle = palette.tones.ink2;
    context.fillText(label, left, baseY - 9.5);
  }
  context.strokeStyle = palette.tones.ink;
  line(context, 0, baseY + 0.5, widthPx, baseY + 0.5);
}

/** Lines down from the labels, behind everything. */
export function paintGrid(context: Context, span: Span, widthPx: number, heightPx: number, palette: Palette): void {
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  for (const { x, label } of ticksOf(span, widthPx)) if (label !== "") line(context, Math.min(sharp(x), widthPx - 0.5), 0, Math.min(sharp(x), widthPx - 0.5), heightPx);
}

/** What has not happened is hatched. */
export function paintFuture(context: Context, span: Span, liveMs: number, box: { top: number; widthPx: number; heightPx: number }, palette: Palette): void {
  const x = Math.max(0, xOf(span, liveMs));
  if (x >= box.widthPx) return;
  context.globalAlpha = 0.28;
  hatch(context, { x, y: box.top, w: box.widthPx - x, h: box.heightPx - box.top }, palette.rule2, 7, true);
  context.globalAlpha = 1;
}

/** What was seen already but lies after the moment that is shown is pale. */
export function paintSeen(context: Context, span: Span, viewMs: number, liveMs: number, box: { widthPx: number; heightPx: number }, word: string, palette: Palette): void {
  const from = Math.max(0, xOf(span, viewMs));
  const to = Math.min(box.widthPx, xOf(span, liveMs));
  if (to <= from) return;
  context.globalAlpha = 1 - PALE;
  context.fillStyle = palette.leaf;
  context.fillRect(from, 0, to - from, box.heightPx);
  context.globalAlpha = 1;
  context.strokeStyle = palette.blue;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  if (to < box.widthPx) line(context, sharp(to), 0, sharp(to), box.heightPx);
  context.setLineDash([]);
  context.font = palette.fonts.label;
  const wide = context.measureText(word).width;
  if (to - from < wide + 16) return;
  context.textAlign = "right";
  context.lineWidth = 4;
  context.strokeStyle = palette.leaf;
  context.strokeText(word, to - 6, box.heightPx - 6);
  context.fillStyle = palette.blue;
  context.fillText(word, to - 6, box.heightPx - 6);
}

export function paintPlayhead(context: Context, span: Span, viewMs: number, widthPx: number, heightPx: number, palette: Palette): void {
  const x = xOf(span, viewMs);
  if (x < -1 || x > widthPx + 1) return;
  context.strokeStyle = palette.blue;
  context.lineWidth = 1.5;
  line(context, x, 0, x, heightPx);
}
