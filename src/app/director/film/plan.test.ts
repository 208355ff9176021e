import { expect, test } from "vitest";
import { firstStretch, framesOf, momentMs } from "./plan.ts";

test.each<[text: string, ms: number | undefined]>([
  ["45.5", 45_500], ["45.5s", 45_500], ["1m5s", 65_000], ["00:45.500", 45_500], ["1:00:05", 3_605_000], [" 250ms ", 250], ["0", 0],
  ["", undefined], ["soon", undefined], ["-3", undefined], ["1:2:3:4", undefined],
])("%s is the moment %s", (text, ms) => expect(momentMs(text)).toBe(ms));

test("a film shows its first and its last moment, and lasts as long as its pace says", () => {
  const frames = framesOf({ fromMs: 10_000, toMs: 20_000, speed: 2, framesPerSecond: 10 });
  expect([frames[0]!.atMs, frames[1]!.atMs, frames.at(-2)!.atMs, frames.at(-1)!.atMs]).toEqual([10_000, 10_200, 19_800, 20_000]);
  expect(frames.slice(0, -1).reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(5_000);
});

test.each<[what: string, viewMs: number, loop: { fromMs: number; toMs: number } | undefined, from: number, to: number]>([
  ["at the beginning", 0, undefined, 0, 10_000],
  ["in its first seconds", 4_000, undefined, 0, 4_000],
  ["later", 45_500, undefined, 35_500, 45_500],
  ["with a loop", 45_500, { fromMs: 1_000, toMs: 2_000 }, 1_000, 2_000],
])("what is filmed first %s", (_, viewMs, loop, fromMs, toMs) => expect(firstStretch(viewMs, loop)).toEqual({ fromMs, toMs }));
