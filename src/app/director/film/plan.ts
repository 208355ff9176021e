import { durationMs } from "../../../scenario/duration.ts";

/** A stretch of virtual time as a film. */
export interface FilmPlan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Virtual seconds per second of the film. */
  readonly speed: number;
  readonly framesPerSecond: number;
}

export interface PlannedFrame {
  readonly atMs: number;
  /** How long it is shown. */
  readonly durationMs: number;
}

/** More are not made: each is drawn, and held until the file is written. */
export const MOST_FRAMES = 400;

/** Its instants, the first and the last one included. */
export function framesOf({ fromMs, toMs, speed, framesPerSecond }: FilmPlan): readonly PlannedFrame[] {
  const durationOfOne = 1_000 / framesPerSecond;
  const step = durationOfOne * speed;
  const count = Math.max(1, Math.ceil((toMs - fromMs) / step));
  const frames = Array.from({ length: count }, (_, i): PlannedFrame => ({ atMs: Math.round(fromMs + i * step), durationMs: durationOfOne }));
  // The end stays a while: a film that begins again at once shows it to nobody.
  return [...frames, { atMs: toMs, durationMs: LAST_MS }];
}

const LAST_MS = 1_500;

/** A moment as people write it: "45.5", "45.5s", "1m5s", "01:05.5"; undefined where it is none. */
export function momentMs(text: string): number | undefined {
  const words = text.trim();
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(words);
  if (clock) return Math.round(((Number(clock[1] ?? 0) * 60 + Number(clock[2])) * 60 + Number(clock[3])) * 1_000);
  if (/^\d+(?:\.\d+)?$/.test(words)) return Math.round(Number(words) * 1_000);
  const ms = durationMs(words);
  return typeof ms === "number" ? ms : undefined;
}

/** What is filmed if nothing is said: the loop that is watched, or the last seconds up to the moment that is shown. */
export function firstStretch(viewMs: number, loop: { readonly fromMs: number; readonly toMs: number } | undefined): { readonly fromMs: number; readonly toMs: number } {
  if (loop) return { fromMs: loop.fromMs, toMs: loop.toMs };
  return viewMs < 1_000 ? { fromMs: 0, toMs: 10_000 } : { fromMs: Math.max(0, viewMs - 10_000), toMs: viewMs };
}

/** The slowest pace of these at which the film has no more frames than are made. */
export const SPEEDS = [0.5, 1, 2, 5, 10, 20, 60] as const;
export const FRAMES_PER_SECOND = 12;
