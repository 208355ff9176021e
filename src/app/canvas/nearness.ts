import { useEffect } from "react";
import { holds, middleOf, overlaps, type Point } from "../../graph/layout/geometry.ts";
import { podBox, type Drawing } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { select, useSelection } from "../state/selection.ts";
import { isInGesture, leaveFrom, screenNow, shiftBy, showBox, toWorld, viewNow, zoomBy } from "./camera.ts";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";
import { SECTION_ABOVE } from "./scale.ts";
import { layoutWith } from "./use-layout.ts";
import { windowBox } from "./shown.ts";

/** Joins nearness and zoom: who goes near with the wheel cuts open what lies in the middle; who opens a pod goes near to it. */
export function useNearness(): void {
  useEffect(() => {
    const ends = [
      usePlate.subscribe((now, before) => {
        if (now.drawn.drawing !== before.drawn.drawing) onDrawing(before.drawn.drawing, now.drawn.drawing);
        if (now.drawn.section !== before.drawn.section) onSection(now.drawn.section);
      }),
      useSelection.subscribe((now, before) => { if (now.near && (!before.near || now.selected !== before.selected)) onNear(now.selected); }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
}

function onSection(section: boolean): void {
  if (!section) return;
  const { selected, hovered } = useSelection.getState();
  const under = isInGesture() && hovered?.startsWith("pod/") && isInView(hovered) ? hovered : undefined;
  if (under === undefined && selected?.startsWith("pod/") && isInView(selected)) return;
  const opened = under ?? nearestTo(middleOfWindow(), "capsules");
  if (opened !== undefined) select(opened);
}

/** A pod was opened. Below the tanks there is its detail; else the camera goes to where it stands. */
export function onNear(pod: EntityKey | undefined): void {
  const { layout, drawn } = usePlate.getState();
  if (pod === undefined || (layout.detail !== undefined && !drawn.section)) return;
  goNear(pod);
}

/** A section is as wide as this at most, in pixels of the screen. */
const NEAR_WIDTH = 1100;

/** Goes to a pod and cuts it open where it stands. */
export function goNear(pod: EntityKey): void {
  const at = occupancy.standing(pod);
  const layout = layoutWith(pod);
  const vessel = at && vesselOf(layout, at.vessel);
  if (!at || !vessel) return;
  leaveFrom();
  const box = podBox(vessel, "capsules", at.size, at.place);
  showBox(box, Math.max(SECTION_ABOVE * 1.1, NEAR_WIDTH / (box.width / layout.scale)) / layout.scale);
}

function isInView(pod: EntityKey): boolean {
  const { layout, drawn } = usePlate.getState();
  const at = occupancy.standing(pod);
  const vessel = at && vesselOf(layout, at.vessel);
  return at !== undefined && vessel !== undefined && overlaps(podBox(vessel, drawn.drawing, at.size, at.place), windowBox(0));
}

const middleOfWindow = (): Point => {
  const { width, height } = screenNow();
  return toWorld({ x: width / 2, y: height / 2 });
};

/** The pod in view that stands nearest to a point; the cluster's own are not meant. */
function nearestTo(point: Point, drawing: Drawing): EntityKey | undefined {
  const view = windowBox(0);
  let nearest: EntityKey | undefined;
  let least = Infinity;
  for (const vessel of usePlate.getState().layout.vessels) {
    if (!overlaps(vessel.box, view)) continue;
    for (const pod of occupancy.podsIn(vessel.key)) {
      const at = occupancy.standing(pod);
      if (!at || at.size === "small") continue;
      const box = podBox(vessel, drawing, at.size, at.place);
      const { x, y } = middleOf(box);
      const far = holds(box, point) ? 0 : Math.hypot(x - point.x, y - point.y);
      if (far < least && overlaps(box, view)) [least, nearest] = [far, pod];
    }
  }
  return nearest;
}

/** How far a pod is from its place in one drawing to its place in the other. */
function between(pod: EntityKey | undefined, from: Drawing, to: Drawing): Point {
  const at = pod === undefined ? undefined : occupancy.standing(pod);
  const vessel = at && vesselOf(usePlate.getState().layout, at.vessel);
  if (!at || !vessel) return { x: 0, y: 0 };
  const a = middleOf(podBox(vessel, from, at.size, at.place));
  const b = middleOf(podBox(vessel, to, at.size, at.place));
  return { x: b.x - a.x, y: b.y - a.y };
}

/** Dots and capsules stand in different order: the pod under the hand stays there, whichever way it is drawn. */
function onDrawing(from: Drawing, to: Drawing): void {
  if (!isInGesture()) return;
  const { hovered } = useSelection.getState();
  const { x, y } = between(hovered?.startsWith("pod/") ? hovered : nearestTo(middleOfWindow(), from), from, to);
  const { zoom } = viewNow();
  requestAnimationFrame(() => shiftBy(-x * zoom, -y * zoom));
}

/** Nearer or farther, with the pod in the middle staying there. */
export const zoomStep = (factor: number): void => zoomBy(factor, (at, { drawing }) => {
  const from = usePlate.getState().drawn.drawing;
  if (from === drawing) return at;
  const { x, y } = between(nearestTo(at, from), from, drawing);
  return { x: at.x + x, y: at.y + y };
});
