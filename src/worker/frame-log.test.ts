import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied, change, type Changes } from "../graph/frame.ts";
import type { Entity, EntityKey, ViewModel } from "../graph/model.ts";
import { createFrameLog } from "./frame-log.ts";

const entity = (key: EntityKey, figure: number): Entity => ({ kind: "part", key, name: "etcd", figure });

/** Random instants at which some of five entities come, change or go. */
const history = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 5 }), puts: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })), { maxLength: 6 }) }),
  { maxLength: 60 },
);

interface Moment {
  readonly atMs: number;
  readonly changes: Changes;
  readonly model: ViewModel;
}

function moments(steps: readonly { readonly afterMs: number; readonly puts: readonly (readonly [number, number | undefined])[] }[]): Moment[] {
  const all: Moment[] = [];
  let atMs = 0;
  let model: ViewModel = new Map();
  for (const { afterMs, puts } of steps) {
    atMs += afterMs;
    const changes: Changes = [...new Map(puts)].map(([key, figure]) => change(`part/${key}`, model.get(`part/${key}`), figure === undefined ? undefined : entity(`part/${key}`, figure)));
    model = applied(model, changes);
    all.push({ atMs, changes, model });
  }
  return all;
}

/** What was seen at a moment: the last that is not later. */
const seenAt = (all: readonly Moment[], atMs: number): ViewModel => all.findLast((each) => each.atMs <= atMs)?.model ?? new Map();

describe("the log of what was seen", () => {
  test("shows every moment as it was, whatever was looked at before", () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: -1, max: 320 }), { maxLength: 20 }), (steps, looks) => {
        const all = moments(steps);
        const log = createFrameLog();
        for (const { atMs, changes } of all) log.add(atMs, changes);
        expect(log.model).toEqual(seenAt(all, Number.POSITIVE_INFINITY));
        for (const atMs of looks) {
          log.look(atMs);
          expect(log.model).toEqual(seenAt(all, atMs));
        }
      }),
    );
  });

  test("names every entity that differs from before", () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: -1, max: 320 }), { maxLength: 20 }), (steps, looks) => {
        const log = createFrameLog();
        for (const { atMs, changes } of moments(steps)) log.add(atMs, changes);
        const shown = new Map(log.model);
        for (const atMs of looks) {
          for (const key of log.look(atMs)) {
            const after = log.model.get(key);
            if (after) shown.set(key, after);
            else shown.delete(key);
          }
          expect(shown).toEqual(log.model);
        }
      }),
    );
  });

  test("who looks at the past stays there while the world goes on, and what is cut off is gone", () => {
    fc.assert(
      fc.property(history, history, fc.integer({ min: 0, max: 320 }), (first, second, atMs) => {
        const before = moments(first);
        const log = createFrameLog();
        for (const one of before) log.add(one.atMs, one.changes);
        log.look(atMs);
        const kept = before.filter((one) => one.atMs <= atMs);
        log.forgetAfter(atMs);
        expect(log.model).toEqual(seenAt(before, atMs));
        // Another future, from the same moment.
        let model = seenAt(before, atMs);
        const after: Moment[] = [];
        for (const { atMs: later, changes } of moments(second)) {
          const fitting = changes.map(({ key, after: entityAfter }) => change(key, model.get(key), entityAfter));
          model = applied(model, fitting);
          log.add(atMs + later, fitting);
          after.push({ atMs: atMs + later, changes: fitting, model });
        }
        const all = [...kept, ...after];
        for (const one of all) {
          log.look(one.atMs);
          expect(log.model).toEqual(seenAt(all, one.atMs));
        }
      }),
    );
  });

  test("beyond its memory keeps fewer of the oldest moments, each one true to some moment before, and the newest whole", () => {
    const log = createFrameLog(40_000);
    const all: Moment[] = moments(Array.from({ length: 2_000 }, (_, i) => ({ afterMs: 10, puts: [[i % 3, i] as const] })));
    for (const { atMs, changes } of all) {
      log.add(atMs, changes);
      expect(log.bytes).toBeLessThanOrEqual(40_000);
    }
    expect(log.coarseBeforeMs).toBeGreaterThan(0);
    expect(log.coarseBeforeMs).toBeLessThan(19_900);
    for (const { atMs, model } of all) {
      log.look(atMs);
      if (atMs >= log.coarseBeforeMs) expect(log.model).toEqual(model);
      else expect(all.some((earlier) => earlier.atMs <= atMs && sameModel(earlier.model, log.model)) || log.model.size === 0).toBe(true);
    }
  });

  test("does not change what is looked at when it forgets", () => {
    const log = createFrameLog(40_000);
    const all: Moment[] = moments(Array.from({ length: 2_000 }, (_, i) => ({ afterMs: 10, puts: [[i % 3, i] as const] })));
    for (const { atMs, changes } of all.slice(0, 90)) log.add(atMs, changes);
    log.look(305);
    for (const { atMs, changes } of all.slice(90)) log.add(atMs, changes);
    expect(log.model).toEqual(seenAt(all, 305));
    log.look(Number.POSITIVE_INFINITY);
    expect(log.model).toEqual(all.at(-1)!.model);
    log.look(305);
    expect(log.model).toEqual(seenAt(all, 305));
  });
});

const sameModel = (a: ViewModel, b: ViewModel): boolean => a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
