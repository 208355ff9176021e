import * as fc from "fast-check";
import { expect, test } from "vitest";
import { digestText, emptyDigest, foldText, type DigestState } from "./digest.ts";
import { emptyTrail, noteBefore, trailText, type DigestTrail } from "./digest-trail.ts";

interface Run {
  readonly trail: DigestTrail;
  readonly digest: DigestState;
}
const start: Run = { trail: emptyTrail, digest: emptyDigest };
const fold = ({ trail, digest }: Run, [atMs, text]: readonly [number, string]): Run => ({ trail: noteBefore(trail, digest, atMs), digest: foldText(digest, text) });
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
      const pairs = text.slice(1).match(/../g)!;
      expect(pairs.length).toBe(Math.floor(nowMs / stepMs) + 1);
      expect(pairs.length).toBeLessThanOrEqual(17);
      const wanted = pairs.map((_, i) => digestText(records.filter(([atMs]) => atMs <= i * stepMs).reduce(fold, start).digest).slice(0, 2));
      expect(pairs).toEqual(wanted);
    }),
  );
});

test("a month takes as few characters as a minute", () => {
  const month = 30 * 24 * 3_600_000;
  const { trail, digest } = Array.from({ length: 5_000 }, (_, i) => [Math.floor((i * month) / 5_000), "x"] as const).reduce(fold, start);
  expect(trail.points.length).toBeLessThanOrEqual(33);
  expect(trailText(trail, digest, month).length).toBeLessThanOrEqual(35);
});
