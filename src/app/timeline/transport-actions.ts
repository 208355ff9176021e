import { allMarks } from "../state/marks.ts";
import { chooseSpeed, isPast, useMoment } from "../state/moment.ts";
import { go, look, pause, play } from "../state/world.ts";
import { isOutside } from "./loop.ts";
import { nextSpeed } from "./speed.ts";
import { nextChange, previousChange } from "./steps.ts";
import { useTimelineView } from "./time-window.ts";

/** What the keys of the transport do. In the past they move along what was seen; at the live end they let the world run on. */

export function togglePlay(): void {
  const { speed, goal, viewMs, chosenSpeed } = useMoment.getState();
  if (speed > 0 || goal !== undefined) return pause();
  const { loop } = useTimelineView.getState();
  // Not a step of the world for what is only watched again.
  if (loop && isOutside(loop, viewMs, chosenSpeed)) look(loop.fromMs);
  play();
}

/** To the moment before, at which something else happened. */
export function stepBack(): void {
  look(previousChange(allMarks(), useMoment.getState().viewMs));
}

export function stepForward(): void {
  const moment = useMoment.getState();
  if (!isPast(moment)) return go("nextChange");
  const next = nextChange(allMarks(), moment.viewMs);
  look(next !== undefined && next < moment.liveMs ? next : "live");
}

export function runToEvent(): void {
  const moment = useMoment.getState();
  const seen = isPast(moment) ? nextChange(allMarks(), moment.viewMs, ({ kind }) => kind === "event") : undefined;
  if (seen !== undefined && seen <= moment.liveMs) look(seen);
  else go("nextEvent");
}

/** Shows a moment that was seen, or runs on to one that was not. */
export function goThere(atMs: number): void {
  const { liveMs } = useMoment.getState();
  const whole = Math.max(0, Math.round(atMs));
  if (whole === liveMs) look("live");
  else if (whole < liveMs) look(whole);
  else go({ atMs: whole });
}

/** Shows a moment as the playhead is dragged: never beyond what was seen. */
export function scrubTo(atMs: number): void {
  const { liveMs } = useMoment.getState();
  const whole = Math.max(0, Math.round(atMs));
  look(whole >= liveMs ? "live" : whole);
}

export const moveBy = (ms: number): void => goThere(useMoment.getState().viewMs + ms);

/** To what is planned next, if anything is. */
export function runToComing(): void {
  const { coming } = useMoment.getState();
  if (coming) goThere(coming.atMs);
}

export const lookLive = (): void => look("live");

/** Chooses a speed; what plays goes on at it. */
export function setSpeed(speed: number): void {
  chooseSpeed(speed);
  if (useMoment.getState().speed > 0) play();
}

export const changeSpeed = (direction: 1 | -1): void => setSpeed(nextSpeed(useMoment.getState().chosenSpeed, direction));
