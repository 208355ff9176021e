import { formatLabelSelector } from "../../api/labels.ts";
import { controllerOf } from "../../api/owner-references.ts";
import { humanDuration, parseRfc3339 } from "../../api/time.ts";
import type { CronJob, Job } from "../../api/batch.ts";
import type { Event } from "../../api/types.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { longTime, yesNo, type Sheet } from "./sheet.ts";

const orUnset = (value: string | number | undefined): string => (value === undefined ? "<unset>" : String(value));
const seconds = (value: number | undefined): string => (value === undefined ? "<unset>" : `${value}s`);

// Mirrors describeJob (kubectl/pkg/describe/describe.go).
export function describeJob(sheet: Sheet, job: Job, events: readonly Event[]): void {
  const { metadata, spec, status } = job;
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Namespace:", metadata.namespace ?? "");
  if (spec.selector) sheet.line(0, "Selector:", formatLabelSelector(spec.selector));
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  const owner = controllerOf(job);
  if (owner) sheet.line(0, "Controlled By:", `${owner.kind}/${owner.name}`);
  if (spec.parallelism !== undefined) sheet.line(0, "Parallelism:", spec.parallelism);
  sheet.line(0, "Completions:", orUnset(spec.completions));
  if (spec.completionMode) sheet.line(0, "Completion Mode:", spec.completionMode);
  if (spec.suspend !== undefined) sheet.line(0, "Suspend:", spec.suspend);
  if (spec.backoffLimit !== undefined) sheet.line(0, "Backoff Limit:", spec.backoffLimit);
  if (spec.ttlSecondsAfterFinished !== undefined) sheet.line(0, "TTL Seconds After Finished:", spec.ttlSecondsAfterFinished);
  describeTimes(sheet, job);
  if (spec.activeDeadlineSeconds !== undefined) sheet.line(0, "Active Deadline Seconds:", `${spec.activeDeadlineSeconds}s`);
  const ready = status?.ready === undefined ? "" : ` (${status.ready} Ready)`;
  sheet.line(0, "Pods Statuses:", `${status?.active ?? 0} Active${ready} / ${status?.succeeded ?? 0} Succeeded / ${status?.failed ?? 0} Failed`);
  if (spec.completionMode === "Indexed") sheet.line(0, "Completed Indexes:", cappedIndexes(status?.completedIndexes ?? ""));
  describePodTemplate(sheet, spec.template);
  describeEvents(sheet, events);
}

function describeTimes(sheet: Sheet, { status }: Job): void {
  const { startTime, completionTime } = status ?? {};
  if (startTime) sheet.line(0, "Start Time:", longTime(startTime));
  if (completionTime) sheet.line(0, "Completed At:", longTime(completionTime));
  if (startTime && completionTime) sheet.line(0, "Duration:", humanDuration((parseRfc3339(completionTime) ?? 0) - (parseRfc3339(startTime) ?? 0)));
}

const longestIndexes = 50;

// Mirrors capIndexesListOrNone: cut behind a comma.
function cappedIndexes(indexes: string): string {
  if (indexes === "") return "<none>";
  if (indexes.length <= longestIndexes) return indexes;
  const cut = indexes.lastIndexOf(",", longestIndexes - 1);
  return cut < 0 ? "..." : `${indexes.slice(0, cut + 1)}...`;
}

// Mirrors describeCronJob and describeJobTemplate.
export function describeCronJob(sheet: Sheet, { metadata, spec, status }: CronJob, events: readonly Event[]): void {
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Namespace:", metadata.namespace ?? "");
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  sheet.line(0, "Schedule:", spec.schedule);
  sheet.line(0, "Concurrency Policy:", spec.concurrencyPolicy ?? "");
  sheet.line(0, "Suspend:", spec.suspend === undefined ? "<unset>" : yesNo(spec.suspend));
  sheet.line(0, "Time Zone:", orUnset(spec.timeZone));
  sheet.line(0, "Successful Job History Limit:", orUnset(spec.successfulJobsHistoryLimit));
  sheet.line(0, "Failed Job History Limit:", orUnset(spec.failedJobsHistoryLimit));
  sheet.line(0, "Starting Deadline Seconds:", seconds(spec.startingDeadlineSeconds));
  const job = spec.jobTemplate.spec;
  sheet.line(0, "Selector:", job.selector ? formatLabelSelector(job.selector) : "<unset>");
  sheet.line(0, "Parallelism:", orUnset(job.parallelism));
  sheet.line(0, "Completions:", orUnset(job.completions));
  if (job.activeDeadlineSeconds !== undefined) sheet.line(0, "Active Deadline Seconds:", seconds(job.activeDeadlineSeconds));
  describePodTemplate(sheet, job.template);
  sheet.line(0, "Last Schedule Time:", status?.lastScheduleTime ? longTime(status.lastScheduleTime) : "<unset>");
  sheet.line(0, "Active Jobs:", (status?.active ?? []).map(({ name }) => name).join(", ") || "<none>");
  describeEvents(sheet, events);
}
