/**
 * A drawing as plain data: what an SVG, a PNG and a frame of a film are made of. Nothing in it is markup: words are
 * words, colours are CSS colours without variables, lengths are CSS pixels.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export type Mark = PathMark | TextMark | GroupMark;

export interface PathMark {
  readonly type: "path";
  /** SVG path data. */
  readonly d: string;
  readonly fill?: Fill | undefined;
  readonly stroke?: Stroke | undefined;
  readonly opacity?: number | undefined;
}

export type Fill = string | Hatch;

/** Parallel lines, `size` apart, turned by so many degrees. */
export interface Hatch {
  readonly size: number;
  readonly turn: number;
  readonly colour: string;
  readonly line: number;
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[] | undefined;
  readonly cap?: CanvasLineCap | undefined;
  readonly join?: CanvasLineJoin | undefined;
}

/** One line of words, from its left end on its baseline. */
export interface TextMark {
  readonly type: "text";
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly font: Font;
  readonly colour: string;
  /** How wide it was seen to be: another face is fitted into it. */
  readonly width?: number | undefined;
  readonly spacing?: number | undefined;
  /** Round the letters, behind them: lines that they cross end there. */
  readonly halo?: { readonly colour: string; readonly width: number } | undefined;
  readonly opacity?: number | undefined;
}

export interface Font {
  readonly family: string;
  readonly size: number;
  readonly weight: number;
  readonly italic?: boolean | undefined;
}

/** Marks in a place of their own: moved first, then cut to a shape in that place. */
export interface GroupMark {
  readonly type: "group";
  readonly at?: Matrix | undefined;
  /** SVG path data. */
  readonly clip?: string | undefined;
  readonly marks: readonly Mark[];
}

/** As SVG and canvas write it: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const moved = (x: number, y: number, scale = 1): Matrix => [scale, 0, 0, scale, x, y];

/** A rectangle with round corners as path data. */
export function roundRect(x: number, y: number, width: number, height: number, radius = 0): string {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  const arc = (dx: number, dy: number): string => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
  return `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${arc(r, r)}v${n(height - 2 * r)}${arc(-r, r)}h${n(2 * r - width)}${arc(-r, -r)}v${n(2 * r - height)}${arc(r, -r)}Z`;
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  const half = (dx: number): string => `a${n(rx)} ${n(ry)} 0 1 1 ${n(dx)} 0`;
  return `M${n(cx - rx)} ${n(cy)}${half(2 * rx)}${half(-2 * rx)}Z`;
}

/** Nobody sees a thousandth of a pixel. */
export const n = (value: number): number => Math.round(value * 100) / 100 + 0;
