import { compareQuantities } from "../../../api/quantity.ts";
import { claimNameOf, classOfClaim, isFullyBound, NO_PROVISIONER, notMadeFor, storageAnnotations, type PersistentVolume, type PersistentVolumeClaim, type StorageClass } from "../../../api/storage.ts";
import type { Node, Pod, Volume } from "../../../api/types.ts";
import { findMatchingVolume, isReachable } from "../../../api/volume-matching.ts";
import type { Cache } from "../cache/cache.ts";

/** The claims that a Pod names itself; those of its ephemeral volumes are not among them. */
export const namedClaims = ({ spec }: Pod): readonly string[] => (spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);

/** A Pod's claims: those with a volume, and those that get one with the Pod's node. Or why the Pod cannot go anywhere yet. */
export type PodClaims =
  | { readonly fault: string }
  | { readonly bound: readonly PersistentVolumeClaim[]; readonly toBind: readonly PersistentVolumeClaim[] };

// Mirrors podHasPVCs, PreFilter and GetPodVolumeClaims (pkg/scheduler/framework/plugins/volumebinding).
export function podClaims(pod: Pod, cache: Cache): PodClaims {
  const bound: PersistentVolumeClaim[] = [];
  const toBind: PersistentVolumeClaim[] = [];
  let immediate = false;
  for (const volume of pod.spec.volumes ?? []) {
    const name = claimNameOf(pod, volume);
    if (name === undefined) continue;
    const claim = cache.claim(pod.metadata.namespace ?? "", name);
    const fault = claimFault(pod, volume, name, claim);
    if (fault !== undefined || !claim) return { fault: fault ?? "" };
    if (isFullyBound(claim)) bound.push(claim);
    else if (!claim.spec.volumeName && cache.storageClass(classOfClaim(claim))?.volumeBindingMode === "WaitForFirstConsumer") toBind.push(claim);
    else immediate = true;
  }
  return immediate ? { fault: "pod has unbound immediate PersistentVolumeClaims" } : { bound, toBind };
}

function claimFault(pod: Pod, volume: Volume, name: string, claim: PersistentVolumeClaim | undefined): string | undefined {
  if (!claim && volume.ephemeral) return `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`;
  if (!claim) return `persistentvolumeclaim "${name}" not found`;
  if (claim.status?.phase === "Lost") {
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ""}"`;
  }
  if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
  return volume.ephemeral ? notMadeFor(pod, claim) : undefined;
}

// Mirrors the reasons of pkg/scheduler/framework/plugins/volumebinding/binder.go.
const NONE_TO_BIND = "node(s) didn't find available persistent volumes to bind";
const NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
const NO_VOLUME = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

/** Which volumes a Pod's claims would get on a node: existing ones, and those to be provisioned. Or what speaks against the node. */
export type NodeVolumes =
  | { readonly reasons: readonly string[] }
  | { readonly existing: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[]; readonly provision: readonly PersistentVolumeClaim[] };

// Mirrors FindPodVolumes.
export function volumesOnNode({ bound, toBind }: Exclude<PodClaims, { fault: string }>, node: Node, cache: Cache): NodeVolumes {
  const volumes = bound.map(({ spec }) => cache.volume(spec.volumeName ?? ""));
  const reasons: string[] = [];
  if (volumes.some((volume) => volume === undefined)) reasons.push(NO_VOLUME);
  else if (volumes.some((volume) => volume && !isReachable(volume, node))) reasons.push(NODE_CONFLICT);
  const found = matches(toBind, node, cache);
  if (!found) reasons.push(NONE_TO_BIND);
  return reasons.length > 0 || !found ? { reasons } : found;
}

function matches(toBind: readonly PersistentVolumeClaim[], node: Node, cache: Cache): Exclude<NodeVolumes, { reasons: readonly string[] }> | undefined {
  const existing: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = [];
  const provision: PersistentVolumeClaim[] = [];
  const taken = new Set<string>();
  for (const claim of bySize(toBind)) {
    const selected = claim.metadata.annotations?.[storageAnnotations.selectedNode];
    if (selected !== undefined && selected !== node.metadata.name) return undefined;
    const volume = selected === undefined ? findMatchingVolume(claim, cache.volumes(), { node, excluded: taken }) : undefined;
    if (volume) {
      taken.add(volume.metadata.name);
      existing.push({ claim, volume });
    } else if (isProvisioned(cache.storageClass(classOfClaim(claim)), node)) provision.push(claim);
    else return undefined;
  }
  return { existing, provision };
}

const bySize = (claims: readonly PersistentVolumeClaim[]): readonly PersistentVolumeClaim[] =>
  claims.length < 2 ? claims : [...claims].sort((a, b) => compareQuantities(a.spec.resources?.requests?.["storage"], b.spec.resources?.requests?.["storage"]));

// Mirrors checkVolumeProvisions: the class has a provisioner, and the node is where it may make volumes.
function isProvisioned(storageClass: StorageClass | undefined, { metadata }: Node): boolean {
  if (!storageClass?.provisioner || storageClass.provisioner === NO_PROVISIONER) return false;
  const topologies = storageClass.allowedTopologies ?? [];
  const allows = ({ key, values }: { readonly key: string; readonly values: readonly string[] }): boolean => values.includes(metadata.labels?.[key] ?? "");
  return topologies.length === 0 || topologies.some(({ matchLabelExpressions = [] }) => matchLabelExpressions.every(allows));
}
