import { clockEndMs, failed, type Bar, type PodLane } from "../lanes.ts";
import type { Row } from "../rows.ts";
import { xOf } from "../scale.ts";
import { bar, CROSS_PX, visible } from "./bars.ts";
import { clockItems, clocksOf } from "./clocks.ts";
import type { Drawing, Item } from "./item.ts";

/** Back-offs have their arc; no bar stands for them. */
const BACKING_OFF = new Set(["CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"]);

export function containerItems({ top }: Row, lane: PodLane, name: string, drawing: Drawing): Item[] {
  const { liveMs } = drawing;
  const container = lane.containers.get(name);
  const items: Item[] = [];
  const signs: Item[] = [];
  const bars = container?.bars ?? [];
  if (bars.length === 0) items.push(...barsOfView(top, lane, name, drawing));
  for (const [each] of visible(bars, ({ fromMs }) => fromMs, drawing)) {
    items.push(...barItems(each, top, lane, drawing));
  }
  signs.push(...endSigns(bars, top + 8.5, drawing));
  for (const clock of clocksOf(lane, drawing, name)) {
    const ahead = clock.endedMs === undefined && clockEndMs(clock) > liveMs;
    const rise = clock.clock.what === "grace" && ahead ? 24 : 10;
    clockItems(signs, clock, { y: top + (clock.clock.what === "grace" ? 4 : 9), rise }, drawing, lane);
    if (clock.clock.what === "grace" && ahead && lane.endedAtMs === undefined) signs.unshift(bar(drawing, liveMs, clockEndMs(clock), { y: top + 4, h: 9, fill: "dashed", tone: "wait" }));
  }
  return [...items, ...signs];
}

/** Where runs ended: a cross for a failure, a check for an end with 0. */
export function endSigns(bars: readonly Bar[], y: number, drawing: Drawing): Item[] {
  const signs: Item[] = [];
  let last = -Infinity;
  for (const [each] of visible(bars, ({ fromMs }) => fromMs, drawing)) {
    const x = xOf(drawing.span, each.fromMs);
    if (each.state !== "terminated" || x - last < CROSS_PX) continue;
    last = x;
    signs.push(failed(each) ? { shape: "cross", x, y, r: 3.5, tone: "bad" } : { shape: "check", x, y, r: 4, tone: "ink2" });
  }
  return signs;
}

function barItems(each: Bar, top: number, lane: PodLane, drawing: Drawing): Item[] {
  const toMs = each.toMs ?? lane.endedAtMs ?? drawing.liveMs;
  if (each.state === "terminated") return [];
  if (each.state === "waiting") return BACKING_OFF.has(each.reason) ? [bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "line", tone: "bad" })] : [bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "hatch", tone: "wait" })];
  const run = bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "solid", tone: "ink" });
  if (each.run === 0 || run.shape !== "bar") return [run];
  const figure = String(each.run);
  const x = Math.max(run.x, 0) + 10;
  const fits = run.x + run.w - x > drawing.measure(figure, "figure") + 2;
  return fits ? [run, { shape: "text", x, y: top + 12, text: figure, face: "figure", tone: "leaf", centred: false }] : [run];
}

/** A container of which no mark tells: it has run since before anything was seen, or waits for a node. */
function barsOfView(top: number, lane: PodLane, name: string, drawing: Drawing): Item[] {
  const toMs = lane.endedAtMs ?? drawing.liveMs;
  const view = drawing.viewOf(lane.key)?.containers.find((container) => container.name === name);
  if (!view) return [];
  if (view.state === "running") return [bar(drawing, view.startedAtMs ?? lane.createdAtMs, toMs, { y: top + 4, h: 9, fill: "solid", tone: "ink" })];
  return view.state === "waiting" ? [bar(drawing, lane.createdAtMs, toMs, { y: top + 4, h: 9, fill: "dashed", tone: "mute" })] : [];
}
