import { moved, type Mark } from "../drawing/drawing.ts";
import { drawingContext } from "./drawing-context.ts";
import { boxOf } from "./trace-box.ts";
import type { Place, Put } from "./trace.ts";
import { drawerOf } from "../../canvas/layers.ts";

/** What a layer of the plate draws on its canvas, drawn once more as shapes. */
export function traceCanvas(canvas: HTMLCanvasElement, place: Place, put: Put): void {
  const draw = drawerOf(canvas);
  if (!draw) return;
  const marks: Mark[] = [];
  draw(drawingContext(canvas, (mark) => marks.push(mark)));
  const { x, y } = boxOf(canvas, place);
  if (marks.length > 0) put({ type: "group", at: moved(x, y), marks });
}
