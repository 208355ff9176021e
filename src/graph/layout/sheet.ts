import type { Arrangement } from "./arrangement.ts";
import { cutOpen } from "./cut-open.ts";
import type { Box } from "./geometry.ts";
import { BOTTOM, DETAIL_MOST, LEFT, RIGHT } from "./measures.ts";
import type { PlateLayout, PlateNeeds } from "./plate.ts";
import { stripBoxes, type Heights } from "./strip.ts";
import { tankVessels } from "./tanks.ts";
import type { Vessel } from "./vessel.ts";

/** Where tanks and tray stand; `bottom` is the lower end of both. */
export interface Standing {
  readonly tanks: readonly Box[];
  readonly tray: Vessel;
  readonly bottom: number;
}

/** The room of the detail below the tanks. */
export interface DetailRoom {
  readonly least: number;
  readonly gap: number;
}

/** Strip, tanks, tray and detail on one sheet, as high as they need. */
export function sheetOf(needs: PlateNeeds, arrangement: Arrangement, heights: Heights, standing: Standing, detail?: DetailRoom): PlateLayout {
  const closed = tankVessels(needs.tanks, standing.tanks, arrangement);
  const { vessels, extra } = cutOpen([...closed, standing.tray], needs.opened, arrangement.columns);
  const foot = standing.bottom + extra;
  const detailBox = detail && detailBelow(needs, standing.bottom, extra, detail);
  const height = (detailBox ? detailBox.y + detailBox.height : foot) + BOTTOM;
  return {
    width: needs.width,
    height: Math.max(needs.height, height),
    scale: arrangement.scale,
    strip: stripBoxes(needs.width, heights),
    heights,
    vessels,
    ...(detailBox && { detail: detailBox }),
    oneRow: arrangement.rows === 1,
    gapX: arrangement.gapX,
    gapY: arrangement.gapY,
    close: arrangement.close,
  };
}

/** As high as the window leaves it room while no pod is cut open. */
const detailBelow = ({ width, height }: PlateNeeds, bottom: number, extra: number, { least, gap }: DetailRoom): Box => ({
  x: LEFT + 5, y: bottom + extra + gap, width: width - LEFT - RIGHT - 5, height: Math.min(Math.max(height - BOTTOM - bottom - gap, least), DETAIL_MOST),
});
