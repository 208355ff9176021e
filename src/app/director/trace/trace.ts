import type { Mark } from "../drawing/drawing.ts";

/** Where a tracer stands: what holds for everything below. */
export interface Place {
  /** Of the traced element on the screen, whose corner is 0, 0 of the drawing. */
  readonly left: number;
  readonly top: number;
  /** Screen pixels for one CSS pixel, by the transforms above. */
  readonly scale: number;
  readonly opacity: number;
}

export type Put = (mark: Mark) => void;

export const shows = (colour: string): boolean => colour !== "none" && colour !== "transparent" && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);

export const px = (value: string): number => Number.parseFloat(value) || 0;

/** Absent where nothing is faint. */
export const faint = (opacity: number): { readonly opacity?: number } => (opacity >= 1 ? {} : { opacity });
