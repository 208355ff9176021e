import type { Box, Point } from "./geometry.ts";

/** Places of one size in rows. Place 0 is at the left of the first row; `up`: the next row lies above, as things that sink fill a tank. */
export interface Grid {
  readonly x: number;
  /** Top of the first row; with `up`, its bottom. */
  readonly y: number;
  readonly columns: number;
  /** Of what stands in a place. */
  readonly width: number;
  readonly height: number;
  /** From place to place. */
  readonly pitchX: number;
  readonly pitchY: number;
  readonly up: boolean;
}

const topOf = (grid: Grid, row: number): number => (grid.up ? grid.y - row * grid.pitchY - grid.height : grid.y + row * grid.pitchY);

/** Where the thing at a place stands. Depends on nothing but the place: what comes and goes elsewhere does not move it. */
export function boxAt(grid: Grid, place: number): Box {
  const column = place % grid.columns;
  const row = Math.floor(place / grid.columns);
  return { x: grid.x + column * grid.pitchX, y: topOf(grid, row), width: grid.width, height: grid.height };
}

/** The place whose cell (with the gap after it) holds a point; undefined outside. */
export function placeAt(grid: Grid, { x, y }: Point): number | undefined {
  const column = Math.floor((x - grid.x) / grid.pitchX);
  const row = Math.floor((grid.up ? grid.y - y : y - grid.y) / grid.pitchY);
  return column < 0 || column >= grid.columns || row < 0 ? undefined : row * grid.columns + column;
}

/** Rows that so many places take. */
export const rowsOf = (columns: number, places: number): number => Math.ceil(places / columns);
