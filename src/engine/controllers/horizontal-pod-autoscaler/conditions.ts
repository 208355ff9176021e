import { rfc3339 } from "../../../api/time.ts";
import type { Condition } from "../../../api/types.ts";
import type { Said } from "./normalize.ts";

export type ConditionType = "AbleToScale" | "ScalingActive" | "ScalingLimited";

/** The conditions with one of them set; its time tells when its status changed. */
// Mirrors setConditionInList (pkg/controller/podautoscaler/horizontal.go).
export function withCondition(conditions: readonly Condition[], type: ConditionType, isTrue: boolean, { reason, message }: Said, unixMs: number): readonly Condition[] {
  const status = isTrue ? "True" : "False";
  const at = conditions.findIndex((each) => each.type === type);
  const known = conditions[at];
  const next: Condition = { type, status, lastTransitionTime: (known?.status === status ? known.lastTransitionTime : undefined) ?? rfc3339(unixMs), reason, message };
  return at < 0 ? [...conditions, next] : conditions.with(at, next);
}
