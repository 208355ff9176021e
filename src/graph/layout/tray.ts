import type { Box } from "./geometry.ts";
import { rowsOf } from "./grid.ts";
import { TRAY_CARD } from "./measures.ts";
import { TRAY, dotGrids, type Vessel } from "./vessel.ts";

/** The scheduler's verdict is so high. */
const VERDICT = 96;
/** Dots of the tray are no larger than this allows. */
const MOST_PITCH = 22;

/** Pods without a node hang in the tray from the top; below them stands the scheduler's verdict. */
export function trayVessel(box: Box, places: number, scale: number): Vessel {
  const room = { x: box.x + 6, y: box.y + 24, width: box.width - 12, height: Math.max(16, box.height - 26 - Math.min(VERDICT, box.height * 0.3)) };
  let columns = 1;
  let card = Math.min(1, scale * 1.6);
  while (rowsOf(columns, places) * TRAY_CARD.pitchY * card > room.height && card > 0.02) {
    card *= 0.9;
    columns = Math.max(1, Math.floor((room.width + 4) / (104 * card)));
  }
  const pitchX = (room.width + 4 * card) / columns;
  const grid = { x: room.x, y: room.y, columns, width: pitchX - 4 * card, height: TRAY_CARD.height * card, pitchX, pitchY: TRAY_CARD.pitchY * card, up: false };
  const { normal } = dotGrids(room, 0, places, MOST_PITCH);
  const dots = { ...normal, y: room.y, up: false };
  return { key: TRAY, box, inner: box, slim: true, capsules: { small: grid, normal: grid }, dots: { small: dots, normal: dots } };
}
