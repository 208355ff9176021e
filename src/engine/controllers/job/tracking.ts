import type { Job, JobStatus } from "../../../api/batch.ts";
import { isConditionTrue } from "../../../api/conditions.ts";
import type { Json } from "../../../api/json.ts";
import type { Condition, Pod } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { sent, updatingStatus } from "../manager/requests.ts";
import { ensured, terminalOf } from "./conditions.ts";
import type { Count } from "./count.ts";
import { isTracked, letGo } from "./finalizer.ts";
import { completionIndex, has, intervalsText, total, validIndex, withIndexes } from "./indexes.ts";
import { backoffNote, releasedNote } from "./notes.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { hasFailed, isIndexed } from "./spec.ts";

// Mirrors MaxUncountedPods (pkg/controller/job/job_controller.go).
const MAX_UNCOUNTED = 500;

/** What is to be written, and which Pods are let go once it is. */
interface Ledger {
  readonly status: JobStatus;
  readonly letGo: readonly Pod[];
  readonly isFull: boolean;
}

/**
 * Counts Pods that have ended exactly once: first their uids are written into the status, then their finalizers go, then the
 * numbers grow. False = a request failed. Mirrors trackJobStatusAndRemoveFinalizers and flushUncountedAndRemoveFinalizers (same file).
 */
export function* track(count: Count, draft: JobStatus, mustWrite: boolean, unixMs: number): Work<boolean> {
  const { job } = count;
  const stillHeld = new Set(count.pods.filter((pod) => isTracked(pod) && !count.released.has(pod.metadata.uid)).map(({ metadata }) => metadata.uid));
  const cleaned = withoutReleased(draft, stillHeld);
  const ledger = entered(count, cleaned ?? draft);
  const { status, final } = announced(ledger.status, count.finished, unixMs);
  let written: Job = { ...job, status };
  if (mustWrite || cleaned || status !== (cleaned ?? draft)) {
    const response = yield* sent(updatingStatus("jobs", written));
    if (isError(response)) return false;
    written = response.body as Job;
    yield { note: backoffNote(job), value: count.backoff as unknown as Json };
  }
  const gone = yield* release(count, ledger.letGo);
  for (const { metadata } of gone) stillHeld.delete(metadata.uid);
  const counted = withoutReleased(written.status, stillHeld);
  const allGone = gone.length === ledger.letGo.length;
  const last = counted ?? written.status;
  const end = allGone && !ledger.isFull && final && isSettled(last, count) ? final : undefined;
  const next = end ? { ...last, conditions: ensured(last.conditions ?? [], end) ?? last.conditions ?? [], ...(end.type === "Complete" && end.lastTransitionTime && { completionTime: end.lastTransitionTime }) } : last;
  if (counted || end) {
    const response = yield* sent(updatingStatus("jobs", { ...written, status: next } as Job));
    if (isError(response)) return false;
    if (end) yield* tellEnd({ ...job, status: next }, end);
  }
  return allGone;
}

const isSettled = ({ uncountedTerminatedPods }: JobStatus, { terminating }: Count): boolean =>
  (uncountedTerminatedPods?.succeeded ?? []).length + (uncountedTerminatedPods?.failed ?? []).length === 0 && terminating === 0;

/** Numbers grow by those of the noted Pods whose finalizer is gone; undefined = by none. Mirrors cleanUncountedPodsWithoutFinalizers. */
function withoutReleased(status: JobStatus, held: ReadonlySet<string>): JobStatus | undefined {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const left = { succeeded: succeeded.filter((uid) => held.has(uid)), failed: failed.filter((uid) => held.has(uid)) };
  if (left.succeeded.length === succeeded.length && left.failed.length === failed.length) return undefined;
  return withNumbers({ ...status, uncountedTerminatedPods: uncountedOf(left) }, {
    succeeded: (status.succeeded ?? 0) + succeeded.length - left.succeeded.length,
    failed: (status.failed ?? 0) + failed.length - left.failed.length,
  });
}
const uncountedOf = ({ succeeded, failed }: { readonly succeeded: readonly string[]; readonly failed: readonly string[] }): NonNullable<JobStatus["uncountedTerminatedPods"]> => ({
  ...(succeeded.length > 0 && { succeeded }),
  ...(failed.length > 0 && { failed }),
});

/** The status with these numbers; zeros are left out, as Go does. */
export function withNumbers(status: JobStatus, numbers: Partial<Pick<JobStatus, "active" | "succeeded" | "failed">>): JobStatus {
  const kept = Object.entries({ ...status, ...numbers }).filter(([name, value]) => !(Object.hasOwn(numbers, name) && value === 0));
  return Object.fromEntries(kept) as JobStatus;
}

/** Notes who has ended, up to a bound. */
function entered(count: Count, status: JobStatus): Ledger {
  const { job, uncounted, released } = count;
  const succeeded = [...(status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(status.uncountedTerminatedPods?.failed ?? [])];
  const indexes: number[] = [];
  const ended: Pod[] = [];
  const known = succeeded.length + failed.length;
  let isFull = false;
  const pods = isIndexed(job) ? count.pods.toSorted((a, b) => (completionIndex(a) ?? -1) - (completionIndex(b) ?? -1)) : count.pods;
  for (const pod of pods) {
    const { uid } = pod.metadata;
    if (!isTracked(pod) || released.has(uid) || !mayBeLetGo(count, pod)) continue;
    ended.push(pod);
    const index = validIndex(pod, job.spec.completions ?? 0);
    if (pod.status.phase === "Succeeded" && !uncounted.failed.has(uid)) {
      if (!isIndexed(job)) {
        if (!uncounted.succeeded.has(uid)) succeeded.push(uid);
      } else if (index !== undefined && !has(count.previousIndexes, index)) indexes.push(index);
    } else if (countsAsFailed(count, pod) && !uncounted.failed.has(uid) && (!isIndexed(job) || index !== undefined)) failed.push(uid);
    isFull = indexes.length + succeeded.length + failed.length >= MAX_UNCOUNTED;
    if (isFull) break;
  }
  const noted = succeeded.length + failed.length === known ? status : { ...status, uncountedTerminatedPods: uncountedOf({ succeeded, failed }) };
  return { status: isIndexed(job) ? withIndexTexts(count, noted, indexes) : noted, letGo: ended, isFull };
}

// Mirrors canRemoveFinalizer.
function mayBeLetGo({ job, finished, delayed }: Count, pod: Pod): boolean {
  if (job.metadata.deletionTimestamp !== undefined || finished || pod.status.phase === "Succeeded") return true;
  return hasFailed(job, pod) && delayed.get(completionIndex(pod) ?? -1)?.metadata.uid !== pod.metadata.uid;
}

/** Of a Job that fails, whatever still runs has failed. */
function countsAsFailed({ job, finished }: Count, pod: Pod): boolean {
  if (!hasFailed(job, pod) && !(finished && finished.type !== "SuccessCriteriaMet")) return false;
  return matchPodFailurePolicy(job.spec.podFailurePolicy, pod).counts;
}

function withIndexTexts({ succeededIndexes, failedIndexes }: Count, status: JobStatus, newly: readonly number[]): JobStatus {
  const done = withIndexes(succeededIndexes, newly);
  const completed = intervalsText(done);
  const failed = failedIndexes && intervalsText(failedIndexes);
  if (completed === (status.completedIndexes ?? "") && failed === status.failedIndexes) return status;
  const { completedIndexes: _completed, failedIndexes: _failed, ...rest } = status;
  return withNumbers({ ...rest, ...(completed !== "" && { completedIndexes: completed }), ...(failed !== undefined && { failedIndexes: failed }) }, { succeeded: total(done) });
}

/** An end is announced before any finalizer goes, and said for good afterwards. */
function announced(status: JobStatus, finished: Condition | undefined, unixMs: number): { readonly status: JobStatus; readonly final: Condition | undefined } {
  if (finished?.type !== "FailureTarget" && finished?.type !== "SuccessCriteriaMet") return { status, final: finished };
  const final = terminalOf(finished, unixMs);
  return { final, status: isConditionTrue(status.conditions, finished.type) ? status : { ...status, conditions: [...(status.conditions ?? []), finished] } };
}

/** Takes the finalizers of Pods away; those that have none any more are returned. Mirrors removeTrackingFinalizerFromPods. */
function* release(count: Count, pods: readonly Pod[]): Work<readonly Pod[]> {
  if (pods.length === 0) return [];
  const responses = yield { requests: pods.map(letGo) };
  const gone = pods.filter((_, at) => {
    const response = responses[at];
    return response !== undefined && (!isError(response) || response.code === 404);
  });
  yield { note: releasedNote(count.job), value: [...count.released, ...gone.map(({ metadata }) => metadata.uid)] };
  return gone;
}

// Mirrors recordJobFinished.
function* tellEnd(job: Job, { type, reason = "", message = "" }: Condition): Work<void> {
  if (type !== "Complete") return void (yield { event: { about: job, type: "Warning", reason, message } });
  if (job.spec.completions !== undefined && (job.status.succeeded ?? 0) > job.spec.completions) {
    yield { event: { about: job, type: "Warning", reason: "TooManySucceededPods", message: "Too many succeeded pods running after completion count reached" } };
  }
  yield { event: { about: job, type: "Normal", reason: "Completed", message: "Job completed" } };
}
