import type { ProbeView } from "../../graph/model.ts";
import { cross, cut, disc, ring, sign, stroke, UNIT, type Shape, type Signal } from "./shape.ts";

export type ProbeState = ProbeView["state"];

export const probeSignals: Readonly<Record<ProbeState, Signal>> = {
  off: "mute", delay: "mute", gated: "mute", passing: "ok", failing: "wait", failed: "bad", unknown: "mute",
};

const foot = stroke("M-3.6 12.4H3.6M-2.2 15H2.2");
const rays = stroke("M-9.63 -7.97L-11.94 -9.88M0 -12.5V-15.5M9.63 -7.97L11.94 -9.88");

/** A lamp: lit with rays when it passes, solid with a cross when its threshold is reached. */
export const probeShapes: Readonly<Record<ProbeState, readonly Shape[]>> = {
  off: [ring(UNIT, { dash: [4.4, 3.45] }), foot, sign("M-4.2 4.2L4.2 -4.2")],
  delay: [ring(UNIT, { dash: [4.4, 3.45] }), foot],
  gated: [ring(), foot, sign("M-2.5 -4.2V4.2M2.5 -4.2V4.2")],
  passing: [ring(), foot, disc(4.5), rays],
  failing: [ring(), foot, sign(cross(2.94))],
  failed: [disc(10), cut(cross(4.2)), foot],
  unknown: [ring(UNIT, { dash: [1.4, 3.2], cap: "round" }), foot, sign("M-3 0H3")],
};
