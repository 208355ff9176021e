import { describe, expect, test } from "vitest";
import { timeZoneTable } from "./time-zone-table.ts";
import { timeZone, zoneOffsetMs } from "./time-zones.ts";

const names = timeZoneTable.flatMap(([, , list]) => list.split(" "));
/** Summer time by the moon. */
const lunar = new Set(["Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"]);

/** Minutes that the host's own zones say. */
function hostMinutes(format: Intl.DateTimeFormat, unixMs: number): number {
  const parts = Object.fromEntries(format.formatToParts(unixMs).map(({ type, value }) => [type, Number(value)]));
  return (Date.UTC(parts["year"] ?? 0, (parts["month"] ?? 1) - 1, parts["day"], parts["hour"], parts["minute"]) - unixMs) / 60_000;
}
const formatIn = (timeZoneName: string) => new Intl.DateTimeFormat("en-US", { timeZone: timeZoneName, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });

describe("every zone goes by the clocks of the host's in 2026", () => {
  const instants = Array.from({ length: 53 }, (_, week) => Date.UTC(2026, 0, 1) + week * 7 * 86_400_000);
  test.each(names.filter((name) => !lunar.has(name)).map((name) => [name]))("%s", (name) => {
    const zone = timeZone(name);
    const format = formatIn(name);
    expect(instants.map((at) => zone && zoneOffsetMs(zone, at) / 60_000)).toEqual(instants.map((at) => hostMinutes(format, at)));
  });
});

/** From Go's time.LoadLocation on such a zone: the last minute before a turn, and the turn. */
test.each([
  ["New York's spring", "America/New_York", "2026-03-08T06:59:00Z", -300, -240],
  ["New York's autumn", "America/New_York", "2026-11-01T05:59:00Z", -240, -300],
  ["Berlin's spring", "Europe/Berlin", "2026-03-29T00:59:00Z", 60, 120],
  ["Berlin's autumn", "Europe/Berlin", "2026-10-25T00:59:00Z", 120, 60],
  ["Sydney's spring", "Australia/Sydney", "2026-10-03T15:59:00Z", 600, 660],
  ["Sydney's autumn", "Australia/Sydney", "2026-04-04T15:59:00Z", 660, 600],
  ["Auckland's spring", "Pacific/Auckland", "2026-09-26T13:59:00Z", 720, 780],
  ["Cairo's autumn", "Africa/Cairo", "2026-10-29T20:59:00Z", 180, 120],
  ["Santiago's autumn", "America/Santiago", "2026-04-05T02:59:00Z", -180, -240],
])("%s turns at its minute", (_what, name, last, before, after) => {
  const zone = timeZone(name);
  const at = Date.parse(last);
  expect([at, at + 60_000].map((ms) => zone && zoneOffsetMs(zone, ms) / 60_000)).toEqual([before, after]);
});

test("a name that is none, or is spelled otherwise, is no zone", () => {
  expect(["Mars/Base", "europe/berlin", "CEST"].map(timeZone)).toEqual([undefined, undefined, undefined]);
});
