import { useEffect } from "react";
import { layoutPlate } from "../../graph/layout/plate-layout.ts";
import type { PlateNeeds } from "../../graph/layout/plate.ts";
import { roomFor } from "../../graph/layout/room.ts";
import type { TankNeeds } from "../../graph/layout/tank-needs.ts";
import { TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey, NodeView } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { forgetGesture, refitUnlessMoved } from "./camera.ts";
import { closeFind } from "./find.ts";
import { BY_NODE, isGroup } from "./grouping.ts";
import { occupancy, railPlaces, usePlate, vesselOf } from "./plate-store.ts";

/** The height of a section for its width. */
export const SECTION_ASPECT = 0.46;

const byRoleThenName = (a: NodeView, b: NodeView): number =>
  Number(b.role === "control-plane") - Number(a.role === "control-plane") || a.name.localeCompare(b.name, "en", { numeric: true });

interface Room {
  small: number;
  normal: number;
}

/** Room once made is kept: a pod that goes leaves its place empty and moves nobody. */
const rooms = new Map<string, Room>();
let nodes: readonly NodeView[] = [];
let last = "";

function makeRoom(vessel: string): void {
  const before = rooms.get(vessel) ?? { small: 0, normal: 0 };
  const small = Math.max(before.small, occupancy.places(vessel, "small"));
  rooms.set(vessel, { small, normal: Math.max(before.normal, occupancy.places(vessel, "normal")) });
}

function readNodes(): void {
  nodes = modelStore.keys("node").flatMap((key) => modelStore.get("node", key) ?? []).toSorted(byRoleThenName);
  for (const { key } of nodes) makeRoom(key);
  makeRoom(TRAY);
}

/** In groups everything has its own size of room; a group stays while somebody is in it. */
const groupsNow = (): readonly TankNeeds[] =>
  occupancy.vessels().toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })).map((key) => ({ key, controlPlane: false, small: rooms.get(key)?.small ?? 0, normal: roomFor(rooms.get(key)?.normal ?? 0) }));

function needsNow(width: number, height: number, opened: EntityKey | undefined): PlateNeeds {
  const tanks = usePlate.getState().grouping !== BY_NODE ? groupsNow() : nodes.map(({ key, role }): TankNeeds => {
    const { small, normal } = rooms.get(key) ?? { small: 0, normal: 0 };
    return { key, controlPlane: role === "control-plane", small, normal: normal === 0 && role === "control-plane" ? 0 : roomFor(normal) };
  });
  const at = opened === undefined ? undefined : occupancy.standing(opened);
  return {
    width, height, tanks,
    tray: rooms.get(TRAY)?.normal ?? 0,
    rail: railPlaces.needs,
    ...(usePlate.getState().grouping !== BY_NODE && { groups: true }),
    ...(at && { opened: { ...at, aspect: SECTION_ASPECT } }),
  };
}

/** The layout with a pod cut open in place, without showing it yet. */
export const layoutWith = (opened: EntityKey | undefined): ReturnType<typeof layoutPlate> => {
  const { width, height } = size;
  return layoutPlate(needsNow(width, height, opened));
};

let size = { width: 0, height: 0 };

function relayout(): void {
  if (size.width === 0 || size.height === 0) return;
  const { drawn } = usePlate.getState();
  const selected = useSelection.getState().selected;
  const needs = needsNow(size.width, size.height, drawn.section ? selected : undefined);
  const signature = JSON.stringify(needs);
  if (signature === last) return;
  last = signature;
  const layout = layoutPlate(needs);
  const { focused } = usePlate.getState();
  const gone = focused === undefined || !(modelStore.model.has(focused) || (isGroup(focused) && vesselOf(layout, focused)));
  // There is always one tab stop.
  usePlate.setState({ layout, ...(gone && { focused: layout.vessels[0]?.key ?? nodes[0]?.key }) });
  refitUnlessMoved();
}

/** Another world: what was there before is no measure for it, and the camera is not where it was sent in the old one. */
function onWorld(opened: boolean): void {
  if (!opened) {
    rooms.clear();
    railPlaces.forget();
    forgetGesture();
    closeFind();
    return;
  }
  railPlaces.look();
  readNodes();
  relayout();
}

/** Keeps the layout up with the window, the nodes and the room that their pods need. */
export function useLayout(width: number, height: number): void {
  useEffect(() => {
    size = { width, height };
    readNodes();
    relayout();
  }, [width, height]);
  useEffect(() => {
    const ends = [
      modelStore.onKeys("node", () => { readNodes(); relayout(); }),
      railPlaces.onChanged(relayout),
      occupancy.onMoved((vessels) => { vessels.forEach(makeRoom); relayout(); }),
      useMoment.subscribe((now, before) => { if (now.opened !== before.opened) onWorld(now.opened); }),
      useSelection.subscribe((now, before) => { if (now.selected !== before.selected) relayout(); }),
      usePlate.subscribe((now, before) => { if (now.grouping !== before.grouping) rooms.clear(); }),
      usePlate.subscribe((now, before) => { if (now.drawn.section !== before.drawn.section) relayout(); }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
}
