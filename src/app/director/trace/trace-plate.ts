import type { Drawing, Mark } from "../drawing/drawing.ts";
import "./still.css";
import { traceElement } from "./trace-html.ts";

/** What lies over the plate: its own numbers are others than those of "why?". */
export const sheetOverPlate = (): Element | null => document.querySelector("[data-picture='sheet'], [data-testid='compare']");

/**
 * The plate as it is seen now, without what is for the hand; where a sheet lies over it, that sheet. undefined while there
 * is none.
 */
export function tracePlate(): Drawing | undefined {
  const plate = sheetOverPlate() ?? document.querySelector("[data-testid='plate']");
  const rect = plate?.getBoundingClientRect();
  if (!plate || !rect || rect.width === 0) return undefined;
  const marks: Mark[] = [];
  traceElement(plate, { left: rect.left, top: rect.top, scale: 1, opacity: 1 }, (mark) => marks.push(mark));
  // Below the plate's border there are its keys only.
  const keys = plate.querySelector(":scope > [role='toolbar'], :scope > div > [role='toolbar']")?.getBoundingClientRect();
  return { width: rect.width, height: rect.height - (keys ? keys.height - Math.min(keys.left - rect.left, keys.height) : 0), marks };
}
