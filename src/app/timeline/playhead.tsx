import { useEffect, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { LoopHandles } from "./loop-handles.tsx";
import { RULER_PX, spanNow, type PlotParts } from "./plot.ts";
import { labelStep, msAt, ticksOf } from "./scale.ts";
import { pan, useTimelineView } from "./time-window.ts";
import styles from "./timeline.module.css";
import { goThere, lookLive, scrubTo } from "./transport-actions.ts";

interface TimeRulerProps {
  readonly parts: PlotParts;
  readonly widthPx: number;
  readonly leftPx: number;
}

/** The ruler with the playhead on it: press or drag anywhere on it to look at that moment. */
export function TimeRuler({ parts, widthPx, leftPx }: TimeRulerProps) {
  const { panel } = useTexts(timelineTexts);
  const { takeRuler, takePlayhead } = parts;
  const [drag] = useState(createDrag);
  useEffect(() => drag.stop, [drag]);
  const press = (event: KeyboardEvent): void => {
    if (keyed(event.key, event.shiftKey, widthPx)) event.preventDefault();
  };
  return (
    <div
      className={styles.ruler}
      style={{ marginLeft: leftPx, width: widthPx, height: RULER_PX }}
      onPointerDown={(event) => drag.down(event, widthPx)}
      onPointerMove={(event) => drag.move(event, widthPx)}
      onPointerUp={drag.end}
      onPointerCancel={drag.end}
    >
      <canvas ref={takeRuler} style={{ width: widthPx, height: RULER_PX }} aria-hidden="true" />
      <LoopHandles widthPx={widthPx} />
      <div ref={takePlayhead} className={styles.playhead} role="slider" tabIndex={0} aria-label={panel.playhead} aria-valuemin={0} aria-valuemax={0} aria-valuenow={0} onKeyDown={press}><span /></div>
    </div>
  );
}

/** Left and right by the smallest tick, pages by a label; Home is 0s, End the present. */
function keyed(key: string, shift: boolean, widthPx: number): boolean {
  const span = spanNow(widthPx);
  const { viewMs } = useMoment.getState();
  const ticks = ticksOf(span, widthPx);
  const smallMs = Math.max(1, (ticks[1]?.atMs ?? 1) - (ticks[0]?.atMs ?? 0));
  const labelMs = labelStep(span, widthPx);
  // To the next tick, not by a tick: a moment between two of them ends up on one.
  const along = (stepMs: number, direction: 1 | -1): void => {
    const to = direction === 1 ? Math.floor(viewMs / stepMs + 1) * stepMs : Math.ceil(viewMs / stepMs - 1) * stepMs;
    if (direction === 1) goThere(to);
    else scrubTo(to);
  };
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      along(shift ? labelMs : smallMs, -1);
      return true;
    case "ArrowRight":
    case "ArrowUp":
      along(shift ? labelMs : smallMs, 1);
      return true;
    case "PageDown":
      along(labelMs, -1);
      return true;
    case "PageUp":
      along(labelMs, 1);
      return true;
    case "Home":
      scrubTo(0);
      return true;
    case "End":
      lookLive();
      return true;
    default:
      return false;
  }
}

/** Beyond the ends the window moves along, this part of the way per frame. */
const EDGE_PART = 0.12;

/** One look per frame, wherever the pointer is by then. */
function createDrag() {
  let x: number | undefined;
  let shownMs: number | undefined;
  let frame = 0;
  const step = (widthPx: number): void => {
    frame = 0;
    if (x === undefined) return;
    const span = spanNow(widthPx);
    const beyond = x < 0 ? x : x > widthPx ? x - widthPx : 0;
    if (beyond !== 0) pan(beyond * EDGE_PART * span.msPerPx);
    const atMs = Math.round(Math.min(useMoment.getState().liveMs, msAt(span, Math.max(0, Math.min(x, widthPx)))));
    if (atMs !== shownMs) scrubTo((shownMs = atMs));
    if (beyond !== 0) frame = requestAnimationFrame(() => step(widthPx));
  };
  const take = (at: number, widthPx: number): void => {
    x = at;
    frame ||= requestAnimationFrame(() => step(widthPx));
  };
  const place = (event: PointerEvent): number => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    down(event: PointerEvent, widthPx: number): void {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      useTimelineView.setState({ held: true });
      const atMs = msAt(spanNow(widthPx), place(event));
      if (event.target instanceof Element && event.target.closest("[role='slider']")) return;
      // What has not happened cannot be looked at: the world runs on to there.
      if (atMs > useMoment.getState().liveMs) goThere(atMs);
      else take(place(event), widthPx);
    },
    move(event: PointerEvent, widthPx: number): void {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) take(place(event), widthPx);
    },
    end(): void {
      x = undefined;
      shownMs = undefined;
      useTimelineView.setState({ held: false });
    },
    stop: (): void => cancelAnimationFrame(frame),
  };
}
