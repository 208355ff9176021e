import { middleOf, type Box, type Point } from "./geometry.ts";
import type { PlateLayout } from "./plate.ts";
import { podBox, TRAY, type Drawing, type Place, type Vessel } from "./vessel.ts";

/** solid: requests go there, or it is as asked; dashed: not yet, or not now; dotted: on its way out. */
export type LeaderLine = "solid" | "dashed" | "dotted";

/** A pod that a leader goes to. */
export interface LeaderEnd extends Place {
  readonly vessel: string;
  readonly line: LeaderLine;
}

/** A leader as the points that it goes through. Those of one plaque lie on each other where they go the same way. */
export interface Leader {
  readonly points: readonly Point[];
  readonly line: LeaderLine;
  /** It ends at a vessel's edge: how many it stands for, and where that is written. */
  readonly bundle?: { readonly count: number; readonly at: Point };
}

/** More than so many in one vessel are bundled, and so are capsules that are drawn smaller than this. */
const BUNDLED_ABOVE = 48;
const LEAST_SCALE = 0.6;
/** Left of the first column of capsules, beside the rulers' marks. */
const CHANNEL = 4.5;
/** Below a rim's words. */
const HEAD = { roomy: 26, close: 19 };

/**
 * From a plaque of the rail to its pods: along the line below the rail, down between the tanks, in over the rim at its left and
 * between the columns of capsules, so that no leader crosses a word. Where pods are dots, and where they are many, it
 * ends at the rim with their number.
 */
export function leadersOf(layout: PlateLayout, drawing: Drawing, from: Box, ends: readonly LeaderEnd[]): readonly Leader[] {
  const byVessel = new Map<string, LeaderEnd[]>();
  for (const end of ends) {
    const known = byVessel.get(end.vessel);
    if (known) known.push(end);
    else byVessel.set(end.vessel, [end]);
  }
  return layout.vessels.flatMap((vessel) => {
    const there = byVessel.get(vessel.key);
    if (!there) return [];
    const way = toRim(layout, vessel, from);
    // Small pods stand under the rim, each other's neighbours all over: there is no way between them.
    const isBundle = drawing === "dots" || layout.scale < LEAST_SCALE || there.length > BUNDLED_ABOVE || there.some(({ size }) => size === "small");
    return isBundle ? [bundled(way, vessel, there)] : there.map((end) => ({ points: [...way, ...intoTank(layout, vessel, end)], line: end.line }));
  });
}

const channelX = ({ key, box, capsules }: Vessel): number => (key === TRAY ? box.x - CHANNEL : capsules.normal.x - CHANNEL);

/** To where a vessel is entered. */
function toRim({ rail, heights, vessels, gapX, close }: PlateLayout, vessel: Vessel, from: Box): readonly Point[] {
  const busY = rail?.busY ?? heights.mainY - 8;
  const start = { x: from.x - 4, y: from.y + from.height / 2 };
  const x = channelX(vessel);
  const first = vessels[0]?.box.y ?? 0;
  const begin = [{ x: from.x, y: start.y }, start, { x: start.x, y: busY }];
  if (vessel.box.y <= first + 8) return [...begin, { x, y: busY }, { x, y: vessel.box.y }];
  // Between the tanks, at the pipe's right; the first column has the sheet's margin.
  const left = vessel.key === TRAY || vessel.box.x < gapX ? 3 : vessel.box.x - (close ? 1.5 : 4.5);
  const turn = vessel.box.y - 4;
  return [...begin, { x: left, y: busY }, { x: left, y: turn }, { x, y: turn }, { x, y: vessel.box.y }];
}

const weights: readonly LeaderLine[] = ["solid", "dashed", "dotted"];

/** The strongest line of those that it stands for. */
function bundled(way: readonly Point[], vessel: Vessel, ends: readonly LeaderEnd[]): Leader {
  const line = weights.find((each) => ends.some((end) => end.line === each)) ?? "solid";
  return { points: way, line, bundle: { count: ends.length, at: { x: channelX(vessel) + 4, y: vessel.box.y - 6 } } };
}

/** From the rim to a capsule's left end. */
function intoTank({ close }: PlateLayout, vessel: Vessel, { size, place }: LeaderEnd): readonly Point[] {
  const box = podBox(vessel, "capsules", size, place);
  const grid = vessel.capsules[size];
  const y = box.y + Math.min(box.height, grid.height) / 2;
  const column = place % grid.columns;
  const x = channelX(vessel);
  if (column === 0 || vessel.key === TRAY) return [{ x, y }, { x: box.x, y }];
  const between = box.x - (grid.pitchX - grid.width) / 2;
  const headY = vessel.box.y + (close ? HEAD.close : HEAD.roomy);
  return [{ x, y: headY }, { x: between, y: headY }, { x: between, y }, { x: box.x, y }];
}

/** Where a request begins or ends: at a pod, at a vessel's rim (the node itself), or outside. */
export type WayStop = (Place & { readonly vessel: string }) | { readonly vessel: string; readonly size?: undefined } | "outside";

/** The way between two stops, through a plaque where there is one: along the leaders. */
export function wayBetween(layout: PlateLayout, drawing: Drawing, from: WayStop, via: Box | undefined, to: WayStop): readonly Point[] {
  const start = branch(layout, drawing, from);
  const end = branch(layout, drawing, to);
  if (via === undefined) return [...start.toReversed(), ...end];
  const foot = { x: via.x - 4, y: layout.rail?.busY ?? via.y };
  const side = { x: foot.x, y: via.y + via.height / 2 };
  const plaque = { x: via.x, y: side.y };
  return [...start.toReversed(), foot, side, plaque, side, foot, ...end];
}

/** From the line below the rail to a stop. */
function branch(layout: PlateLayout, drawing: Drawing, stop: WayStop): readonly Point[] {
  const busY = layout.rail?.busY ?? layout.heights.mainY - 8;
  if (stop === "outside") return [{ x: 0, y: busY }];
  const vessel = layout.vessels.find(({ key }) => key === stop.vessel);
  if (!vessel) return [{ x: 0, y: busY }];
  const rim = toRim(layout, vessel, { x: 0, y: 0, width: 0, height: 0 }).slice(3);
  if (stop.size === undefined) return rim;
  if (drawing === "capsules" && stop.size === "normal" && layout.scale >= LEAST_SCALE) return [...rim, ...intoTank(layout, vessel, { ...stop, line: "solid" })];
  return [...rim, middleOf(podBox(vessel, drawing, stop.size, stop.place))];
}

/** A leader as SVG path data. */
export const leaderPath = ({ points }: Pick<Leader, "points">): string => points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");
