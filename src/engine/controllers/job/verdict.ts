import type { Job } from "../../../api/batch.ts";
import { condition, isConditionTrue } from "../../../api/conditions.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { Condition, Pod } from "../../../api/types.ts";
import { failureTarget, successCriteriaMet, terminalOf } from "./conditions.ts";
import type { Count } from "./count.ts";
import { total } from "./indexes.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { hasFailed, isIndexed, isSuspended } from "./spec.ts";
import { matchSuccessPolicy } from "./success-policy.ts";

/** Whether a Job is to end, and why; undefined = it goes on. Mirrors the decisions of syncJob (pkg/controller/job/job_controller.go), in its order. */
export function verdict(count: Count, unixMs: number): Condition | undefined {
  const { job } = count;
  const { conditions } = job.status;
  if (isConditionTrue(conditions, "SuccessCriteriaMet")) return condition(conditions, "SuccessCriteriaMet");
  const target = condition(conditions, "FailureTarget");
  if (target?.status === "True") return terminalOf(target, unixMs);
  return failure(count, unixMs) ?? success(count, unixMs);
}

function failure(count: Count, unixMs: number): Condition | undefined {
  const { job, pods, failed } = count;
  const message = policyFailure(job, pods);
  if (message !== undefined) return failureTarget("PodFailurePolicy", message, unixMs);
  if (failed > backoffLimit(job) || hasRestartedTooOften(job, pods)) return failureTarget("BackoffLimitExceeded", "Job has reached the specified backoff limit", unixMs);
  if (deadlineInMs(job, unixMs) === 0) return failureTarget("DeadlineExceeded", "Job was active longer than specified deadline", unixMs);
  return indexFailure(count, unixMs);
}

function indexFailure({ job: { spec }, failedIndexes, succeededIndexes }: Count, unixMs: number): Condition | undefined {
  const failed = total(failedIndexes ?? []);
  if (spec.maxFailedIndexes !== undefined && failed > spec.maxFailedIndexes) return failureTarget("MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes", unixMs);
  return failed > 0 && failed + total(succeededIndexes) >= (spec.completions ?? 0) ? failureTarget("FailedIndexes", "Job has failed indexes", unixMs) : undefined;
}

function success({ job, succeededIndexes }: Count, unixMs: number): Condition | undefined {
  const met = isIndexed(job) ? matchSuccessPolicy(job.spec.successPolicy, job.spec.completions ?? 0, succeededIndexes) : undefined;
  return met === undefined ? undefined : successCriteriaMet("SuccessPolicy", met, unixMs);
}

/** A Job without a number of completions is complete when one Pod has succeeded and none runs. */
export const isComplete = ({ job: { spec }, succeeded, active }: Count): boolean => active === 0 && (spec.completions === undefined ? succeeded > 0 : succeeded >= spec.completions);
export const completed = (unixMs: number): Condition => successCriteriaMet("CompletionsReached", "Reached expected number of succeeded pods", unixMs);

// Mirrors getFailJobMessage.
function policyFailure(job: Job, pods: readonly Pod[]): string | undefined {
  for (const pod of pods) {
    const message = hasFailed(job, pod) ? matchPodFailurePolicy(job.spec.podFailurePolicy, pod).failure : undefined;
    if (message !== undefined) return message;
  }
  return undefined;
}

const backoffLimit = ({ spec }: Job): number => spec.backoffLimit ?? 6;

// Mirrors pastBackoffLimitOnFailure: where containers are restarted in place, their restarts count.
function hasRestartedTooOften(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec.template.spec.restartPolicy !== "OnFailure") return false;
  const running = pods.filter(({ status }) => status.phase === "Running" || status.phase === "Pending");
  const restarts = running.flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]).reduce((sum, { restartCount }) => sum + restartCount, 0);
  return restarts >= Math.max(1, backoffLimit(job));
}

/** Milliseconds until the Job has been active for too long; undefined = it has no such limit, or is not active. Mirrors pastActiveDeadline. */
export function deadlineInMs(job: Job, unixMs: number): number | undefined {
  const { activeDeadlineSeconds } = job.spec;
  const { startTime } = job.status;
  if (activeDeadlineSeconds === undefined || startTime === undefined || isSuspended(job)) return undefined;
  return Math.max(0, (parseRfc3339(startTime) ?? 0) + activeDeadlineSeconds * 1000 - unixMs);
}
