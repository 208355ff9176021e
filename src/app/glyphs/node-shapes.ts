import type { NodeGlyph } from "../../graph/model.ts";
import { cross, fill, sign, stroke, type Shape, type Signal } from "./shape.ts";

export const nodeSignals: Readonly<Record<NodeGlyph, Signal>> = { ready: "ok", cordoned: "wait", pressure: "wait", notReady: "bad", lost: "mute" };

const tank = "M-11.8 -9H-10V9H10V-9H11.8";

/** A tank: filled, lid on, brimming over, crossed out, fading. */
export const nodeShapes: Readonly<Record<NodeGlyph, readonly Shape[]>> = {
  ready: [stroke(tank), fill("M-8.1 -1H8.1V7.85H-8.1Z")],
  cordoned: [stroke(tank), fill("M-8.1 2H8.1V8.05H-8.1Z"), sign("M-13 -8.5H13", { width: 3.04 })],
  pressure: [stroke(tank), fill("M-8.1 -7.8H8.1V7.85H-8.1Z"), sign("M-5 -13.5L0 -10L5 -13.5")],
  notReady: [stroke(tank), stroke(cross(4.2), { width: 2.18, cap: "square" })],
  lost: [stroke(tank, { dash: [1.4, 3.2], cap: "round" }), sign("M-4.5 -4.5L4.5 4.5")],
};
