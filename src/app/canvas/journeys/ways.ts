import { wayBetween, type WayStop } from "../../../graph/layout/leaders.ts";
import type { PlateLayout } from "../../../graph/layout/plate.ts";
import type { Drawing } from "../../../graph/layout/vessel.ts";
import type { Message, Station } from "../../../graph/model.ts";
import { occupancy } from "../plate-store.ts";
import { plaqueBox } from "../plaque-box.ts";
import { shareTo, type WayOf } from "./travelling.ts";

const stopOf = (station: Station): WayStop | undefined => {
  if (station.startsWith("pod/")) return occupancy.standing(station);
  return station.startsWith("node/") ? { vessel: station } : "outside";
};

/** Ways of requests on a layout, each worked out once. */
export function createWays(layout: PlateLayout, drawing: Drawing): WayOf {
  const known = new Map<string, ReturnType<WayOf>>();
  return ({ from, to, leg }: Message) => {
    const key = `${from} ${leg?.via ?? ""} ${to}`;
    if (!known.has(key)) known.set(key, wayOf(layout, drawing, from, leg?.via ?? "", to));
    return known.get(key);
  };
}

function wayOf(layout: PlateLayout, drawing: Drawing, from: Station, via: Station, to: Station): ReturnType<WayOf> {
  const plaque = via === "" ? undefined : plaqueBox(layout, via);
  const start = stopOf(from);
  if (to.startsWith("service/")) {
    // Refused by the Service itself: the way ends at its plaque, or at the rail's line where it has none.
    const whole = start && wayBetween(layout, drawing, start, plaqueBox(layout, to), "outside");
    const end = plaqueBox(layout, to);
    if (!whole) return undefined;
    const last = end ? whole.findIndex(({ x }) => x === end.x) : whole.length - 2;
    return { way: whole.slice(0, last + 1), viaShare: 1 };
  }
  const end = stopOf(to);
  if (!start || !end) return undefined;
  if (from === to) return { way: wayBetween(layout, drawing, start, undefined, "outside").slice(0, 2), viaShare: 1 };
  const way = wayBetween(layout, drawing, start, plaque, end);
  return { way, viaShare: plaque ? shareTo(way, { x: plaque.x, y: plaque.y + plaque.height / 2 }) : 0 };
}
