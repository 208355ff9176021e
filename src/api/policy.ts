/** What limits voluntary disruptions: group policy. */
import type { Condition, IntOrString, KubernetesObject, LabelSelector, StringMap } from "./types.ts";

export interface PodDisruptionBudget extends KubernetesObject {
  readonly spec: {
    readonly minAvailable?: IntOrString;
    readonly maxUnavailable?: IntOrString;
    readonly selector?: LabelSelector;
    readonly unhealthyPodEvictionPolicy?: "IfHealthyBudget" | "AlwaysAllow";
  };
  readonly status?: PodDisruptionBudgetStatus;
}

export interface PodDisruptionBudgetStatus {
  readonly observedGeneration?: number;
  /** When the eviction of a Pod was let through, by name: it is not counted as healthy any more. */
  readonly disruptedPods?: StringMap;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  readonly conditions?: readonly Condition[];
}

const ALLOWED = "DisruptionAllowed";

/** The conditions of a budget that allows so many disruptions; `now` in text. */
// Mirrors UpdateDisruptionAllowedCondition (staging/src/k8s.io/component-helpers/apps/poddisruptionbudget/helpers.go).
export function disruptionConditions(status: Partial<PodDisruptionBudgetStatus> | undefined, disruptionsAllowed: number, generation: number | undefined, now: string): readonly Condition[] {
  const isAllowed = disruptionsAllowed > 0;
  return putCondition(status, { type: ALLOWED, status: isAllowed ? "True" : "False", reason: isAllowed ? "SufficientPods" : "InsufficientPods", message: "" }, generation, now);
}

/** The conditions of a budget that nobody could compute. */
export const failedSyncConditions = (status: Partial<PodDisruptionBudgetStatus> | undefined, message: string, generation: number | undefined, now: string): readonly Condition[] =>
  putCondition(status, { type: ALLOWED, status: "False", reason: "SyncFailed", message }, generation, now);

// Mirrors SetStatusCondition (staging/src/k8s.io/apimachinery/pkg/api/meta/conditions.go): the time tells when the status changed.
function putCondition(status: Partial<PodDisruptionBudgetStatus> | undefined, next: Condition, observedGeneration: number | undefined, now: string): readonly Condition[] {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== next.type);
  const known = status?.conditions?.find(({ type }) => type === next.type);
  const lastTransitionTime = known?.status === next.status ? (known.lastTransitionTime ?? now) : now;
  return [...others, { ...next, ...(observedGeneration !== undefined && { observedGeneration }), lastTransitionTime }];
}
