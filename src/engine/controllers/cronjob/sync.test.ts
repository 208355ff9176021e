import { expect, describe, test } from "vitest";
import type { CronJob, Job } from "../../../api/batch.ts";
import { rfc3339 } from "../../../api/time.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { jobOf } from "./job-of.ts";
import { sync } from "./sync.ts";

const MIN = 60_000;
const H = 60 * MIN;
const HOUR = Date.parse("2016-05-19T10:00:00Z");
const [justBefore, justAfter, weekAfter] = [HOUR - MIN, HOUR + MIN, HOUR + 168 * H];
const [beforePrior, afterPrior] = [HOUR - H - MIN, HOUR - H + MIN];
const NEXT_DELTA = 100;
const [shortDead, mediumDead, longDead] = [10, 2 * 60 * 60, 1_000_000];

interface Case {
  readonly when: string;
  readonly policy?: "Allow" | "Forbid" | "Replace";
  readonly suspend?: boolean;
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly deadline?: number;
  readonly created?: number;
  readonly last?: number;
  /** A former Job: done, still active, or active and not yet listed or seen. */
  readonly ran?: "done" | "active" | "unseen" | "unlisted";
  readonly jobMade?: number;
  readonly now: number;
  /** "create", "delete": what is done about Jobs. */
  readonly did?: string;
  readonly active?: number;
  readonly warns?: string;
  /** Until it is looked at again; undefined = not by itself. */
  readonly again: number | undefined;
}

function played({ policy = "Allow", suspend = false, schedule = "0 * * * ?", timeZone, deadline, created, last, ran, jobMade = afterPrior, now }: Case) {
  let cronJob = {
    apiVersion: "batch/v1", kind: "CronJob",
    metadata: { name: "mycronjob", namespace: "snazzycats", uid: "1a2b3c", resourceVersion: "1", creationTimestamp: rfc3339(created ?? (ran ? beforePrior : justBefore)) },
    spec: { schedule, concurrencyPolicy: policy, suspend, ...(timeZone !== undefined && { timeZone }), ...(deadline !== undefined && { startingDeadlineSeconds: deadline }), jobTemplate: { metadata: { labels: { a: "b" } }, spec: {} } },
    status: { ...(last !== undefined ? { lastScheduleTime: rfc3339(last) } : ran && { lastScheduleTime: rfc3339(afterPrior) }) },
  } as unknown as CronJob;
  const made = jobOf(cronJob, jobMade) as Job;
  const job = { ...made, metadata: { ...made.metadata, namespace: "snazzycats", uid: "1234", resourceVersion: "1", creationTimestamp: rfc3339(jobMade) }, status: ran === "done" ? { completionTime: rfc3339(jobMade), conditions: [{ type: "Complete", status: "True" }] } : {} } as unknown as Job;
  const listed = { ...cronJob, status: { ...cronJob.status, active: [{ apiVersion: "batch/v1", kind: "Job", namespace: "snazzycats", name: job.metadata.name, uid: "1234" }] } } as unknown as CronJob;
  const real = ran && ran !== "done" ? listed : cronJob;
  if (ran === "active" || ran === "unseen") cronJob = listed;
  const api = fakeApi({ cronjobs: [real], jobs: ran ? [job] : [] });
  api.run(sync({ cronJob, jobs: ran && ran !== "unseen" ? [job] : [], unixMs: now }));
  const after = api.asks.flatMap((ask) => ("after" in ask ? [ask.after] : []));
  return {
    did: api.wrote.filter((line) => line.includes(" jobs ")).map((line) => line.split(" ")[0]).join(" "),
    active: (api.get<CronJob>("cronjobs", "mycronjob")?.status.active ?? []).length,
    warns: api.events.filter((line) => line.startsWith("Warning")).map((line) => line.split(/[ :]/)[1]).join(" "),
    again: after[0],
  };
}

const onTime = { again: H - MIN + NEXT_DELTA };
const soon = { now: justBefore, again: MIN + NEXT_DELTA };
const due = { now: justAfter, ...onTime };
const week = { now: weekAfter, again: H + NEXT_DELTA };
const made = { did: "create", active: 1 };
// The cases of TestControllerV2SyncCronJob (pkg/controller/cronjob/cronjob_controllerv2_test.go).
const cases: readonly Case[] = [
  ...(["Allow", "Forbid", "Replace"] as const).flatMap((policy): readonly Case[] => [
    { when: "never ran, not a schedule", policy, schedule: "obvious error schedule", now: justBefore, again: undefined, warns: "UnparseableSchedule" },
    { when: "never ran, not time", policy, ...soon },
    { when: "never ran, is time", policy, ...due, ...made },
    { when: "ran and is done, not time", policy, ran: "done", ...soon },
    { when: "ran and is done, is time", policy, ran: "done", ...due, ...made },
    { when: "still active, not time", policy, ran: "active", active: 1, ...soon },
    { when: "long overdue, within its deadline", policy, ran: "done", deadline: longDead, warns: "TooManyMissedTimes", ...week, ...made },
    { when: "long overdue, without a deadline", policy, ran: "done", warns: "TooManyMissedTimes", ...week, ...made },
    { when: "long overdue, past a medium deadline", policy, ran: "done", deadline: mediumDead, ...week, ...made },
    { when: "long overdue, past a short deadline", policy, ran: "done", deadline: shortDead, ...week, ...made },
    { when: "its Job is there and not seen yet", policy, ran: "unseen", deadline: longDead, jobMade: HOUR, now: justAfter, active: 1, ...onTime },
    { when: "its Job is there and not listed yet", policy, ran: "unlisted", deadline: longDead, jobMade: HOUR, now: justAfter, active: 1, ...onTime },
  ]),
  { when: "never ran, is time by its zone", timeZone: "UTC", ...due, ...made },
  { when: "never ran, in no zone of the world", timeZone: "bad timezone", now: justAfter, again: undefined, warns: "UnknownTimeZone" },
  { when: "never ran, is time, and is suspended", suspend: true, now: justAfter, again: undefined },
  { when: "never ran, is time, past its deadline", deadline: shortDead, ...due },
  { when: "never ran, is time, within its deadline", deadline: longDead, ...due, ...made },
  { when: "ran and is done, is time, and is suspended", ran: "done", suspend: true, now: justAfter, again: undefined },
  { when: "ran and is done, is time, past its deadline", ran: "done", deadline: shortDead, ...due },
  { when: "ran and is done, is time, within its deadline", ran: "done", deadline: longDead, ...due, ...made },
  { when: "still active, is time, and may run twice", ran: "active", ...due, did: "create", active: 2 },
  { when: "still active, is time, and may not", policy: "Forbid", ran: "active", ...due, active: 1 },
  { when: "still active, is time, and is replaced", policy: "Replace", ran: "active", ...due, did: "delete create", active: 1 },
  { when: "still active, is time, and is suspended", ran: "active", suspend: true, now: justAfter, again: undefined, active: 1 },
  { when: "still active, is time, past its deadline", ran: "active", deadline: shortDead, ...due, active: 1 },
  { when: "still active, is time, within its deadline", ran: "active", deadline: longDead, ...due, did: "create", active: 2 },
  { when: "it ran, and the clock went back", policy: "Forbid", ran: "done", jobMade: justAfter, ...soon },
  { when: "every hour, never ran, not time", schedule: "@every 1h", created: justBefore, now: HOUR, again: H - MIN + NEXT_DELTA },
  { when: "every hour, never ran, is time", schedule: "@every 1h", created: beforePrior, now: justBefore, again: H + NEXT_DELTA, ...made },
  { when: "every hour, is time, past its deadline", schedule: "@every 1h", created: beforePrior, deadline: shortDead, now: justBefore + 11_000, again: H - 11_000 + NEXT_DELTA },
  { when: "every hour, is time, within its deadline", schedule: "@every 1h", created: beforePrior, deadline: longDead, now: justBefore + 9000, again: H - 9000 + NEXT_DELTA, ...made },
  { when: "every hour, ran and is done, not time", schedule: "@every 1h", created: beforePrior, ran: "done", jobMade: beforePrior, last: justBefore, now: HOUR, again: H - MIN + NEXT_DELTA },
  { when: "every hour, ran and is done, is time", schedule: "@every 1h", created: beforePrior, ran: "done", jobMade: beforePrior, last: justBefore, now: HOUR + H, again: H - MIN + NEXT_DELTA, ...made },
];
describe("a CronJob", () => {
  test.each(cases)("$policy $when: $did, $active active, $warns", (given) => {
    const { did = "", active = 0, warns = "", again } = given;
    expect(played(given)).toEqual({ did, active, warns, again });
  });
});
