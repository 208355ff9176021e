import type { Job } from "../../../api/batch.ts";
import { isPodReady } from "../../../api/pods.ts";
import type { Condition, Pod } from "../../../api/types.ts";
import { isActive, isTerminating } from "../pods/active-pods.ts";
import { nextBackoff, type BackoffRecord } from "./backoff.ts";
import { isTracked } from "./finalizer.ts";
import { completionIndex, parseIntervals, total, validIndex, withIndexes, type Intervals } from "./indexes.ts";
import { failedIndexes, delayedPods } from "./per-index.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { hasFailed, hasLimitPerIndex, isIndexed } from "./spec.ts";

/** A Job's Pods as one sync counts them. What the sync itself does to them is added to `active`, `ready` and `terminating`. */
export interface Count {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly activePods: readonly Pod[];
  /** Uids whose finalizer was taken away already, though the cache still shows it. */
  readonly released: ReadonlySet<string>;
  readonly uncounted: { readonly succeeded: ReadonlySet<string>; readonly failed: ReadonlySet<string> };
  readonly succeeded: number;
  readonly failed: number;
  readonly backoff: BackoffRecord;
  readonly previousIndexes: Intervals;
  readonly succeededIndexes: Intervals;
  /** Absent = there is no limit per index. */
  readonly failedIndexes?: Intervals;
  /** Failed Pods that stay until their index has its next one, by index. */
  readonly delayed: ReadonlyMap<number, Pod>;
  active: number;
  ready: number;
  terminating: number;
  finished: Condition | undefined;
}

/** Mirrors the beginning of syncJob. */
export function countPods(job: Job, pods: readonly Pod[], released: ReadonlySet<string>, known: BackoffRecord | undefined): Count {
  const { uncountedTerminatedPods, succeeded = 0, failed = 0 } = job.status;
  const uncounted = { succeeded: new Set(uncountedTerminatedPods?.succeeded), failed: new Set(uncountedTerminatedPods?.failed) };
  const valid = pods.filter((pod) => isTracked(pod) && !released.has(pod.metadata.uid) && (!isIndexed(job) || validIndex(pod, job.spec.completions ?? 0) !== undefined));
  const newlySucceeded = valid.filter(({ metadata, status }) => status.phase === "Succeeded" && !uncounted.succeeded.has(metadata.uid));
  const newlyFailed = valid.filter((pod) => hasFailed(job, pod) && !uncounted.failed.has(pod.metadata.uid));
  const activePods = pods.filter(isActive);
  const counting = newlyFailed.filter((pod) => matchPodFailurePolicy(job.spec.podFailurePolicy, pod).counts);
  return {
    job,
    pods,
    activePods,
    released,
    uncounted,
    failed: failed + counting.length + uncounted.failed.size,
    backoff: nextBackoff(known, newlySucceeded, newlyFailed),
    active: activePods.length,
    ready: activePods.filter(isPodReady).length,
    terminating: pods.filter(isTerminating).length,
    finished: undefined,
    ...(isIndexed(job) ? byIndex(job, pods, valid, activePods) : { previousIndexes: [], succeededIndexes: [], delayed: new Map(), succeeded: succeeded + newlySucceeded.length + uncounted.succeeded.size }),
  };
}

// Mirrors calculateSucceededIndexes (pkg/controller/job/indexed_job_utils.go).
function byIndex(job: Job, pods: readonly Pod[], valid: readonly Pod[], activePods: readonly Pod[]): Pick<Count, "previousIndexes" | "succeededIndexes" | "failedIndexes" | "delayed" | "succeeded"> {
  const completions = job.spec.completions ?? 0;
  const previousIndexes = parseIntervals(job.status.completedIndexes ?? "", completions);
  const done = pods.filter((pod) => pod.status.phase === "Succeeded" && isTracked(pod)).flatMap((pod) => validIndex(pod, completions) ?? []);
  const succeededIndexes = withIndexes(previousIndexes, done);
  const succeeded = total(succeededIndexes);
  if (!hasLimitPerIndex(job)) return { previousIndexes, succeededIndexes, succeeded, delayed: new Map() };
  const failed = failedIndexes(job, pods);
  const active = new Set(activePods.map(completionIndex));
  const waiting = valid.filter((pod) => hasFailed(job, pod) && !active.has(completionIndex(pod)));
  return { previousIndexes, succeededIndexes, succeeded, failedIndexes: failed, delayed: delayedPods(waiting, succeededIndexes, failed) };
}
