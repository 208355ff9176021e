import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { goDuration, humanDuration, parseGoDuration, parseRfc3339, rfc1123z, rfc3339, rfc3339Micro, shortHumanDuration } from "./time.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("instants", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0], ["2026-01-01T00:00:00Z", 1_767_225_600_000], ["2000-02-29T23:59:59Z", 951_868_799_000],
    ["2026-01-01T01:00:00+01:00", 1_767_225_600_000], ["2026-01-01T00:00:00.123456Z", 1_767_225_600_123],
  ])("%s is %d", (text, unixMs) => expect(parseRfc3339(text)).toBe(unixMs));
  test.each(["", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z"])("%j is no time", (text) =>
    expect(parseRfc3339(text)).toBeUndefined());
  test("every instant of four centuries reads back", () =>
    fc.assert(fc.property(fc.integer({ min: -2_000_000_000, max: 10_000_000_000 }), (seconds) => {
      expect(parseRfc3339(rfc3339(seconds * 1000))).toBe(seconds * 1000);
      expect(rfc3339(seconds * 1000)).toBe(new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
    })));
  test("micros and describe's form", () => {
    expect(rfc3339Micro(1_767_225_600_123, 45)).toBe("2026-01-01T00:00:00.123045Z");
    expect(rfc1123z(Date.UTC(2026, 10, 21, 2, 29, 57))).toBe("Sat, 21 Nov 2026 02:29:57 +0000");
  });
});

// Mirrors HumanDuration (apimachinery/pkg/util/duration/duration.go).
test.each([
  [-2 * second, "<invalid>"], [-second, "0s"], [0, "0s"], [119 * second, "119s"], [2 * minute, "2m"], [125 * second, "2m5s"], [10 * minute + 5 * second, "10m"],
  [179 * minute, "179m"], [3 * hour, "3h"], [4 * hour + 5 * minute, "4h5m"], [8 * hour + 5 * minute, "8h"], [31 * hour, "31h"], [48 * hour, "2d"],
  [3 * day + 4 * hour, "3d4h"], [8 * day, "8d"], [300 * day, "300d"], [(2 * 365 + 45) * day, "2y45d"], [9 * 365 * day, "9y"],
])("an age of %d ms is %s", (ms, text) => expect(humanDuration(ms)).toBe(text));

test.each([[59 * second, "59s"], [61 * second, "1m"], [25 * hour, "1d"], [366 * day, "1y"]])("%d ms is %s for short", (ms, text) =>
  expect(shortHumanDuration(ms)).toBe(text));

describe("Go's durations", () => {
  test.each([[90_000, "1m30s"], [1500, "1.5s"], [112, "112ms"], [0, "0s"], [0.1, "100µs"], [3_600_000, "1h0m0s"], [-250, "-250ms"], [112.345678, "112.345678ms"]])(
    "%d ms is %s", (ms, text) => expect(goDuration(ms)).toBe(text));
  test.each([["1m30s", 90_000], ["1.5h", 5_400_000], ["-1m", -60_000], ["0", 0], [".5s", 500]])("%s is %d ms", (text, ms) =>
    expect(parseGoDuration(text)).toEqual({ ok: true, ms }));
  test.each([
    ["", 'time: invalid duration ""'], ["5", 'time: missing unit in duration "5"'], ["1x", 'time: unknown unit "x" in duration "1x"'], ["x", 'time: invalid duration "x"'],
  ])("%j is refused", (text, message) => expect(parseGoDuration(text)).toEqual({ ok: false, message }));
  test("what is written reads back", () => fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
    const result = parseGoDuration(goDuration(ms));
    expect(result.ok && Math.round(result.ms)).toBe(ms);
  })));
});
