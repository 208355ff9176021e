import { useSyncExternalStore } from "react";
import type { EntityKey } from "../../graph/model.ts";
import { toneOf } from "../../graph/why/tone.ts";
import { allMarks } from "../state/marks.ts";
import { useCompare } from "../state/compare.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { useSettings } from "../state/settings.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { columnsOf, paintArea, paintNodeNotes } from "./area.ts";
import { useBeside } from "./beside.ts";
import { plannedUntil } from "./items/clocks.ts";
import type { Drawing } from "./items/item.ts";
import { itemsOf } from "./items/items.ts";
import { lanesNow, rowsNow } from "./known-lanes.ts";
import type { MarkOf } from "./lanes.ts";
import { PALE, paintBalloon, paintFuture, paintGrid, paintItem, paintPlayhead, paintRuler, paintSeen, prepared } from "./paint.ts";
import { forgetPalette, measure, paletteNow } from "./palette.ts";
import { balloonsOf } from "./row-marks.ts";
import { rowsBetween, type Row } from "./rows.ts";
import { instantText, msAt, xOf, type Span } from "./scale.ts";
import { spanOf } from "./span.ts";
import { keepInSight, useTimelineView } from "./time-window.ts";

/** Draws one place where the timeline is shown: only when something of it changed, at most once per frame. */

/** The elements of one place, once they are there. */
export interface PlotParts {
  readonly ruler: HTMLCanvasElement | null;
  readonly lanes: HTMLCanvasElement | null;
  readonly body: HTMLDivElement | null;
  readonly playhead: HTMLDivElement | null;
  readonly takeRuler: (element: HTMLCanvasElement | null) => void;
  readonly takeLanes: (element: HTMLCanvasElement | null) => void;
  readonly takeBody: (element: HTMLDivElement | null) => void;
  readonly takePlayhead: (element: HTMLDivElement | null) => void;
}

export function createParts(): PlotParts {
  const held: { ruler: HTMLCanvasElement | null; lanes: HTMLCanvasElement | null; body: HTMLDivElement | null; playhead: HTMLDivElement | null } = { ruler: null, lanes: null, body: null, playhead: null };
  return {
    get ruler() {
      return held.ruler;
    },
    get lanes() {
      return held.lanes;
    },
    get body() {
      return held.body;
    },
    get playhead() {
      return held.playhead;
    },
    takeRuler: (element) => void (held.ruler = element),
    takeLanes: (element) => void (held.lanes = element),
    takeBody: (element) => void (held.body = element),
    takePlayhead: (element) => void (held.playhead = element),
  };
}

export interface PlotShape {
  /** Of the plot, without names and margin. */
  readonly widthPx: number;
  readonly bodyPx: number;
  /** lanes: all rows. strip: some rows of one pod. area: counts. none: the ruler only. */
  readonly shows: "lanes" | "strip" | "area" | "none";
}

/** The mark that the keyboard is on. */
export interface Cursor {
  readonly row: string;
  readonly atMs: number;
}

export const RULER_PX = 19;

/** The part of time that is shown in a plot of that width. */
export const spanNow = (widthPx: number): Span => spanOf(useTimelineView.getState().window, widthPx);

/** The rows of the narrow strip: what the selected pod's containers did. */
export function stripRows(heightPx: number): readonly Row[] {
  const { selected } = useSelection.getState();
  const own = [...lanesNow().pods.values()].filter(({ endedAtMs, namespace }) => endedAtMs === undefined && !namespace.startsWith("kube-"));
  const lane = own.find(({ key }) => key === selected) ?? own[0];
  if (!lane) return [];
  const rows: Row[] = [];
  let top = 0;
  for (const { name, probes } of lane.containers.values()) {
    if (top + 17 > heightPx) break;
    rows.push({ kind: "container", id: name, lane, container: name, top: top - 1, height: 19 });
    top += 17;
    for (const probe of probes.keys()) {
      if (top + 14 > heightPx) break;
      rows.push({ kind: "probe", id: `${name} ${probe}`, lane, container: name, probe, top, height: 15 });
      top += 14;
    }
  }
  return rows;
}

/** Draws now. */
export function drawPlot(parts: PlotParts, { widthPx, bodyPx, shows }: PlotShape, cursor: Cursor | undefined): void {
  if (widthPx <= 0) return;
  const { viewMs, liveMs, speed } = useMoment.getState();
  const lanes = lanesNow();
  const { mode } = useTimelineView.getState().window;
  const window = keepInSight({ viewMs, liveMs, speed, plannedMs: mode === "fit" ? plannedUntil(lanes, liveMs) : liveMs });
  const span = spanOf(window, widthPx);
  drawRuler(parts, span, widthPx, viewMs, liveMs);
  if (shows === "none" || !parts.lanes) return;
  const context = prepared(parts.lanes, widthPx, bodyPx);
  if (!context) return;
  const palette = paletteNow();
  const texts = timelineTexts[useSettings.getState().language];
  const { why } = useSelection.getState();
  const balloons = shows === "lanes" ? balloonsOf(why, rowsNow(), span, widthPx) : [];
  const drawing: Drawing = { span, widthPx, viewMs, liveMs, lanes, balloons, words: texts.marks, viewOf: podView, measure };
  paintGrid(context, span, widthPx, bodyPx, palette);
  paintFuture(context, span, liveMs, { top: 0, widthPx, heightPx: bodyPx }, palette);
  if (shows === "area") {
    const top = paintArea(context, columnsOf(lanes.shortfalls, span, widthPx, liveMs), { topPx: 22, heightPx: bodyPx - 1, widthPx }, palette);
    drawScale(context, top, palette.rule2, palette.tones.ink2, palette.fonts.mono, widthPx);
    paintSeen(context, span, viewMs, liveMs, { widthPx, heightPx: bodyPx }, texts.panel.seenWord, palette);
    paintNodeNotes(context, lanes.cluster.filter((mark): mark is MarkOf<"node"> => mark.kind === "node"), { span, widthPx, viewMs }, palette);
    return paintPlayhead(context, span, viewMs, widthPx, bodyPx, palette);
  }
  const scrollTop = shows === "lanes" ? (parts.body?.scrollTop ?? 0) : 0;
  const rows = shows === "lanes" ? rowsBetween(rowsNow(), scrollTop - 24, scrollTop + bodyPx + 24) : stripRows(bodyPx);
  context.save();
  context.translate(0, -scrollTop);
  const items = rows.flatMap((row) => itemsOf(row, drawing)).filter(({ shape }) => shows === "lanes" || shape !== "arc");
  // What begins after the moment that is shown is pale as a whole; a bar that spans it is pale from there on.
  const later = viewMs < liveMs ? items.filter((item) => item.x > xOf(span, viewMs)) : [];
  const pale = new Set(later);
  for (const item of items) if (!pale.has(item)) paintItem(context, item, palette);
  context.restore();
  paintSeen(context, span, viewMs, liveMs, { widthPx, heightPx: bodyPx }, shows === "lanes" ? texts.panel.seenWord : "", palette);
  context.save();
  context.translate(0, -scrollTop);
  context.globalAlpha = PALE;
  for (const item of later) paintItem(context, item, palette);
  context.restore();
  paintPlayhead(context, span, viewMs, widthPx, bodyPx, palette);
  context.save();
  context.translate(0, -scrollTop);
  if (why) for (const balloon of balloons) paintBalloon(context, balloon, toneOf(why), palette);
  const row = cursor && rows.find(({ id }) => id === cursor.row);
  if (row && cursor) {
    context.strokeStyle = palette.blue;
    context.lineWidth = 2;
    context.strokeRect(xOf(span, cursor.atMs) - 6, row.top + 1, 12, row.height - 2);
  }
  context.restore();
}

const podView = (key: EntityKey) => modelStore.get("pod", key);

/** How many the top of the counts stands for. */
function drawScale(context: CanvasRenderingContext2D, top: number, rule: string, ink: string, font: string, widthPx: number): void {
  context.strokeStyle = rule;
  context.lineWidth = 1;
  context.setLineDash([1.5, 2.5]);
  context.beginPath();
  context.moveTo(0, 22.5);
  context.lineTo(widthPx, 22.5);
  context.stroke();
  context.setLineDash([]);
  context.font = font;
  context.textAlign = "right";
  context.fillStyle = ink;
  context.fillText(String(top), widthPx - 2, 18);
}

function drawRuler({ ruler, playhead }: PlotParts, span: Span, widthPx: number, viewMs: number, liveMs: number): void {
  const x = xOf(span, viewMs);
  const said = instantText(viewMs, span.msPerPx, msAt(span, widthPx));
  const inSight = x >= -1 && x <= widthPx + 1;
  const text = inSight ? said : x < 0 ? `‹ ${said}` : `${said} ›`;
  const labelPx = Math.max(34, measure(text, "figure") + 12);
  const left = Math.max(0, Math.min(x - labelPx / 2, widthPx - labelPx));
    if (playhead) {
    const label = playhead.firstElementChild;
    if (label && label.textContent !== text) label.textContent = text;
    playhead.style.transform = `translateX(${left}px)`;
    playhead.style.width = `${labelPx}px`;
    playhead.dataset["away"] = String(!inSight);
    playhead.setAttribute("aria-valuemax", String(liveMs));
    playhead.setAttribute("aria-valuenow", String(viewMs));
    playhead.setAttribute("aria-valuetext", said);
  }
  if (!ruler) return;
  const context = prepared(ruler, widthPx, RULER_PX);
  const palette = paletteNow();
  if (!context) return;
  if (viewMs < liveMs) {
    context.fillStyle = palette.blueWash;
    const from = Math.max(0, x);
    context.fillRect(from, 10, Math.min(widthPx, xOf(span, liveMs)) - from, 8);
  }
  paintRuler(context, span, widthPx, RULER_PX - 1, palette, (label) => measure(label, "mono"), { from: left - 3, to: left + labelPx + 3 });
  if (!inSight) return;
  context.strokeStyle = palette.blue;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, 12);
  context.lineTo(x, RULER_PX);
  context.stroke();
}

/** Calls `draw` in the next frame, however often it is asked to. Returns how to ask, and how to end it. */
export function oncePerFrame(draw: () => void): { ask(): void; end(): void } {
  let frame = 0;
  return {
    ask() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        draw();
      });
    },
    end: () => cancelAnimationFrame(frame),
  };
}

/** Everything of the page whose change changes the drawing. */
export function onDrawn(changed: () => void): () => void {
  const restyled = (): void => {
    forgetPalette();
    changed();
  };
  const ends = [
    useMoment.subscribe(changed),
    useSelection.subscribe(({ selected, why }, before) => (selected !== before.selected || why !== before.why) && changed()),
    useTimelineView.subscribe(changed),
    useSettings.subscribe(restyled),
    modelStore.onAny(changed),
    useCompare.subscribe(changed),
    useBeside.subscribe(changed),
  ];
  void document.fonts.ready.then(restyled);
  document.fonts.addEventListener("loadingdone", restyled);
  return () => {
    for (const end of ends) end();
    document.fonts.removeEventListener("loadingdone", restyled);
  };
}

/** True once something has happened that can be shown. */
export const useHasMarks = (): boolean => useSyncExternalStore(modelStore.onAny, () => allMarks().length > 0 || modelStore.keys("pod").length > 0);
