import { worstOf, type PodLane } from "../lanes.ts";
import type { Row } from "../rows.ts";
import { xOf } from "../scale.ts";
import { bar, CLOSE_PX, flagOf, STANDING_BARS, visible } from "./bars.ts";
import type { Drawing, Item } from "./item.ts";
import { GAP_PX, text } from "./texts.ts";

/** What the person did: a flag each, and the command as far as there is room. */
export function inputItems({ top, height }: Row, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let last = -Infinity;
  for (const [input, next] of visible(drawing.lanes.inputs, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, input.atMs);
    // A command that was seen to be typed does not run on into what was not seen.
    const until = Math.min(next ? xOf(drawing.span, next.atMs) : Infinity, drawing.viewMs < drawing.liveMs ? xOf(drawing.span, drawing.liveMs) : Infinity);
    const room = until - x - 14 - GAP_PX;
    if (x - last >= CLOSE_PX) items.push({ shape: "flag", x, y: top + 4, filled: true, tone: "ink" });
    last = x;
    text(items, drawing, { x: x + 13, y: top + height - 6, room, text: firstLine(input.text), face: "mono", tone: "ink2" });
  }
  return items;
}

const firstLine = (command: string): string => command.split("\n", 1)[0]!.trim();

export function clusterItems({ top, height }: Row, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let free = -Infinity;
  for (const [mark, next] of visible(drawing.lanes.cluster, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, mark.atMs);
    const room = (next ? xOf(drawing.span, next.atMs) : Infinity) - x - 12 - GAP_PX;
    if (mark.kind === "event") {
      items.push({ shape: "flag", x, y: top + 4, ...flagOf(mark.type) });
      continue;
    }
    const well = mark.status === "Ready";
    if (x < free) continue;
    items.push({ shape: "tick", x, y: top + 4, h: 12, tone: well ? "ink" : "bad", dashed: false });
    free = text(items, drawing, { x: x + 5, y: top + height - 6, room: room + 6, text: `${mark.node.slice(mark.node.indexOf("/") + 1)} ${mark.status}`, face: "label", tone: well ? "ink2" : "bad" });
  }
  return items;
}

/** Many pods in one lane: the worst of them at every instant. */
export function systemItems(row: Extract<Row, { kind: "system" }>, drawing: Drawing): Item[] {
  const items: Item[] = [];
  for (const [{ atMs, standing }, next] of visible(worstKnown(row.pods), ({ atMs: at }) => at, drawing)) {
    if (standing) items.push(bar(drawing, atMs, next?.atMs ?? drawing.liveMs, { y: row.top + 7, h: 5, ...STANDING_BARS[standing] }));
  }
  return items;
}

/** Rows are made anew when a mark comes; until then the same pods have the same worst. */
const worstByPods = new WeakMap<readonly PodLane[], ReturnType<typeof worstOf>>();

function worstKnown(pods: readonly PodLane[]): ReturnType<typeof worstOf> {
  const known = worstByPods.get(pods) ?? worstOf(pods);
  worstByPods.set(pods, known);
  return known;
}
