import type { Pace } from "./pace.ts";
import type { FromWorker, Goal } from "./protocol.ts";
import type { Watching } from "./watching.ts";
import type { PlayedWorld } from "./world.ts";

/** Where the world is to go as fast as it can, and what to do there. */
export interface Errand {
  readonly kind: "runUntil" | "go" | "typed" | "branch";
  readonly untilMs: number;
  /** Shown while it runs. */
  readonly goal?: Goal;
  /** Ends the errand early: asked after every instant. */
  done(): boolean;
  arrived(): void;
}

/** A world on its way: what errands are given. */
export interface Journey {
  readonly world: PlayedWorld;
  readonly pace: Pace;
  readonly watching: Watching;
  /** A goal was not found. */
  missed(goal: Goal): void;
}

/** A command typed while paused runs the clock this long at most. */
const TYPED_PATIENCE_MS = 2_000;
/** So far ahead a next change or Event is looked for. */
const SEARCHED_MS = 3_600_000;

/** To an instant, with the digest there for an answer. */
export const runUntil = ({ world }: Journey, id: number, atMs: number, post: (message: FromWorker) => void): Errand => ({
  kind: "runUntil",
  untilMs: atMs,
  done: () => false,
  arrived: () => post({ type: "reached", id, atMs: world.nowMs, digest: world.digest() }),
});

/** To a goal, where the world pauses. */
export function runTo({ world, watching, missed }: Journey, goal: Goal): Errand {
  if (typeof goal === "object") return { kind: "go", goal, untilMs: Math.max(goal.atMs, world.nowMs), done: () => false, arrived: () => {} };
  const seen = (): number => watching.seen(goal);
  const before = seen();
  return { kind: "go", goal, untilMs: world.nowMs + SEARCHED_MS, done: () => seen() > before, arrived: () => seen() === before && missed(goal) };
}

/** To a moment of a branch, where the world pauses; then another moment of it may be shown. */
export const runToBranch = ({ watching }: Journey, atMs: number, lookMs = atMs): Errand => ({
  kind: "branch",
  goal: { atMs },
  untilMs: atMs,
  done: () => false,
  arrived: () => lookMs < atMs && watching.look(lookMs),
});

/** While paused, what was typed runs the clock until it ends or has waited a while; then the world pauses again. */
export const runTyped = ({ world }: Journey, submitted: number): Errand => ({
  kind: "typed",
  untilMs: world.nowMs + TYPED_PATIENCE_MS,
  done: () => world.ended(submitted),
  arrived: () => {},
});
