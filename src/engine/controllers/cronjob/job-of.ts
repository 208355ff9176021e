import type { CronJob } from "../../../api/batch.ts";
import { rfc3339 } from "../../../api/time.ts";
import { zoneOffsetMs, type TimeZone } from "../../../api/time-zones.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { zoneOf } from "./schedule-times.ts";

const SCHEDULED_AT = "batch.kubernetes.io/cronjob-scheduled-timestamp";

/** One name for one time: a Job cannot be made twice. Mirrors getJobName (pkg/controller/cronjob/cronjob_controllerv2.go). */
export const jobName = ({ metadata }: CronJob, scheduledMs: number): string => `${metadata.name}-${Math.floor(scheduledMs / 60_000)}`;

/** Mirrors getJobFromTemplate2 (pkg/controller/cronjob/utils.go). */
export function jobOf(cronJob: CronJob, scheduledMs: number): object {
  const { metadata = {}, spec } = cronJob.spec.jobTemplate;
  const { labels = {}, annotations = {} } = metadata;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name: jobName(cronJob, scheduledMs),
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: { ...annotations, [SCHEDULED_AT]: rfc3339In(zoneOf(cronJob), scheduledMs) },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec,
  };
}

/** A time as the clocks of a zone show it: "2026-01-01T08:00:00+08:00". */
function rfc3339In(zone: TimeZone, unixMs: number): string {
  const offset = zoneOffsetMs(zone, unixMs);
  const local = rfc3339(unixMs + offset);
  if (offset === 0) return local;
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${local.slice(0, -1)}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
