import { compareQuantities } from "../../../api/quantity.ts";
import type { PersistentVolumeClaim } from "../../../api/storage.ts";
import type { EventRecorder } from "../../events/recorder.ts";

const requested = ({ spec }: PersistentVolumeClaim): string | undefined => spec.resources?.requests?.["storage"];

/** A bound claim asks for more than before: nobody inside the control plane makes volumes larger. */
// Mirrors syncHandler (pkg/controller/volume/expand/expand_controller.go). Simplified: no storage driver enlarges a volume: a claim that asks for more keeps its size.
export function expansionAsked(recorder: EventRecorder, claim: PersistentVolumeClaim, before: PersistentVolumeClaim | undefined): void {
  if (claim.status?.phase !== "Bound" || !before || compareQuantities(requested(claim), requested(before)) <= 0) return;
  if (compareQuantities(requested(claim), claim.status.capacity?.["storage"]) <= 0) return;
  recorder.event(claim, "Normal", "ExternalExpanding", "waiting for an external controller to expand this PVC");
}
