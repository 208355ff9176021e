import type { Box } from "./geometry.ts";
import { rowsOf } from "./grid.ts";
import { railOf, railRoom, type Rail, type RailNeeds, type RailPlace } from "./rail.ts";
import { DRAWN, LOW_DRAWN, stripBoxes, type Heights, type StripPart } from "./strip.ts";
import { TRAY, dotGrids, type Place, type Vessel } from "./vessel.ts";

/** What has to find room, and the window that it is seen through; sizes in CSS pixels. */
export interface PlateNeeds {
  readonly width: number;
  readonly height: number;
  readonly tanks: readonly TankNeeds[];
  /** Places for pods without a node. */
  readonly tray: number;
  /** Workloads and Services, if there are any. */
  readonly rail?: RailNeeds;
  /** What stands there are groups of pods, not nodes: without walls, rulers and pipes. */
  readonly groups?: boolean;
  /** The pod that is cut open in place; `aspect` is the height of the section for its width. */
  readonly opened?: Place & { readonly vessel: string; readonly aspect: number };
}

export interface TankNeeds {
  readonly key: string;
  readonly controlPlane: boolean;
  readonly small: number;
  readonly normal: number;
}

/** The plate's world: one unit is a CSS pixel while the whole fits the window. */
export interface PlateLayout {
  readonly width: number;
  readonly height: number;
  /** World units per design pixel of a capsule: 1 where there is room, less where there are many. */
  readonly scale: number;
  readonly strip: Readonly<Record<StripPart, Box>>;
  /** Where workloads and Services stand, if there are any. */
  readonly rail?: Rail;
  /** Of strip and pipes. */
  readonly heights: Heights;
  /** Tanks in their order, then the tray. */
  readonly vessels: readonly Vessel[];
  /** Where the selected pod is cut open, if there is room for it below the tanks. */
  readonly detail?: Box;
  /** Tanks stand in one row. */
  readonly oneRow: boolean;
  /** Between tanks, where pipes run. */
  readonly gapX: number;
  readonly gapY: number;
  /** Tanks are small: no rulers, no figures. */
  readonly close: boolean;
}

/** Design pixels: mock and layout share them. */
const LEFT = 6;
const RIGHT = 11;
const BOTTOM = 15;
const LIP = 10;
const WALL = 5;
const SIDE = 23;
const HEAD = 29;
const FOOT = 18;
/** Tanks smaller than this have no rulers and no foot, and stand closer. */
const ROOMY = { width: 138, height: 100 };
const CLOSE = { side: 6, head: 21, foot: 4 };
const GROUP = { side: 3, head: 28, foot: 0 };
const LEAST_TANK = 42;
const LEAST_GROUP = 60;
const SLIM_INNER = 124;
const CAPSULE = { width: 188, height: 38, pitchX: 192, pitchY: 42 };
const PILL = { height: 16, pitchY: 19.5, perCapsule: 3, gap: 3, beyond: 4 };
const TRAY_WIDTH = 112;
const TRAY_CARD = { height: 36, pitchY: 40 };
const VERDICT = 96;
const DETAIL = { least: 290, most: 440, gap: 26 };
/** In a low window strip and detail are lower, capsules may be smaller, and all is seen from a little farther. */
const LOW = { window: 540, detail: 246, gap: 12, above: 0.6, sheets: [1, 1.04, 1.08, 1.12, 1.16] };
/** Capsules smaller than this leave no room for a detail below the tanks. */
const DETAIL_ABOVE = 0.78;
const NARROW = 560;
/** A narrow window scrolls down a column of tanks up to so many pods; beyond, it sees them all as dots. */
const COLUMN_UP_TO = 60;

interface Arrangement {
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

const padOf = (close: boolean, groups: boolean): typeof CLOSE => (close ? CLOSE : groups ? GROUP : { side: SIDE, head: HEAD, foot: FOOT });

/** Where everything stands. Pure; a pod's place depends on nothing but the needs and its own number. */
export function layoutPlate(needs: PlateNeeds): PlateLayout {
  const { rail } = needs;
  if (!rail) return layoutSheets(needs);
  const isLow = needs.height < LOW.window;
  const room = railRoom(rail, railPlace(needs.width), isLow);
  if (room === 0) return layoutSheets(needs);
  const without = layoutSheets({ ...needs, height: needs.height - room });
  return { ...lowered(without, room), rail: railOf(rail, railPlace(without.width), without.heights, isLow) };
}

const layoutSheets = (needs: PlateNeeds): PlateLayout => {
  if (needs.width < NARROW) return layoutNarrow(needs);
  return layoutWide(needs.tanks.length > MANY ? onLargerSheet(needs) : needs);
};

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

/** So many tanks need a larger sheet, seen from farther away. */
const MANY = 40;
const SHEETS = [1, 1.3, 1.6, 2, 2.5];

function onLargerSheet(needs: PlateNeeds): PlateNeeds {
  const sheets = SHEETS.map((times) => ({ ...needs, width: needs.width * times, height: needs.height * times }));
  const seen = (sheet: PlateNeeds): number => (best(sheet, sheet.height - DRAWN.tanksTop - BOTTOM).seen * needs.width) / sheet.width;
  return sheets.reduce((a, b) => (seen(b) > 1.15 * seen(a) ? b : a));
}

function layoutWide(needs: PlateNeeds): PlateLayout {
  const found = needs.height < LOW.window ? lowWithDetail(needs) ?? withDetail(needs) : withDetail(needs) ?? lowWithDetail(needs);
  return found ?? layoutSheet(needs, best(needs, roomIn(needs, drawnFor(needs))), drawnFor(needs));
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
  const least = best(needs, room - DETAIL.least - DETAIL.gap);
  if (least.seen >= DETAIL_ABOVE && !least.close) return layoutSheet(needs, roomier(room, least), heights, DETAIL);
  const higher = best(needs, (room + BOTTOM) / 0.86 - BOTTOM - DETAIL.least - DETAIL.gap);
  return higher.seen >= DETAIL_ABOVE && !higher.close ? layoutSheet(needs, higher, heights, DETAIL) : undefined;
}

/** The same in a low window, on the sheet that shows capsules and detail largest. */
function lowWithDetail(needs: PlateNeeds): PlateLayout | undefined {
  let found: PlateLayout | undefined;
  let most = 0;
  for (const times of LOW.sheets) {
    const sheet = { ...needs, width: needs.width * times, height: needs.height * times };
    const room = roomIn(sheet, LOW_DRAWN) - LOW.detail - LOW.gap;
    const arrangement = best(sheet, room);
    const size = arrangement.scale / times ** 2;
    if (arrangement.close || arrangement.scale < LOW.above || heightOf(arrangement) > room + 1 || size <= most) continue;
    most = size;
    found = layoutSheet(sheet, arrangement, LOW_DRAWN, { least: LOW.detail, gap: LOW.gap });
  }
  return found;
}

const heightOf = ({ rows, tankHeight, gapY }: Arrangement): number => rows * tankHeight + (rows - 1) * gapY;

type DetailRoom = Pick<typeof DETAIL, "least" | "gap">;

/** `detail`: the room of the detail below the tanks, if there is one. */
function layoutSheet(needs: PlateNeeds, arrangement: Arrangement, heights: Heights, detail?: DetailRoom): PlateLayout {
  const top = heights.tanksTop;
  const tanks = tankBoxes(needs, arrangement, top);
  const tanksBottom = Math.max(top + 60, ...tanks.map(({ y, height }) => y + height));
  const trayX = needs.width - RIGHT - TRAY_WIDTH;
  const tray = trayVessel({ x: trayX, y: top + 6, width: TRAY_WIDTH, height: tanksBottom - top - 6 }, needs.tray, arrangement.scale);
  return finish(needs, arrangement, heights, tanks, tray, tanksBottom, detail);
}

function finish(
  needs: PlateNeeds, arrangement: Arrangement, heights: Heights, boxes: readonly Box[], tray: Vessel, tanksBottom: number, detail?: DetailRoom,
): PlateLayout {
  const all = roomOfAll(needs, arrangement);
  const closed = needs.tanks.map((tank, i) => tankVessel(tank, boxes[i]!, arrangement, arrangement.heightOf ? tank : all));
  const { vessels, extra } = opened([...closed, tray], needs, arrangement.columns);
  const tanksFoot = tanksBottom + extra;
  const detailBox = detail && { x: LEFT + 5, y: tanksFoot + detail.gap, width: needs.width - LEFT - RIGHT - 5, height: Math.min(Math.max(needs.height - BOTTOM - tanksBottom - detail.gap, detail.least), DETAIL.most) };
  const height = (detailBox ? detailBox.y + detailBox.height : tanksFoot) + BOTTOM;
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

/** Shares room to spare between the tanks and the detail. */
function roomier(room: number, least: Arrangement): Arrangement {
  const spare = Math.max(0, room - DETAIL.least - DETAIL.gap - heightOf(least));
  const forTanks = Math.max(Math.min(spare * 0.45, 2 * CAPSULE.pitchY), spare - (DETAIL.most - DETAIL.least));
  return { ...least, tankHeight: least.tankHeight + forTanks / least.rows };
}

/** The arrangement with the largest capsules. */
function best(needs: PlateNeeds, room: number): Arrangement {
  const count = Math.max(1, needs.tanks.length);
  const asked: Asked = { needs, room, all: roomNeeded(needs.tanks) };
  let found = arrangementOf(asked, 1, 1, false);
  for (let columns = 1; columns <= count; columns += 1) {
    // As many rows as these columns need; more columns for the same rows are another candidate.
    for (const close of [false, true]) {
      const better = bestAbreast(asked, columns, close);
      if (worth(better) > worth(found)) found = better;
    }
  }
  return found;
}

function bestAbreast(asked: Asked, columns: number, close: boolean): Arrangement {
  let better = arrangementOf(asked, columns, 1, close);
  // However few stand abreast in it: it is the tank that is too narrow.
  if (better.scale === TOO_NARROW) return better;
  for (let abreast = 2; abreast <= 64; abreast += 1) {
    const next = arrangementOf(asked, columns, abreast, close);
    if (worth(next) <= worth(better) && next.seen < 0.98 * better.seen) break;
    if (worth(next) > worth(better)) better = next;
  }
  return better;
}

/** Large capsules are good; one that is much longer than drawn is not, nor are shafts, tanks without rulers, or a second row without need. */
const worth = ({ scale, seen, tankWidth, tankHeight, abreast, rows, close, groups }: Arrangement): number => {
  const stretch = (tankWidth - 2 * LIP - 2 * padOf(close, groups).side) / (abreast * CAPSULE.pitchX * scale);
  const shape = tankHeight > 2.2 * tankWidth ? 0.75 : 1;
  return seen * ((close ? 0.65 : 1) * (rows === 1 ? 1.12 : 1) * shape - 0.04 * Math.max(0, stretch - 1.6)) - 0.0001 * rows;
};

/** What arrangements are tried for: of hundreds of tanks there are thousands to try, so what all of them need is read once. */
interface Asked {
  readonly needs: PlateNeeds;
  readonly room: number;
  readonly all: RoomNeeded;
}

interface RoomNeeded {
  readonly slim: number;
  readonly slimRows: number;
  /** The most that any tank needs, and that any needs that is not slim. */
  readonly most: Room;
  readonly mostWide: Room;
}

function roomNeeded(tanks: readonly TankNeeds[]): RoomNeeded {
  const slim = tanks.filter(isSlim);
  const mostOf = (withoutSlim: boolean): Room => ({ small: most(tanks, "small", withoutSlim), normal: most(tanks, "normal", withoutSlim) });
  return { slim: slim.length, slimRows: Math.max(0, ...slim.map(({ small }) => small)), most: mostOf(false), mostWide: mostOf(true) };
}

/** The scale of what cannot be drawn: anything else is better. */
const TOO_NARROW = 0.0001;

function arrangementOf({ needs, room, all }: Asked, columns: number, abreast: number, close: boolean): Arrangement {
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
  const bySlim = slimRows > 0 ? Math.max(1, tankHeight - WALL - HEAD) / (slimRows * PILL.pitchY) : 1;
  const tooNarrow = tankWidth < (close ? LEAST_TANK : ROOMY.width) && columns > 1;
  const scale = tooNarrow ? TOO_NARROW : Math.min(1, byWidth, byHeight, Math.max(bySlim, 0.5));
  const seen = scale * Math.min(1, (room + DRAWN.tanksTop) / (rows * (tankHeight + gapY) - gapY + DRAWN.tanksTop));
  return { columns, rows, abreast, scale, tankWidth, tankHeight, slim: slimCount > 0, gapX, gapY, close, groups, seen };
}

const trayShare = ({ width }: PlateNeeds): number => (width < NARROW ? 0 : TRAY_WIDTH + 9);

/** A control plane node with nothing but small pods is narrow, where tanks stand in one row. */
const isSlim = ({ controlPlane, normal }: TankNeeds): boolean => controlPlane && normal === 0;

const most = (tanks: readonly TankNeeds[], size: "small" | "normal", withoutSlim: boolean): number =>
  Math.max(size === "normal" ? 1 : 0, ...tanks.filter((tank) => !withoutSlim || !isSlim(tank)).map((tank) => tank[size]));

function tankBoxes({ tanks }: PlateNeeds, { columns, slim, tankWidth, tankHeight, gapX, gapY, heightOf }: Arrangement, top: number): readonly Box[] {
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

/** As much as the fullest needs: dots are of one size, and a row means the same in every tank. */
const roomOfAll = ({ tanks }: PlateNeeds, { slim }: Arrangement): Room => ({ small: most(tanks, "small", slim), normal: most(tanks, "normal", slim) });

type Room = Pick<TankNeeds, "small" | "normal">;

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
  const room = { x: inner.x + 10, y: inner.y + HEAD, width: inner.width - 20, height: inner.height - HEAD - 3 };
  const small = { x: room.x, y: room.y, columns: 1, width: room.width, height: PILL.height * scale, pitchX: room.width + 3, pitchY: PILL.pitchY * scale, up: false };
  const normal = { x: room.x, y: room.y + room.height, columns: 1, width: room.width, height: CAPSULE.height * scale, pitchX: room.width + 4, pitchY: CAPSULE.pitchY * scale, up: true };
  return { key: tank.key, box, inner, slim: true, capsules: { small, normal }, dots: dotGrids(room, tank.small, tank.normal) };
}

/** Pods without a node hang in the tray from the top; below them stands the scheduler's verdict. */
function trayVessel(box: Box, places: number, scale: number, mostPitch = 22): Vessel {
  const room = { x: box.x + 6, y: box.y + 24, width: box.width - 12, height: Math.max(16, box.height - 26 - Math.min(VERDICT, box.height * 0.3)) };
  let columns = 1;
  let card = Math.min(1, scale * 1.6);
  while (rowsOf(columns, places) * TRAY_CARD.pitchY * card > room.height && card > 0.02) {
    card *= 0.9;
    columns = Math.max(1, Math.floor((room.width + 4) / (104 * card)));
  }
  const pitchX = (room.width + 4 * card) / columns;
  const grid = { x: room.x, y: room.y, columns, width: pitchX - 4 * card, height: TRAY_CARD.height * card, pitchX, pitchY: TRAY_CARD.pitchY * card, up: false };
  const { normal } = dotGrids(room, 0, places, mostPitch);
  const dots = { ...normal, y: room.y, up: false };
  return { key: TRAY, box, inner: box, slim: true, capsules: { small: grid, normal: grid }, dots: { small: dots, normal: dots } };
}

/** Makes room for the pod that is cut open: what stands below it, in its tank and in the rows below, goes down. */
function opened(vessels: readonly Vessel[], { opened: open }: PlateNeeds, columns: number): { vessels: readonly Vessel[]; extra: number } {
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

function lower(vessel: Vessel, by: number): Vessel {
  const down = <T extends { readonly y: number }>(thing: T): T => ({ ...thing, y: thing.y + by });
  const both = (grids: Vessel["dots"]): Vessel["dots"] => ({ small: down(grids.small), normal: down(grids.normal) });
  return { ...vessel, box: down(vessel.box), inner: down(vessel.inner), capsules: both(vessel.capsules), dots: both(vessel.dots) };
}

/** In the hand: one column of tanks to scroll, or everything as dots where there is much. */
function layoutNarrow(needs: PlateNeeds): PlateLayout {
  const top = DRAWN.tanksTop;
  const total = needs.tanks.reduce((sum, { small, normal }) => sum + small + normal, 0);
  const trayBoxHeight = 30 + TRAY_CARD.pitchY + 44;
  const arrangement = total <= COLUMN_UP_TO ? column(needs) : best(needs, Math.max(needs.height, 1.3 * needs.width) - top - BOTTOM - trayBoxHeight - 20);
  const tanks = tankBoxes(needs, arrangement, top);
  const bottom = Math.max(top, ...tanks.map(({ y, height }) => y + height));
  const tray = trayVessel({ x: LEFT + 10, y: bottom + 18, width: needs.width - LEFT - RIGHT - 15, height: trayBoxHeight }, needs.tray, arrangement.scale);
  return finish(needs, arrangement, DRAWN, tanks, tray, bottom + 18 + trayBoxHeight);
}

/** Tanks below one another, each as high as it must be. Groups have no pipes: they need less between them. */
function column({ width, tanks, groups = false }: PlateNeeds): Arrangement {
  const [gapX, gapY] = groups ? [8, 16] : [20, 30];
  const edges = groups ? GROUP.head + GROUP.foot : HEAD + FOOT;
  const tankWidth = width - LEFT - RIGHT - gapX;
  const abreast = Math.max(1, Math.floor((tankWidth - 2 * LIP - 2 * SIDE + 4) / 160));
  const heightOf = ({ small, normal }: TankNeeds): number =>
    WALL + edges + Math.max(1, rowsOf(abreast, normal)) * CAPSULE.pitchY + rowsOf(abreast * PILL.perCapsule, small) * PILL.pitchY;
  return { columns: 1, rows: Math.max(2, tanks.length), abreast, scale: 1, seen: 1, tankWidth, tankHeight: 0, heightOf, slim: false, close: false, groups, gapX, gapY };
}
