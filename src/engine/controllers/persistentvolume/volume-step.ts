import { sourceOfVolume, storageAnnotations, volumeModeOf, type PersistentVolume, type PersistentVolumeClaim } from "../../../api/storage.ts";
import { nothing, warning, withVolumePhase, type Said, type Step } from "./step.ts";
import type { StorageWorld } from "./world.ts";

const phase = (volume: PersistentVolume, name: string, now: string): Step => {
  const object = withVolumePhase(volume, name, now);
  return object ? { write: { what: "volumeStatus", object } } : nothing;
};

/** What the binder does next about a volume. */
// Mirrors syncVolume (pkg/controller/volume/persistentvolume/pv_controller.go).
export function volumeStep(volume: PersistentVolume, world: StorageWorld, now: string): Step {
  const { claimRef } = volume.spec;
  // A reference without a uid reserves the volume; its claim will take it.
  if (!claimRef?.uid) return phase(volume, "Available", now);
  const key = `${claimRef.namespace}/${claimRef.name}`;
  const found = world.claims.get(key);
  const claim = found?.metadata.uid === claimRef.uid ? found : undefined;
  if (!claim) return releaseStep(volume, now);
  if (!claim.spec.volumeName) return volumeModeOf(volume) === volumeModeOf(claim) ? { wake: key } : modesDiffer(volume, claim);
  if (claim.spec.volumeName === volume.metadata.name) return phase(volume, "Bound", now);
  return boundElsewhere(volume, now);
}

function modesDiffer(volume: PersistentVolume, claim: PersistentVolumeClaim): Step {
  const [name, wanted] = [volume.metadata.name, claim.metadata.name];
  const said: Said[] = [
    warning(volume, "VolumeMismatch", `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${wanted}" due to incompatible volumeMode.`),
    warning(claim, "VolumeMismatch", `Cannot bind PersistentVolume "${name}" to requested PersistentVolumeClaim due to incompatible volumeMode.`),
  ];
  return { said };
}

/** The volume's claim has got another one. */
function boundElsewhere(volume: PersistentVolume, now: string): Step {
  const { annotations } = volume.metadata;
  const dynamic = annotations?.[storageAnnotations.provisionedBy] !== undefined;
  if (dynamic && volume.spec.persistentVolumeReclaimPolicy === "Delete") return releaseStep(volume, now);
  return { write: { what: "volume", object: unbound(volume) } };
}

// Mirrors unbindVolume: a reservation that somebody wrote stays one.
function unbound(volume: PersistentVolume): PersistentVolume {
  const { claimRef, ...spec } = volume.spec;
  const { [storageAnnotations.boundByController]: byController, ...annotations } = volume.metadata.annotations ?? {};
  if (byController === undefined) {
    const { uid: _, ...reservation } = claimRef ?? {};
    return { ...volume, spec: { ...spec, claimRef: reservation } };
  }
  return { ...volume, metadata: { ...volume.metadata, annotations }, spec };
}

/** The claim is gone: first the phase says so, then the volume is reclaimed as its policy says. */
function releaseStep(volume: PersistentVolume, now: string): Step {
  const known = volume.status?.phase;
  if (known !== "Released" && known !== "Failed") return phase(volume, "Released", now);
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case "Retain":
      return nothing;
    case "Delete":
      return deleteStep(volume, now);
    case "Recycle":
      return recycleStep(volume, now);
    default:
      return failed(volume, "VolumeUnknownReclaimPolicy", "Volume has unrecognized PersistentVolumeReclaimPolicy", now);
  }
}

// Mirrors updateVolumePhaseWithEvent: with the phase as it is, nothing is said.
function failed(volume: PersistentVolume, reason: string, message: string, now: string): Step {
  const object = withVolumePhase(volume, "Failed", now, message);
  return object ? { write: { what: "volumeStatus", object }, said: [warning(volume, reason, message)], last: true } : nothing;
}

// Mirrors doDeleteVolume and findDeletablePlugin: what an external provisioner made, it takes away itself.
function deleteStep(volume: PersistentVolume, now: string): Step {
  const provisioner = volume.metadata.annotations?.[storageAnnotations.provisionedBy];
  if (provisioner !== undefined && provisioner !== "" && !provisioner.startsWith("kubernetes.io/")) return nothing;
  const problem = deletionProblem(volume);
  if (problem !== undefined) return failed(volume, "VolumeFailedDelete", problem, now);
  return volume.metadata.deletionTimestamp === undefined ? { write: { what: "deleteVolume", object: volume }, last: true } : nothing;
}

// Mirrors hostPathDeleter.GetPath and Delete (pkg/volume/hostpath/host_path.go). No other plugin of the controller manager deletes.
// Simplified: the directory of a hostPath volume with reclaim policy Delete stays on the node; upstream removes it on the controller manager's own machine.
function deletionProblem({ metadata, spec }: PersistentVolume): string | undefined {
  if (sourceOfVolume(spec) !== "hostPath") return `error getting deleter volume plugin for volume "${metadata.name}": no deletable volume plugin matched`;
  const path = spec.hostPath?.path ?? "";
  return /^\/tmp\/.+/.test(path) ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
}

// Mirrors recycleVolumeOperation.
// Simplified: no recycler Pod empties a volume with reclaim policy Recycle: the volume fails and says so.
function recycleStep(volume: PersistentVolume, now: string): Step {
  const source = sourceOfVolume(volume.spec);
  if (source !== "hostPath" && source !== "nfs") return failed(volume, "VolumeFailedRecycle", "No recycler plugin found for the volume!", now);
  return failed(volume, "VolumeFailedRecycle", "Recycle failed: Kubarium does not simulate recycler Pods", now);
}
