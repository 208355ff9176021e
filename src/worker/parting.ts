import { difference, faceOf, facesOf, type Face } from "../graph/compare.ts";
import type { Changes } from "../graph/frame.ts";
import type { Difference, ViewModel } from "../graph/model.ts";
import type { FrameLog } from "./frame-log.ts";

/** The first moment at which two futures look different, and what it was. */
export interface Parting {
  readonly atMs: number;
  readonly what: Difference;
}

type Seen = Pick<FrameLog, "nextAfter" | "changesAt">;

/** Looks for it along two logs that were the same until some moment, a part at a time. */
export interface PartingSearch {
  readonly found: Parting | undefined;
  /** Goes on, no further than to a moment that both have seen. */
  goOn(a: Seen, b: Seen, untilMs: number): void;
}

/** Instants that are looked at in one go. */
const MOST_INSTANTS = 2_000;

export function createPartingSearch(fromMs: number, a: ViewModel, b: ViewModel): PartingSearch {
  const faces = { a: new Map(facesOf(a)), b: new Map(facesOf(b)) };
  let atMs = fromMs;
  let found: Parting | undefined;

  const take = (side: Map<string, Face>, changes: Changes, touched: Set<string>): void => {
    // First what went, then what came: something may have come back under its name in the same instant.
    for (const { before, after } of changes) {
      const was = before && faceOf(before);
      if (was && !after) {
        if (side.get(was.id)?.key === was.key) side.delete(was.id);
        touched.add(was.id);
      }
    }
    for (const { after } of changes) {
      const is = after && faceOf(after);
      if (!is) continue;
      side.set(is.id, is);
      touched.add(is.id);
    }
  };

  return {
    get found() {
      return found;
    },
    goOn(ofA, ofB, untilMs) {
      for (let i = 0; i < MOST_INSTANTS && !found; i += 1) {
        const next = Math.min(ofA.nextAfter(atMs) ?? Number.POSITIVE_INFINITY, ofB.nextAfter(atMs) ?? Number.POSITIVE_INFINITY);
        if (next > untilMs) return;
        atMs = next;
        const touched = new Set<string>();
        take(faces.a, ofA.changesAt(atMs), touched);
        take(faces.b, ofB.changesAt(atMs), touched);
        for (const id of touched) {
          const what = difference(faces.a.get(id), faces.b.get(id));
          if (what && !found) found = { atMs, what };
        }
      }
    },
  };
}
