import { useMoment } from "../../state/moment.ts";
import { go, look } from "../../state/world.ts";
import type { Drawing } from "../drawing/drawing.ts";
import { drawn, untilMoment } from "../shot.ts";
import { tracePlate } from "../trace/trace-plate.ts";
import { framesOf, type FilmPlan } from "./plan.ts";

/** One picture of a film, and how long it is shown. */
export interface FilmPicture {
  readonly plate: Drawing;
  readonly atMs: number;
  readonly durationMs: number;
}

/**
 * Looks at each moment of a stretch of time and takes what is seen. What has not happened yet happens first. Afterwards
 * the moment is shown that was shown before. Rejects when it was cancelled, or nothing is drawn.
 */
export async function recordFilm(plan: FilmPlan, told: (done: number, of: number) => void, cancelled: AbortSignal): Promise<readonly FilmPicture[]> {
  const { viewMs: before, liveMs } = useMoment.getState();
  // Nothing glides or fades while each moment is shown on its own.
  document.documentElement.dataset["filming"] = "";
  const pictures: FilmPicture[] = [];
  try {
    if (plan.toMs > liveMs) {
      go({ atMs: plan.toMs });
      await untilMoment(({ liveMs: now, goal }) => now >= plan.toMs && goal === undefined, LONG_MS);
    }
    const frames = framesOf(plan);
    for (const [i, { atMs, durationMs }] of frames.entries()) {
      cancelled.throwIfAborted();
      look(atMs);
      await untilMoment(({ viewMs }) => viewMs === atMs, LOOK_MS);
      await drawn();
      const plate = tracePlate();
      if (!plate) throw new Error("no plate");
      pictures.push({ plate, atMs, durationMs });
      told(i + 1, frames.length);
    }
    return pictures;
  } finally {
    delete document.documentElement.dataset["filming"];
    look(before >= liveMs && plan.toMs <= liveMs ? "live" : before);
  }
}

/** A world that has far to go may take a while; a moment that was seen is shown at once. */
const LONG_MS = 60_000;
const LOOK_MS = 2_000;
