import { describe, expect, test } from "vitest";
import type { CronJob, Job } from "../../../api/batch.ts";
import { parseCronSchedule } from "../../../api/cron-schedule.ts";
import { rfc3339 } from "../../../api/time.ts";
import { byStart } from "./history.ts";
import { jobName, jobOf } from "./job-of.ts";
import { mostRecent, untilNextMs } from "./schedule-times.ts";

/** A Thursday. */
const HOUR = Date.parse("2016-05-19T10:00:00Z");
const MIN = 60_000;
const H = 60 * MIN;

interface Given {
  readonly schedule: string;
  /** From the top of the hour. */
  readonly created?: number;
  readonly last?: number;
  readonly deadline?: number;
  readonly withDeadline?: boolean;
  readonly timeZone?: string;
}
const cronJob = ({ schedule, created = 0, last, deadline, timeZone }: Given): CronJob =>
  ({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "hello", namespace: "default", uid: "u", creationTimestamp: rfc3339(HOUR + created) },
    spec: { schedule, ...(deadline !== undefined && { startingDeadlineSeconds: deadline }), ...(timeZone !== undefined && { timeZone }), jobTemplate: { metadata: { labels: { a: "b" }, annotations: { x: "y" } }, spec: {} } },
    status: { ...(last !== undefined && { lastScheduleTime: rfc3339(HOUR + last) }) },
  }) as unknown as CronJob;
function parsed(text: string) {
  const result = parseCronSchedule(text);
  if (!result.ok) throw new Error(result.message);
  return result.schedule;
}

// The cases of TestMostRecentScheduleTime (pkg/controller/cronjob/utils_test.go).
describe("the latest time that has come", () => {
  test.each<[string, Given, number, number | undefined, number, "none" | "few" | "many"]>([
    ["none before the first", { schedule: "0 * * * *" }, 30_000, undefined, 0, "none"],
    ["the first, just after it", { schedule: "0 * * * *" }, 61 * MIN, H, 0, "none"],
    ["the last of five", { schedule: "0 * * * *", created: 10_000 }, 301 * MIN, 5 * H, 10_000, "few"],
    ["of a schedule of some hours", { schedule: "30 6-16/4 * * 1-5", last: 30 * MIN }, 24 * H + 31 * MIN, 24 * H + 30 * MIN, 30 * MIN, "few"],
    ["of one whose times lie unevenly: none is found", { schedule: "30 10,11,12 * * 1-5", last: 30 * MIN }, 30 * H + 30 * MIN, undefined, 30 * MIN, "few"],
    ["after a weekend", { schedule: "30 6-16/4 * * 1-5", last: 30 * MIN }, 96 * H + 31 * MIN, 96 * H + 30 * MIN, 30 * MIN, "few"],
    ["without any before", { schedule: "30 6-16/4 * * 1-5" }, 24 * H + 31 * MIN, 24 * H + 30 * MIN, 0, "few"],
    ["of a span, a week later", { schedule: "@every 1h", created: -59 * MIN, last: MIN, deadline: 10 }, 7 * 24 * H, 6 * 24 * H + 23 * H + MIN, MIN, "many"],
    ["none since the last", { schedule: "*/5 * * * *", last: 30 * MIN }, 31 * MIN, undefined, 30 * MIN, "none"],
    ["none within the deadline", { schedule: "*/5 * * * *", last: 30 * MIN, deadline: 60, withDeadline: true }, 32 * MIN, undefined, 31 * MIN, "none"],
  ])("%s", (_what, given, now, recent, earliest, missed) => {
    expect(mostRecent(cronJob(given), HOUR + now, parsed(given.schedule), given.withDeadline ?? false)).toEqual({ earliestMs: HOUR + earliest, missed, ...(recent !== undefined && { recentMs: HOUR + recent }) });
  });
  test("a day that never comes is an error", () => {
    expect(mostRecent(cronJob({ schedule: "59 23 31 2 *" }), HOUR + H, parsed("59 23 31 2 *"), false).error).toBe("time difference between two schedules is less than 1 second");
  });
});

// The cases of TestNextScheduleTimeDuration (same file): 100 ms after the next time.
test.each<[string, Given, number, number]>([
  ["before a weekend", { schedule: "30 6-16/4 * * 1-5", last: 30 * MIN }, 24 * H + 31 * MIN, 3 * H + 59 * MIN],
  ["over a weekend", { schedule: "30 10,11,12 * * 1-5", last: 30 * MIN }, 30 * H + 30 * MIN, 66 * H],
  ["once a week, two missed", { schedule: "0 12 * * 4", last: 2 * H }, 19 * 24 * H + H + 30 * MIN, 48 * H + 30 * MIN],
  ["the first time", { schedule: "0 12 * * 5" }, 6 * H, 20 * H],
])("the wait for the next time %s", (_what, given, now, wait) => expect(untilNextMs(cronJob(given), HOUR + now, parsed(given.schedule))).toBe(wait + 100));

// The cases of TestByJobStartTime (same file).
test("Jobs are old by their start, then by name, and last are those that never started", () => {
  const job = (name: string, startTime?: string): Job => ({ metadata: { name }, status: { ...(startTime !== undefined && { startTime }) } }) as unknown as Job;
  const jobs = [job("b"), job("a"), job("d", "2026-01-01T00:00:00Z"), job("c", "2026-01-01T00:00:00Z"), job("e", "2025-01-01T00:00:00Z")];
  expect(jobs.toSorted(byStart).map(({ metadata }) => metadata.name)).toEqual(["e", "c", "d", "a", "b"]);
});

// The cases of TestGetJobFromTemplate2 (same file).
test("a Job is named by the minute, and says in the CronJob's zone when it was due", () => {
  expect(jobName(cronJob({ schedule: "* * * * *" }), HOUR)).toBe("hello-24394200");
  expect(jobOf(cronJob({ schedule: "* * * * *", timeZone: "Asia/Shanghai" }), HOUR)).toMatchObject({
    metadata: { name: "hello-24394200", labels: { a: "b" }, annotations: { x: "y", "batch.kubernetes.io/cronjob-scheduled-timestamp": "2016-05-19T18:00:00+08:00" }, ownerReferences: [{ kind: "CronJob", name: "hello", controller: true, blockOwnerDeletion: true }] },
  });
});
