import type { PodGlyph } from "../../graph/model.ts";
import { arc, box, clock, cross, cut, disc, fill, pie, ring, sign, stroke, UNIT, type Shape, type Signal } from "./shape.ts";

/** What moves in a pod's glyph. */
export interface PodMotion {
  /** How far its clock has run, 0 to 1: the pie while it is created, the outer arc of a back-off, the grace that is spent. */
  readonly fraction?: number | undefined;
  /** Init containers, where the glyph is "init". */
  readonly init?: { readonly done: number; readonly of: number } | undefined;
}

export const podSignals: Readonly<Record<PodGlyph, Signal>> = {
  pending: "mute", gated: "mute", creating: "wait", init: "wait", initializing: "wait",
  notReady: "wait", ready: "ok", completed: "mute", terminating: "wait", unknown: "mute",
  error: "bad", crashLoop: "bad", imagePull: "bad", oomKilled: "bad", evicted: "bad",
};

/** Below this radius in pixels a pod is drawn as a far dot. */
const DOT_BELOW = 6;

/** A pod's glyph at a radius in pixels: round is well or on its way, square is broken, an outer arc is a clock. */
export const podShapes = (glyph: PodGlyph, radius: number, motion: PodMotion): readonly Shape[] =>
  radius < DOT_BELOW ? dots[glyph] : whole[glyph](motion);

const dashed = ring(UNIT, { dash: [4.4, 3.45] });
const square = "M-8.8 -7.4A1.4 1.4 0 0 1 -7.4 -8.8H7.4A1.4 1.4 0 0 1 8.8 -7.4V7.4A1.4 1.4 0 0 1 7.4 8.8H-7.4A1.4 1.4 0 0 1 -8.8 7.4Z";
const broken = [fill(square), cut(cross(4.2))];
const arrowToBar = sign("M0 -5V1.2M-3 -1.4L0 1.6L3 -1.4M-4.8 4.8H4.8");
/** Where a pod's outer arc runs. */
const CLOCK_RADIUS = 15.5;

const pending = [dashed];
const gated = [dashed, sign("M-2.5 -4.2V4.2M2.5 -4.2V4.2")];
const initializing = [ring(8.6, { width: 4.2 }), disc(2)];
const notReady = [ring(), fill("M0 -5.5A5.5 5.5 0 0 0 0 5.5Z")];
const ready = [disc(10.95)];
const completed = [ring(), sign("M-4.2 0.4L-1 3.6L4.4 -3.4")];
const unknown = [
  ring(UNIT, { dash: [1.4, 3.2], cap: "round" }),
  sign("M-2.8 -2.2a2.9 2.9 0 1 1 4.2 3q-1.5 1 -1.5 2.6"),
  fill("M-1.18 5.8a1.18 1.18 0 1 1 2.36 0a1.18 1.18 0 1 1 -2.36 0Z"),
];
const oomKilled = [stroke("M-8.8 -8.8V8.8H8.8V-8.8"), fill("M-6.9 -5H6.9V6.9H-6.9Z"), sign("M-3 -7.8V-12.5M3 -7.8V-12.5")];
const evicted = [stroke("M2 -8.8H-8.8V8.8H2"), sign("M-3 0H11M7.2 -3.6L11 0L7.2 3.6")];

const whole: Readonly<Record<PodGlyph, (motion: PodMotion) => readonly Shape[]>> = {
  pending: () => pending,
  gated: () => gated,
  creating: ({ fraction = 0 }) => (fraction > 0 ? [ring(), pie(6.2, Math.min(fraction, 1))] : [ring()]),
  init: ({ init }) => [...segments(init?.done ?? 0, Math.max(init?.of ?? 1, 1)), disc(2)],
  initializing: () => initializing,
  notReady: () => notReady,
  ready: () => ready,
  completed: () => completed,
  terminating: ({ fraction = 0 }) => [arc(UNIT, 0.5, 1), ...dotsOfGrace(fraction), sign("M-4 -1.4L0 2.8L4 -1.4")],
  unknown: () => unknown,
  error: ({ fraction }) => (fraction === undefined ? broken : [...broken, ...clock(CLOCK_RADIUS, fraction)]),
  crashLoop: ({ fraction = 0 }) => [...broken, ...clock(CLOCK_RADIUS, fraction)],
  imagePull: ({ fraction = 0 }) => [stroke(square), arrowToBar, ...clock(CLOCK_RADIUS, fraction)],
  oomKilled: () => oomKilled,
  evicted: () => evicted,
};

/** A ring in as many parts as there are init containers; those that are done are thick. */
function segments(done: number, of: number): readonly Shape[] {
  const gap = Math.min(0.035, 0.18 / of);
  return Array.from({ length: of }, (_, i) => arc(8.6, i / of + gap, (i + 1) / of - gap, { width: i < done ? 4.2 : 1.9 }));
}

/** The right half of a ring that ends: its dots grow thin as the grace is spent. */
function dotsOfGrace(spent: number): readonly Shape[] {
  const dash = 2.2 * (1 - 0.75 * Math.min(Math.max(spent, 0), 1));
  return [arc(UNIT, 0, 0.5, { dash: [dash, 5.2 - dash] })];
}

const farOnItsWay = [ring(8.5, { width: 3 }), disc(2.8)];
const farBroken = [fill(box(9.2)), cut(cross(4.25), { width: 3 })];
const farPutOut = [stroke(box(7.7), { width: 3 }), stroke("M0 -4.5V4M-3.5 0.5L0 4.25L3.5 0.5", { width: 2.75 })];
const farWaits = [ring(8.5, { width: 3, dash: [4.75, 3.75] })];

/** 9 to 12 px: the list beside them keeps the words that these leave out. */
const dots: Readonly<Record<PodGlyph, readonly Shape[]>> = {
  pending: farWaits,
  gated: farWaits,
  creating: farOnItsWay,
  init: farOnItsWay,
  initializing: farOnItsWay,
  notReady: [ring(8.5, { width: 3 }), fill("M0 -8.5A8.5 8.5 0 0 0 0 8.5Z")],
  ready: [disc(10)],
  completed: [ring(7.5, { width: 2.5 })],
  terminating: [arc(8.5, 0.5, 1, { width: 3 }), stroke("M-4 -2L0 2.25L4 -2", { width: 2.75 })],
  unknown: [ring(8.5, { width: 3.25, dash: [1.5, 4], cap: "round" })],
  error: farBroken,
  crashLoop: farBroken,
  imagePull: farPutOut,
  evicted: farPutOut,
  oomKilled: [stroke("M-9.2 -9.2V9.2H9.2V-9.2", { width: 3 }), fill("M-9.2 -2H9.2V9.2H-9.2Z")],
};
