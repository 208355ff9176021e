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

/** Above a level line (or below it, where something else has its words above), beside an upright one; on its own ground, so that lines below do not cross it. False: it found no room. */
export function drawLabel(context: CanvasRenderingContext2D, { x, y, dx, label }: Mark, { blue, paper, mono }: Pick<Colours, "blue" | "paper" | "mono">, taken: Box[], side: "above" | "below" = "above"): boolean {
  context.font = `500 11px ${mono}`;
  const width = context.measureText(label).width;
  const level = dx !== 0;
  const room = context.canvas.width / devicePixelRatio;
  const left = Math.min(Math.max(level ? x - width / 2 : x + 14, 4), room - width - 4);
  const box = { x: left - 3, y: level ? (side === "above" ? y - 23 : y + 9) : y - 7, width: width + 6, height: 14 };
  if (taken.some((other) => overlaps(box, other))) return false;
  taken.push(box);
  context.globalAlpha = 0.9;
  context.fillStyle = paper;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.fillStyle = blue;
  context.textAlign = "left";
  context.fillText(label, left, box.y + 11);
  return true;
}
