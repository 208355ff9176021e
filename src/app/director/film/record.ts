import { useMoment } from "../../state/moment.ts";
import { useOpened } from "../../state/opened.ts";
import { go, look, pause } from "../../state/world.ts";
import type { Drawing } from "../drawing/drawing.ts";
import { drawn } from "../shot.ts";
import { tracePlate } from "../trace/trace-plate.ts";
import { framesOf, type FilmPlan } from "./plan.ts";
import { filmFault, FilmFault, type Filmed } from "./film-fault.ts";

/** One picture of a film, and how long it is shown. */
export interface FilmPicture {
  readonly plate: Drawing;
  readonly atMs: number;
  readonly durationMs: number;
}

/** How far it has come: the cluster runs on to the end of the stretch, then each moment is looked at. */
export type RecordTold = (step: "runningOn" | "recording", done: number, of: number) => void;

/**
 * Looks at each moment of a stretch of time and takes what is seen. What has not happened yet happens first. Afterwards
 * the moment is shown that was shown before. Rejects when it was cancelled, when nothing is drawn, and with a FilmFault
 * when the cluster stopped or became another one.
 */
export async function recordFilm(plan: FilmPlan, told: RecordTold, cancelled: AbortSignal): Promise<readonly FilmPicture[]> {
  const { viewMs: before, liveMs, fault } = useMoment.getState();
  const filmed: Filmed = { scenario: useOpened.getState().scenario, liveMs, fault };
  // Nothing glides or fades while each moment is shown on its own.
  document.documentElement.dataset["filming"] = "";
  const pictures: FilmPicture[] = [];
  try {
    if (plan.toMs > liveMs) await runOn(plan.toMs, filmed, told, cancelled);
    const frames = framesOf(plan);
    for (const [i, { atMs, durationMs }] of frames.entries()) {
      cancelled.throwIfAborted();
      // Another scene may have been opened while the last one was drawn: it is on its way to a moment of its own.
      throwIfOver(filmed);
      look(atMs);
      await until(({ viewMs }) => viewMs === atMs, filmed, cancelled);
      await drawn();
      const plate = tracePlate();
      if (!plate) throw new Error("no plate");
      pictures.push({ plate, atMs, durationMs });
      told("recording", i + 1, frames.length);
    }
    return pictures;
  } finally {
    delete document.documentElement.dataset["filming"];
    // Another scene has a moment of its own.
    if (filmFault(filmed, useOpened.getState().scenario, useMoment.getState()) !== "changed") {
      if (useMoment.getState().goal !== undefined) pause();
      look(before >= liveMs && plan.toMs <= liveMs ? "live" : before);
    }
  }
}

/** Until the cluster has come that far, however long it takes: a goal that is given up is one that it cannot reach. */
async function runOn(toMs: number, filmed: Filmed, told: RecordTold, cancelled: AbortSignal): Promise<void> {
  const { liveMs: fromMs, fault } = filmed;
  if (fault !== undefined) throw new FilmFault("stopped");
  let going = false;
  go({ atMs: toMs });
  await until(({ liveMs, goal }) => {
    told("runningOn", liveMs - fromMs, toMs - fromMs);
    if (goal === undefined && going && liveMs < toMs) throw new FilmFault("stopped");
    going ||= goal !== undefined;
    return liveMs >= toMs && goal === undefined;
  }, filmed, cancelled);
}

function throwIfOver(filmed: Filmed): void {
  const fault = filmFault(filmed, useOpened.getState().scenario, useMoment.getState());
  if (fault) throw new FilmFault(fault);
}

/** Resolves when that holds of the clock. Rejects when it was cancelled, and when it can hold no more. */
function until(holds: (moment: ReturnType<typeof useMoment.getState>) => boolean, filmed: Filmed, cancelled: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      try {
        cancelled.throwIfAborted();
        throwIfOver(filmed);
        if (!holds(useMoment.getState())) return;
        resolve();
      } catch (reason) {
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      }
      for (const stop of stops) stop();
    };
    const stops = [useMoment.subscribe(check), useOpened.subscribe(check), () => cancelled.removeEventListener("abort", check)];
    cancelled.addEventListener("abort", check);
    check();
  });
}
