import { isJobFinished, type Job, type JobStatus } from "../../../api/batch.ts";
import type { Condition, ConditionStatus, Pod } from "../../../api/types.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Work } from "../manager/controller.ts";
import { claim } from "../pods/claims.ts";
import type { Failure } from "../pods/pod-control.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { BackoffRecord } from "./backoff.ts";
import { ensured, newCondition } from "./conditions.ts";
import { countPods, type Count } from "./count.ts";
import { isTracked, TRACKING } from "./finalizer.ts";
import { manageJob, removeActive } from "./manage.ts";
import { backoffNote, releasedNote } from "./notes.ts";
import { isManagedElsewhere, isSuspended } from "./spec.ts";
import { track, withNumbers } from "./tracking.ts";
import { completed, deadlineInMs, isComplete, verdict } from "./verdict.ts";

export interface JobInput {
  readonly job: Job;
  /** Its own and those it could adopt. */
  readonly pods: readonly Pod[];
  readonly isFresh: boolean;
  readonly unixMs: number;
  readonly backoff: BackoffRecord | undefined;
  readonly released: readonly string[];
}

/** Mirrors syncJob (pkg/controller/job/job_controller.go). */
export function* syncJob(input: JobInput): Work {
  const { job: read, unixMs } = input;
  if (isManagedElsewhere(read)) return undefined;
  if (isJobFinished(read)) {
    if (input.backoff) yield { note: backoffNote(read), value: undefined };
    return undefined;
  }
  const claimed = yield* claim(read, "jobs", read.spec.selector ?? {}, "pods", input.pods, () => true, [TRACKING]);
  if (!claimed) return { retry: true };
  const pods = claimed.map((pod) => (controllerOf(pod) || isTracked(pod) ? pod : adopted(pod)));
  const released = yield* forgetSeen(input, pods);
  const job = started(read, unixMs);
  const count = countPods(job, pods, released, input.backoff);
  count.finished = verdict(count, unixMs);
  const deadline = deadlineInMs(job, unixMs);
  if (!count.finished && deadline !== undefined) yield { after: deadline };
  const { failure, status } = count.finished ? yield* stop(count, input.isFresh) : yield* goOn(count, input);
  const next: JobStatus = { ...withNumbers(status, { active: count.active }), ready: count.ready, terminating: count.terminating };
  const isNews = status !== job.status || count.active !== (read.status.active ?? 0) || count.ready !== read.status.ready || count.terminating !== read.status.terminating;
  if (!(yield* track(count, next, isNews, unixMs))) return { retry: true };
  return failure ? { retry: true } : undefined;
}

const adopted = (pod: Pod): Pod => ({ ...pod, metadata: { ...pod.metadata, finalizers: [...(pod.metadata.finalizers ?? []), TRACKING] } });

/** Of the Pods it let go, those that the cache still shows with their finalizer. */
function* forgetSeen({ job, released }: JobInput, pods: readonly Pod[]): Work<ReadonlySet<string>> {
  const held = new Set(pods.filter(isTracked).map(({ metadata }) => metadata.uid));
  const left = released.filter((uid) => held.has(uid));
  if (left.length < released.length) yield { note: releasedNote(job), value: left.length > 0 ? left : undefined };
  return new Set(left);
}

function started(job: Job, unixMs: number): Job {
  const startTime = job.status.startTime ?? (isSuspended(job) ? undefined : rfc3339(unixMs));
  return { ...job, status: { ...job.status, ...(startTime !== undefined && { startTime }), uncountedTerminatedPods: job.status.uncountedTerminatedPods ?? {} } };
}

interface Acted {
  readonly failure: Failure;
  readonly status: JobStatus;
}

/** What still runs is deleted; the Job is not finished while something may have been missed. */
function* stop(count: Count, isFresh: boolean): Work<Acted> {
  const { finished, active } = count;
  const failure = yield* removeActive(count, count.activePods);
  count.finished = active - count.active === active - (failure?.missing ?? 0) && !failure && isFresh ? finished : undefined;
  return { failure, status: count.job.status };
}

function* goOn(count: Count, { isFresh, unixMs }: JobInput): Work<Acted> {
  const { job } = count;
  const isManaged = isFresh && job.metadata.deletionTimestamp === undefined;
  const failure = isManaged ? yield* manageJob(count, unixMs) : undefined;
  if (isComplete(count)) {
    count.finished = completed(unixMs);
    return { failure, status: job.status };
  }
  return { failure, status: isManaged ? yield* withSuspension(job, unixMs) : job.status };
}

/** Says whether it is suspended, where that has changed. */
function* withSuspension(job: Job, unixMs: number): Work<JobStatus> {
  const condition = (status: ConditionStatus, word: string): Condition => newCondition("Suspended", status, `Job${word}`, `Job ${word.toLowerCase()}`, unixMs);
  const word = isSuspended(job) ? "Suspended" : "Resumed";
  const conditions = ensured(job.status.conditions ?? [], condition(isSuspended(job) ? "True" : "False", word));
  if (!conditions) return job.status;
  yield { event: { about: job, type: "Normal", reason: word, message: `Job ${word.toLowerCase()}` } };
  // A suspended Job has no start: its deadline begins anew when it goes on. Mirrors MutableSchedulingDirectivesForSuspendedJobs (pkg/features/kube_features.go).
  const { startTime: _before, ...rest } = job.status;
  return isSuspended(job) ? { ...rest, conditions } : { ...rest, conditions, startTime: rfc3339(unixMs) };
}
