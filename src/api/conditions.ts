/** Reading lists of conditions. */
import type { Condition, ConditionStatus } from "./types.ts";

export const condition = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find((c) => c.type === type);

export const conditionStatus = (conditions: readonly Condition[] | undefined, type: string): ConditionStatus | undefined =>
  condition(conditions, type)?.status;

export const isConditionTrue = (conditions: readonly Condition[] | undefined, type: string): boolean =>
  conditionStatus(conditions, type) === "True";

/** The list with this condition put in the place of the one of its type, or at the end. */
export function withCondition(conditions: readonly Condition[] | undefined, next: Condition): readonly Condition[] {
  const known = conditions ?? [];
  return known.some((c) => c.type === next.type) ? known.map((c) => (c.type === next.type ? next : c)) : [...known, next];
}

/** What a condition becomes by an update: while its status stays, so does the time at which it came to be so. */
// Mirrors UpdatePodCondition (pkg/api/v1/pod/util.go).
export function updatedCondition<Updated extends Pick<Condition, "type" | "status">>(conditions: readonly Condition[] | undefined, next: Updated): Updated {
  const known = condition(conditions, next.type);
  return known?.status === next.status && known.lastTransitionTime !== undefined ? { ...next, lastTransitionTime: known.lastTransitionTime } : next;
}
