import type { ScalingBehavior, ScalingPolicy, ScalingRules } from "../../../api/autoscaling.ts";
import { remember, type History, type ScaleEvent } from "./history.ts";

/** A proposal of the metrics, and the bounds within which it may be followed. */
export interface Wish {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly behavior?: ScalingBehavior;
  readonly unixMs: number;
}

export interface Said {
  readonly reason: string;
  readonly message: string;
}
/** How many there will be, and why not as many as was proposed. */
export interface Verdict {
  readonly replicas: number;
  readonly able: Said;
  readonly limited: Said & { readonly isLimited: boolean };
  readonly history: History;
}

// Mirrors the default of horizontal-pod-autoscaler-downscale-stabilization (pkg/controller/podautoscaler/config/v1alpha1/defaults.go).
const DOWNSCALE_WINDOW_SECONDS = 300;
// Mirrors scaleUpLimitFactor and scaleUpLimitMinimum (pkg/controller/podautoscaler/horizontal.go).
const UP_FACTOR = 2;
const UP_MINIMUM = 4;

const READY: Said = { reason: "ReadyForNewScale", message: "recommended size matches current size" };
const DOWN_STABILIZED: Said = { reason: "ScaleDownStabilized", message: "recent recommendations were higher than current one, applying the highest recent recommendation" };
const UP_STABILIZED: Said = { reason: "ScaleUpStabilized", message: "recent recommendations were lower than current one, applying the lowest recent recommendation" };
const WITHIN: Said = { reason: "DesiredWithinRange", message: "the desired count is within the acceptable range" };
const UP_LIMIT: Said = { reason: "ScaleUpLimit", message: "the desired replica count is increasing faster than the maximum scale rate" };
const DOWN_LIMIT: Said = { reason: "ScaleDownLimit", message: "the desired replica count is decreasing faster than the maximum scale rate" };
const TOO_MANY: Said = { reason: "TooManyReplicas", message: "the desired replica count is more than the maximum replica count" };
const TOO_FEW: Said = { reason: "TooFewReplicas", message: "the desired replica count is less than the minimum replica count" };

// Mirrors normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors.
export function normalize(wish: Wish, history: History): Verdict {
  const stable = wish.behavior ? stabilizedBy(wish, wish.behavior, history) : stabilized(wish, history);
  const able = stable.replicas === wish.desired ? READY : stable.said;
  const limit = wish.behavior ? limitedBy({ ...wish, desired: stable.replicas }, wish.behavior, history) : limited({ ...wish, desired: stable.replicas });
  return { replicas: limit.replicas, able, limited: { ...limit.said, isLimited: limit.replicas !== stable.replicas }, history: { ...history, recommendations: stable.recommendations } };
}

interface Stable {
  readonly replicas: number;
  readonly said: Said;
  readonly recommendations: History["recommendations"];
}

// Mirrors stabilizeRecommendation.
function stabilized({ desired, unixMs }: Wish, { recommendations }: History): Stable {
  const cutoffMs = unixMs - DOWNSCALE_WINDOW_SECONDS * 1000;
  const recent = recommendations.filter(({ atMs }) => atMs >= cutoffMs);
  return { replicas: Math.max(desired, ...recent.map(({ replicas }) => replicas)), said: DOWN_STABILIZED, recommendations: remember(recommendations, { replicas: desired, atMs: unixMs }, cutoffMs) };
}

const upWindow = ({ scaleUp }: ScalingBehavior): number => scaleUp?.stabilizationWindowSeconds ?? 0;
const downWindow = ({ scaleDown }: ScalingBehavior): number => scaleDown?.stabilizationWindowSeconds ?? DOWNSCALE_WINDOW_SECONDS;

// Mirrors stabilizeRecommendationWithBehaviors.
function stabilizedBy({ current, desired, unixMs }: Wish, behavior: ScalingBehavior, { recommendations }: History): Stable {
  const upSince = unixMs - upWindow(behavior) * 1000;
  const downSince = unixMs - downWindow(behavior) * 1000;
  const lowest = Math.min(desired, ...recommendations.filter(({ atMs }) => atMs > upSince).map(({ replicas }) => replicas));
  const highest = Math.max(desired, ...recommendations.filter(({ atMs }) => atMs > downSince).map(({ replicas }) => replicas));
  const replicas = Math.min(Math.max(current, lowest), highest);
  return { replicas, said: desired >= current ? UP_STABILIZED : DOWN_STABILIZED, recommendations: remember(recommendations, { replicas: desired, atMs: unixMs }, Math.min(upSince, downSince)) };
}

interface Limited {
  readonly replicas: number;
  readonly said: Said;
}

// Mirrors convertDesiredReplicasWithRules.
function limited({ current, desired, min, max }: Wish): Limited {
  const upLimit = Math.max(UP_FACTOR * current, UP_MINIMUM);
  if (desired < min) return { replicas: min, said: TOO_FEW };
  const most = Math.min(max, upLimit);
  return desired > most ? { replicas: most, said: max > upLimit ? UP_LIMIT : TOO_MANY } : { replicas: desired, said: WITHIN };
}

// Mirrors convertDesiredReplicasWithBehaviorRate.
function limitedBy({ current, desired, min, max, unixMs }: Wish, { scaleUp = {}, scaleDown = {} }: ScalingBehavior, history: History): Limited {
  if (desired > current) {
    const upLimit = Math.max(current, scaleUpLimit(current, history, scaleUp, unixMs));
    const most = Math.min(max, upLimit);
    if (desired > most) return { replicas: most, said: max > upLimit ? UP_LIMIT : TOO_MANY };
  } else if (desired < current) {
    const downLimit = Math.min(current, scaleDownLimit(current, history, scaleDown, unixMs));
    const least = Math.max(min, downLimit);
    if (desired < least) return { replicas: least, said: min < downLimit ? DOWN_LIMIT : TOO_FEW };
  }
  return { replicas: desired, said: WITHIN };
}

const changed = (events: readonly ScaleEvent[], { periodSeconds }: ScalingPolicy, unixMs: number): number =>
  events.reduce((total, { change, atMs }) => (atMs > unixMs - periodSeconds * 1000 ? total + change : total), 0);

// Mirrors calculateScaleUpLimitWithScalingRules.
function scaleUpLimit(current: number, { ups, downs }: History, { selectPolicy = "Max", policies = [] }: ScalingRules, unixMs: number): number {
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map((policy) => {
    const start = current - changed(ups, policy, unixMs) + changed(downs, policy, unixMs);
    return policy.type === "Pods" ? start + policy.value : Math.ceil(start * (1 + policy.value / 100));
  });
  return selectPolicy === "Min" ? Math.min(...limits) : Math.max(...limits);
}

// Mirrors calculateScaleDownLimitWithBehaviors.
function scaleDownLimit(current: number, { ups, downs }: History, { selectPolicy = "Max", policies = [] }: ScalingRules, unixMs: number): number {
  if (selectPolicy === "Disabled") return current;
  const limits = policies.map((policy) => {
    const start = current - changed(ups, policy, unixMs) + changed(downs, policy, unixMs);
    return policy.type === "Pods" ? start - policy.value : Math.trunc(start * (1 - policy.value / 100));
  });
  return selectPolicy === "Min" ? Math.max(...limits) : Math.min(...limits);
}

/** Enters a change that was made: rates are measured by these. */
// Mirrors storeScaleEvent.
export function noteChange(history: History, behavior: ScalingBehavior | undefined, before: number, after: number, unixMs: number): History {
  if (!behavior) return history;
  const isUp = after > before;
  const rules = (isUp ? behavior.scaleUp : behavior.scaleDown) ?? {};
  const longest = Math.max(0, ...(rules.policies ?? []).map(({ periodSeconds }) => periodSeconds));
  const event: ScaleEvent = { change: Math.abs(after - before), atMs: unixMs };
  const obsoleteMs = unixMs - longest * 1000;
  return isUp ? { ...history, ups: remember(history.ups, event, obsoleteMs) } : { ...history, downs: remember(history.downs, event, obsoleteMs) };
}
