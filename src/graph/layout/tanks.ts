import type { Arrangement } from "./arrangement.ts";
import type { Box } from "./geometry.ts";
import { CAPSULE, LEFT, LIP, PILL, SLIM_INNER, TANK, WALL, padOf } from "./measures.ts";
import { isSlim, mostRoom, type Room, type TankNeeds } from "./tank-needs.ts";
import { dotGrids, type Vessel } from "./vessel.ts";

/** Where tanks stand, row by row from `top`. */
export function tankBoxes(tanks: readonly TankNeeds[], { columns, slim, tankWidth, tankHeight, gapX, gapY, heightOf }: Arrangement, top: number): readonly Box[] {
  let x = LEFT;
  let y = top;
  return tanks.map((tank, i) => {
    const column = i % columns;
    if (column === 0) x = LEFT;
    const width = slim && isSlim(tank) ? SLIM_INNER + 2 * LIP : tankWidth;
    const height = heightOf?.(tank) ?? tankHeight;
    const box = { x, y, width, height };
    x += width + gapX;
    if (column === columns - 1) y += height + gapY;
    return box;
  });
}

/** Tanks at their boxes, with the places in them. */
export function tankVessels(tanks: readonly TankNeeds[], boxes: readonly Box[], arrangement: Arrangement): readonly Vessel[] {
  const all = mostRoom(tanks, arrangement.slim);
  return tanks.map((tank, i) => tankVessel(tank, boxes[i]!, arrangement, arrangement.heightOf ? tank : all));
}

function tankVessel(tank: TankNeeds, box: Box, { scale, abreast, slim, close, groups }: Arrangement, all: Room): Vessel {
  const { side, head, foot } = padOf(close, groups);
  const inner = { x: box.x + LIP, y: box.y, width: box.width - 2 * LIP, height: box.height - WALL };
  const room = { x: inner.x + side, y: inner.y + head, width: inner.width - 2 * side, height: inner.height - head - foot };
  return slim && isSlim(tank) ? slimVessel(tank, box, inner, scale) : {
    key: tank.key, box, inner, slim: false,
    capsules: capsuleGrids(room, abreast, scale),
    dots: dotGrids(room, all.small, all.normal),
  };
}

/** Small pods hang in rows from the top, the others fill the tank from its bed. */
function capsuleGrids(room: Box, abreast: number, scale: number): Vessel["capsules"] {
  const gap = (CAPSULE.pitchX - CAPSULE.width) * scale;
  const pitchX = (room.width + gap) / abreast;
  const pills = abreast * PILL.perCapsule;
  const pillPitch = (room.width + 2 * PILL.beyond + PILL.gap * scale) / pills;
  return {
    normal: {
      x: room.x, y: room.y + room.height, columns: abreast,
      width: pitchX - gap, height: CAPSULE.height * scale, pitchX, pitchY: CAPSULE.pitchY * scale, up: true,
    },
    small: {
      x: room.x - PILL.beyond, y: room.y, columns: pills,
      width: pillPitch - PILL.gap * scale, height: PILL.height * scale, pitchX: pillPitch, pitchY: PILL.pitchY * scale, up: false,
    },
  };
}

function slimVessel(tank: TankNeeds, box: Box, inner: Box, scale: number): Vessel {
  const room = { x: inner.x + 10, y: inner.y + TANK.head, width: inner.width - 20, height: inner.height - TANK.head - 3 };
  const small = { x: room.x, y: room.y, columns: 1, width: room.width, height: PILL.height * scale, pitchX: room.width + 3, pitchY: PILL.pitchY * scale, up: false };
  const normal = { x: room.x, y: room.y + room.height, columns: 1, width: room.width, height: CAPSULE.height * scale, pitchX: room.width + 4, pitchY: CAPSULE.pitchY * scale, up: true };
  return { key: tank.key, box, inner, slim: true, capsules: { small, normal }, dots: dotGrids(room, tank.small, tank.normal) };
}
