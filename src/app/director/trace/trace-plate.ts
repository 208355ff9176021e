import type { Drawing, Mark } from "../drawing/drawing.ts";
import "./still.css";
import { traceElement } from "./trace-html.ts";

/** The plate as it is seen now, without what is for the hand; undefined while there is none. */
export function tracePlate(): Drawing | undefined {
  const plate = document.querySelector("[data-testid='plate']");
  const rect = plate?.getBoundingClientRect();
  if (!plate || !rect || rect.width === 0) return undefined;
  const marks: Mark[] = [];
  traceElement(plate, { left: rect.left, top: rect.top, scale: 1, opacity: 1 }, (mark) => marks.push(mark));
  // Below the border there are the keys of the plate only.
  const keys = plate.querySelector("[role='toolbar']")?.getBoundingClientRect().height ?? 0;
  const border = plate.querySelector("[role='toolbar']")?.getBoundingClientRect().left ?? rect.left;
  return { width: rect.width, height: rect.height - keys + Math.min(border - rect.left, keys), marks };
}
