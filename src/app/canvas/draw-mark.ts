import { overlaps, type Box } from "../../graph/layout/geometry.ts";
import type { Colours } from "./colours.ts";
import type { Mark } from "./travel.ts";

type Place = Pick<Mark, "x" | "y" | "dx" | "dy">;

/** An arrow with writing on it, its tail towards whoever sent it. */
export function drawMark(context: CanvasRenderingContext2D, { x, y, dx, dy }: Place, { blue, leaf }: Pick<Colours, "blue" | "leaf">): void {
  context.save();
  context.translate(x, y);
  context.rotate(Math.atan2(dy, dx));
  context.strokeStyle = blue;
  context.lineWidth = 2;
  context.setLineDash([11, 4, 7, 4, 4, 4, 2, 4]);
  context.beginPath();
  context.moveTo(-19, 0);
  context.lineTo(-56, 0);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = blue;
  context.beginPath();
  context.moveTo(-17, -7);
  context.lineTo(7, -7);
  context.lineTo(16, 0);
  context.lineTo(7, 7);
  context.lineTo(-17, 7);
  context.closePath();
  context.fill();
  context.strokeStyle = leaf;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(-12, -2);
  context.lineTo(3, -2);
  context.moveTo(-12, 2);
  context.lineTo(-1, 2);
  context.stroke();
  context.restore();
}

type Side = "above" | "below";

/** A mark that is so far beyond the sheet's upper edge is not seen, nor is its label. */
const BEYOND = 8;

/**
 * Where a mark's label stands: above a level line (or below it, where something else has its words above, or where the sheet
 * ends), beside an upright one. Never beyond the sheet's upper edge: at the short pipe there it is lower and in smaller letters.
 */
export function labelPlace({ x, y, dx }: Pick<Mark, "x" | "y" | "dx">, side: Side): { readonly x: number; readonly y: number; readonly height: number; readonly font: number; readonly centred: boolean } {
  const isAtEdge = (needed: number): boolean => y > -BEYOND && y < needed;
  if (dx !== 0) return { x, y: side === "above" && !isAtEdge(23) ? y - 23 : y + 9, height: 14, font: 11, centred: true };
  return isAtEdge(12) ? { x: x + 11, y: 0, height: 9, font: 9, centred: false } : { x: x + 14, y: y - 7, height: 14, font: 11, centred: false };
}

/** A label on its own ground, so that lines below do not cross it. False: it found no room. */
export function drawLabel(context: CanvasRenderingContext2D, mark: Mark, { blue, paper, mono }: Pick<Colours, "blue" | "paper" | "mono">, taken: Box[], side: Side = "above"): boolean {
  const { x, y, height, font, centred } = labelPlace(mark, side);
  context.font = `500 ${font}px ${mono}`;
  const width = context.measureText(mark.label).width;
  const room = context.canvas.width / devicePixelRatio;
  const left = Math.min(Math.max(centred ? x - width / 2 : x, 4), room - width - 4);
  const box = { x: left - 3, y, width: width + 6, height };
  if (taken.some((other) => overlaps(box, other))) return false;
  taken.push(box);
  context.globalAlpha = 0.9;
  context.fillStyle = paper;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.fillStyle = blue;
  context.textAlign = "left";
  context.fillText(mark.label, left, box.y + height - (height === 14 ? 3 : 2));
  return true;
}
