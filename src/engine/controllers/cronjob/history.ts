import { finishedCondition, type Job } from "../../../api/batch.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { Work } from "../manager/controller.ts";
import { deleteJob, type Draft } from "./draft.ts";

/** Deletes the oldest finished Jobs beyond the limits. Mirrors cleanupFinishedJobs (pkg/controller/cronjob/cronjob_controllerv2.go). */
export function* trimHistory(draft: Draft, jobs: readonly Job[]): Work<void> {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = draft.cronJob.spec;
  for (const [type, limit] of [["Complete", successfulJobsHistoryLimit], ["Failed", failedJobsHistoryLimit]] as const) {
    if (limit === undefined) continue;
    const finished = jobs.filter((job) => finishedCondition(job)?.type === type).toSorted(byStart);
    for (const job of finished.slice(0, Math.max(0, finished.length - limit))) yield* deleteJob(draft, job);
  }
}

/** Jobs that never started come last; of two that started at once, the first by name. Mirrors byJobStartTime (utils.go). */
export function byStart(a: Job, b: Job): number {
  const [first, second] = [startMs(a), startMs(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
const startMs = ({ status }: Job): number => (status.startTime === undefined ? Infinity : (parseRfc3339(status.startTime) ?? Infinity));
