import type { Box } from "./geometry.ts";
import type { PlateNeeds } from "./plate.ts";
import { TRAY, lower, type Place, type Vessel } from "./vessel.ts";

/** Makes room for the pod that is cut open: what stands below it, in its tank and in the rows below, goes down. */
export function cutOpen(vessels: readonly Vessel[], open: PlateNeeds["opened"], columns: number): { vessels: readonly Vessel[]; extra: number } {
  const at = open ? vessels.findIndex(({ key }) => key === open.vessel) : -1;
  const vessel = vessels[at];
  if (!open || !vessel) return { vessels, extra: 0 };
  const { width, height } = vessel.capsules[open.size];
  const extra = Math.max(0, width * open.aspect - height);
  const row = Math.floor(at / columns);
  const isTray = vessel.key === TRAY;
  return {
    extra,
    vessels: vessels.map((each, i) => {
      if (i === at) return taller(each, extra, open);
      const below = each.key === TRAY ? each.box.y >= vessel.box.y + vessel.box.height : !isTray && Math.floor(i / columns) > row;
      return below ? lower(each, extra) : each;
    }),
  };
}

const grown = (box: Box, extra: number): Box => ({ ...box, height: box.height + extra });
const taller = (vessel: Vessel, extra: number, { size, place }: Place): Vessel => ({ ...vessel, box: grown(vessel.box, extra), inner: grown(vessel.inner, extra), opened: { size, place, extra } });
