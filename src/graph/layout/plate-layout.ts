import { LOW, NARROW, RIGHT, TRAY_WIDTH } from "./measures.ts";
import { layoutNarrow } from "./narrow-window.ts";
import type { PlateLayout, PlateNeeds } from "./plate.ts";
import { railOf, railRoom, type RailPlace } from "./rail.ts";
import { DRAWN, stripBoxes } from "./strip.ts";
import { lower } from "./vessel.ts";
import { layoutWide } from "./wide-window.ts";

/** Where everything stands. Pure; a pod's place depends on nothing but the needs and its own number. */
export function layoutPlate(needs: PlateNeeds): PlateLayout {
  const { rail } = needs;
  if (!rail) return layoutSheets(needs);
  const isLow = needs.height < LOW;
  const room = railRoom(rail, railPlace(needs.width), isLow);
  if (room === 0) return layoutSheets(needs);
  const without = layoutSheets({ ...needs, height: needs.height - room });
  return { ...lowered(without, room), rail: railOf(rail, railPlace(without.width), without.heights, isLow) };
}

const layoutSheets = (needs: PlateNeeds): PlateLayout => (needs.width < NARROW ? layoutNarrow(needs) : layoutWide(needs));

/** Between the API server's trunk and the pipe to the tray. */
function railPlace(width: number): RailPlace {
  const api = stripBoxes(width, DRAWN)["kube-apiserver"];
  return { width, trunkX: api.x + api.width / 2, rightX: width < NARROW ? width : width - RIGHT - TRAY_WIDTH / 2 };
}

/** Everything below the strip, so much lower. */
function lowered(layout: PlateLayout, by: number): PlateLayout {
  const { heights, vessels, detail } = layout;
  return {
    ...layout,
    height: layout.height + by,
    heights: { ...heights, mainY: heights.mainY + by, tanksTop: heights.tanksTop + by },
    vessels: vessels.map((vessel) => lower(vessel, by)),
    ...(detail && { detail: { ...detail, y: detail.y + by } }),
  };
}
