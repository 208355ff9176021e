import type { ContainerView, PodView } from "../../graph/model.ts";
import type { Box } from "./boxes.ts";
import type { Columns } from "./columns.ts";
import { slipKind } from "./columns.ts";

export type DialSize = "large" | "medium" | "small";

/** A probe's dial at the side of the pod. */
export interface DialLayout {
  readonly container: string;
  /** Its place among the container's probes. */
  readonly probe: number;
  readonly side: "left" | "right";
  readonly size: DialSize;
  readonly box: Box;
  readonly centre: { readonly x: number; readonly y: number };
  readonly radius: number;
  /** From the dial to the container. */
  readonly leader: { readonly path: string; readonly tip: { readonly x: number; readonly y: number }; readonly balloon: { readonly x: number; readonly y: number } };
}

export interface DialPlan {
  readonly container: number;
  readonly probe: number;
}

/** Which probes stand at the left, which at the right, and which fold into their container's slip. */
export interface SidesPlan {
  readonly left: readonly DialPlan[];
  readonly right: readonly DialPlan[];
  /** For each container: indexes of its probes. */
  readonly folded: readonly (readonly number[])[];
}

/** How many dials a side takes before they fold. */
const most: Readonly<Record<Columns["form"], number>> = { wide: 3, narrow: 2 };
const MOST_RIGHT = 2;

/** The outermost of the lasting containers have the sides; one alone has both, readiness at the right. */
export function planSides({ containers }: Pick<PodView, "containers">, { form, crowded }: Pick<Columns, "form" | "crowded">): SidesPlan {
  const left: DialPlan[] = [];
  const right: DialPlan[] = [];
  if (!crowded) {
    const first = containers.findIndex(({ role }) => slipKind(role) === "tall");
    const last = containers.length - 1;
    containers.forEach(({ probes }, container) => {
      probes.forEach(({ type }, probe) => {
        if (container !== first && container !== last) return;
        const atRight = container === last && (container !== first || type === "readiness");
        const side = atRight ? right : left;
        if (side.length < (atRight ? MOST_RIGHT : most[form])) side.push({ container, probe });
      });
    });
  }
  const isPlaced = (container: number, probe: number): boolean => [...left, ...right].some((dial) => dial.container === container && dial.probe === probe);
  return { left, right, folded: containers.map(({ probes }, container) => probes.flatMap((_, probe) => (isPlaced(container, probe) ? [] : [probe]))) };
}

/** What a large dial needs beside its circle: title, question, pips, times, a note. */
const LARGE_TEXT = 90;
const LEAST_LARGE = 26;
const MOST_LARGE = 48;
const MEDIUM = { height: 64, radius: 22 };
const SMALL = { height: 98, radius: 24 };
const GAP = 8;

/** The least height of a side with so many dials. */
export function sideHeight(count: number, form: Columns["form"]): number {
  if (count === 0) return 0;
  if (form === "narrow") return count * (SMALL.height + GAP);
  return count === 1 ? LARGE_TEXT + 2 * LEAST_LARGE : count * (MEDIUM.height + GAP);
}

interface Side {
  readonly side: "left" | "right";
  readonly form: Columns["form"];
  /** Where its dials may stand. */
  readonly room: Box;
}

/** Puts a side's dials into its room, from the top. */
export function layoutDials(plans: readonly DialPlan[], containers: readonly ContainerView[], { side, form, room }: Side, slips: readonly Box[]): DialLayout[] {
  const size: DialSize = form === "narrow" ? "small" : plans.length === 1 ? "large" : "medium";
  const radius = size === "small" ? SMALL.radius : size === "medium" ? MEDIUM.radius : Math.max(LEAST_LARGE, Math.min(MOST_LARGE, Math.floor((room.h - LARGE_TEXT) / 2)));
  const height = size === "small" ? SMALL.height : size === "medium" ? MEDIUM.height : LARGE_TEXT + 2 * radius;
  return plans.map(({ container, probe }, i) => {
    const box = { x: room.x, y: room.y + i * (height + GAP), w: room.w, h: height };
    const centre = centreOf(size, side, box, radius);
    return { container: containers[container]!.name, probe, side, size, box, centre, radius, leader: leaderTo(side, size, box, centre, radius, slips, container, i) };
  });
}

function centreOf(size: DialSize, side: "left" | "right", box: Box, radius: number): { readonly x: number; readonly y: number } {
  if (size === "small") return { x: box.x + box.w / 2, y: box.y + 18 + radius };
  if (size === "medium") return { x: box.x + radius + 2, y: box.y + 6 + radius };
  return { x: side === "left" ? box.x + 14 + Math.max(radius, 40) : box.x + box.w / 2, y: box.y + 33 + radius };
}

/** A line from the dial to its container, above the short slips that stand between them. */
function leaderTo(side: "left" | "right", size: DialSize, box: Box, centre: { readonly x: number; readonly y: number }, radius: number, slips: readonly Box[], container: number, i: number): DialLayout["leader"] {
  const slip = slips[container]!;
  const away = side === "left" ? -1 : 1;
  const edge = side === "left" ? slip.x : slip.x + slip.w;
  const between = slips.filter((_, other) => (side === "left" ? other < container : other > container));
  const floor = Math.min(...between.map(({ y }) => y), slip.y + slip.h - 84);
  const y = Math.max(slip.y + 12, Math.min(centre.y, floor - 8 - 9 * i));
  // A medium dial has its words at its right: its line starts beside them.
  const start = size === "medium" && side === "left" ? box.x + box.w + 2 : centre.x - away * radius;
  const bend = size === "small" ? edge + away * 6 : (side === "left" ? box.x + box.w + 6 : box.x - 6) - away * 4 * i;
  const path = Math.abs(y - centre.y) < 1 ? `M${start} ${y}H${edge}` : `M${start} ${centre.y}H${bend}V${y}H${edge}`;
  return { path, tip: { x: edge, y }, balloon: { x: edge + away * (size === "small" ? 6 : 20), y } };
}
