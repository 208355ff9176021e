import { KEYWORD } from "../../scenario/picture/scene-in-picture.ts";
import { withPngText } from "../../scenario/picture/png-text.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { paint } from "./drawing/paint.ts";
import { svgText, type SvgNotes } from "./drawing/svg-text.ts";

/** Pixels of a PNG for one of the page: sharp on any screen and in print. */
const PNG_SCALE = 2;
/** No browser draws on larger canvases for sure. */
const LARGEST_SIDE = 8_192;

export const svgFile = (drawing: Drawing, notes: SvgNotes): Blob => new Blob([svgText(drawing, notes)], { type: "image/svg+xml" });

/** A PNG with the scene in it. Rejects where the browser makes none. */
export async function pngFile(drawing: Drawing, fragment: string): Promise<Blob> {
  const scale = Math.min(PNG_SCALE, LARGEST_SIDE / drawing.width, LARGEST_SIDE / drawing.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(drawing.width * scale);
  canvas.height = Math.ceil(drawing.height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  paint(context, drawing, scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("no picture");
  return new Blob([withPngText(new Uint8Array(await blob.arrayBuffer()), KEYWORD, fragment)], { type: "image/png" });
}

/** Hands a file to the person. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** "crash-loop-00m45.5s": what the file shows, and of when. */
export function fileName(scene: string, atMs: number): string {
  const minutes = Math.floor(atMs / 60_000);
  const seconds = (atMs % 60_000) / 1_000;
  return `${scene}-${minutes > 0 ? `${minutes}m` : ""}${Number(seconds.toFixed(3))}s`;
}
