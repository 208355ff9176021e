import { middleOf, type Box, type Point } from "../../graph/layout/geometry.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import { podBox, TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { comeBack, fit, reveal, showBox } from "./camera.ts";
import { focusFind } from "./find.ts";
import { isGroup } from "./grouping.ts";
import { goNear, zoomStep } from "./nearness.ts";
import { occupancy, railPlaces, usePlate, vesselOf } from "./plate-store.ts";
import { cardId } from "./pod-card.tsx";
import { plaqueId } from "./rail-places.ts";
import { rimId } from "./tank.tsx";

/** A node or a pod that the keyboard can be at, and where it stands. */
interface Stop {
  readonly key: EntityKey;
  readonly box: Box;
}

/** All stops in reading order: what stands on the rail, then each node with its pods, row by row. */
export function stops(): readonly Stop[] {
  const { layout, drawn } = usePlate.getState();
  return [...plaques(layout), ...layout.vessels.flatMap((vessel) => {
    const pods = [...occupancy.podsIn(vessel.key)].flatMap((key): Stop[] => {
      const at = occupancy.standing(key);
      return at ? [{ key, box: podBox(vessel, drawn.drawing, at.size, at.place) }] : [];
    });
    pods.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
    const rim = { x: vessel.box.x, y: vessel.box.y, width: vessel.box.width, height: 24 };
    return vessel.key === TRAY ? pods : [{ key: vessel.key, box: rim }, ...pods];
  })];
}

function plaques({ rail }: PlateLayout): readonly Stop[] {
  if (!rail) return [];
  const side = (places: ReadonlyMap<EntityKey, number>, boxes: readonly Box[]): Stop[] => [...places].flatMap(([key, place]) => (boxes[place] ? [{ key, box: boxes[place] }] : []));
  const all = [...side(railPlaces.workloads, rail.workloads), ...side(railPlaces.services, rail.services)];
  return all.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

export function onPlateKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof HTMLElement && event.target.closest("input, textarea, [data-own-keys]")) return;
  const act = actions[event.key];
  if (!act) return;
  // A button's own Enter and space select it; what is selected is opened.
  if (act() !== false) event.preventDefault();
}

const actions: Readonly<Record<string, () => boolean | void>> = {
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  ArrowDown: () => toward({ x: 0, y: 1 }),
  ArrowUp: () => toward({ x: 0, y: -1 }),
  Home: () => go(stops()[0]),
  End: () => go(stops().at(-1)),
  Enter: () => enter(),
  Escape: () => escape(),
  "/": () => focusFind(),
  f: () => fit(),
  F: () => fit(),
  "+": () => zoomStep(1.4),
  "=": () => zoomStep(1.4),
  "-": () => zoomStep(1 / 1.4),
};

function step(by: 1 | -1): void {
  const all = stops();
  const at = all.findIndex(({ key }) => key === current());
  go(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

const current = (): EntityKey | undefined => usePlate.getState().focused ?? useSelection.getState().selected;

/** The nearest stop on that side; sideways counts more than straight on. */
function toward(direction: Point): void {
  const all = stops();
  const from = all.find(({ key }) => key === current());
  if (!from) return go(all[0]);
  const a = middleOf(from.box);
  let best: Stop | undefined;
  let least = Infinity;
  for (const stop of all) {
    const b = middleOf(stop.box);
    const ahead = (b.x - a.x) * direction.x + (b.y - a.y) * direction.y;
    const aside = Math.abs((b.x - a.x) * direction.y) + Math.abs((b.y - a.y) * direction.x);
    const cost = ahead + 2.5 * aside;
    if (stop !== from && ahead > 2 && cost < least) [least, best] = [cost, stop];
  }
  go(best);
}

/** Moves the keyboard there: into view, focused once it is drawn. */
export function go(stop: Stop | undefined): void {
  if (!stop) return;
  usePlate.setState({ focused: stop.key });
  if (usePlate.getState().drawn.section && stop.key.startsWith("pod/")) select(stop.key);
  reveal(stop.box);
  focusWhenDrawn(stop.key, 8);
}

function focusWhenDrawn(key: EntityKey, tries: number): void {
  const element = document.getElementById(key.startsWith("node/") || isGroup(key) ? rimId(key) : key.startsWith("pod/") ? cardId(key) : plaqueId(key));
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(key, tries - 1));
}

function enter(): boolean {
  const { focused, layout, drawn } = usePlate.getState();
  if (focused === undefined) return false;
  if (focused.startsWith("pod/")) {
    if (useSelection.getState().near && useSelection.getState().selected === focused && !drawn.section) goNear(focused);
    else openDetail(focused);
    return true;
  }
  const vessel = vesselOf(layout, focused);
  if (!vessel) return false;
  if (focused.startsWith("node/")) select(focused);
  showBox(vessel.box, 1.2 / layout.scale);
  return true;
}

/** One step back out: from the section, from the detail, from the selection, from where the camera went. */
function escape(): void {
  const { near, selected } = useSelection.getState();
  const { drawn } = usePlate.getState();
  if (drawn.section) comeBack();
  if (near) useSelection.setState({ near: false });
  else if (selected !== undefined) select(undefined);
  else fit();
}
