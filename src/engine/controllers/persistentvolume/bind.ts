import { storageAnnotations, type PersistentVolume, type PersistentVolumeClaim } from "../../../api/storage.ts";
import { reservedFor } from "../../../api/volume-matching.ts";
import { annotated, nothing, withClaimPhase, withVolumePhase, type Step } from "./step.ts";

/** The next of the four writes that tie a claim to a volume; nothing when all are made. */
// Mirrors bind (pkg/controller/volume/persistentvolume/pv_controller.go): the volume, its status, the claim, its status.
export function bindStep(volume: PersistentVolume, claim: PersistentVolumeClaim, now: string): Step {
  const reserved = reservedFor(volume, claim);
  if (reserved) return { write: { what: "volume", object: reserved } };
  const bound = withVolumePhase(volume, "Bound", now);
  if (bound) return { write: { what: "volumeStatus", object: bound } };
  const tied = tiedTo(claim, volume);
  if (tied) return { write: { what: "claim", object: tied } };
  const settled = withClaimPhase(claim, "Bound", volume);
  return settled ? { write: { what: "claimStatus", object: settled } } : nothing;
}

// Mirrors bindClaimToVolume.
function tiedTo(claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim | undefined {
  const { bindCompleted, boundByController } = storageAnnotations;
  const named = claim.spec.volumeName === volume.metadata.name;
  if (named && claim.metadata.annotations?.[bindCompleted] !== undefined) return undefined;
  const next = named ? claim : { ...claim, spec: { ...claim.spec, volumeName: volume.metadata.name } };
  return annotated(next, named ? [bindCompleted] : [bindCompleted, boundByController]);
}
