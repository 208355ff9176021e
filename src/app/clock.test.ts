import { expect, test } from "vitest";
import { clockParts, clockText, speedText } from "./clock.ts";

test.each([
  [-500, "00:00.000"],
  [0, "00:00.000"],
  [45_500, "00:45.500"],
  [59_999.9, "00:59.999"],
  [83_400, "01:23.400"],
  [3_599_999, "59:59.999"],
  [3_600_000, "01:00:00.000"],
  [86_399_999, "23:59:59.999"],
  [90_061_007, "1d 01:01:01.007"],
  [30 * 86_400_000, "30d 00:00:00.000"],
])("%d ms is shown as %s", (ms, text) => expect(clockText(ms)).toBe(text));

test.each([[0, "01:15"], [1, "01:15.4"], [2, "01:15.46"], [3, "01:15.469"]] as const)("%d digits are cut, not rounded: %s", (digits, text) =>
  expect(clockText(75_469, digits)).toBe(text));

test("the thousandths stand apart, so that they can be set smaller", () => expect(clockParts(45_500)).toEqual({ main: "00:45", fraction: ".500" }));

test.each([[1, "1×"], [0.5, "0.5×"], [1000, "1000×"], [12.34, "12×"]])("speed %d is shown as %s", (speed, text) => expect(speedText(speed)).toBe(text));
