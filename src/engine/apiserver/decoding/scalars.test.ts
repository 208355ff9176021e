import { expect, test } from "vitest";
import { base64Fault } from "./base64.ts";
import { readGoTime } from "./go-time.ts";

// The offsets are those of encoding/base64's CorruptInputError.
test.each<[string, number | undefined]>([
  ["", undefined], ["Yg==", undefined], ["YWI=", undefined], ["YWJj", undefined], ["YW\nJj\n", undefined], ["not base64!", 3], ["Yg", 0], ["Yg=", 3], ["Yg==x", 4],
  ["=", 0], ["YWJjZ", 4], ["Y g=", 1], ["YWI=YWI=", 4],
])("base64 %j breaks at %s", (text, at) => expect(base64Fault(text)).toBe(at === undefined ? undefined : `illegal base64 data at input byte ${at}`));

const layout = "2006-01-02T15:04:05Z07:00";
test.each([
  ["", `parsing time "" as "${layout}": cannot parse "" as "2006"`],
  ["2026-01-01", `parsing time "2026-01-01" as "${layout}": cannot parse "" as "T"`],
  ["2026-13-01T00:00:00Z", 'parsing time "2026-13-01T00:00:00Z": month out of range'],
  ["2026-02-30T00:00:00Z", 'parsing time "2026-02-30T00:00:00Z": day out of range'],
  ["2026-01-01T25:00:00Z", 'parsing time "2026-01-01T25:00:00Z": hour out of range'],
  ["2026-01-01T00:00:00", `parsing time "2026-01-01T00:00:00" as "${layout}": cannot parse "" as "Z07:00"`],
  ["2026-01-01T00:00:00Zx", 'parsing time "2026-01-01T00:00:00Zx": extra text: "x"'],
])("the time %j is refused in Go's words", (text, message) => expect(readGoTime(text, "time")).toEqual({ ok: false, message }));

test("micros are kept where the type has them", () => {
  expect(readGoTime("2026-01-01T00:00:00.123456Z", "microTime")).toEqual({ ok: true, text: "2026-01-01T00:00:00.123456Z" });
  expect(readGoTime("2026-01-01T00:00:00.100000+01:00", "microTime")).toEqual({ ok: true, text: "2025-12-31T23:00:00.100000Z" });
  expect(readGoTime("2026-01-01T00:00:00.1Z", "microTime")).toEqual({
    ok: false, message: `parsing time "2026-01-01T00:00:00.1Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse ".1Z" as ".000000"`,
  });
  expect(readGoTime("2026-01-01T00:00:00.9Z", "time")).toEqual({ ok: true, text: "2026-01-01T00:00:00Z" });
});
