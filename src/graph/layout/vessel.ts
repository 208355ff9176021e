import type { Box, Point } from "./geometry.ts";
import { boxAt, placeAt, rowsOf, type Grid } from "./grid.ts";

/** How pods are drawn: from far, from the middle; near by, the opened one is cut open among capsules. */
export type Drawing = "dots" | "capsules";

/** small: of the cluster's own (kube-system); normal: everybody's. Each kind has places of its own, counted from 0. */
export type Size = "small" | "normal";

/** What pods stand in: a node's tank, or the tray of those without a node. */
export interface Vessel {
  /** The node's key, or "tray". */
  readonly key: string;
  /** With walls and lips. */
  readonly box: Box;
  /** The room between the walls. */
  readonly inner: Box;
  /** Narrower, for a control plane node that holds nothing but small pods. */
  readonly slim: boolean;
  readonly capsules: Readonly<Record<Size, Grid>>;
  readonly dots: Readonly<Record<Size, Grid>>;
  /** A capsule that is cut open where it stands: its place, and how much higher it is than the others. */
  readonly opened?: Place & { readonly extra: number };
}

export const TRAY = "tray";

/** Where a pod stands in its vessel. */
export function podBox(vessel: Vessel, drawing: Drawing, size: Size, place: number): Box {
  const grid = vessel[drawing][size];
  const box = boxAt(grid, place);
  const { opened } = vessel;
  if (!opened || drawing !== "capsules") return box;
  if (size !== opened.size) return size === "normal" ? { ...box, y: box.y + opened.extra } : box;
  if (place === opened.place) return { ...box, height: box.height + opened.extra };
  return isBelow(grid, place, opened.place) ? { ...box, y: box.y + opened.extra } : box;
}

/** Rows below the opened one make room for it; those above and beside it stay. */
function isBelow(grid: Grid, place: number, opened: number): boolean {
  const row = Math.floor(place / grid.columns);
  const openedRow = Math.floor(opened / grid.columns);
  return grid.up ? row < openedRow : row > openedRow;
}

/** A place of a vessel. */
export interface Place {
  readonly size: Size;
  readonly place: number;
}

/** The places whose things would lie at a point: one of each size at most, since rows of both go on beyond their room. The inverse of podBox. */
export function placesAt(vessel: Vessel, drawing: Drawing, point: Point): readonly Place[] {
  return (["normal", "small"] as const).flatMap((size) => {
    const place = placeOfSize(vessel, drawing, size, point);
    return place === undefined ? [] : [{ size, place }];
  });
}

function placeOfSize(vessel: Vessel, drawing: Drawing, size: Size, point: Point): number | undefined {
  const grid = vessel[drawing][size];
  const opened = drawing === "capsules" ? vessel.opened : undefined;
  const hit = (place: number): boolean => covers(podBox(vessel, drawing, size, place), point, grid, drawing);
  if (opened?.size === size && hit(opened.place)) return opened.place;
  // A row lies at one of two heights where one is open: as it would without, or lower.
  for (const lower of opened ? [0, opened.extra] : [0]) {
    const place = placeAt(grid, { x: point.x, y: point.y - lower });
    if (place !== undefined && hit(place)) return place;
  }
  return undefined;
}

/** A dot is hit anywhere in its cell, a capsule on itself. */
function covers(box: Box, { x, y }: Point, grid: Grid, drawing: Drawing): boolean {
  const [moreX, moreY] = drawing === "dots" ? [(grid.pitchX - grid.width) / 2, (grid.pitchY - grid.height) / 2] : [0, 0];
  return x >= box.x - moreX && x < box.x + box.width + moreX && y >= box.y - moreY && y < box.y + box.height + moreY;
}

/** Dots in a room: as large as so many allow, small pods on the bed. */
export function dotGrids(room: Box, small: number, normal: number, mostPitch = MOST_PITCH): Readonly<Record<Size, Grid>> {
  let columns = Math.max(1, Math.ceil(room.width / Math.min(mostPitch, room.height)));
  while (!dotsFit(room, columns, small, normal)) columns += 1;
  const pitch = room.width / columns;
  const size = pitch * DOT_SHARE;
  const grid = (rowsBelow: number): Grid => ({
    x: room.x + (pitch - size) / 2,
    y: room.y + room.height - rowsBelow * pitch - (pitch - size) / 2,
    columns, width: size, height: size, pitchX: pitch, pitchY: pitch, up: true,
  });
  return { small: grid(0), normal: grid(rowsOf(columns, small)) };
}

/** A dot's share of its cell; the rest is air. */
const DOT_SHARE = 0.56;
const MOST_PITCH = 40;

const dotsFit = (room: Box, columns: number, small: number, normal: number): boolean =>
  (rowsOf(columns, small) + rowsOf(columns, normal)) * (room.width / columns) <= room.height;

/** The same vessel, so much lower. */
export function lower(vessel: Vessel, by: number): Vessel {
  const down = <T extends { readonly y: number }>(thing: T): T => ({ ...thing, y: thing.y + by });
  const both = (grids: Vessel["dots"]): Vessel["dots"] => ({ small: down(grids.small), normal: down(grids.normal) });
  return { ...vessel, box: down(vessel.box), inner: down(vessel.inner), capsules: both(vessel.capsules), dots: both(vessel.dots) };
}
