import type { Box, Point } from "../../../graph/layout/geometry.ts";
import type { Leader, LeaderEnd, LeaderLine } from "../../../graph/layout/leaders.ts";
import type { PlateLayout } from "../../../graph/layout/plate.ts";
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
  const standing = all.map(({ ends }) => byVessel(ends));
  const atRim = new Map<string, number>();
  for (const there of standing) for (const vessel of there.keys()) atRim.set(vessel, (atRim.get(vessel) ?? 0) + 1);
  /** How many of those before have their end at that rim. */
  const taken = new Map<string, number>();
  return all.flatMap((joined, i) => {
    const laneY = (layout.rail?.busY ?? 0) - 1 + (all.length > 1 ? (i / (all.length - 1)) * LANES_HEIGHT : 0);
    return layout.vessels.flatMap((vessel): Leader[] => {
      const there = standing[i]!.get(vessel.key);
      if (!there) return [];
      const place = taken.get(vessel.key) ?? 0;
      taken.set(vessel.key, place + 1);
      const pitch = Math.min(RIM.pitch, (vessel.box.width / 2 - RIM.begin - RIM.fromMiddle) / Math.max(1, (atRim.get(vessel.key) ?? 1) - 1));
      const x = vessel.box.x + RIM.begin + place * pitch;
      const leader: Leader = { points: wayTo(layout, vessel, joined.box, x, laneY), line: there.line };
      return [pitch >= NUMBER_FROM ? { ...leader, bundle: { count: there.count, at: { x: x + 3, y: vessel.box.y - 4 } } } : leader];
    });
  });
}

interface There {
  readonly count: number;
  /** The strongest of theirs. */
  readonly line: LeaderLine;
}

const STRENGTH: Readonly<Record<LeaderLine, number>> = { solid: 2, dashed: 1, dotted: 0 };

function byVessel(ends: readonly LeaderEnd[]): ReadonlyMap<string, There> {
  const all = new Map<string, There>();
  for (const { vessel, line } of ends) {
    const { count, line: before } = all.get(vessel) ?? { count: 0, line };
    all.set(vessel, { count: count + 1, line: STRENGTH[line] > STRENGTH[before] ? line : before });
  }
  return all;
}

function wayTo({ vessels, gapX, close }: PlateLayout, { key, box }: Vessel, from: Box, x: number, laneY: number): readonly Point[] {
  const start = { x: from.x - 4, y: from.y + from.height / 2 };
  const begin = [{ x: from.x, y: start.y }, start, { x: start.x, y: laneY }];
  if (box.y <= (vessels[0]?.box.y ?? 0) + 8) return [...begin, { x, y: laneY }, { x, y: box.y }];
  const left = key === TRAY || box.x < gapX ? 3 : box.x - (close ? 1.5 : 4.5);
  return [...begin, { x: left, y: laneY }, { x: left, y: box.y - 4 }, { x, y: box.y - 4 }, { x, y: box.y }];
}
