import { expect, test } from "vitest";
import { sinceWhen } from "./since-when.ts";

test.each<[what: string, theirs: string | undefined, ours: string | undefined, since: ReturnType<typeof sinceWhen>]>([
  ["the same all the way differ nowhere", "2abc", "2abc", undefined],
  ["a link that has none cannot be compared", undefined, "2abc", undefined],
  ["another measure cannot be compared", "3abc", "2abc", undefined],
  ["anything else cannot be compared", "!abc", "2ab", undefined],
  ["what differs at the third moment did so since the second", "2abcd", "2abXX", { sameUntilMs: 1_000, differsByMs: 2_000 }],
  ["what differs at once has never been the same", "0ab", "0XX", { differsByMs: 0 }],
  ["what agrees again by chance differs all the same", "0abc", "0aXc", { sameUntilMs: 0, differsByMs: 250 }],
])("%s", (_, theirs, ours, since) => expect(sinceWhen(theirs, ours)).toEqual(since));
