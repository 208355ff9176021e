import { finishedCondition, type CronJob, type Job } from "../../../api/batch.ts";
import { parseCronSchedule, type CronSchedule } from "../../../api/cron-schedule.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import { parseRfc3339, rfc1123z, rfc3339 } from "../../../api/time.ts";
import { timeZone } from "../../../api/time-zones.ts";
import { isError } from "../../apiserver/request.ts";
import type { Outcome, Work } from "../manager/controller.ts";
import { creating, errorText, getting, hasCause, sent, updatingStatus } from "../manager/requests.ts";
import { activeOf, deleteJob, isListed, referenceTo, setStatus, unlist, type Draft } from "./draft.ts";
import { trimHistory } from "./history.ts";
import { jobName, jobOf } from "./job-of.ts";
import { mostRecent, untilNextMs } from "./schedule-times.ts";

export interface CronJobInput {
  readonly cronJob: CronJob;
  /** Those that it controls. */
  readonly jobs: readonly Job[];
  readonly unixMs: number;
}

/** Mirrors sync (pkg/controller/cronjob/cronjob_controllerv2.go). */
export function* sync({ cronJob, jobs, unixMs }: CronJobInput): Work {
  const draft: Draft = { cronJob, hasChanged: false };
  const outcome = yield* syncCronJob(draft, jobs, unixMs);
  yield* trimHistory(draft, jobs);
  if (draft.hasChanged && isError(yield* sent(updatingStatus("cronjobs", draft.cronJob)))) return { retry: true };
  return outcome;
}

const retry = { retry: true } as const;

/** Mirrors syncCronJob: first what has become of its Jobs, then whether it is time for the next one. */
function* syncCronJob(draft: Draft, jobs: readonly Job[], unixMs: number): Work {
  for (const job of jobs) if (!(yield* notice(draft, job))) return retry;
  if (!(yield* dropMissing(draft, jobs))) return retry;
  const { metadata, spec } = draft.cronJob;
  if (metadata.deletionTimestamp !== undefined) return undefined;
  if (spec.timeZone !== undefined && !timeZone(spec.timeZone)) return yield* warn(draft, "UnknownTimeZone", `invalid timeZone: ${JSON.stringify(spec.timeZone)}: unknown time zone ${spec.timeZone}`);
  if (spec.suspend) return undefined;
  if (spec.schedule.includes("TZ")) yield* warn(draft, "UnsupportedSchedule", `CRON_TZ or TZ used in schedule ${JSON.stringify(spec.schedule)} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details`);
  const parsed = parseCronSchedule(spec.schedule);
  if (!parsed.ok) return yield* warn(draft, "UnparseableSchedule", `unparseable schedule: ${JSON.stringify(spec.schedule)} : ${parsed.message}`);
  const outcome = yield* startIfDue(draft, parsed.schedule, unixMs);
  if (outcome !== "again") return outcome;
  const wait = untilNextMs(draft.cronJob, unixMs, parsed.schedule);
  if (wait !== undefined) yield { after: wait };
  return undefined;
}

function* warn({ cronJob }: Draft, reason: string, message: string): Work<undefined> {
  yield { event: { about: cronJob, type: "Warning", reason, message } };
  return undefined;
}

/** False = a request failed. */
function* notice(draft: Draft, job: Job): Work<boolean> {
  const { uid, name } = job.metadata;
  const wasListed = isListed(draft.cronJob, uid);
  const finished = finishedCondition(job);
  if (!finished) return wasListed ? true : yield* noticeUnlisted(draft, job);
  if (wasListed) {
    unlist(draft, uid);
    yield { event: { about: draft.cronJob, type: "Normal", reason: "SawCompletedJob", message: `Saw completed job: ${name}, condition: ${finished.type}` } };
  }
  const { completionTime } = job.status;
  const { lastSuccessfulTime } = draft.cronJob.status;
  if (finished.type === "Complete" && completionTime !== undefined && (lastSuccessfulTime === undefined || (parseRfc3339(completionTime) ?? 0) > (parseRfc3339(lastSuccessfulTime) ?? 0))) setStatus(draft, { lastSuccessfulTime: completionTime });
  return true;
}

function* noticeUnlisted(draft: Draft, job: Job): Work<boolean> {
  const response = yield* sent(getting("cronjobs", draft.cronJob));
  if (isError(response)) return false;
  const fresh = response.body as CronJob;
  if (isListed(fresh, job.metadata.uid)) draft.cronJob = fresh;
  else yield* warn(draft, "UnexpectedJob", `Saw a job that the controller did not create or forgot: ${job.metadata.name}`);
  return true;
}

function* dropMissing(draft: Draft, jobs: readonly Job[]): Work<boolean> {
  const known = new Set(jobs.map(({ metadata }) => metadata.uid));
  for (const reference of activeOf(draft.cronJob)) {
    if (known.has(reference.uid)) continue;
    const response = yield* sent(getting("jobs", named(reference)));
    if (!isError(response)) continue;
    if (response.code !== 404) return false;
    yield { event: { about: draft.cronJob, type: "Normal", reason: "MissingJob", message: `Active job went missing: ${reference.name}` } };
    unlist(draft, reference.uid);
  }
  return true;
}
const named = ({ namespace, name }: { readonly namespace: string; readonly name: string }): Job => ({ apiVersion: "batch/v1", kind: "Job", metadata: { namespace, name } }) as Job;

/** "again" = it is to be looked at when its next time comes. */
function* startIfDue(draft: Draft, schedule: CronSchedule, unixMs: number): Work<Outcome | "again"> {
  const { cronJob } = draft;
  const { spec, status } = cronJob;
  const { recentMs, missed, error } = mostRecent(cronJob, unixMs, schedule, true);
  if (error !== undefined) return yield* warn(draft, "InvalidSchedule", `invalid schedule: ${spec.schedule} : ${error}`);
  if (recentMs === undefined) return "again";
  if (missed === "many") yield* warn(draft, "TooManyMissedTimes", "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
  if (spec.startingDeadlineSeconds !== undefined && recentMs + 1000 * spec.startingDeadlineSeconds < unixMs) {
    yield* warn(draft, "MissSchedule", `Missed scheduled time to start a job: ${rfc1123z(recentMs)}`);
    return "again";
  }
  const isProcessed = activeOf(cronJob).some(({ name }) => name === jobName(cronJob, recentMs)) || (status.lastScheduleTime !== undefined && parseRfc3339(status.lastScheduleTime) === recentMs);
  if (isProcessed) return "again";
  if (spec.concurrencyPolicy === "Forbid" && activeOf(cronJob).length > 0) {
    yield { event: { about: cronJob, type: "Normal", reason: "JobAlreadyActive", message: "Not starting job because prior execution is running and concurrency policy is Forbid" } };
    return "again";
  }
  if (spec.concurrencyPolicy === "Replace" && !(yield* replaceActive(draft))) return retry;
  return yield* start(draft, recentMs);
}

function* replaceActive(draft: Draft): Work<boolean> {
  for (const reference of activeOf(draft.cronJob)) {
    const response = yield* sent(getting("jobs", named(reference)));
    if (isError(response)) {
      yield* warn(draft, "FailedGet", `Get job: ${errorText(response)}`);
      return false;
    }
    if (!(yield* deleteJob(draft, response.body as Job))) return false;
  }
  return true;
}

function* start(draft: Draft, scheduledMs: number): Work<Outcome | "again"> {
  const { cronJob } = draft;
  const { namespace = "" } = cronJob.metadata;
  const response = yield* sent(creating("jobs", namespace, jobOf(cronJob, scheduledMs)));
  let job = response.body as unknown as Job;
  if (isError(response)) {
    if (hasCause(response, "NamespaceTerminating")) return retry;
    if (response.code !== 409) {
      yield* warn(draft, "FailedCreate", `Error creating job: ${errorText(response)}`);
      return retry;
    }
    // It was made before, and its CronJob did not come to say so.
    const known = yield* sent(getting("jobs", named({ namespace, name: jobName(cronJob, scheduledMs) })));
    if (isError(known)) return retry;
    job = known.body as Job;
    if (controllerOf(job)?.uid !== cronJob.metadata.uid || isListed(cronJob, job.metadata.uid)) return undefined;
  } else yield { event: { about: cronJob, type: "Normal", reason: "SuccessfulCreate", message: `Created job ${job.metadata.name}` } };
  setStatus(draft, { active: [...activeOf(draft.cronJob), referenceTo(job)], lastScheduleTime: rfc3339(scheduledMs) });
  return "again";
}
