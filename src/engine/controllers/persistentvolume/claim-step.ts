import {
  classOfClaim,
  classOfVolume,
  hasAccessModes,
  isBoundTo,
  isLargeEnough,
  migratedPlugins,
  storageAnnotations,
  volumeModeOf,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
} from "../../../api/storage.ts";
import { findMatchingVolume } from "../../../api/volume-matching.ts";
import { objectKey } from "../informer.ts";
import { bindStep } from "./bind.ts";
import { normal, nothing, warning, withClaimPhase, type Said, type Step } from "./step.ts";
import { classFor, defaultClassOf, unscheduledPodsOf, waitsForConsumer, type StorageWorld } from "./world.ts";

/** What the binder does next about a claim. */
// Mirrors syncClaim (pkg/controller/volume/persistentvolume/pv_controller.go).
export const claimStep = (claim: PersistentVolumeClaim, world: StorageWorld, now: string): Step =>
  claim.metadata.annotations?.[storageAnnotations.bindCompleted] === undefined ? unboundStep(claim, world, now) : boundStep(claim, world, now);

const pending = (claim: PersistentVolumeClaim, ...said: readonly Said[]): Step => {
  const object = withClaimPhase(claim, "Pending");
  return { said, ...(object && { write: { what: "claimStatus", object } as const, last: true }) };
};

// Mirrors syncUnboundClaim.
function unboundStep(claim: PersistentVolumeClaim, world: StorageWorld, now: string): Step {
  if (claim.spec.volumeName) return requestedStep(claim, world.volumes.get(claim.spec.volumeName), now);
  const delayBinding = waitsForConsumer(world, claim);
  const volume = findMatchingVolume(claim, world.volumes.values(), { delayBinding });
  if (volume) return bindStep(volume, claim, now);
  return withDefaultClass(claim, world) ?? unmatchedStep(claim, world, delayBinding);
}

function unmatchedStep(claim: PersistentVolumeClaim, world: StorageWorld, delayBinding: boolean): Step {
  if (delayBinding && claim.metadata.annotations?.[storageAnnotations.selectedNode] === undefined) return pending(claim, waiting(claim, world));
  if (classOfClaim(claim) !== "") return provisionStep(claim, classFor(world, claim));
  return pending(claim, normal(claim, "FailedBinding", "no persistent volumes available for this claim and no storage class is set"));
}

// Mirrors assignDefaultStorageClass: a class that became the default after the claim was made.
function withDefaultClass(claim: PersistentVolumeClaim, world: StorageWorld): Step | undefined {
  if (claim.spec.storageClassName !== undefined || claim.metadata.annotations?.[storageAnnotations.betaStorageClass] !== undefined) return undefined;
  const chosen = defaultClassOf(world);
  return chosen && { write: { what: "claim", object: { ...claim, spec: { ...claim.spec, storageClassName: chosen.metadata.name } } } };
}

// Mirrors emitEventForUnboundDelayBindingClaim.
function waiting(claim: PersistentVolumeClaim, world: StorageWorld): Said {
  const pods = unscheduledPodsOf(world, objectKey(claim));
  if (pods.length === 0) return normal(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
  return normal(claim, "WaitForPodScheduled", `waiting for pod${pods.length > 1 ? "s" : ""} ${pods.join(",")} to be scheduled`);
}

// Mirrors provisionClaim and provisionClaimOperationExternal: no plugin inside the controller manager provisions any more.
function provisionStep(claim: PersistentVolumeClaim, found: StorageClass | undefined): Step {
  const failed = (message: string): Step => ({ said: [warning(claim, "ProvisioningFailed", message)] });
  if (!found) return failed(`storageclass.storage.k8s.io "${classOfClaim(claim)}" not found`);
  const migrated = migratedPlugins.get(found.provisioner);
  if (migrated === undefined && found.provisioner.startsWith("kubernetes.io/")) return failed(`no volume plugin matched name: ${found.provisioner}`);
  const provisioner = migrated ?? found.provisioner;
  const said = [normal(claim, "ExternalProvisioning", externalMessage(provisioner))];
  const { annotations } = claim.metadata;
  if (annotations?.[storageAnnotations.provisioner] === provisioner) return { said };
  const named = { [storageAnnotations.betaProvisioner]: provisioner, [storageAnnotations.provisioner]: provisioner };
  return { write: { what: "claim", object: { ...claim, metadata: { ...claim.metadata, annotations: { ...annotations, ...named } } } }, said, last: true };
}

const externalMessage = (provisioner: string): string =>
  `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. ` +
  "If volume creation is delayed, please verify that the provisioner is running and correctly registered.";

/** The claim names its volume. */
function requestedStep(claim: PersistentVolumeClaim, volume: PersistentVolume | undefined, now: string): Step {
  if (!volume) return pending(claim);
  if (!volume.spec.claimRef) {
    const mismatch = mismatchOf(volume, claim);
    if (mismatch === undefined) return bindStep(volume, claim, now);
    return pending(claim, warning(claim, "VolumeMismatch", `Cannot bind to requested volume "${volume.metadata.name}": ${mismatch}`));
  }
  if (isBoundTo(volume, claim)) return bindStep(volume, claim, now);
  const byController = claim.metadata.annotations?.[storageAnnotations.boundByController] !== undefined;
  const { namespace, name } = volume.spec.claimRef;
  const message = `volume "${volume.metadata.name}" already bound to a different claim${byController ? ` "${namespace}/${name}"` : ""}.`;
  return byController ? { said: [warning(claim, "FailedBinding", message)] } : pending(claim, warning(claim, "FailedBinding", message));
}

// Mirrors checkVolumeSatisfyClaim.
function mismatchOf(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (volume.metadata.deletionTimestamp !== undefined) return "the volume is marked for deletion";
  if (!isLargeEnough(volume, claim)) return "requested PV is too small";
  if (classOfVolume(volume) !== classOfClaim(claim)) return "storageClassName does not match";
  if (volumeModeOf(volume) !== volumeModeOf(claim)) return "incompatible volumeMode";
  return hasAccessModes(volume, claim) ? undefined : "incompatible accessMode";
}

// Mirrors syncBoundClaim.
function boundStep(claim: PersistentVolumeClaim, world: StorageWorld, now: string): Step {
  const { volumeName } = claim.spec;
  if (!volumeName) return lost(claim, "ClaimLost", "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!");
  const volume = world.volumes.get(volumeName);
  if (!volume) return lost(claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
  const { claimRef } = volume.spec;
  if (!claimRef || claimRef.uid === claim.metadata.uid) return bindStep(volume, claim, now);
  return lost(claim, "ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly");
}

/** Said once, with the change of the phase. */
function lost(claim: PersistentVolumeClaim, reason: string, message: string): Step {
  const object = withClaimPhase(claim, "Lost");
  return object ? { write: { what: "claimStatus", object }, said: [warning(claim, reason, message)], last: true } : nothing;
}
