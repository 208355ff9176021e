import type { CronJob, Job } from "../../../api/batch.ts";
import { parseCronSchedule } from "../../../api/cron-schedule.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { ownerKey } from "../pods/owners.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller } from "../manager/controller.ts";
import { untilNextMs } from "./schedule-times.ts";
import { sync, type CronJobInput } from "./sync.ts";

/** Mirrors ControllerV2 (pkg/controller/cronjob/cronjob_controllerv2.go). */
export const cronJobController: Controller = controller<CronJobInput>({
  name: "cronjob-controller",
  watches: ["cronjobs", "jobs"],
  concerned: (change, caches) => (change.resource === "cronjobs" ? ofCronJob(change) : ofJob(change, caches)),
  delayMs,
  gather(key, { caches, unixMs }) {
    const cronJob = caches.get<CronJob>("cronjobs", key);
    return cronJob && { cronJob, jobs: caches.controlledBy<Job>("jobs", cronJob.metadata.uid), unixMs };
  },
  work: sync,
});

const isRescheduled = ({ resource, object, old }: Change): boolean => {
  if (resource !== "cronjobs" || !old) return false;
  const [after, before] = [(object as CronJob).spec, (old as CronJob).spec];
  return after.schedule !== before.schedule || after.timeZone !== before.timeZone;
};
const scheduleOf = (object: KubernetesObject) => parseCronSchedule((object as CronJob).spec.schedule);

/** A schedule that cannot be read is not looked at. */
const ofCronJob = (change: Change): readonly string[] => (isRescheduled(change) && !scheduleOf(change.object).ok ? [] : [objectKey(change.object)]);

/** A new schedule begins to count at its next time: what the old one had missed is not made up for. Mirrors updateCronJob. */
function delayMs(change: Change, _key: string, unixMs: number): number {
  const parsed = isRescheduled(change) ? scheduleOf(change.object) : undefined;
  return parsed?.ok ? (untilNextMs(change.object as CronJob, unixMs, parsed.schedule) ?? 0) : 0;
}

const cronJobs = { resource: "cronjobs", kind: "CronJob" } as const;

function ofJob({ object, old }: Change, caches: Caches): readonly string[] {
  return [...new Set([object, old].flatMap((job) => (job ? ownerKey(job, cronJobs, caches) : [])))];
}
