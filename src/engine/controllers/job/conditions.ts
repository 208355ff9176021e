import { condition as find } from "../../../api/conditions.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, ConditionStatus } from "../../../api/types.ts";

/** Mirrors newCondition (pkg/controller/job/job_controller.go). */
export const newCondition = (type: string, status: ConditionStatus, reason: string, message: string, unixMs: number): Condition => {
  const at = rfc3339(unixMs);
  return { type, status, lastProbeTime: at, lastTransitionTime: at, ...(reason !== "" && { reason }), ...(message !== "" && { message }) };
};

export const failureTarget = (reason: string, message: string, unixMs: number): Condition => newCondition("FailureTarget", "True", reason, message, unixMs);
export const successCriteriaMet = (reason: string, message: string, unixMs: number): Condition => newCondition("SuccessCriteriaMet", "True", reason, message, unixMs);

/** The condition that says for good what an interim one has announced. */
export const terminalOf = ({ type, reason = "", message = "" }: Condition, unixMs: number): Condition => newCondition(type === "FailureTarget" ? "Failed" : "Complete", "True", reason, message, unixMs);

/** The list with a condition in it; undefined = it says so already, or there is nothing to take back. Mirrors ensureJobConditionStatus. */
export function ensured(conditions: readonly Condition[], wanted: Condition): readonly Condition[] | undefined {
  const known = find(conditions, wanted.type);
  if (!known) return wanted.status === "False" ? undefined : [...conditions, wanted];
  if (known.status === wanted.status && known.reason === wanted.reason && known.message === wanted.message) return undefined;
  return conditions.map((each) => (each === known ? wanted : each));
}
