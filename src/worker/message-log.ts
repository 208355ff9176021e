import type { Message } from "../graph/model.ts";
import { countUpTo } from "./in-time.ts";

/** The newest messages, kept so that a moment that is looked at again has them on their way as it had. */
export interface MessageLog {
  add(messages: readonly Message[]): void;
  forgetAfter(atMs: number): void;
  /** Those to be sent for what was shown at `fromMs` and is at `viewMs` now: at high speed fewer, by the host's clock. */
  take(fromMs: number, viewMs: number, speed: number, clockMs: number): readonly Message[];
}

/** How long a message travels, in milliseconds at 1x. */
const TRAVEL_MS = 400;
/** A request's verdict stands longer: as many times as long. */
const LEG_SPANS = 3;
const MOST = 20_000;
/** Up to this speed all are sent, above it one per so much of the host's time, and none beyond the other. */
const ALL_UP_TO = 10;
const NONE_ABOVE = 100;
const ONE_PER_MS = 40;
const MOST_AT_ONCE = 200;

export function createMessageLog(): MessageLog {
  let log: Message[] = [];
  let sentAtClockMs = Number.NEGATIVE_INFINITY;
  return {
    add(messages) {
      for (const message of messages) log.push(message);
      if (log.length > 2 * MOST) log = log.slice(-MOST);
    },
    forgetAfter(atMs) {
      log.length = countUpTo(log, atMs);
    },
    take(fromMs, viewMs, speed, clockMs) {
      if (speed > NONE_ABOVE) return [];
      const last = countUpTo(log, viewMs);
      const travelMs = TRAVEL_MS * Math.max(speed, 1);
      const first = countUpTo(log, Math.max(fromMs, viewMs - travelMs));
      const standing = log.slice(countUpTo(log, Math.max(fromMs, viewMs - LEG_SPANS * travelMs)), first).filter(({ leg }) => leg !== undefined);
      const most = speed <= ALL_UP_TO ? MOST_AT_ONCE : Math.floor(Math.min(clockMs - sentAtClockMs, 1_000) / ONE_PER_MS);
      if ((first >= last && standing.length === 0) || most < 1) return [];
      sentAtClockMs = clockMs;
      return [...standing, ...log.slice(first, last)].slice(-most);
    },
  };
}
