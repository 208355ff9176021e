import type { Box } from "../../graph/layout/geometry.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import type { EntityKey } from "../../graph/model.ts";
import { railPlaces } from "./plate-store.ts";

/** Where a workload or Service stands on the rail; undefined where it found no place. */
export function plaqueBox({ rail }: PlateLayout, key: EntityKey): Box | undefined {
  const workload = railPlaces.workloads.get(key);
  if (workload !== undefined) return rail?.workloads[workload];
  return rail?.services[railPlaces.services.get(key) ?? -1];
}
