import type { Goal, SoughtGoal } from "../../worker/protocol.ts";

/** What the world is doing now: the word beside the clock. */
export type Mode =
  | { readonly word: "opening" | "paused" | "running" | "watching" | "past" | "coarse" | "forCommand" | "stopped" | "silent" }
  /** On the way to something; it did not come within an hour. */
  | { readonly word: "toNext" | "noNext"; readonly goal: SoughtGoal }
  | { readonly word: "toInstant"; readonly atMs: number }
  | { readonly word: "behind"; readonly asked: number; readonly reached: number };

interface Situation {
  readonly viewMs: number;
  readonly liveMs: number;
  readonly speed: number;
  readonly speedReached: number;
  readonly goal: Goal | undefined;
  readonly missed: Goal | undefined;
  readonly forCommand: boolean;
  readonly coarseBeforeMs: number;
  readonly opened: boolean;
  readonly fault: unknown;
  readonly silent: boolean;
}

/** Reaching less than this part of the speed that was asked for is falling behind. */
const BEHIND = 0.75;

export function modeOf({ viewMs, liveMs, speed, speedReached, goal, missed, forCommand, coarseBeforeMs, opened, fault, silent }: Situation): Mode {
  if (fault !== undefined) return { word: "stopped" };
  if (silent) return { word: "silent" };
  if (!opened) return { word: "opening" };
  if (typeof goal === "string") return { word: "toNext", goal };
  if (goal !== undefined) return { word: "toInstant", atMs: goal.atMs };
  const past = viewMs < liveMs;
  if (speed === 0 && past) return { word: viewMs < coarseBeforeMs ? "coarse" : "past" };
  if (speed === 0 && !forCommand && typeof missed === "string") return { word: "noNext", goal: missed };
  if (speed === 0) return { word: forCommand ? "forCommand" : "paused" };
  if (past) return { word: "watching" };
  if (speedReached > 0 && speedReached < speed * BEHIND) return { word: "behind", asked: speed, reached: Number(speedReached.toPrecision(2)) };
  return { word: "running" };
}
