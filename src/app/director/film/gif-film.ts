import { gifWriter } from "../../../scenario/picture/gif.ts";
import { filmSurface } from "./surface.ts";
import type { Sheet } from "./webm-film.ts";

const WIDEST = 960;
/** Pictures whose colours stand for the whole film's. */
const SAMPLES = 6;

/** A GIF with the scene in its comment. */
export async function gifFilm(sheets: readonly Sheet[], fragment: string, told: (done: number, of: number) => void, cancelled: AbortSignal): Promise<Blob> {
  const surface = filmSurface(sheets[0]!.drawing, 1, WIDEST);
  const { width, height } = surface.canvas;
  const sample = new Uint8ClampedArray(4 * width * height * SAMPLES);
  for (let i = 0; i < SAMPLES; i += 1) {
    surface.show(sheets[Math.round((i * (sheets.length - 1)) / (SAMPLES - 1))]!.drawing);
    sample.set(surface.pixels(), 4 * width * height * i);
    await breath();
  }
  const writer = gifWriter(width, height, sample, fragment);
  for (const [i, { drawing, durationMs }] of sheets.entries()) {
    cancelled.throwIfAborted();
    surface.show(drawing);
    writer.add({ pixels: surface.pixels(), durationMs });
    told(i + 1, sheets.length);
    await breath();
  }
  return new Blob([writer.end()], { type: "image/gif" });
}

/** The page goes on between two pictures. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
