import type { Drawing } from "../../graph/layout/vessel.ts";

/**
 * How large things are drawn on the screen at a zoom. Drawings grow with the zoom in small steps and text never grows
 * smaller than it was designed, so that what one reads is the same from everywhere: a step, not the zoom, is what cards
 * are drawn from, and only when it changes are they drawn anew.
 */
export interface DrawnScale {
  readonly drawing: Drawing;
  /** The opened pod is cut open in place. */
  readonly section: boolean;
  /** World units per design pixel of what stands in a vessel. */
  readonly pod: number;
  /** The same of tanks and the strip. */
  readonly frame: number;
  /** The zoom at the step's beginning. */
  readonly zoom: number;
}

const STEP = 1.1;
/** A capsule is drawn as a dot below this size on the screen, as a share of its drawn size. */
export const DOTS_BELOW = 0.42;
/** Above this size one pod is cut open. */
export const SECTION_ABOVE = 2.3;
/** Text grows no further. */
const MOST = 1.5;

const stepOf = (value: number): number => STEP ** Math.floor(Math.log(value * 1.0001) / Math.log(STEP));

/** `capsule`: the layout's scale. `before`: what was drawn last; thresholds have some play, so that no zoom flickers. */
export function drawnScale(zoom: number, capsule: number, before?: Pick<DrawnScale, "drawing" | "section">): DrawnScale {
  const size = zoom * capsule;
  // What is smaller than designed is stepped by the zoom, so that at rest (zoom 1) it has all the room that it was given.
  const frameStep = stepOf(zoom);
  const step = size < 1 ? frameStep * capsule : stepOf(size);
  const zoomStep = step / capsule;
  const dotsBelow = before?.drawing === "dots" ? DOTS_BELOW * 1.04 : DOTS_BELOW;
  const sectionAbove = before?.section ? SECTION_ABOVE * 0.9 : SECTION_ABOVE;
  return {
    drawing: size < dotsBelow ? "dots" : "capsules",
    section: size >= sectionAbove,
    pod: (size < 1 ? 1 : Math.min(Math.max(step, 1), MOST)) / zoomStep,
    frame: frameStep <= 1 ? 1 : Math.min(frameStep, 1.2) / frameStep,
    zoom: zoomStep,
  };
}

/** Below the radius at which a glyph is drawn whole. */
const MOST_DOT = 5.9;

/** The radius of a far dot on the screen, for its width in the world. Trouble is larger, the cluster's own pods are smaller. */
export function dotRadius(width: number, zoom: number, trouble: boolean, small: boolean): number {
  const r = Math.min(Math.max((width * zoom) / 2, 1), MOST_DOT);
  if (trouble) return r * 1.17;
  return small ? r * 0.72 : r;
}
