import { disruptionConditions, type PodDisruptionBudget, type PodDisruptionBudgetStatus } from "../../../api/policy.ts";
import { isPodReady } from "../../../api/pods.ts";
import { parseRfc3339, rfc3339 } from "../../../api/time.ts";
import type { IntOrString, Pod, StringMap } from "../../../api/types.ts";

// Mirrors DeletionTimeout (pkg/controller/disruption/disruption.go): who was let go and is still there then was not deleted.
const DELETION_TIMEOUT_MS = 120_000;
const PERCENT = 100;

// Mirrors GetScaledValueFromIntOrPercent, rounding up (staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go).
const roundedUp = (value: IntOrString, total: number): number => (typeof value === "number" ? value : Math.ceil((Number(value.replace(/%$/, "")) * total) / PERCENT));

/** True if how many Pods there should be is asked of their controllers, not counted. */
export const asksForScale = ({ spec }: PodDisruptionBudget): boolean => spec.maxUnavailable !== undefined || typeof spec.minAvailable === "string";

// Mirrors getExpectedPodCount (pkg/controller/disruption/disruption.go).
/** How many of so many Pods must be healthy. */
export function desiredHealthy({ spec }: PodDisruptionBudget, expectedPods: number): number {
  if (spec.maxUnavailable !== undefined) return Math.max(0, expectedPods - roundedUp(spec.maxUnavailable, expectedPods));
  return spec.minAvailable === undefined ? 0 : roundedUp(spec.minAvailable, expectedPods);
}

export interface Disrupted {
  readonly pods: StringMap;
  /** Let go, and still there. */
  readonly overdue: readonly Pod[];
  /** Unix milliseconds of the next that would be overdue. */
  readonly nextMs?: number;
}

// Mirrors buildDisruptedPodMap (pkg/controller/disruption/disruption.go).
/** Who of those that were let go has not begun to end yet. */
export function stillDisrupted({ status }: PodDisruptionBudget, pods: readonly Pod[], unixMs: number): Disrupted {
  const kept: Record<string, string> = {};
  const overdue: Pod[] = [];
  let nextMs: number | undefined;
  for (const pod of pods) {
    const since = status?.disruptedPods?.[pod.metadata.name];
    if (since === undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const expectedMs = (parseRfc3339(since) ?? 0) + DELETION_TIMEOUT_MS;
    if (expectedMs < unixMs) {
      overdue.push(pod);
      continue;
    }
    kept[pod.metadata.name] = since;
    nextMs = Math.min(nextMs ?? expectedMs, expectedMs);
  }
  return { pods: kept, overdue, ...(nextMs !== undefined && { nextMs }) };
}

// Mirrors countHealthyPods (pkg/controller/disruption/disruption.go).
export const healthyPods = (pods: readonly Pod[], disrupted: StringMap): number =>
  pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && disrupted[pod.metadata.name] === undefined && isPodReady(pod)).length;

// Mirrors updatePdbStatus (pkg/controller/disruption/disruption.go): where no Pod is expected, none may go.
/** A budget's status; undefined = it stays as it is. */
export function budgetStatus(budget: PodDisruptionBudget, expectedPods: number, pods: readonly Pod[], disrupted: StringMap, unixMs: number): PodDisruptionBudgetStatus | undefined {
  const currentHealthy = healthyPods(pods, disrupted);
  const desired = desiredHealthy(budget, expectedPods);
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desired);
  const { status, metadata: { generation } } = budget;
  const isSame =
    status?.currentHealthy === currentHealthy && status.desiredHealthy === desired && status.expectedPods === expectedPods &&
    status.disruptionsAllowed === disruptionsAllowed && status.observedGeneration === generation && sameMap(status.disruptedPods ?? {}, disrupted) &&
    status.conditions?.some(({ reason }) => reason === (disruptionsAllowed > 0 ? "SufficientPods" : "InsufficientPods"));
  if (isSame) return undefined;
  return {
    ...(generation !== undefined && { observedGeneration: generation }),
    ...(Object.keys(disrupted).length > 0 && { disruptedPods: disrupted }),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy: desired,
    expectedPods,
    conditions: disruptionConditions(status, disruptionsAllowed, generation, rfc3339(unixMs)),
  };
}

const sameMap = (a: StringMap, b: StringMap): boolean => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);
