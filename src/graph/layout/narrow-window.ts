import type { Arrangement } from "./arrangement.ts";
import { bestArrangement } from "./best-arrangement.ts";
import { rowsOf } from "./grid.ts";
import { BOTTOM, CAPSULE, GROUP, LEFT, LIP, PILL, RIGHT, TANK, TRAY_CARD, WALL } from "./measures.ts";
import type { PlateLayout, PlateNeeds } from "./plate.ts";
import { sheetOf } from "./sheet.ts";
import { DRAWN } from "./strip.ts";
import type { TankNeeds } from "./tank-needs.ts";
import { tankBoxes } from "./tanks.ts";
import { trayVessel } from "./tray.ts";

/** A narrow window scrolls down a column of tanks up to so many pods; beyond, it sees them all as dots. */
const COLUMN_UP_TO = 60;

/** In the hand: one column of tanks to scroll, or everything as dots where there is much. */
export function layoutNarrow(needs: PlateNeeds): PlateLayout {
  const top = DRAWN.tanksTop;
  const total = needs.tanks.reduce((sum, { small, normal }) => sum + small + normal, 0);
  const trayBoxHeight = 30 + TRAY_CARD.pitchY + 44;
  const arrangement = total <= COLUMN_UP_TO ? column(needs) : bestArrangement(needs, Math.max(needs.height, 1.3 * needs.width) - top - BOTTOM - trayBoxHeight - 20);
  const tanks = tankBoxes(needs.tanks, arrangement, top);
  const bottom = Math.max(top, ...tanks.map(({ y, height }) => y + height));
  const tray = trayVessel({ x: LEFT + 10, y: bottom + 18, width: needs.width - LEFT - RIGHT - 15, height: trayBoxHeight }, needs.tray, arrangement.scale);
  return sheetOf(needs, arrangement, DRAWN, { tanks, tray, bottom: bottom + 18 + trayBoxHeight });
}

/** Tanks below one another, each as high as it must be. Groups have no pipes: they need less between them. */
function column({ width, tanks, groups = false }: PlateNeeds): Arrangement {
  const [gapX, gapY] = groups ? [8, 16] : [20, 30];
  const edges = groups ? GROUP.head + GROUP.foot : TANK.head + TANK.foot;
  const tankWidth = width - LEFT - RIGHT - gapX;
  const abreast = Math.max(1, Math.floor((tankWidth - 2 * LIP - 2 * TANK.side + 4) / 160));
  const heightOf = ({ small, normal }: TankNeeds): number =>
    WALL + edges + Math.max(1, rowsOf(abreast, normal)) * CAPSULE.pitchY + rowsOf(abreast * PILL.perCapsule, small) * PILL.pitchY;
  return { columns: 1, rows: Math.max(2, tanks.length), abreast, scale: 1, seen: 1, tankWidth, tankHeight: 0, heightOf, slim: false, close: false, groups, gapX, gapY };
}
