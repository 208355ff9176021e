import type { Job } from "../../../api/batch.ts";
import type { Pod, StringMap } from "../../../api/types.ts";
import { finishedMs, remainingMs } from "./backoff.ts";
import { isTracked } from "./finalizer.ts";
import { completionIndex, has, parseIntervals, validIndex, withIndexes, type Intervals } from "./indexes.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { hasFailed } from "./spec.ts";

/** Failures of single indexes: spec.backoffLimitPerIndex. The counts go on from Pod to Pod in annotations. */
const FAILURES = "batch.kubernetes.io/job-index-failure-count";
const IGNORED = "batch.kubernetes.io/job-index-ignored-failure-count";
const MOST = 2 ** 31 - 1;

function annotated({ metadata }: Pod, name: string): number {
  const text = metadata.annotations?.[name] ?? "";
  const value = /^\+?\d+$/.test(text) ? Number(text) : 0;
  return value > MOST ? 0 : value;
}
const absoluteFailures = (pod: Pod): number => annotated(pod, FAILURES) + annotated(pod, IGNORED);

/** Indexes that will get no Pod any more. Mirrors calculateFailedIndexes (pkg/controller/job/indexed_job_utils.go). */
export function failedIndexes(job: Job, pods: readonly Pod[]): Intervals {
  const completions = job.spec.completions ?? 0;
  const newly = pods.filter((pod) => isTracked(pod) && isIndexFailed(job, pod)).flatMap((pod) => validIndex(pod, completions) ?? []);
  return withIndexes(parseIntervals(job.status.failedIndexes ?? "", completions), newly);
}

function isIndexFailed(job: Job, pod: Pod): boolean {
  if (!hasFailed(job, pod)) return false;
  const { counts, action } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod);
  return action === "FailIndex" || (counts && annotated(pod, FAILURES) >= (job.spec.backoffLimitPerIndex ?? 0));
}

/** Of each index the failed Pod that stays until the next one has taken over its counts. Mirrors getPodsWithDelayedDeletionPerIndex. */
export function delayedPods(failed: readonly Pod[], succeededIndexes: Intervals, failedBefore: Intervals): ReadonlyMap<number, Pod> {
  const delayed = new Map<number, Pod>();
  for (const pod of failed) {
    const index = completionIndex(pod) ?? 0;
    if (has(succeededIndexes, index) || has(failedBefore, index)) continue;
    const known = delayed.get(index);
    if (!known || (absoluteFailures(known) <= absoluteFailures(pod) && finishedMs(pod) >= finishedMs(known))) delayed.set(index, pod);
  }
  return delayed;
}

/** What the Pod that follows a failed one carries on. Mirrors addIndexFailureCountAnnotation. */
export function failureAnnotations(job: Job, replaced: Pod | undefined): StringMap {
  if (!replaced) return { [FAILURES]: "0" };
  const { counts } = matchPodFailurePolicy(job.spec.podFailurePolicy, replaced);
  const ignored = annotated(replaced, IGNORED) + (counts ? 0 : 1);
  return { [FAILURES]: String(annotated(replaced, FAILURES) + (counts ? 1 : 0)), ...(ignored > 0 && { [IGNORED]: String(ignored) }) };
}

/** How long an index waits after the failure of its last Pod. Mirrors getRemainingTimePerIndex (pkg/controller/job/backoff_utils.go). */
export const remainingOfIndexMs = (failed: Pod | undefined, unixMs: number): number =>
  failed ? remainingMs({ failures: absoluteFailures(failed) + 1, lastFailureMs: finishedMs(failed) }, unixMs) : 0;
