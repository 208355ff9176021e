import { rowsOf } from "./grid.ts";
import { CAPSULE, LEFT, LIP, NARROW, PILL, RIGHT, ROOMY, SLIM_INNER, TANK, TRAY_WIDTH, WALL, padOf } from "./measures.ts";
import type { PlateNeeds } from "./plate.ts";
import { DRAWN } from "./strip.ts";
import type { RoomNeeded, TankNeeds } from "./tank-needs.ts";

/** How tanks stand in rows and capsules in tanks. */
export interface Arrangement {
  readonly columns: number;
  readonly rows: number;
  /** Capsules side by side in a tank. */
  readonly abreast: number;
  readonly scale: number;
  readonly tankWidth: number;
  readonly tankHeight: number;
  readonly slim: boolean;
  readonly gapX: number;
  readonly gapY: number;
  readonly close: boolean;
  readonly groups: boolean;
  /** How large a capsule is on the screen when the whole is seen: less than `scale` where the world is higher than the window. */
  readonly seen: number;
  /** Where tanks differ in height. */
  readonly heightOf?: (tank: TankNeeds) => number;
}

/** What arrangements are tried for; `room` is the height for tanks. */
export interface Asked {
  readonly needs: PlateNeeds;
  readonly room: number;
  readonly all: RoomNeeded;
}

/** The scale of what cannot be drawn: anything else is better. */
export const TOO_NARROW = 0.0001;
const LEAST_TANK = 42;
const LEAST_GROUP = 60;

/** So many columns of tanks with so many capsules abreast, as large as they can be. `close`: tanks without rulers. */
export function arrangementOf({ needs, room, all }: Asked, columns: number, abreast: number, close: boolean): Arrangement {
  const { tanks, groups = false } = needs;
  const { side, head, foot } = padOf(close, groups);
  const rows = Math.max(1, Math.ceil(tanks.length / columns));
  const slimCount = rows === 1 ? all.slim : 0;
  const gapX = groups ? 10 : rows === 1 ? 4 : close ? 12 : 20;
  const gapY = groups ? 10 : close ? 20 : 30;
  const full = Math.max(1, columns - slimCount);
  const area = needs.width - LEFT - RIGHT - trayShare(needs) - slimCount * (SLIM_INNER + 2 * LIP + gapX) - (rows > 1 ? gapX : 0);
  const tankWidth = (area - (full - 1) * gapX) / full;
  const tankHeight = Math.max(close ? LEAST_TANK : groups ? LEAST_GROUP : ROOMY.height, (room - (rows - 1) * gapY) / rows);
  const needed = slimCount > 0 ? all.mostWide : all.most;
  const capsuleRows = rowsOf(abreast, needed.normal);
  const pillRows = rowsOf(abreast * PILL.perCapsule, needed.small);
  const byWidth = Math.max(1, tankWidth - 2 * LIP - 2 * side) / (abreast * CAPSULE.pitchX - 4);
  const byHeight = Math.max(1, tankHeight - WALL - head - foot) / (pillRows * PILL.pitchY + capsuleRows * CAPSULE.pitchY - 4);
  const slimRows = slimCount > 0 ? all.slimRows : 0;
  const bySlim = slimRows > 0 ? Math.max(1, tankHeight - WALL - TANK.head) / (slimRows * PILL.pitchY) : 1;
  const tooNarrow = tankWidth < (close ? LEAST_TANK : ROOMY.width) && columns > 1;
  const scale = tooNarrow ? TOO_NARROW : Math.min(1, byWidth, byHeight, Math.max(bySlim, 0.5));
  const seen = scale * Math.min(1, (room + DRAWN.tanksTop) / (rows * (tankHeight + gapY) - gapY + DRAWN.tanksTop));
  return { columns, rows, abreast, scale, tankWidth, tankHeight, slim: slimCount > 0, gapX, gapY, close, groups, seen };
}

/** Of the width: in a narrow window the tray stands below the tanks. */
const trayShare = ({ width }: PlateNeeds): number => (width < NARROW ? 0 : TRAY_WIDTH + 9);
