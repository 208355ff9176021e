import type { CSSProperties } from "react";
import { UNIT, type Shape, type Signal } from "./shape.ts";
import styles from "./glyphs.module.css";

/** Shapes of the grid, as SVG. */
export function Shapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  return shapes.map((shape, i) => {
    const attributes = {
      className: styles[shape.paint],
      style: shape.paint === "fill" ? undefined : strokeStyle(shape),
    };
    return isCircle(shape) ? <circle key={i} r={shape.radius} {...attributes} /> : <path key={i} d={pathOf(shape)} {...attributes} />;
  });
}

function strokeStyle({ width, dash, cap, opacity }: Shape): CSSProperties {
  return {
    strokeWidth: width,
    ...(dash && { strokeDasharray: dash.join(" ") }),
    ...(cap && { strokeLinecap: cap, strokeLinejoin: cap === "round" ? "round" : "miter" }),
    ...(opacity !== undefined && { opacity }),
  };
}

const isCircle = (shape: Shape): shape is Shape & { readonly radius: number } =>
  "radius" in shape && !shape.pie && shape.toTurn - shape.fromTurn >= 1;

/** Path data of a shape that is not a whole circle. */
function pathOf(shape: Shape): string {
  if ("path" in shape) return shape.path;
  const { radius, fromTurn, toTurn, pie } = shape;
  const line = arcPath(radius, fromTurn, toTurn);
  return pie ? `M0 0L${line.slice(1)}Z` : line;
}

/** Part of a circle as path data, clockwise from `fromTurn` to `toTurn`; 0 is at the top. */
export function arcPath(radius: number, fromTurn: number, toTurn: number): string {
  // A whole turn would end where it begins, and draw nothing.
  const end = Math.min(toTurn, fromTurn + 0.9999);
  const large = end - fromTurn > 0.5 ? 1 : 0;
  return `M${pointAt(radius, fromTurn)}A${radius} ${radius} 0 ${large} 1 ${pointAt(radius, end)}`;
}

function pointAt(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI;
  return `${place(radius * Math.sin(angle))} ${place(-radius * Math.cos(angle))}`;
}

const place = (value: number): number => Math.round(value * 1000) / 1000;

interface MarkProps {
  readonly shapes: readonly Shape[];
  readonly signal: Signal;
}

/** A glyph inside another drawing, its ring `r` px from `x`, `y`. */
export function GlyphMark({ shapes, signal, x, y, r }: MarkProps & { readonly x: number; readonly y: number; readonly r: number }) {
  return (
    <g className={styles[signal]} transform={`translate(${x} ${y}) scale(${r / UNIT})`}>
      <Shapes shapes={shapes} />
    </g>
  );
}

/** How much of its box a glyph's ring leaves free on each side, on the grid. Clocks run outside of the box. */
const MARGIN = 2;

/** A glyph as an element of its own: a box of `size` px. Nothing for a screen reader: its word stands beside it. */
export function Glyph({ shapes, signal, size }: MarkProps & { readonly size: number }) {
  const half = UNIT + MARGIN;
  return (
    <svg className={`${styles.glyph} ${styles[signal]}`} width={size} height={size} viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`} aria-hidden="true">
      <Shapes shapes={shapes} />
    </svg>
  );
}

/** The radius in px of a glyph's ring in a box of `size` px. */
export const radiusIn = (size: number): number => (size / 2) * (UNIT / (UNIT + MARGIN));
