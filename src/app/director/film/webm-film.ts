import { KEYWORD } from "../../../scenario/picture/scene-in-picture.ts";
import { webmFile, type FilmFrame } from "../../../scenario/picture/webm.ts";
import type { Drawing } from "../drawing/drawing.ts";
import { filmSurface } from "./surface.ts";

export interface Sheet {
  readonly drawing: Drawing;
  readonly durationMs: number;
}

/** Sharp enough to read, and no larger than what any machine plays. */
const WIDEST = 1_920;
const MOST_SCALE = 1.5;
const BITS_PER_SECOND = 6_000_000;
/** A player may go to one of these at once. */
const KEY_EVERY = 40;
const MOST_WAITING = 4;

const CODECS = [["V_VP9", "vp09.00.40.08"], ["V_VP8", "vp8"]] as const;

/** Whether this browser makes films at all. */
export const makesFilms = (): boolean => "VideoEncoder" in globalThis;

/** A WebM with the scene in its tags. Rejects where the browser has no codec for it. */
export async function webmFilm(sheets: readonly Sheet[], fragment: string, told: (done: number, of: number) => void, cancelled: AbortSignal): Promise<Blob> {
  const surface = filmSurface(sheets[0]!.drawing, MOST_SCALE, WIDEST);
  const { width, height } = surface.canvas;
  const settings = { width, height, bitrate: BITS_PER_SECOND, latencyMode: "quality" } as const;
  const supported = await Promise.all(CODECS.map(([, codec]) => VideoEncoder.isConfigSupported({ ...settings, codec }).then((answer) => answer.supported === true, () => false)));
  const [name, codec] = CODECS[supported.indexOf(true)] ?? [];
  if (name === undefined || codec === undefined) throw new Error("no codec");
  const frames: FilmFrame[] = [];
  let fault: DOMException | undefined;
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      frames.push({ data, atMs: chunk.timestamp / 1_000, key: chunk.type === "key" });
    },
    error: (reason) => void (fault = reason),
  });
  encoder.configure({ ...settings, codec });
  try {
    let atMs = 0;
    for (const [i, { drawing, durationMs }] of sheets.entries()) {
      cancelled.throwIfAborted();
      if (fault) throw fault;
      surface.show(drawing);
      const frame = new VideoFrame(surface.canvas, { timestamp: atMs * 1_000, duration: durationMs * 1_000 });
      encoder.encode(frame, { keyFrame: i % KEY_EVERY === 0 });
      frame.close();
      atMs += durationMs;
      while (encoder.encodeQueueSize > MOST_WAITING) await new Promise((resolve) => setTimeout(resolve, 5));
      told(i + 1, sheets.length);
    }
    // A player shows the last picture as long as it lasts only if another one ends it.
    const last = new VideoFrame(surface.canvas, { timestamp: (atMs - 1) * 1_000 });
    encoder.encode(last);
    last.close();
    await encoder.flush();
    if (fault) throw fault;
    return new Blob([webmFile({ codec: name, width, height, durationMs: atMs, frames, tag: [KEYWORD, fragment] })], { type: "video/webm" });
  } finally {
    if (encoder.state !== "closed") encoder.close();
  }
}
