import { condition } from "../../../api/conditions.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, ConditionStatus } from "../../../api/types.ts";

/** A Deployment's condition has one more time than others. */
export type DeploymentCondition = Condition & { readonly lastUpdateTime?: string };
type Conditions = readonly DeploymentCondition[];

export const newCondition = (type: string, status: ConditionStatus, reason: string, message: string, unixMs: number): DeploymentCondition => ({
  type,
  status,
  lastUpdateTime: rfc3339(unixMs),
  lastTransitionTime: rfc3339(unixMs),
  reason,
  message,
});

export const find = (conditions: Conditions | undefined, type: string): DeploymentCondition | undefined => condition(conditions, type);
export const without = (conditions: Conditions, type: string): Conditions => conditions.filter((each) => each.type !== type);

/** Puts a condition last, unless one with the same status and reason is there. Mirrors SetDeploymentCondition (pkg/controller/deployment/util/deployment_util.go). */
export function withSet(conditions: Conditions, next: DeploymentCondition): Conditions {
  const known = find(conditions, next.type);
  if (known?.status === next.status && known.reason === next.reason) return conditions;
  const kept = known?.status === next.status ? { ...next, lastTransitionTime: known.lastTransitionTime ?? null } : next;
  return [...without(conditions, next.type), kept];
}
