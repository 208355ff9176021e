import type { Box } from "./geometry.ts";
import type { Heights } from "./strip.ts";

/** Workloads and Services that have to find room, each kind at its side of the API server's trunk. */
export interface RailNeeds {
  readonly workloads: number;
  readonly services: number;
}

/** Where they stand: between the control plane and the message main, by their own numbers. */
export interface Rail {
  readonly workloads: readonly Box[];
  readonly services: readonly Box[];
  /** Where it is said how many found no place. */
  readonly beyond: { readonly workloads?: Box; readonly services?: Box };
  /** Two lines of words fit into a plaque. */
  readonly tall: boolean;
  /** Leaders leave the rail along this line. */
  readonly busY: number;
}

interface Measure {
  readonly least: number;
  readonly most: number;
  readonly height: number;
  readonly lines: number;
}

const TALL: Measure = { least: 100, most: 168, height: 32, lines: 1 };
const LOW: Measure = { least: 84, most: 150, height: 19, lines: 3 };
/** Between two lines the steps of a roll-out stand below their plaque, clear of the next. */
const GAP = { x: 9, y: 7 };
/** Above the plaques, where the pipe to the tray passes, and below them, where leaders run. */
const ABOVE = 11;
const BELOW = 5;
/** From the trunk, and from the pipe that goes down to the tray, to the next plaque. */
const CLEAR = 10;
const EDGE = 9;

interface Side {
  readonly x: number;
  readonly width: number;
}

export interface RailPlace {
  readonly width: number;
  readonly trunkX: number;
  /** Nothing stands right of this. */
  readonly rightX: number;
}

const sides = ({ trunkX, rightX }: RailPlace): readonly [Side, Side] => [
  { x: EDGE, width: trunkX - CLEAR - EDGE },
  { x: trunkX + CLEAR, width: rightX - CLEAR - trunkX - CLEAR },
];

const abreast = ({ width }: Side, { least }: Measure): number => Math.max(1, Math.floor((width + GAP.x) / (least + GAP.x)));

/** One line of tall plaques where they fit, else up to three lines of low ones. In a low window they are low. */
function measureOf({ workloads, services }: RailNeeds, place: RailPlace, low: boolean): Measure {
  const [left, right] = sides(place);
  return !low && workloads <= abreast(left, TALL) && services <= abreast(right, TALL) ? TALL : LOW;
}

const linesOf = (count: number, side: Side, measure: Measure): number => Math.min(measure.lines, Math.ceil(count / abreast(side, measure)));

function lines({ workloads, services }: RailNeeds, place: RailPlace, measure: Measure): number {
  const [left, right] = sides(place);
  return Math.max(linesOf(workloads, left, measure), linesOf(services, right, measure));
}

/** How much lower everything below the strip stands for it. */
export function railRoom(needs: RailNeeds, place: RailPlace, low: boolean): number {
  if (needs.workloads + needs.services === 0) return 0;
  const measure = measureOf(needs, place, low);
  return ABOVE + lines(needs, place, measure) * (measure.height + GAP.y) - GAP.y + BELOW - 2;
}

/** Places from the left, line by line. Those that find none are left out (the list has them), and the last place says how many. */
export function railOf(needs: RailNeeds, place: RailPlace, { belowY }: Heights, low: boolean): Rail {
  const measure = measureOf(needs, place, low);
  const [left, right] = sides(place);
  const top = belowY + ABOVE;
  const boxes = (count: number, side: Side): readonly Box[] => {
    const columns = abreast(side, measure);
    const pitch = Math.min((side.width + GAP.x) / columns, measure.most + GAP.x);
    return Array.from({ length: Math.min(count, columns * measure.lines) }, (_, i) => ({
      x: side.x + (i % columns) * pitch, y: top + Math.floor(i / columns) * (measure.height + GAP.y), width: pitch - GAP.x, height: measure.height,
    }));
  };
  const bottom = top + lines(needs, place, measure) * (measure.height + GAP.y) - GAP.y;
  const [workloads, services] = [parted(boxes(needs.workloads, left), needs.workloads), parted(boxes(needs.services, right), needs.services)];
  return {
    workloads: workloads.boxes, services: services.boxes, beyond: { ...(workloads.rest && { workloads: workloads.rest }), ...(services.rest && { services: services.rest }) },
    tall: measure === TALL, busY: bottom + BELOW,
  };
}

const parted = (boxes: readonly Box[], count: number): { readonly boxes: readonly Box[]; readonly rest?: Box | undefined } =>
  (count <= boxes.length ? { boxes } : { boxes: boxes.slice(0, -1), rest: boxes.at(-1) });
