import { expect, test } from "vitest";
import { modeOf } from "./mode.ts";

const still = { viewMs: 5_000, liveMs: 5_000, speed: 0, speedReached: 0, goal: undefined, missed: undefined, forCommand: false, coarseBeforeMs: 0, opened: true, fault: undefined, silent: false };

test.each([
  [{}, { word: "paused" }],
  [{ opened: false }, { word: "opening" }],
  [{ speed: 1, speedReached: 1 }, { word: "running" }],
  // Nothing was measured yet.
  [{ speed: 100, speedReached: 0 }, { word: "running" }],
  [{ speed: 1000, speedReached: 214.3 }, { word: "behind", asked: 1000, reached: 210 }],
  [{ viewMs: 2_000 }, { word: "past" }],
  [{ viewMs: 2_000, speed: 10, speedReached: 2 }, { word: "watching" }],
  [{ goal: "nextEvent" as const, speed: 0 }, { word: "toNext", goal: "nextEvent" }],
  [{ goal: "nextChange" as const }, { word: "toNext", goal: "nextChange" }],
  [{ goal: { atMs: 75_461 } }, { word: "toInstant", atMs: 75_461 }],
  [{ forCommand: true, missed: "nextEvent" as const }, { word: "forCommand" }],
  [{ missed: "nextEvent" as const }, { word: "noNext", goal: "nextEvent" }],
  [{ missed: "nextChange" as const }, { word: "noNext", goal: "nextChange" }],
  [{ missed: "nextChange" as const, speed: 1, speedReached: 1 }, { word: "running" }],
  [{ viewMs: 2_000, coarseBeforeMs: 3_000 }, { word: "coarse" }],
  [{ viewMs: 3_000, coarseBeforeMs: 3_000 }, { word: "past" }],
  [{ silent: true, speed: 1 }, { word: "silent" }],
  [{ fault: { component: "kubelet" }, silent: true }, { word: "stopped" }],
])("%o is told as %o", (change, mode) => expect(modeOf({ ...still, ...change })).toEqual(mode));
