import type { Box } from "../../graph/layout/geometry.ts";
import type { Size } from "../../graph/layout/vessel.ts";
import type { PodView } from "../../graph/model.ts";
import { drawPodGlyph } from "../glyphs/draw.ts";
import { podMotion } from "../glyphs/motion.ts";
import { designSize, faceOf, NAME_FONT, PILL_FONT, pillOf, READY_FROM, SMALL_FONT, SMALL_SPACING, wordsOf } from "./card-face.ts";
import type { Colours } from "./colours.ts";
import { stemOf } from "./elide.ts";
import { fitName, fitStem } from "./fit-text.ts";
import { clockWords, percentOf, pullOf } from "./pod-clock.ts";
import { dotRadius, type DrawnScale } from "./scale.ts";
import { isTrouble } from "./trouble.ts";

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly drawn: DrawnScale;
  /** Screen pixels per world unit. */
  readonly zoom: number;
  /** The device's pixels per pixel: asked for once, not for each of ten thousand dots. */
  readonly ratio: number;
  readonly viewMs: number;
  readonly texts: Parameters<typeof clockWords>[2];
  readonly found: ReadonlySet<string> | undefined;
  /** Pods do not stand in their nodes: they say which it is. */
  readonly grouped: boolean;
  /** Line for line, where no picture can be stamped. */
  readonly plain?: boolean;
}

/** A pod on the canvas layer, line for line as its element would be. `box` is on the screen, `design` in the world. */
export function drawPod(pen: Pen, pod: PodView, size: Size, world: Box, screen: Box): void {
  const { context, drawn, found } = pen;
  context.globalAlpha = found && !found.has(pod.key) ? 0.35 : 1;
  const { width, height } = designSize(world, drawn);
  const face = faceOf(width, height, size, drawn.drawing);
  if (face === "dot") {
    drawDot(pen, pod, size, world, screen);
    return;
  }
  context.save();
  context.translate(screen.x, screen.y);
  const scale = screen.width / width;
  context.scale(scale, scale);
  outline(pen, pod, size, width, height);
  if (face === "capsule") drawCapsule(pen, pod, width, height);
  else drawPill(pen, pod, size, width, height, face === "mark");
  context.restore();
}

/** Far dots come in few sizes and states: each is drawn once and stamped. */
const stamps = new Map<string, HTMLCanvasElement>();

function drawDot(pen: Pen, pod: PodView, size: Size, world: Box, screen: Box): void {
  const { context, zoom, ratio, colours, found, plain } = pen;
  const r = Math.floor(dotRadius(world.width, zoom, isTrouble(pod.glyph), size === "small") * 8) / 8;
  const x = screen.x + screen.width / 2;
  const y = screen.y + screen.height / 2;
  if (plain) {
    drawPodGlyph(context, pod.glyph, x, y, r, colours.onPaper);
  } else {
    const stamp = stampOf(pod.glyph, r, ratio, colours);
    const side = stamp.width / ratio;
    context.drawImage(stamp, Math.round((x - side / 2) * ratio) / ratio, Math.round((y - side / 2) * ratio) / ratio, side, side);
  }
  if (found?.has(pod.key)) {
    context.strokeStyle = colours.blue;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, r + 3, 0, 2 * Math.PI);
    context.stroke();
  }
}

function stampOf(glyph: PodView["glyph"], r: number, ratio: number, colours: Colours): HTMLCanvasElement {
  const key = `${glyph} ${r} ${ratio} ${colours.paper}`;
  const known = stamps.get(key);
  if (known) return known;
  if (stamps.size > 600) stamps.clear();
  const stamp = document.createElement("canvas");
  // A clock's arc runs outside of the glyph.
  const side = Math.ceil((3.6 * r + 2) * ratio);
  stamp.width = side;
  stamp.height = side;
  const context = stamp.getContext("2d");
  if (context) {
    context.scale(ratio, ratio);
    drawPodGlyph(context, glyph, side / ratio / 2, side / ratio / 2, r, colours.onPaper);
  }
  stamps.set(key, stamp);
  return stamp;
}

function outline({ context, colours, found }: Pen, pod: PodView, size: Size, width: number, height: number): void {
  const bad = isTrouble(pod.glyph);
  const line = bad ? 1.5 : 1;
  context.beginPath();
  context.roundRect(line / 2, line / 2, width - line, height - line, (height - line) / 2);
  context.fillStyle = pod.node === "" ? colours.paper : colours.leaf;
  context.fill();
  context.strokeStyle = bad ? colours.bad : size === "small" ? colours.rule2 : colours.ink;
  context.lineWidth = line;
  context.setLineDash(pod.node === "" ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);
  if (!found?.has(pod.key)) return;
  context.strokeStyle = colours.blue;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(-2.5, -2.5, width + 5, height + 5, (height + 5) / 2);
  context.stroke();
}

function drawPill({ context, colours, viewMs }: Pen, pod: PodView, size: Size, width: number, height: number, markOnly: boolean): void {
  const motion = podMotion(pod, viewMs);
  if (markOnly) {
    drawPodGlyph(context, pod.glyph, width / 2, height / 2, (Math.min(12, Math.max(height - 1, 6)) / 2) * (10 / 12), colours.onLeaf, motion);
    return;
  }
  const small = size === "small";
  const { glyph, left, right } = pillOf(height, small);
  drawPodGlyph(context, pod.glyph, (small ? 5 : 6) + glyph / 2, height / 2, (glyph / 2) * (10 / 12), colours.onLeaf, motion);
  const withReady = !small && width >= READY_FROM;
  const room = width - left - right - 2 - (withReady ? 26 : 0);
  const font = small ? SMALL_FONT : PILL_FONT;
  const name = small ? fitStem(stemOf(pod.name, pod.owner, pod.node), room, font, SMALL_SPACING) : fitName(pod.name, room, font);
  context.letterSpacing = small ? `${SMALL_SPACING}px` : "0px";
  write(context, name, left + 1, height / 2 + 4, font, colours.ink);
  context.letterSpacing = "0px";
  if (withReady) write(context, `${pod.readyCount}/${pod.containerCount}`, width - 1 - right, height / 2 + 4, `500 11px ${colours.mono}`, colours.ink, "right");
}

/** An element's inside begins after its outline. */
const OUTLINE = 1;

function drawCapsule({ context, colours, viewMs, texts, grouped }: Pen, pod: PodView, width: number, height: number): void {
  const middle = height / 2;
  const bad = isTrouble(pod.glyph);
  const pull = pullOf(pod);
  if (pull) drawPull(context, colours, width, height, percentOf(pull, viewMs));
  const { left: inLeft, right: inRight, glyph: inGlyph } = wordsOf(width);
  const [left, right, glyph] = [inLeft + OUTLINE, inRight + OUTLINE, inGlyph + OUTLINE];
  drawPodGlyph(context, pod.glyph, glyph, middle, 7.1, colours.onLeaf, podMotion(pod, viewMs));
  const ready = width < 130 && pod.node === "" ? "" : `${pod.readyCount}/${pod.containerCount}`;
  const words = width - inLeft - inRight;
  write(context, fitName(pod.name, words - (ready === "" ? 0 : ready.length * 6.7 + 6), NAME_FONT), left, middle - 3, NAME_FONT, colours.ink);
  write(context, ready, width - right, middle - 3, `500 11px ${colours.mono}`, colours.ink, "right");
  context.letterSpacing = "-0.44px";
  write(context, pod.status, left, middle + 11, `400 11px ${colours.mono}`, bad ? colours.bad : colours.ink2);
  context.letterSpacing = "0px";
  if (grouped) write(context, pod.node, left + pod.status.length * 6.25 + 6, middle + 11, `400 11px ${colours.sans}`, colours.ink3);
  const clock = clockWords(pod, viewMs, texts, words - pod.status.length * 6.25 - 6 < 76);
  write(context, clock, width - right, middle + 11, `400 11px ${colours.sans}`, bad ? colours.bad : colours.wait, "right");
}

function drawPull(context: CanvasRenderingContext2D, { wait }: Colours, width: number, height: number, percent: number): void {
  context.save();
  context.beginPath();
  context.roundRect(1, 1, width - 2, height - 2, height / 2 - 1);
  context.clip();
  const end = (width * percent) / 100;
  context.beginPath();
  context.rect(0, height - 5.5, end, 5);
  context.clip();
  context.strokeStyle = wait;
  context.lineWidth = 1.1;
  context.beginPath();
  for (let x = -6; x < end + 6; x += 5.66) {
    context.moveTo(x, height);
    context.lineTo(x + 6, height - 6);
  }
  context.stroke();
  context.fillStyle = wait;
  context.fillRect(end - 1.5, height - 6, 1.5, 6);
  context.restore();
}

function write(context: CanvasRenderingContext2D, words: string, x: number, y: number, font: string, colour: string, align: CanvasTextAlign = "left"): void {
  if (words === "") return;
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(words, x, y);
}
