import type { KeyboardEvent, PointerEvent } from "react";
import { clockText } from "../clock.ts";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { withEnd } from "./loop.ts";
import { msAt, ticksOf, xOf } from "./scale.ts";
import { spanOf } from "./span.ts";
import { useTimelineView } from "./time-window.ts";
import styles from "./timeline.module.css";

/** The two ends of a loop on the ruler, to be dragged or moved by keys. */
export function LoopHandles({ widthPx }: { readonly widthPx: number }) {
  const { panel } = useTexts(timelineTexts);
  const loop = useTimelineView((view) => view.loop);
  const window = useTimelineView((view) => view.window);
  if (!loop) return null;
  const span = spanOf(window, widthPx);
  const move = (end: "from" | "to", atMs: number): void => useTimelineView.setState({ loop: withEnd(loop, end, atMs, useMoment.getState().liveMs) });
  const press = (event: KeyboardEvent, end: "from" | "to", atMs: number): void => {
    const direction = event.key === "ArrowLeft" || event.key === "ArrowDown" ? -1 : event.key === "ArrowRight" || event.key === "ArrowUp" ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const ticks = ticksOf(span, widthPx);
    move(end, atMs + direction * Math.max(1, (ticks[1]?.atMs ?? 1) - (ticks[0]?.atMs ?? 0)));
  };
  const drag = (event: PointerEvent, end: "from" | "to"): void => {
    const ruler = event.currentTarget.parentElement?.parentElement;
    if (ruler && event.currentTarget.hasPointerCapture(event.pointerId)) move(end, msAt(span, event.clientX - ruler.getBoundingClientRect().left));
  };
  const [left, right] = [xOf(span, loop.fromMs), xOf(span, loop.toMs)];
  return (
    <div className={styles.loop} style={{ width: widthPx }}>
      <i style={{ left: Math.max(0, left), width: Math.max(0, Math.min(right, widthPx) - Math.max(0, left)) }} />
      {([["from", left, loop.fromMs], ["to", right, loop.toMs]] as const).map(([end, x, atMs]) =>
        x < -6 || x > widthPx + 6 ? null : (
          <div
            key={end}
            role="slider"
            tabIndex={0}
            className={styles.handle}
            data-end={end}
            style={{ left: x }}
            aria-label={end === "from" ? panel.loopFrom : panel.loopTo}
            aria-valuemin={0}
            aria-valuemax={useMoment.getState().liveMs}
            aria-valuenow={atMs}
            aria-valuetext={clockText(atMs)}
            onKeyDown={(event) => press(event, end, atMs)}
            onPointerDown={(event) => {
              event.stopPropagation();
              event.currentTarget.setPointerCapture(event.pointerId);
              useTimelineView.setState({ held: true });
            }}
            onPointerMove={(event) => drag(event, end)}
            onPointerUp={() => useTimelineView.setState({ held: false })}
          />
        ),
      )}
    </div>
  );
}
