import type { EntityKey } from "../../graph/model.ts";
import type { EventRow } from "../../worker/protocol.ts";
import { allMarks } from "../state/marks.ts";

/** Stamps of most Events are whole seconds: an Event and its mark on the timeline are at most so far apart. */
const SECOND_MS = 1000;

/** When each Event was written last, to the millisecond where the timeline knows; else as its stamp says. */
export function exactTimes(pod: EntityKey, events: readonly EventRow[]): readonly number[] {
  const times = events.map(({ lastAtMs }) => lastAtMs);
  const open = new Set(events.keys());
  const marks = allMarks();
  const earliest = Math.min(...times) - SECOND_MS;
  for (let index = marks.length - 1; index >= 0 && open.size > 0; index -= 1) {
    const mark = marks[index]!;
    if (mark.atMs < earliest) break;
    if (mark.kind !== "event" || mark.pod !== pod) continue;
    for (const row of open) {
      const { reason, message, lastAtMs } = events[row]!;
      if (reason !== mark.reason || message !== mark.message || Math.abs(mark.atMs - lastAtMs) > SECOND_MS) continue;
      times[row] = mark.atMs;
      open.delete(row);
      break;
    }
  }
  return times;
}
