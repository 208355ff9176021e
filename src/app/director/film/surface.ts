import type { Drawing } from "../drawing/drawing.ts";
import { paint } from "../drawing/paint.ts";

interface Surface {
  readonly canvas: HTMLCanvasElement;
  show(drawing: Drawing): void;
  pixels(): Uint8ClampedArray;
}

/** What the pictures of a film are painted on, one after the other: all as large as the first, in even pixels, as codecs want them. */
export function filmSurface(first: Drawing, mostScale: number, widest: number): Surface {
  const scale = Math.min(mostScale, widest / first.width, widest / first.height);
  const even = (value: number): number => 2 * Math.max(1, Math.floor((value * scale) / 2));
  const canvas = document.createElement("canvas");
  canvas.width = even(first.width);
  canvas.height = even(first.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return {
    canvas,
    show: (drawing) => paint(context, drawing, scale),
    pixels: () => context.getImageData(0, 0, canvas.width, canvas.height).data,
  };
}
