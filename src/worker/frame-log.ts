import { squashed, type Change, type Changes } from "../graph/frame.ts";
import type { Entity, EntityKey, ViewModel } from "../graph/model.ts";
import { countUpTo } from "./in-time.ts";

/** All that was seen of a world: one reversible diff per instant of change, and a place in it that is looked at. */
export interface FrameLog {
  /** The model at the place that is looked at. */
  readonly model: ViewModel;
  /** Moments before this one were thinned out to save memory: they show what was there at the next one that was kept. */
  readonly coarseBeforeMs: number;
  /** Estimate of what is held. */
  readonly bytes: number;
  readonly length: number;
  /** Appends an instant's changes; who looked at the end goes on looking at the end. */
  add(atMs: number, changes: Changes): void;
  /** Looks at a moment: its last change that is not later. Returns the keys of what may differ from before. */
  look(atMs: number): readonly EntityKey[];
  /** The first change after a moment. */
  nextAfter(atMs: number): number | undefined;
  /** What changed at an instant. */
  changesAt(atMs: number): Changes;
  /** All as it was at a moment, without looking there. */
  modelAt(atMs: number): ViewModel;
  /** Cuts off what is later than a moment. To be called when that moment is looked at. */
  forgetAfter(atMs: number): void;
}

interface Entry {
  readonly atMs: number;
  readonly changes: Changes;
  readonly bytes: number;
}

/** Held in memory at most, by estimate. */
const LOG_LIMIT_BYTES = 128 * 1024 * 1024;

export function createFrameLog(limitBytes = LOG_LIMIT_BYTES): FrameLog {
  const entries: Entry[] = [];
  const model = new Map<EntityKey, Entity>();
  /** How many entries the model has taken in. */
  let place = 0;
  let bytes = 0;
  let coarseBeforeMs = 0;

  const put = (key: EntityKey, entity: Entity | undefined): void => {
    if (entity) model.set(key, entity);
    else model.delete(key);
  };
  const moveTo = (target: number): EntityKey[] => {
    const touched: EntityKey[] = [];
    const take = (changes: Changes, side: "before" | "after"): void => {
      for (const change of changes) {
        put(change.key, change[side]);
        touched.push(change.key);
      }
    };
    for (; place < target; place += 1) take(entries[place]!.changes, "after");
    for (; place > target; place -= 1) take(entries[place - 1]!.changes, "before");
    return touched;
  };
  const append = (atMs: number, changes: Changes): void => {
    const last = entries.at(-1);
    if (last && last.atMs >= atMs) {
      entries.pop();
      bytes -= last.bytes;
      changes = squashed([last.changes, changes]);
      atMs = last.atMs;
    }
    const entry = entryOf(atMs, changes);
    entries.push(entry);
    bytes += entry.bytes;
  };

  return {
    model,
    get coarseBeforeMs() {
      return coarseBeforeMs;
    },
    get bytes() {
      return bytes;
    },
    get length() {
      return entries.length;
    },
    add(atMs, changes) {
      if (changes.length === 0) return;
      const atEnd = place === entries.length;
      append(atMs, changes);
      if (atEnd) {
        for (const { key, after } of changes) put(key, after);
        place = entries.length;
      }
      if (bytes > limitBytes) thin();
    },
    look: (atMs) => moveTo(countUpTo(entries, atMs)),
    nextAfter: (atMs) => entries[countUpTo(entries, atMs)]?.atMs,
    changesAt(atMs) {
      const entry = entries[countUpTo(entries, atMs) - 1];
      return entry?.atMs === atMs ? entry.changes : [];
    },
    modelAt(atMs) {
      const here = place;
      moveTo(countUpTo(entries, atMs));
      const then = new Map(model);
      moveTo(here);
      return then;
    },
    forgetAfter(atMs) {
      const kept = countUpTo(entries, atMs);
      moveTo(Math.min(place, kept));
      for (const entry of entries.splice(kept)) bytes -= entry.bytes;
      coarseBeforeMs = Math.min(coarseBeforeMs, atMs);
    },
  };

  /** Makes one of each two neighbours in the older half, but for the place that is looked at, until a quarter is free. */
  function thin(): void {
    for (let older = entries.length >> 1; older >= 2 && bytes > limitBytes * 0.75; older >>= 1) {
      const kept: Entry[] = [];
      let newPlace = place;
      for (let i = 0; i < older; i += 1) {
        const first = entries[i]!;
        const second = i + 1 < older && i + 1 !== place ? entries[i + 1] : undefined;
        kept.push(second ? entryOf(second.atMs, squashed([first.changes, second.changes])) : first);
        if (!second) continue;
        if (place > i + 1) newPlace -= 1;
        i += 1;
      }
      coarseBeforeMs = Math.max(coarseBeforeMs, kept.at(-1)!.atMs);
      entries.splice(0, older, ...kept);
      place = newPlace;
      bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    }
  }
}

const entryOf = (atMs: number, changes: Changes): Entry => ({ atMs, changes, bytes: changes.reduce((sum, change) => sum + bytesOf(change), ENTRY_BYTES) });

const ENTRY_BYTES = 100;
const CHANGE_BYTES = 60;

/** What an entity takes that came anew; the one before it is counted where it came. Most of it is shared with what was there before: measured once. */
function bytesOf({ after }: Change): number {
  if (!after) return CHANGE_BYTES;
  if (after.kind === "pod") return CHANGE_BYTES + 600 + 400 * after.containers.length;
  return CHANGE_BYTES + (after.kind === "node" ? 700 : 250);
}
