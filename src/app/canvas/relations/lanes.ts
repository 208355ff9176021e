import type { Box, Point } from "../../../graph/layout/geometry.ts";
import type { Leader, LeaderEnd } from "../../../graph/layout/leaders.ts";
import type { PlateLayout } from "../../../graph/layout/plate-layout.ts";
import { TRAY, type Vessel } from "../../../graph/layout/vessel.ts";

interface Joined {
  readonly box: Box;
  readonly ends: readonly LeaderEnd[];
}

/** Between the rail and the main, and along a rim. */
const LANES_HEIGHT = 9;
const RIM = { begin: 14, pitch: 24, fromMiddle: 14 };
/** Closer than this no number fits beside a leader. */
const NUMBER_FROM = 15;

/** Of everything on the rail at once: each has a lane and an end at the rim of its own, with how many of its pods stand there. */
export function lanesOf(layout: PlateLayout, all: readonly Joined[]): readonly Leader[] {
  const atRim = new Map(layout.vessels.map(({ key }) => [key, all.filter(({ ends }) => ends.some(({ vessel }) => vessel === key))]));
  return all.flatMap((joined, i) => {
    const laneY = (layout.rail?.busY ?? 0) - 1 + (all.length > 1 ? (i / (all.length - 1)) * LANES_HEIGHT : 0);
    return layout.vessels.flatMap((vessel): Leader[] => {
      const there = joined.ends.filter((end) => end.vessel === vessel.key);
      const neighbours = atRim.get(vessel.key) ?? [];
      if (there.length === 0) return [];
      const pitch = Math.min(RIM.pitch, (vessel.box.width / 2 - RIM.begin - RIM.fromMiddle) / Math.max(1, neighbours.length - 1));
      const x = vessel.box.x + RIM.begin + neighbours.indexOf(joined) * pitch;
      const line = there.some((end) => end.line === "solid") ? "solid" : there.some((end) => end.line === "dashed") ? "dashed" : "dotted";
      const leader: Leader = { points: wayTo(layout, vessel, joined.box, x, laneY), line };
      return [pitch >= NUMBER_FROM ? { ...leader, bundle: { count: there.length, at: { x: x + 3, y: vessel.box.y - 4 } } } : leader];
    });
  });
}

function wayTo({ vessels, gapX, close }: PlateLayout, { key, box }: Vessel, from: Box, x: number, laneY: number): readonly Point[] {
  const start = { x: from.x - 4, y: from.y + from.height / 2 };
  const begin = [{ x: from.x, y: start.y }, start, { x: start.x, y: laneY }];
  if (box.y <= (vessels[0]?.box.y ?? 0) + 8) return [...begin, { x, y: laneY }, { x, y: box.y }];
  const left = key === TRAY || box.x < gapX ? 3 : box.x - (close ? 1.5 : 4.5);
  return [...begin, { x: left, y: laneY }, { x: left, y: box.y - 4 }, { x, y: box.y - 4 }, { x, y: box.y }];
}
