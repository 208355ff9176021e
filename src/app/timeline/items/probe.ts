import type { Row } from "../rows.ts";
import { xOf } from "../scale.ts";
import { CLOSE_PX, CROSS_PX, visible } from "./bars.ts";
import type { Drawing, Item } from "./item.ts";

/** A tick for a success, a cross for a failure, a ring for no verdict; the next one, planned, is dashed. */
export function probeItems(row: Extract<Row, { kind: "probe" }>, drawing: Drawing): Item[] {
  const { span, liveMs } = drawing;
  const { lane, container, probe, top, height } = row;
  const middle = top + height / 2;
  const marks = lane.containers.get(container)?.probes.get(probe) ?? [];
  const items: Item[] = [];
  const failures: Item[] = [];
  let lastTick = -Infinity;
  let lastCross = -Infinity;
  for (const [mark] of visible(marks, ({ atMs }) => atMs, drawing)) {
    const x = xOf(span, mark.atMs);
    if (mark.result === "success") {
      if (x - lastTick < CLOSE_PX) continue;
      items.push({ shape: "tick", x: (lastTick = x), y: middle - 5, h: 10, tone: "ok", dashed: false });
    } else {
      if (x - lastCross < CROSS_PX - 2) continue;
      lastCross = x;
      failures.push(mark.result === "failure" ? { shape: "cross", x, y: middle, r: 4, tone: "bad" } : { shape: "ring", x, y: middle, r: 3, tone: "mute" });
    }
  }
  const next = nextProbeMs(row, drawing);
  if (next !== undefined && next > liveMs) items.push({ shape: "tick", x: xOf(span, next), y: middle - 5, h: 10, tone: "mute", dashed: true });
  return [...items, ...failures];
}

/** When a probe asks next, as far as that is known; only the present knows. */
export function nextProbeMs({ lane, container, probe }: Extract<Row, { kind: "probe" }>, { viewOf, viewMs, liveMs }: Pick<Drawing, "viewOf" | "viewMs" | "liveMs">): number | undefined {
  if (viewMs < liveMs) return undefined;
  const view = viewOf(lane.key)?.containers.find(({ name }) => name === container)?.probes.find(({ type }) => type === probe);
  return view && !view.onHold ? view.nextAtMs : undefined;
}
