import { describe, expect, test } from "vitest";
import { nextTimeMs, parseCronSchedule } from "./cron-schedule.ts";
import { rfc3339 } from "./time.ts";
import { timeZone } from "./time-zones.ts";

function next(from: string, text: string, zoneName = "UTC"): string {
  const result = parseCronSchedule(text);
  if (!result.ok) return result.message;
  const at = nextTimeMs(result.schedule, Date.parse(from), timeZone(zoneName));
  return at === undefined ? "never" : rfc3339(at);
}

// Mirrors the cases of TestNext (robfig/cron spec_test.go), those with five fields.
describe("the next time of a schedule", () => {
  test.each([
    ["every quarter of an hour", "2012-07-09T14:45:00Z", "0/15 * * * *", "2012-07-09T15:00:00Z"],
    ["the seconds of now are left behind", "2012-07-09T14:59:59Z", "0/15 * * * *", "2012-07-09T15:00:00Z"],
    ["wraps around hours", "2012-07-09T15:45:00Z", "20-35/15 * * * *", "2012-07-09T16:20:00Z"],
    ["wraps around days", "2012-07-09T23:46:00Z", "*/15 * * * *", "2012-07-10T00:00:00Z"],
    ["wraps around days with a range", "2012-07-09T23:45:00Z", "20-35/15 * * * *", "2012-07-10T00:20:00Z"],
    ["wraps around months", "2012-07-09T23:35:00Z", "0 0 9 Apr-Oct ?", "2012-08-09T00:00:00Z"],
    ["takes either of two days", "2012-07-09T23:35:00Z", "0 0 */5 Apr,Aug,Oct Mon", "2012-08-01T00:00:00Z"],
    ["wraps around years", "2012-07-09T23:35:00Z", "0 0 * Feb Mon", "2013-02-04T00:00:00Z"],
    ["with a day of the week or of the month", "2012-07-09T23:35:00Z", "0 0 * Feb Mon/2", "2013-02-01T00:00:00Z"],
    ["wraps all the way", "2012-12-31T23:59:45Z", "* * * * *", "2013-01-01T00:00:00Z"],
    ["finds leap years", "2012-07-09T23:35:00Z", "0 0 29 Feb ?", "2016-02-29T00:00:00Z"],
    ["has no February 30th", "2012-07-09T23:35:00Z", "0 0 30 Feb ?", "never"],
    ["nor an April 31st", "2012-07-09T23:35:00Z", "0 0 31 Apr ?", "never"],
    ["a macro", "2012-07-09T23:35:00Z", "@monthly", "2012-08-01T00:00:00Z"],
    ["a span, from whole seconds", "2012-07-09T23:35:00.500Z", "@every 1h30m", "2012-07-10T01:05:00Z"],
    ["a span of less than a second", "2012-07-09T23:35:00Z", "@every 5ms", "2012-07-09T23:35:01Z"],
  ])("%s", (_what, from, text, expected) => expect(next(from, text)).toBe(expected));
});

// Mirrors the daylight saving cases of TestNext (same file).
describe("the next time in New York", () => {
  test.each([
    ["an hour that is skipped in spring waits for the next day", "2026-03-08T05:00:00Z", "30 2 8 Mar ?", "2027-03-08T07:30:00Z"],
    ["every hour goes on through spring", "2026-03-08T06:00:00Z", "0 * * * ?", "2026-03-08T07:00:00Z"],
    ["midnight before the change of autumn", "2026-11-01T03:00:00Z", "0 0 * * *", "2026-11-01T04:00:00Z"],
    ["an hour that comes twice comes twice", "2026-11-01T05:00:00Z", "0 1 * * *", "2026-11-01T06:00:00Z"],
    ["noon in summer", "2026-07-01T00:00:00Z", "0 12 * * *", "2026-07-01T16:00:00Z"],
    ["noon in winter", "2026-12-01T00:00:00Z", "0 12 * * *", "2026-12-01T17:00:00Z"],
  ])("%s", (_what, from, text, expected) => expect(next(from, text, "America/New_York")).toBe(expected));
  test("a zone in front of the schedule counts", () => expect(next("2026-12-01T00:00:00Z", "TZ=Asia/Tokyo 0 9 * * *")).toBe("2026-12-02T00:00:00Z"));
  test("a midnight that is skipped is one o'clock", () => expect(next("2026-04-23T12:00:00Z", "@daily", "Africa/Cairo")).toBe("2026-04-24T21:00:00Z"));
});

// Mirrors TestRange, TestField and TestParseSchedule (robfig/cron parser_test.go).
test.each([
  ["*/5 -2 * * *", "failed to parse int from : strconv.Atoi: parsing \"\": invalid syntax"],
  ["1--2 * * * *", "too many hyphens: 1--2"],
  ["jan * * * *", "failed to parse int from jan: strconv.Atoi: parsing \"jan\": invalid syntax"],
  ["1/2/3 * * * *", "too many slashes: 1/2/3"],
  ["60 * * * *", "end of range (60) above maximum (59): 60"],
  ["5-3 * * * *", "beginning of range (5) beyond end of range (3): 5-3"],
  ["* * 0 * *", "beginning of range (0) below minimum (1): 0"],
  ["*/0 * * * *", "step of range should be a positive number: */0"],
  ["* * * * 7", "end of range (7) above maximum (6): 7"],
  ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
  ["", "empty spec string"],
  ["@unrecognized", "unrecognized descriptor: @unrecognized"],
  ["@every xyz", "failed to parse duration @every xyz: time: invalid duration \"xyz\""],
  ["TZ=Mars/Base * * * * *", "provided bad location Mars/Base: unknown time zone Mars/Base"],
])("%s is refused: %s", (text, message) => expect(parseCronSchedule(text)).toEqual({ ok: false, message }));
