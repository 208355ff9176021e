import { standingOf, type PodLane, type Standing } from "../lanes.ts";
import type { Row } from "../rows.ts";
import { xOf } from "../scale.ts";
import { bar, CLOSE_PX, flagOf, STATUS_BARS, visible } from "./bars.ts";
import { clockItems, clocksOf } from "./clocks.ts";
import { endSigns } from "./container.ts";
import type { Drawing, Item, Tone } from "./item.ts";
import { GAP_PX, LEAST_TEXT_PX, text } from "./texts.ts";

/** A pod in one row: what it was as a whole, its clocks, and what it waits for. */
export function podItems({ top }: Row, lane: PodLane, drawing: Drawing): Item[] {
  const { span, liveMs } = drawing;
  const items: Item[] = [];
  const signs: Item[] = [];
  if (lane.statuses.length > 0 && lane.statuses[0]!.fromMs > lane.createdAtMs) items.push(bar(drawing, lane.createdAtMs, lane.statuses[0]!.fromMs, { y: top + 6, h: 8, fill: "dashed", tone: "mute" }));
  for (const [{ glyph, fromMs, toMs }] of visible(lane.statuses, ({ fromMs: from }) => from, drawing)) {
    items.push(bar(drawing, fromMs, toMs ?? liveMs, { y: top + 6, h: 8, ...STATUS_BARS[glyph] }));
  }
  for (const { bars } of lane.containers.values()) signs.push(...endSigns(bars, top + 10, drawing));
  let free = lane.endedAtMs === undefined ? xOf(span, liveMs) : Infinity;
  for (const clock of clocksOf(lane, drawing)) free = Math.max(free, clockItems(signs, clock, { y: top + 8, rise: 10 }, drawing, lane));
  signs.push(...requestItems(lane, top + 16, drawing));
  endItem(signs, lane, top + 4, 12, drawing);
  if (lane.endedAtMs === undefined && drawing.viewMs >= liveMs && free <= xOf(span, liveMs)) waitingText(signs, lane, top + 14, drawing);
  return [...items, ...signs];
}

/** Requests of the pod that came to nothing, below its bar. */
function requestItems({ requests }: PodLane, y: number, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let last = -Infinity;
  for (const [{ atMs }] of visible(requests, ({ atMs: at }) => at, drawing)) {
    const x = xOf(drawing.span, atMs);
    if (x - last >= CLOSE_PX) items.push({ shape: "cross", x, y, r: 2, tone: "bad" });
    last = x;
  }
  return items;
}

/** Beside the end of a compact lane: what Kubernetes says of a pod that is not as asked. */
export function waitingText(items: Item[], lane: PodLane, y: number, drawing: Drawing): void {
  const view = drawing.viewOf(lane.key);
  const last = lane.statuses.at(-1);
  const glyph = view?.glyph ?? last?.glyph;
  if (!glyph || glyph === "ready" || glyph === "completed") return;
  const standing = standingOf(glyph);
  const says = view?.verdict !== undefined && view.node === "" ? "Unschedulable" : (view?.status ?? last!.status);
  text(items, drawing, { x: xOf(drawing.span, drawing.liveMs) + 8, y, room: Infinity, text: says, face: "label", tone: standing === "broken" ? "bad" : standing === "onTheWay" && glyph !== "pending" ? "wait" : "mute" });
}

export function endItem(items: Item[], lane: PodLane, y: number, h: number, { span }: Drawing): void {
  if (lane.endedAtMs !== undefined) items.push({ shape: "end", x: xOf(span, lane.endedAtMs), y, h });
}

const FLAG_PX = 9;
const BALLOON_RADIUS_PX = 10;

/** A part of a row in which no word may stand; `slipPx`: how far behind its change a word may stand for its sake. */
interface Taken {
  readonly from: number;
  to: number;
  readonly slipPx: number;
}

/** The head of an open pod: the Events about it as flags, its STATUS word for word where there is room, and its end. */
export function headItems({ top, height }: Row, lane: PodLane, drawing: Drawing): Item[] {
  const flags: Item[] = [];
  const taken: Taken[] = [];
  const lastX = { Warning: -Infinity, Normal: -Infinity };
  for (const [event] of visible(lane.events, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, event.atMs);
    const type = event.type === "Warning" ? "Warning" : "Normal";
    if (x - lastX[type] < FLAG_PX) continue;
    lastX[type] = x;
    flags.push({ shape: "flag", x, y: top + 5, ...flagOf(type) });
    const last = taken.at(-1);
    if (last && x <= last.to) last.to = x + FLAG_PX;
    else taken.push({ from: x - 1, to: x + FLAG_PX, slipPx: 0 });
  }
  for (const { x, y } of drawing.balloons) if (y > top && y < top + height) taken.push({ from: x - BALLOON_RADIUS_PX, to: x + BALLOON_RADIUS_PX, slipPx: 2 * BALLOON_RADIUS_PX });
  taken.sort((a, b) => a.from - b.from);
  // Warnings are the point: they lie on top.
  const items = [...statusItems(lane, { top, height }, taken, drawing), ...flags.toSorted((a, b) => Number(a.shape === "flag" && a.filled) - Number(b.shape === "flag" && b.filled))];
  items.push(...requestItems(lane, top + height - 4, drawing));
  endItem(items, lane, top + 3, height - 6, drawing);
  for (const clock of clocksOf(lane, drawing)) if (clock.clock.container === undefined) clockItems(items, clock, { y: top + height - 2, rise: 14 }, drawing, lane);
  return items;
}

const STANDING_TONES: Readonly<Record<Standing, Tone>> = { asAsked: "ink2", onTheWay: "wait", lost: "mute", broken: "bad" };

/** A word may stand so far behind its change, when a flag is in its place. */
const WORD_SLIP_PX = 30;

function statusItems(lane: PodLane, { top, height }: { readonly top: number; readonly height: number }, taken: readonly Taken[], drawing: Drawing): Item[] {
  const items: Item[] = [];
  for (const [span] of visible(lane.statuses, ({ fromMs }) => fromMs, drawing)) {
    const x = xOf(drawing.span, span.fromMs);
    // The last word may stand over what has not happened: it holds until something does.
    const until = span.toMs === undefined ? Infinity : xOf(drawing.span, span.toMs);
    const tone = STANDING_TONES[standingOf(span.glyph)];
    let left = Math.max(x + 3, 2);
    let slipPx = WORD_SLIP_PX;
    for (const one of taken) {
      if (one.from >= left + LEAST_TEXT_PX || one.to <= left) continue;
      left = one.to + 2;
      slipPx += one.slipPx;
    }
    const next = taken.find(({ from }) => from >= left)?.from ?? Infinity;
    const shown = left - Math.max(x, 0) <= slipPx && until - x >= CLOSE_PX;
    const end = shown ? text(items, drawing, { x: left, y: top + height - 7, room: Math.min(until - GAP_PX, next - 3) - left, text: span.status, face: "mono", tone }) : left;
    if (end > left) items.push({ shape: "tick", x, y: top + height - 5, h: 4, tone, dashed: false });
  }
  return items;
}
