import { middleOf, type Point } from "./geometry.ts";
import type { PlateLayout } from "./plate.ts";
import { TRAY, type Vessel } from "./vessel.ts";

/** A pipe from the API server to a station, as the points that it goes through: the first is at the API server. */
export type Pipe = readonly Point[];

/** The name of the person's end; it comes in at the top edge. */
export const WORKSTATION = "workstation";
/** Height of a valve. */
export const VALVE = 9;

/** Everything that talks plugs into the API server: one pipe for each station. */
export function pipesOf(layout: PlateLayout): ReadonlyMap<string, Pipe> {
  const { strip, vessels } = layout;
  const api = strip["kube-apiserver"];
  const middle = middleOf(api);
  const pipes = new Map<string, Pipe>();
  const right = api.x + api.width;
  pipes.set("etcd", [{ x: api.x, y: middle.y }, { x: strip.etcd.x + strip.etcd.width, y: middle.y }]);
  pipes.set("kube-scheduler", [{ x: right, y: middle.y }, { x: strip["kube-scheduler"].x, y: middle.y }]);
  pipes.set("kube-controller-manager", aroundScheduler(layout, right, middle.y));
  pipes.set(WORKSTATION, [{ x: middle.x, y: api.y }, { x: middle.x, y: 0 }]);
  // Only nodes talk to it: groups of pods have no pipe.
  for (const vessel of vessels) if (vessel.key.startsWith("node/")) pipes.set(vessel.key, toTank(layout, vessel, middle.x));
  return pipes;
}

function aroundScheduler({ strip, heights: { belowY: below } }: PlateLayout, right: number, y: number): Pipe {
  const scheduler = strip["kube-scheduler"];
  const manager = strip["kube-controller-manager"];
  const turn = (right + scheduler.x) / 2;
  const end = middleOf(manager).x;
  return [{ x: right, y }, { x: turn, y }, { x: turn, y: below }, { x: end, y: below }, { x: end, y: manager.y + manager.height }];
}

/** Down from the API server, along the main, and down into the tank: straight in the first row, beside the tanks above in the others. */
function toTank({ vessels, strip, heights: { mainY }, gapX, gapY }: PlateLayout, { box }: Vessel, x: number): Pipe {
  const api = strip["kube-apiserver"];
  const first = vessels[0]?.box.y ?? 0;
  const end = box.x + box.width / 2;
  const start = [{ x, y: api.y + api.height }, { x, y: mainY }];
  if (box.y <= first + 1) return [...start, { x: end, y: mainY }, { x: end, y: box.y }];
  // Between the tanks, half way to the next.
  const riser = box.x + box.width + gapX / 2;
  const turn = box.y - gapY / 2;
  return [...start, { x: riser, y: mainY }, { x: riser, y: turn }, { x: end, y: turn }, { x: end, y: box.y }];
}

export function lengthOf(pipe: Pipe): number {
  let length = 0;
  for (let i = 1; i < pipe.length; i += 1) length += distance(pipe[i - 1]!, pipe[i]!);
  return length;
}

/** The point at a share of a pipe's length, 0 at the API server, and the direction away from it there. */
export function along(pipe: Pipe, share: number): Point & { readonly dx: number; readonly dy: number } {
  let left = Math.min(Math.max(share, 0), 1) * lengthOf(pipe);
  for (let i = 1; i < pipe.length; i += 1) {
    const a = pipe[i - 1]!;
    const b = pipe[i]!;
    const length = distance(a, b);
    if (length > 0 && (left <= length || i === pipe.length - 1)) {
      const t = Math.min(left / length, 1);
      return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, dx: (b.x - a.x) / length, dy: (b.y - a.y) / length };
    }
    left -= length;
  }
  return { ...(pipe[0] ?? { x: 0, y: 0 }), dx: 0, dy: 1 };
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** A pipe as SVG path data. */
export const pathOf = (pipe: Pipe): string => pipe.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");

/** From the scheduler to the tray: dashed, since nothing is sent there. */
export function pathToTray({ strip, heights: { belowY, mainY }, vessels, width, rail }: PlateLayout): string {
  const tray = vessels.find(({ key }) => key === TRAY);
  if (!tray || tray.box.x < width / 2) return "";
  const scheduler = strip["kube-scheduler"];
  const x = scheduler.x + scheduler.width / 2;
  const y = rail ? belowY + 7 : mainY + 10;
  return `M${x} ${belowY + 2.5}V${y}H${tray.box.x + tray.box.width / 2}V${tray.box.y}`;
}
