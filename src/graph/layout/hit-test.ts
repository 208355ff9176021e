import type { EntityKey } from "../model.ts";
import { holds, type Point } from "./geometry.ts";
import type { PlateLayout } from "./plate.ts";
import { placesAt, type Drawing, type Size } from "./vessel.ts";

/** The pod at a point of the world: one function for whatever draws the pods. */
export function podAtPoint(
  layout: Pick<PlateLayout, "vessels">, drawing: Drawing, point: Point, podAt: (vessel: string, size: Size, place: number) => EntityKey | undefined,
): EntityKey | undefined {
  for (const vessel of layout.vessels) {
    if (!holds(vessel.box, point)) continue;
    for (const { size, place } of placesAt(vessel, drawing, point)) {
      const pod = podAt(vessel.key, size, place);
      if (pod !== undefined) return pod;
    }
    return undefined;
  }
  return undefined;
}
