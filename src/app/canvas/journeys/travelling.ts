import { along, lengthOf } from "../../../graph/layout/pipes.ts";
import type { Point } from "../../../graph/layout/geometry.ts";
import type { Message, Verdict } from "../../../graph/model.ts";
import { LEG_SPANS, TRAVEL_MS } from "../../state/moment.ts";
import { LABELS_UP_TO, MARK_EVERY_MS, MARKS_UP_TO, type Mark } from "../travel.ts";

/** A request, its answer, or the place where it ended, at a moment. */
export interface Travelling extends Mark {
  readonly verdict: Verdict;
  /** It has come to its end, and stands there. */
  readonly isEnded: boolean;
}

/** The way that a leg's mark goes; the share of it that lies before the Service. Undefined where it cannot be drawn. */
export type WayOf = (message: Message) => { readonly way: readonly Point[]; readonly viaShare: number } | undefined;

const goesOut = (verdict: Verdict): boolean => verdict === "sent" || verdict === "rejected" || verdict === "dropped" || verdict === "noRoute";

export const isFailure = (verdict: Verdict): boolean => verdict !== "sent" && verdict !== "answered";

/** How long after its step a mark sets out, in spans: an answer when the request has been seen to arrive, a refusal as well. */
const startOf = (verdict: Verdict): number => (verdict === "answered" || verdict === "refused" ? 1 : 0);

/**
 * Where requests are at a moment: a function of virtual time alone. A request goes for 400 ms at 1x from its client to where
 * kube-proxy's rule leads, its answer as long back; what failed stands with its verdict where it ended. Without motion each
 * stands at its end.
 */
export function travellingAt(messages: readonly Message[], viewMs: number, speed: number, wayOf: WayOf, still: boolean): readonly Travelling[] {
  if (speed > MARKS_UP_TO) return [];
  const spanMs = TRAVEL_MS * Math.max(speed, 1);
  const marks: Travelling[] = [];
  let lastAtMs = -Infinity;
  for (const message of messages) {
    const { id, atMs, leg, label } = message;
    if (!leg) continue;
    const gone = (viewMs - atMs) / spanMs - startOf(leg.verdict);
    const share = still || !(goesOut(leg.verdict) || leg.verdict === "answered") ? 1 : gone;
    const stands = isFailure(leg.verdict) ? LEG_SPANS - startOf(leg.verdict) : still && leg.verdict === "answered" ? 2 : 1;
    if (gone < 0 || gone >= stands || (still && leg.verdict === "sent")) continue;
    if (speed > LABELS_UP_TO) {
      if (atMs - lastAtMs < MARK_EVERY_MS * speed) continue;
      lastAtMs = atMs;
    }
    const found = wayOf(message);
    if (!found) continue;
    const isEnded = share >= 1;
    const words = leg.verdict === "answered" ? label : leg.translated !== "" && share > found.viaShare ? `→ ${leg.translated}` : leg.asked;
    marks.push({ id, ...along(found.way, Math.min(share, 1)), label: speed > LABELS_UP_TO ? "" : words, verdict: leg.verdict, isEnded });
  }
  return marks;
}

/** The share of a way that ends at a point of it. */
export function shareTo(way: readonly Point[], { x, y }: Point): number {
  const at = way.findIndex((point) => point.x === x && point.y === y);
  return at < 1 ? 0 : lengthOf(way.slice(0, at + 1)) / Math.max(1, lengthOf(way));
}
