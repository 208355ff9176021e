/**
 * The glyph grammar is drawn from plain data, so that an SVG glyph and the same glyph on the canvas layer cannot differ.
 * Every glyph lies on a grid whose middle is 0,0 and whose ring has the radius 10.
 */
export type Shape = Line & Paint;

type Line =
  /** SVG path data. */
  | { readonly path: string }
  /** Part of a circle round the middle, clockwise; 0 and 1 turn are at the top. */
  | { readonly radius: number; readonly fromTurn: number; readonly toTurn: number; readonly pie: boolean };

interface Paint {
  /** cut: a stroke in the colour of the ground, on something solid. */
  readonly paint: "stroke" | "fill" | "cut";
  readonly width: number;
  readonly dash?: readonly [number, number];
  readonly cap?: "round" | "square";
  readonly opacity?: number;
}

/** The radius of every glyph's ring on its grid. */
export const UNIT = 10;
/** Weight of a glyph's line on the grid: 1.5 px at the size of a capsule. */
export const LINE = 1.9;

type More = Partial<Omit<Paint, "paint">>;

export const stroke = (path: string, more: More = {}): Shape => ({ path, paint: "stroke", width: LINE, ...more });
/** Signs inside a glyph have round ends. */
export const sign = (path: string, more: More = {}): Shape => stroke(path, { cap: "round", ...more });
export const fill = (path: string): Shape => ({ path, paint: "fill", width: 0 });
export const cut = (path: string, more: More = {}): Shape => ({ path, paint: "cut", width: 2.18, cap: "square", ...more });

export const ring = (radius: number = UNIT, more: More = {}): Shape => ({ radius, fromTurn: 0, toTurn: 1, pie: false, paint: "stroke", width: LINE, ...more });
export const arc = (radius: number, fromTurn: number, toTurn: number, more: More = {}): Shape => ({ radius, fromTurn, toTurn, pie: false, paint: "stroke", width: LINE, ...more });
export const disc = (radius: number): Shape => ({ radius, fromTurn: 0, toTurn: 1, pie: false, paint: "fill", width: 0 });
export const pie = (radius: number, turn: number): Shape => ({ radius, fromTurn: 0, toTurn: turn, pie: true, paint: "fill", width: 0 });

/** A box round the middle. */
export const box = (half: number): string => `M${-half} ${-half}H${half}V${half}H${-half}Z`;
export const cross = (half: number): string => `M${-half} ${-half}L${half} ${half}M${half} ${-half}L${-half} ${half}`;

/** An outer arc is a clock: the thin circle is its whole time, the thick part what has gone by. */
export function clock(radius: number, fraction: number): readonly Shape[] {
  const whole = ring(radius, { width: 0.85, opacity: 0.7 });
  return fraction > 0 ? [whole, arc(radius, 0, Math.min(fraction, 1))] : [whole];
}

/** What a glyph's colour says. */
export type Signal = "ok" | "wait" | "bad" | "mute" | "ink";
