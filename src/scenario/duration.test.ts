import { expect, test } from "vitest";
import { durationMs } from "./duration.ts";

// Rows that Go's time.ParseDuration reads, with its answer in milliseconds.
test.each([
  ["0", 0], ["0s", 0], ["250ms", 250], ["40s", 40_000], ["1m30s", 90_000], ["1.5s", 1500], ["1h1m1s1ms", 3_661_001], ["2500us", "times go down to 1 ms"],
  ["3000us", 3], ["1.001s", 1001], [".5s", "write a duration"], ["", "write a duration"], ["s", "write a duration"], ["1", "write a duration"], ["1 s", "write a duration"],
  ["-1s", "write a duration"], ["1d", "write a duration"], ["1e3s", "write a duration"], ["720h", 2_592_000_000],
])("%s", (text, wanted) => {
  const got = durationMs(text);
  if (typeof wanted === "number") expect(got).toBe(wanted);
  else expect(got).toMatchObject({ refused: expect.stringContaining(wanted) });
});
