import { expect, test } from "vitest";
import { sinceWhen } from "./since-when.ts";

test.each<[what: string, theirs: string | undefined, ours: string | undefined, since: ReturnType<typeof sinceWhen>]>([
  ["the same all the way differ nowhere", "2aabbcc", "2aabbcc", undefined],
  ["a link that has none cannot be compared", undefined, "2aabbcc", undefined],
  ["another measure cannot be compared", "3aabbcc", "2aabbcc", undefined],
  ["anything else cannot be compared", "2aab", "2aabb", undefined],
  ["what differs at the third moment did so since the second", "2aabbccdd", "2aabb0000", { sameUntilMs: 1_000, differsByMs: 2_000 }],
  ["what differs at once has never been the same", "0aabb", "00000", { differsByMs: 0 }],
  ["what agrees again by chance differs all the same", "0aabbcc", "0aa00cc", { sameUntilMs: 0, differsByMs: 250 }],
])("%s", (_, theirs, ours, since) => expect(sinceWhen(theirs, ours)).toEqual(since));
