import type { CronJob, CronJobStatus, Job, JobReference } from "../../../api/batch.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { deleting, errorText, sent } from "../manager/requests.ts";

/** A CronJob whose status is being written anew. */
export interface Draft {
  cronJob: CronJob;
  hasChanged: boolean;
}

export const activeOf = ({ status }: CronJob): readonly JobReference[] => status.active ?? [];
export const isListed = (cronJob: CronJob, uid: string): boolean => activeOf(cronJob).some((each) => each.uid === uid);

export function setStatus(draft: Draft, changes: Partial<CronJobStatus>): void {
  const { active = [], ...rest } = { ...draft.cronJob.status, ...changes };
  draft.cronJob = { ...draft.cronJob, status: { ...rest, ...(active.length > 0 && { active }) } };
  draft.hasChanged = true;
}
export const unlist = (draft: Draft, uid: string): void => setStatus(draft, { active: activeOf(draft.cronJob).filter((each) => each.uid !== uid) });

// Mirrors getRef (pkg/controller/cronjob/cronjob_controllerv2.go).
export const referenceTo = ({ metadata: { namespace = "", name, uid, resourceVersion } }: Job): JobReference => ({ apiVersion: "batch/v1", kind: "Job", namespace, name, uid, resourceVersion });

/** Deletes a Job with its Pods. Mirrors deleteJob (same file). */
export function* deleteJob(draft: Draft, job: Job): Work<boolean> {
  const { cronJob } = draft;
  const response = yield* sent(deleting("jobs", job, { propagationPolicy: "Background" }));
  if (isError(response)) {
    yield { event: { about: cronJob, type: "Warning", reason: "FailedDelete", message: `Deleted job: ${errorText(response)}` } };
    return false;
  }
  unlist(draft, job.metadata.uid);
  yield { event: { about: cronJob, type: "Normal", reason: "SuccessfulDelete", message: `Deleted job ${job.metadata.name}` } };
  return true;
}
