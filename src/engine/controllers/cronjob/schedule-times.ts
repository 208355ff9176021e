import type { CronJob } from "../../../api/batch.ts";
import { nextTimeMs, type CronSchedule } from "../../../api/cron-schedule.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import { timeZone, utcZone, type TimeZone } from "../../../api/time-zones.ts";

/** When a CronJob was, and is, to make a Job. All times are Unix milliseconds. */
interface Recent {
  readonly earliestMs: number;
  /** The latest time that has come. */
  readonly recentMs?: number;
  readonly missed: "none" | "few" | "many";
  /** The schedule makes no sense: a 31st of February. */
  readonly error?: string;
}

// Mirrors nextScheduleDelta (pkg/controller/cronjob/cronjob_controllerv2.go): a clock that is a little behind does no harm.
const DELTA_MS = 100;
const MANY = 100;

export const zoneOf = ({ spec }: CronJob): TimeZone => timeZone(spec.timeZone ?? "") ?? utcZone;

/** Mirrors mostRecentScheduleTime (pkg/controller/cronjob/utils.go): how many were missed is a guess from the first two. */
export function mostRecent(cronJob: CronJob, nowMs: number, schedule: CronSchedule, withDeadline: boolean): Recent {
  const { startingDeadlineSeconds } = cronJob.spec;
  const last = parseRfc3339(cronJob.status.lastScheduleTime ?? cronJob.metadata.creationTimestamp) ?? 0;
  const earliestMs = withDeadline && startingDeadlineSeconds !== undefined ? Math.max(last, nowMs - 1000 * startingDeadlineSeconds) : last;
  const next = (ms: number): number | undefined => nextTimeMs(schedule, ms, zoneOf(cronJob));
  const first = next(earliestMs);
  const second = first === undefined ? undefined : next(first);
  const error = "time difference between two schedules is less than 1 second";
  if (first === undefined || second === undefined) return { earliestMs, missed: "none", error };
  if (nowMs < first) return { earliestMs, missed: "none" };
  if (nowMs < second) return { earliestMs, recentMs: first, missed: "none" };
  const between = Math.round((second - first) / 1000) * 1000;
  if (between < 1000) return { earliestMs, missed: "none", error };
  const passed = Math.floor((nowMs - first) / between) + 1;
  let recentMs: number | undefined;
  for (let at = next(first + (passed - 2) * between); at !== undefined && at <= nowMs; at = next(at)) recentMs = at;
  return { earliestMs, missed: passed > MANY ? "many" : "few", ...(recentMs !== undefined && { recentMs }) };
}

/** How long until the CronJob is to be looked at again. Mirrors nextScheduleTimeDuration. */
export function untilNextMs(cronJob: CronJob, nowMs: number, schedule: CronSchedule): number | undefined {
  const { earliestMs, recentMs, missed, error } = mostRecent(cronJob, nowMs, schedule, false);
  const from = error !== undefined ? nowMs : (recentMs ?? (missed === "none" ? earliestMs : nowMs));
  const next = nextTimeMs(schedule, from, zoneOf(cronJob));
  return next === undefined ? undefined : next + DELTA_MS - nowMs;
}
