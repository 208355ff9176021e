import type { Span } from "./scale.ts";

/** Which part of the time the timeline shows, and how it goes on showing the moment that is looked at. */

/** follow: the playhead stays in it. fit: everything, from 0s. free: where the person has put it. */
export type SpanMode = "follow" | "fit" | "free";

export interface TimeWindow {
  readonly mode: SpanMode;
  readonly fromMs: number;
  readonly lengthMs: number;
  /** Nobody has chosen a zoom yet: it goes with the speed. */
  readonly auto: boolean;
}

export const SHORTEST_MS = 20;
/** The world ends at 30 days. */
export const LONGEST_MS = 32 * 86_400_000;
const FIRST_MS = 80_000;
/** About so many seconds of watching stand in the window, whatever the speed, but not much more than there is to see. */
const WATCHED_S = 30;
const ROOM = 1.6;
const LEAP = 1.25;
/** A moment that runs is kept left of this part of the window: what is planned stands right of it. */
const RUNNING_AT = 0.62;
/** A moment that stands may be anywhere that is not the very edge. */
const RESTING_AT = 0.97;
/** Where the playhead comes to stand after a jump back out of the window. */
const BACK_AT = 0.2;

export const firstWindow: TimeWindow = { mode: "follow", fromMs: 0, lengthMs: FIRST_MS, auto: true };

const bounded = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
/** The window's first instant stands so far from the edge: what hangs on it has room. */
const PAD_PX = 9;

export function spanOf({ fromMs, lengthMs }: TimeWindow, widthPx: number): Span {
  const msPerPx = lengthMs / Math.max(widthPx - PAD_PX, 1);
  return { fromMs: fromMs - PAD_PX * msPerPx, msPerPx };
}

/** What the window has to keep in sight. */
export interface Watched {
  readonly viewMs: number;
  readonly liveMs: number;
  /** 0 while it stands. */
  readonly speed: number;
  /** The end of the farthest thing that is planned. */
  readonly plannedMs: number;
}

/** The window a frame later: the same object when nothing has to move. */
export function kept(window: TimeWindow, watched: Watched): TimeWindow {
  if (window.mode === "free") return window;
  if (window.mode === "fit") return same(window, { ...window, fromMs: 0, lengthMs: fitLength(watched) });
  const lengthMs = window.auto && watched.speed > 0 ? autoLength(watched) : window.lengthMs;
  const most = watched.speed > 0 ? RUNNING_AT : RESTING_AT;
  const part = (watched.viewMs - window.fromMs) / lengthMs;
  const from = part < 0 ? watched.viewMs - lengthMs * BACK_AT : part > most ? watched.viewMs - lengthMs * RUNNING_AT : window.fromMs;
  return same(window, { ...window, fromMs: Math.max(0, from), lengthMs });
}

/** Grows by leaps, so that it does not creep. */
function autoLength({ viewMs, speed }: Watched): number {
  const needed = Math.min(WATCHED_S * 1000 * speed, viewMs * ROOM);
  let lengthMs = FIRST_MS;
  while (lengthMs < needed) lengthMs *= LEAP;
  return lengthMs;
}

const same = (before: TimeWindow, after: TimeWindow): TimeWindow => (before.fromMs === after.fromMs && before.lengthMs === after.lengthMs ? before : after);

/** Room for all that was seen and is planned. */
function fitLength({ liveMs, plannedMs }: Watched): number {
  const needed = Math.max(liveMs * 1.08, Math.min(plannedMs, liveMs * 2) * 1.04, 10_000);
  let lengthMs = 10_000;
  while (lengthMs < needed) lengthMs *= LEAP;
  return Math.min(lengthMs, LONGEST_MS);
}

/** Closer (factor below 1) or farther, with one instant staying where it is. A window that follows goes on following. */
export function zoomed(window: TimeWindow, factor: number, anchorMs: number): TimeWindow {
  const lengthMs = bounded(window.lengthMs * factor, SHORTEST_MS, LONGEST_MS);
  const fromMs = Math.max(0, anchorMs - ((anchorMs - window.fromMs) / window.lengthMs) * lengthMs);
  return { mode: window.mode === "fit" ? "free" : window.mode, fromMs, lengthMs, auto: false };
}

/** Moved by the person: it stays there. */
export const panned = (window: TimeWindow, byMs: number): TimeWindow => ({ ...window, mode: "free", auto: false, fromMs: bounded(window.fromMs + byMs, 0, LONGEST_MS) });

/** Follows the playhead again, as near as the person has it. */
export const following = (window: TimeWindow): TimeWindow => ({ ...window, mode: "follow" });

export const fitted = (window: TimeWindow): TimeWindow => ({ ...window, mode: "fit", auto: false });
