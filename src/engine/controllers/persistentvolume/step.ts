import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { EventType } from "../../events/event-object.ts";

/** Something to be said of an object. */
export interface Said {
  readonly about: KubernetesObject;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

export type Write =
  | { readonly what: "volume" | "volumeStatus"; readonly object: PersistentVolume }
  | { readonly what: "claim" | "claimStatus"; readonly object: PersistentVolumeClaim }
  | { readonly what: "deleteVolume"; readonly object: PersistentVolume };

/**
 * What the binder does next about a volume or a claim: one write at most; the object is looked at again when that is
 * answered. `said` comes after the write, or at once without one. `wake` is the key of a claim to look at besides.
 */
export interface Step {
  readonly write?: Write;
  readonly said?: readonly Said[];
  readonly wake?: string;
  /** The write ends the matter for now: what follows from it is somebody else's. */
  readonly last?: boolean;
}

export const nothing: Step = {};
export const normal = (about: KubernetesObject, reason: string, message: string): Said => ({ about, type: "Normal", reason, message });
export const warning = (about: KubernetesObject, reason: string, message: string): Said => ({ about, type: "Warning", reason, message });

/** The claim with this phase; undefined when it has it already. */
// Mirrors updateClaimStatus (pkg/controller/volume/persistentvolume/pv_controller.go): modes and size are the volume's.
export function withClaimPhase(claim: PersistentVolumeClaim, phase: string, volume?: PersistentVolume): PersistentVolumeClaim | undefined {
  if (!volume) {
    const { accessModes, capacity, ...rest } = claim.status ?? {};
    if (claim.status?.phase === phase && accessModes === undefined && capacity === undefined) return undefined;
    return { ...claim, status: { ...rest, phase } };
  }
  const { spec } = volume;
  const storage = spec.capacity?.["storage"] ?? "0";
  const known = claim.status;
  if (known?.phase === phase && sameModes(known.accessModes, spec.accessModes) && known.capacity?.["storage"] !== undefined) return undefined;
  return { ...claim, status: { ...known, phase, ...(spec.accessModes && { accessModes: spec.accessModes }), capacity: { ...known?.capacity, storage } } };
}

const sameModes = (a: readonly string[] = [], b: readonly string[] = []): boolean => a.length === b.length && a.every((mode) => b.includes(mode));

/** The volume with this phase; undefined when it has it already. */
// Mirrors updateVolumePhase and the strategy of persistentvolumes/status, which notes when the phase changed.
export function withVolumePhase(volume: PersistentVolume, phase: string, now: string, message?: string): PersistentVolume | undefined {
  if (volume.status?.phase === phase && volume.status.message === message) return undefined;
  return { ...volume, status: { phase, lastPhaseTransitionTime: now, ...(message !== undefined && { message }) } };
}

export const annotated = <T extends KubernetesObject>(object: T, names: readonly string[]): T => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...Object.fromEntries(names.map((name) => [name, "yes"])) } },
});
