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
