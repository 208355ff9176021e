import { useEffect } from "react";
import { holds, middleOf, overlaps } from "../../graph/layout/geometry.ts";
import { podBox } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { select, useSelection } from "../state/selection.ts";
import { leaveFrom, screenNow, showBox, toWorld } from "./camera.ts";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";
import { SECTION_ABOVE } from "./scale.ts";
import { layoutWith } from "./use-layout.ts";
import { windowBox } from "./shown.ts";

/** Joins nearness and zoom: who goes near with the wheel cuts open what lies in the middle; who opens a pod goes near to it. */
export function useNearness(): void {
  useEffect(() => {
    const ends = [
      usePlate.subscribe((now, before) => { if (now.drawn.section !== before.drawn.section) onSection(now.drawn.section); }),
      useSelection.subscribe((now, before) => { if (now.near && (!before.near || now.selected !== before.selected)) onNear(now.selected); }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
}

function onSection(section: boolean): void {
  if (!section) return;
  const { selected } = useSelection.getState();
  if (selected !== undefined && isInView(selected)) return;
  const middle = nearestToMiddle();
  if (middle !== undefined) select(middle);
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

function nearestToMiddle(): EntityKey | undefined {
  const { layout } = usePlate.getState();
  const { width, height } = screenNow();
  const middle = toWorld({ x: width / 2, y: height / 2 });
  const view = windowBox(0);
  let nearest: EntityKey | undefined;
  let least = Infinity;
  for (const vessel of layout.vessels) {
    if (!overlaps(vessel.box, view)) continue;
    for (const pod of occupancy.podsIn(vessel.key)) {
      const at = occupancy.standing(pod);
      if (!at || at.size === "small") continue;
      const box = podBox(vessel, "capsules", at.size, at.place);
      const { x, y } = middleOf(box);
      const far = holds(box, middle) ? 0 : Math.hypot(x - middle.x, y - middle.y);
      if (far < least && overlaps(box, view)) [least, nearest] = [far, pod];
    }
  }
  return nearest;
}
