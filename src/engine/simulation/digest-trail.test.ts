import * as fc from "fast-check";
import { expect, test } from "vitest";
import { emptyDigest, foldText, type DigestState } from "./digest.ts";
import { emptyTrail, noteBefore, trailText, type DigestTrail } from "./digest-trail.ts";

interface Run {
  readonly trail: DigestTrail;
  readonly digest: DigestState;
}
const start: Run = { trail: emptyTrail, digest: emptyDigest };
const fold = ({ trail, digest }: Run, [atMs, text]: readonly [number, string]): Run => ({ trail: noteBefore(trail, digest, atMs), digest: foldText(digest, text) });
const sixBits = ({ high }: DigestState): string => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[Math.floor(high / 2 ** 26)]!;
const gaps = fc.array(fc.tuple(fc.nat(5_000), fc.string({ maxLength: 3 })), { maxLength: 60 });
const recordsOf = (steps: readonly (readonly [number, string])[]): readonly (readonly [number, string])[] => {
  let atMs = -3_000;
  return steps.map(([gap, text]) => [(atMs += gap), text] as const);
};

test("each moment has the digest of all that was written until then, whatever was written when", () => {
  fc.assert(
    fc.property(gaps, fc.nat(20_000), (steps, restMs) => {
      const records = recordsOf(steps);
      const nowMs = Math.max(0, records.at(-1)?.[0] ?? 0) + restMs;
      const { trail, digest } = records.reduce(fold, start);
      const text = trailText(trail, digest, nowMs);
      const stepMs = 250 * 2 ** Number.parseInt(text[0]!, 36);
      const marks = [...text.slice(1)];
      expect(marks.length).toBe(Math.floor(nowMs / stepMs) + 1);
      expect(marks.length).toBeLessThanOrEqual(17);
      const wanted = marks.map((_, i) => sixBits(records.filter(([atMs]) => atMs <= i * stepMs).reduce(fold, start).digest));
      expect(marks).toEqual(wanted);
    }),
  );
});

test("a month takes as few characters as a minute", () => {
  const month = 30 * 24 * 3_600_000;
  const { trail, digest } = Array.from({ length: 5_000 }, (_, i) => [Math.floor((i * month) / 5_000), "x"] as const).reduce(fold, start);
  expect(trail.points.length).toBeLessThanOrEqual(33);
  expect(trailText(trail, digest, month).length).toBeLessThanOrEqual(18);
});
