import { useEffect, useRef, type PointerEvent } from "react";
import type { PlotParts } from "./plot.ts";
import { pan, useTimelineView, zoom } from "./time-window.ts";
import { msAt, type Span } from "./scale.ts";

/** Hands on the plot: drag to move along, pinch or Ctrl and the wheel to come closer, a click to go there. */

interface PlotHands {
  readonly spanNow: () => Span;
  /** Where a click landed: x of the plot, y of the element. */
  readonly clicked: (x: number, y: number) => void;
  readonly hovered: (at: { readonly x: number; readonly y: number } | undefined) => void;
}

/** So far a finger may slip in a click. */
const SLIP_PX = 4;

export function usePlotHands(hands: PlotHands) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const from = useRef<{ x: number; y: number; moved: boolean } | undefined>(undefined);
  const place = (event: PointerEvent): { x: number; y: number } => {
    const rect = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - rect.left, y: event.clientY - rect.top };
  };
  const drop = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId);
    if (pointers.current.size === 0) useTimelineView.setState({ held: false });
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = place(event);
      pointers.current.set(event.pointerId, at);
      from.current = pointers.current.size === 1 ? { ...at, moved: false } : undefined;
    },
    onPointerMove(event: PointerEvent) {
      const at = place(event);
      const before = pointers.current.get(event.pointerId);
      if (!before) return hands.hovered(at);
      const span = hands.spanNow();
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const factor = Math.max(8, Math.abs(before.x - other.x)) / Math.max(8, Math.abs(at.x - other.x));
        zoom(factor, msAt(span, other.x));
      } else {
        if (from.current && !from.current.moved && Math.abs(at.x - from.current.x) < SLIP_PX) return;
        if (from.current) from.current.moved = true;
        useTimelineView.setState({ held: true });
        pan((before.x - at.x) * span.msPerPx);
        hands.hovered(undefined);
      }
      pointers.current.set(event.pointerId, at);
    },
    onPointerUp(event: PointerEvent) {
      const start = from.current;
      const known = pointers.current.has(event.pointerId);
      drop(event);
      const at = place(event);
      if (known && start && !start.moved && Math.abs(at.y - start.y) < SLIP_PX * 2) hands.clicked(at.x, at.y);
      from.current = undefined;
    },
    onPointerCancel(event: PointerEvent) {
      drop(event);
      from.current = undefined;
    },
    onPointerLeave: () => hands.hovered(undefined),
  };
}

/** A notch of the wheel. */
const WHEEL_STEP = 0.0025;

/** The wheel: with Ctrl (or a pinch on a pad) closer and farther, sideways along the time; upright is left to scrolling. */
export function usePlotWheel(parts: PlotParts, leftPx: number, spanNow: () => Span): void {
  const span = useRef(spanNow);
  useEffect(() => {
    span.current = spanNow;
  });
  useEffect(() => {
    const target = parts.body;
    if (!target) return undefined;
    const wheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - target.getBoundingClientRect().left - leftPx;
        zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * WHEEL_STEP * (event.deltaMode === 1 ? 20 : 1)), msAt(span.current(), Math.max(0, x)));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        pan(sideways * span.current().msPerPx);
      }
    };
    target.addEventListener("wheel", wheel, { passive: false });
    return () => target.removeEventListener("wheel", wheel);
  }, [parts, leftPx]);
}
