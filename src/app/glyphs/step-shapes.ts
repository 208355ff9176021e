import type { StepView } from "../../graph/model.ts";
import { box, cross, cut, disc, fill, pie, ring, type Shape, type Signal } from "./shape.ts";

export type StepState = StepView["state"];

export const stepSignals: Readonly<Record<StepState, Signal>> = { todo: "mute", now: "wait", done: "ink", failed: "bad" };

/** One of the seven steps to Running. `fraction` is how far one under way has come, 0 to 1. */
export function stepShapes(state: StepState, fraction = 0): readonly Shape[] {
  switch (state) {
    case "todo": return [ring(8, { width: 1.52, dash: [3.52, 2.76] })];
    case "now": return fraction > 0 ? [ring(), pie(6.2, Math.min(fraction, 1))] : [ring()];
    case "done": return [disc(8), cut("M-3.4 0.2L-1 3L3.6 -2.6", { width: 1.6, cap: "round" })];
    case "failed": return [fill(box(7.6)), cut(cross(3.6))];
  }
}
