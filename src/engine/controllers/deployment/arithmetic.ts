import type { IntOrString } from "../../../api/types.ts";
import type { Deployment, ReplicaSet } from "../../../api/workloads.ts";

const PERCENT = 100;

/** A number, or a share of `total`, rounded up or down. Mirrors GetScaledValueFromIntOrPercent (staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go). */
export function scaledValue(value: IntOrString, total: number, roundUp: boolean): number {
  if (typeof value === "number") return value;
  const share = Number(value.replace(/%$/, "")) * total;
  return roundUp ? Math.ceil(share / PERCENT) : Math.floor(share / PERCENT);
}

export const wantedReplicas = ({ spec }: { readonly spec: { readonly replicas?: number } }): number => spec.replicas ?? 1;
const isRolling = ({ spec }: Deployment): boolean => spec.strategy?.type !== "Recreate";

// Mirrors ResolveFenceposts (pkg/controller/deployment/util/deployment_util.go): with both at 0 nothing could move.
function fenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = scaledValue(maxSurge, wantedReplicas(deployment), true);
  const unavailable = scaledValue(maxUnavailable, wantedReplicas(deployment), false);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/** How many Pods there may be beyond what is wanted. */
export const maxSurge = (deployment: Deployment): number => (isRolling(deployment) ? fenceposts(deployment).surge : 0);
/** How many of the wanted Pods may be missing. */
export const maxUnavailable = (deployment: Deployment): number =>
  isRolling(deployment) && wantedReplicas(deployment) > 0 ? Math.min(fenceposts(deployment).unavailable, wantedReplicas(deployment)) : 0;

const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number => sets.reduce((total, set) => total + of(set), 0);
export const specReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, wantedReplicas);
export const actualReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.replicas);
export const readyReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.readyReplicas ?? 0);
export const availableReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.availableReplicas ?? 0);
export const terminatingReplicas = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.terminatingReplicas ?? 0);
export const active = (sets: readonly ReplicaSet[]): readonly ReplicaSet[] => sets.filter((set) => wantedReplicas(set) > 0);

/** How large the new set shall be next. Mirrors NewRSNewReplicas: `others` are all old sets. */
export function newSetReplicas(deployment: Deployment, others: readonly ReplicaSet[], newSet: number): number {
  const wanted = wantedReplicas(deployment);
  if (!isRolling(deployment)) return wanted;
  const room = wanted + maxSurge(deployment) - specReplicas(others) - newSet;
  return room <= 0 ? newSet : newSet + Math.min(room, wanted - newSet);
}

const byTime = (a: ReplicaSet, b: ReplicaSet): number => {
  const [p, q] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (p !== q) return p < q ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0;
};
/** The oldest first. */
export const oldestFirst = (sets: readonly ReplicaSet[]): readonly ReplicaSet[] => [...sets].sort(byTime);
/** The largest first; of equal ones the newer or the older. */
export const largestFirst = (sets: readonly ReplicaSet[], then: "newer" | "older"): readonly ReplicaSet[] =>
  [...sets].sort((a, b) => wantedReplicas(b) - wantedReplicas(a) || (then === "newer" ? byTime(b, a) : byTime(a, b)));

export interface Rescaled {
  readonly set: ReplicaSet;
  readonly replicas: number;
}

/**
 * Spreads a changed number of replicas over all active sets while a rollout is under way, in proportion to their sizes.
 * Mirrors the proportional part of scale (pkg/controller/deployment/sync.go).
 */
export function proportionally(deployment: Deployment, sets: readonly ReplicaSet[], maxBefore: (set: ReplicaSet) => number | undefined): readonly Rescaled[] {
  const wanted = wantedReplicas(deployment);
  const allowed = wanted > 0 ? wanted + maxSurge(deployment) : 0;
  const toAdd = allowed - specReplicas(sets);
  const ordered = toAdd > 0 ? largestFirst(sets, "newer") : toAdd < 0 ? largestFirst(sets, "older") : sets;
  let added = 0;
  const shares = ordered.map((set) => {
    const share = toAdd === 0 || toAdd === added ? 0 : within(fraction(deployment, set, maxBefore(set)), toAdd - added);
    added += share;
    return { set, replicas: wantedReplicas(set) + share };
  });
  return shares.map((share, at) => (at === 0 && toAdd !== 0 ? { ...share, replicas: Math.max(0, share.replicas + toAdd - added) } : share));
}

const within = (share: number, allowed: number): number => (allowed > 0 ? Math.min(share, allowed) : Math.max(share, allowed));

// Mirrors getReplicaSetFraction (pkg/controller/deployment/util/deployment_util.go).
function fraction(deployment: Deployment, set: ReplicaSet, maxBefore: number | undefined): number {
  const size = wantedReplicas(set);
  if (wantedReplicas(deployment) === 0) return -size;
  const before = maxBefore ?? deployment.status.replicas ?? 0;
  if (before === 0) return 0;
  return roundHalfAway((size * (wantedReplicas(deployment) + maxSurge(deployment))) / before) - size;
}

const roundHalfAway = (value: number): number => (value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5));
