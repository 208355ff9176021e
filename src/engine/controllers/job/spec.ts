import { JOB_CONTROLLER, type Job } from "../../../api/batch.ts";
import type { Pod } from "../../../api/types.ts";

/** What a Job's spec says, in one word. */
export const isIndexed = ({ spec }: Job): boolean => spec.completionMode === "Indexed";
export const isSuspended = ({ spec }: Job): boolean => spec.suspend === true;
export const hasLimitPerIndex = (job: Job): boolean => isIndexed(job) && job.spec.backoffLimitPerIndex !== undefined;
export const replacesOnlyFailed = ({ spec }: Job): boolean => spec.podReplacementPolicy === "Failed";

/** A Pod on its way out has failed as well, unless its Job waits until it really has. Mirrors isPodFailed (pkg/controller/job/job_controller.go). */
export const hasFailed = (job: Job, { metadata, status }: Pod): boolean =>
  status.phase === "Failed" || (!replacesOnlyFailed(job) && metadata.deletionTimestamp !== undefined && status.phase !== "Succeeded");

/** Another controller than this one looks after it. Mirrors managedByExternalController (same file). */
export const isManagedElsewhere = ({ spec }: Job): boolean => spec.managedBy !== undefined && spec.managedBy !== JOB_CONTROLLER;
