import type { Arrangement } from "./arrangement.ts";
import { bestArrangement } from "./best-arrangement.ts";
import { BOTTOM, CAPSULE, DETAIL_MOST, LOW, RIGHT, TRAY_WIDTH } from "./measures.ts";
import type { PlateLayout, PlateNeeds } from "./plate.ts";
import { sheetOf, type DetailRoom } from "./sheet.ts";
import { DRAWN, LOW_DRAWN, type Heights } from "./strip.ts";
import { tankBoxes } from "./tanks.ts";
import { trayVessel } from "./tray.ts";

const DETAIL: DetailRoom = { least: 290, gap: 26 };
/** Capsules smaller than this leave no room for a detail below the tanks. */
const DETAIL_ABOVE = 0.78;
/** In a low window strip and detail are lower, capsules may be smaller, and all is seen from a little farther. */
const LOW_DETAIL: DetailRoom = { least: 246, gap: 12 };
const LOW_DETAIL_ABOVE = 0.6;
const LOW_SHEETS = [1, 1.04, 1.08, 1.12, 1.16];
/** So many tanks need a larger sheet, seen from farther away. */
const MANY = 40;
const SHEETS = [1, 1.3, 1.6, 2, 2.5];

/** Tanks in rows, the tray at their right, and below them the detail if capsules stay large enough. */
export function layoutWide(needs: PlateNeeds): PlateLayout {
  return layoutOn(needs.tanks.length > MANY ? largerSheet(needs) : needs);
}

function largerSheet(needs: PlateNeeds): PlateNeeds {
  const sheets = SHEETS.map((times) => ({ ...needs, width: needs.width * times, height: needs.height * times }));
  const seen = (sheet: PlateNeeds): number => (bestArrangement(sheet, sheet.height - DRAWN.tanksTop - BOTTOM).seen * needs.width) / sheet.width;
  return sheets.reduce((a, b) => (seen(b) > 1.15 * seen(a) ? b : a));
}

function layoutOn(needs: PlateNeeds): PlateLayout {
  const found = needs.height < LOW ? lowWithDetail(needs) ?? withDetail(needs) : withDetail(needs) ?? lowWithDetail(needs);
  return found ?? layoutSheet(needs, bestArrangement(needs, roomIn(needs, drawnFor(needs))), drawnFor(needs));
}

/** Above groups runs no main, since no pipe leads to them. */
const ABOVE_GROUPS: Heights = { ...DRAWN, mainY: 79, tanksTop: 98 };
const drawnFor = ({ groups = false }: PlateNeeds): Heights => (groups ? ABOVE_GROUPS : DRAWN);

/** Height for tanks and what stands below them. */
const roomIn = ({ height }: PlateNeeds, { tanksTop }: Heights): number => height - tanksTop - BOTTOM;

/** With a detail below the tanks, if capsules stay large enough: at the window's size, or seen from a little farther. */
function withDetail(needs: PlateNeeds): PlateLayout | undefined {
  const heights = drawnFor(needs);
  const room = roomIn(needs, heights);
  const least = bestArrangement(needs, room - DETAIL.least - DETAIL.gap);
  if (least.seen >= DETAIL_ABOVE && !least.close) return layoutSheet(needs, roomier(room, least), heights, DETAIL);
  const higher = bestArrangement(needs, (room + BOTTOM) / 0.86 - BOTTOM - DETAIL.least - DETAIL.gap);
  return higher.seen >= DETAIL_ABOVE && !higher.close ? layoutSheet(needs, higher, heights, DETAIL) : undefined;
}

/** The same in a low window, on the sheet that shows capsules and detail largest. */
function lowWithDetail(needs: PlateNeeds): PlateLayout | undefined {
  let found: PlateLayout | undefined;
  let most = 0;
  for (const times of LOW_SHEETS) {
    const sheet = { ...needs, width: needs.width * times, height: needs.height * times };
    const room = roomIn(sheet, LOW_DRAWN) - LOW_DETAIL.least - LOW_DETAIL.gap;
    const arrangement = bestArrangement(sheet, room);
    const size = arrangement.scale / times ** 2;
    if (arrangement.close || arrangement.scale < LOW_DETAIL_ABOVE || heightOf(arrangement) > room + 1 || size <= most) continue;
    most = size;
    found = layoutSheet(sheet, arrangement, LOW_DRAWN, LOW_DETAIL);
  }
  return found;
}

/** Of all its rows. */
const heightOf = ({ rows, tankHeight, gapY }: Arrangement): number => rows * tankHeight + (rows - 1) * gapY;

/** The tray is as high as the tanks beside it. */
function layoutSheet(needs: PlateNeeds, arrangement: Arrangement, heights: Heights, detail?: DetailRoom): PlateLayout {
  const top = heights.tanksTop;
  const tanks = tankBoxes(needs.tanks, arrangement, top);
  const bottom = Math.max(top + 60, ...tanks.map(({ y, height }) => y + height));
  const trayX = needs.width - RIGHT - TRAY_WIDTH;
  const tray = trayVessel({ x: trayX, y: top + 6, width: TRAY_WIDTH, height: bottom - top - 6 }, needs.tray, arrangement.scale);
  return sheetOf(needs, arrangement, heights, { tanks, tray, bottom }, detail);
}

/** Shares room to spare between the tanks and the detail. */
function roomier(room: number, least: Arrangement): Arrangement {
  const spare = Math.max(0, room - DETAIL.least - DETAIL.gap - heightOf(least));
  const forTanks = Math.max(Math.min(spare * 0.45, 2 * CAPSULE.pitchY), spare - (DETAIL_MOST - DETAIL.least));
  return { ...least, tankHeight: least.tankHeight + forTanks / least.rows };
}
