/** Which volume a claim gets. Binder and scheduler look with the same eyes. */
import { matchesLabelSelector } from "./labels.ts";
import { matchesNodeSelectorTerm } from "./node-affinity.ts";
import { compareQuantities } from "./quantity.ts";
import { classOfClaim, classOfVolume, hasAccessModes, isBoundTo, isLargeEnough, storageAnnotations, volumeModeOf, type PersistentVolume, type PersistentVolumeClaim } from "./storage.ts";
import type { Node } from "./types.ts";

export interface MatchOptions {
  /** The scheduler looks for one that can be reached from this node. */
  readonly node?: Node;
  /** The claim's class waits for a first consumer: the binder leaves the choice to the scheduler. */
  readonly delayBinding?: boolean;
  /** Names that are taken already. */
  readonly excluded?: ReadonlySet<string>;
}

// Mirrors FindMatchingVolume (component-helpers/storage/volume/pv_helpers.go) and findByClaim (pkg/controller/volume/persistentvolume/index.go).
/** The volume that is reserved for the claim, else the smallest that will do; among volumes of fewer access modes first. */
export function findMatchingVolume(claim: PersistentVolumeClaim, volumes: Iterable<PersistentVolume>, options: MatchOptions = {}): PersistentVolume | undefined {
  const { node, delayBinding = false, excluded } = options;
  let best: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (excluded?.has(volume.metadata.name) || !mayServe(volume, claim)) continue;
    const reachable = !node || isReachable(volume, node);
    if (isBoundTo(volume, claim)) return reachable ? volume : undefined;
    if ((!node && delayBinding) || !reachable || !isFree(volume, claim) || !hasAccessModes(volume, claim)) continue;
    if (!best || isBetter(volume, best)) best = volume;
  }
  return best;
}

/** Not somebody else's, large enough, of the same mode, and here to stay. */
function mayServe(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (volume.spec.claimRef && !isBoundTo(volume, claim)) return false;
  return isLargeEnough(volume, claim) && volumeModeOf(volume) === volumeModeOf(claim) && volume.metadata.deletionTimestamp === undefined;
}

const isFree = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  volume.status?.phase === "Available" &&
  (claim.spec.selector === undefined || matchesLabelSelector(claim.spec.selector, volume.metadata.labels)) &&
  classOfVolume(volume) === classOfClaim(claim);

const modesOf = ({ spec }: PersistentVolume): number => spec.accessModes?.length ?? 0;

const isBetter = (volume: PersistentVolume, best: PersistentVolume): boolean =>
  modesOf(volume) === modesOf(best) ? compareQuantities(volume.spec.capacity?.["storage"], best.spec.capacity?.["storage"]) < 0 : modesOf(volume) < modesOf(best);

// Mirrors GetBindVolumeToClaim (component-helpers/storage/volume/pv_helpers.go): who made a volume for a claim does not say that it was bound since.
/** The volume with a reference to the claim; undefined when it has it already. */
export function reservedFor(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume | undefined {
  const { claimRef } = volume.spec;
  const { namespace = "", name, uid, resourceVersion } = claim.metadata;
  if (claimRef?.uid === uid) return undefined;
  const spec = { ...volume.spec, claimRef: { kind: "PersistentVolumeClaim", namespace, name, uid, apiVersion: "v1", resourceVersion } };
  if (claimRef) return { ...volume, spec };
  return { ...volume, metadata: { ...volume.metadata, annotations: { ...volume.metadata.annotations, [storageAnnotations.boundByController]: "yes" } }, spec };
}

// Mirrors CheckNodeAffinity (component-helpers/storage/volume/helpers.go).
/** True when the volume's node affinity lets a Pod on this node have it. */
export function isReachable({ spec }: PersistentVolume, node: Node): boolean {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms;
  return !terms || terms.some((term) => matchesNodeSelectorTerm(term, node));
}
