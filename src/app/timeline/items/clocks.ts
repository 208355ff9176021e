import { clockEndMs, type ClockSpan, type Lanes, type PodLane } from "../lanes.ts";
import { lengthText, xOf } from "../scale.ts";
import type { Drawing, Item, Tone } from "./item.ts";
import { centred, text } from "./texts.ts";

/** The clocks that can be seen, and those of the pod now that no mark has told of. */
export function* clocksOf(lane: PodLane, drawing: Drawing, container?: string): Iterable<ClockSpan> {
  const { span, widthPx } = drawing;
  const endMs = span.fromMs + widthPx * span.msPerPx;
  const wanted = (of: string | undefined): boolean => container === undefined || of === container;
  for (const clock of lane.clocks) if (wanted(clock.clock.container) && clock.clock.fromMs <= endMs && clockEndMs(clock) >= span.fromMs) yield clock;
  const view = drawing.viewMs >= drawing.liveMs ? drawing.viewOf(lane.key) : undefined;
  for (const clock of [view?.clock, ...(view?.containers.map((each) => each.clock) ?? [])]) {
    const told = clock && lane.clocks.some((each) => each.clock.what === clock.what && Math.abs(each.clock.fromMs - clock.fromMs) < 1_000);
    if (clock && !told && wanted(clock.container)) yield { clock, endedMs: undefined, mark: undefined };
  }
}

/** How high an arc is at a part of its way, as a part of its rise: flat on top, steep at its feet. */
export const arcHeight = (part: number): number => 0.86 * (1 - Math.abs(2 * part - 1) ** 2.6);

/** What comes at the end of a grace period. */
const KILL = "KILL";

/** A clock: an arc as long as it ran, dashed where it lies ahead; a pull is a hatched bar. Returns where its text ends. */
export function clockItems(items: Item[], span: ClockSpan, at: { y: number; rise: number }, drawing: Drawing, lane: PodLane): number {
  const { clock } = span;
  const { liveMs, words } = drawing;
  const endMs = clockEndMs(span);
  // A back-off counts from when the run before ended well, or failed: the wait itself begins when it is met.
  const x = xOf(drawing.span, Math.max(clock.fromMs, span.mark?.atMs ?? clock.fromMs));
  const to = xOf(drawing.span, endMs);
  const ahead = span.endedMs === undefined && endMs > liveMs && lane.endedAtMs === undefined;
  const length = lengthText(clock.untilMs - clock.fromMs);
  if (clock.what === "pull") {
    const done = (drawing.viewMs - clock.fromMs) / Math.max(1, clock.untilMs - clock.fromMs);
    if (!ahead) return -Infinity;
    items.push({ shape: "bar", x: xOf(drawing.span, liveMs), y: at.y - 2, w: Math.max(1, to - xOf(drawing.span, liveMs)), h: 8, fill: "dashed", tone: "wait" });
    if (drawing.viewMs < liveMs) return to;
    return text(items, drawing, { x: Math.max(to, xOf(drawing.span, liveMs)) + 8, y: at.y + 6, room: Infinity, text: words.pulling(Math.floor(Math.min(Math.max(done, 0), 1) * 100)), face: "label", tone: "wait" });
  }
  if (to - x < 4) return -Infinity;
  const tone: Tone = clock.what === "grace" ? "wait" : "bad";
  const label = clock.what === "grace" ? words.grace(length) : words.backOff(length);
  const rise = Math.min(at.rise, (to - x) / 3);
  const [left, right] = [Math.max(x, -8), Math.min(to, drawing.widthPx + 8)];
  items.push({ shape: "arc", x, to, y: at.y, rise, tone, arrow: clock.what === "grace" && ahead, shown: [left, right] });
  const labelPx = drawing.measure(label, "label");
  if (ahead && clock.what === "grace" && right - left >= labelPx + 46) {
    const middle = (left + right) / 2;
    centred(items, drawing, { x: middle, y: at.y - rise * arcHeight((middle - x) / (to - x)) + 4, text: label, tone });
    return text(items, drawing, { x: to + 5, y: at.y + 9, room: Infinity, text: KILL, face: "figure", tone });
  }
  if (ahead) return text(items, drawing, { x: to + 6, y: at.y + 6, room: Infinity, text: label, face: "label", tone });
  // In the gap between two runs there is room below the arc.
  if (clock.what !== "grace" && to - x >= labelPx + 24) centred(items, drawing, { x: (x + to) / 2, y: at.y + 6, text: label, tone });
  return -Infinity;
}

/** The end of the farthest thing that is planned. */
export function plannedUntil(lanes: Lanes, liveMs: number): number {
  let farthest = liveMs;
  for (const { clocks, endedAtMs } of lanes.pods.values()) {
    const last = clocks.at(-1);
    if (last && endedAtMs === undefined && last.endedMs === undefined) farthest = Math.max(farthest, last.clock.untilMs);
  }
  return farthest;
}
