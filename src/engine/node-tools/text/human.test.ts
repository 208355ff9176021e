import { describe, expect, test } from "vitest";
import { columns, humanDuration, humanSize } from "./human.ts";

// Expected: the examples of go-units' own documentation and tests.
describe("go-units", () => {
  test.each([
    [0, "Less than a second"], [1000, "1 second"], [45_000, "45 seconds"], [60_000, "About a minute"], [180_000, "3 minutes"], [3_600_000, "About an hour"],
    [3 * 3_600_000, "3 hours"], [32 * 3_600_000, "32 hours"], [7 * 86_400_000, "7 days"], [14 * 86_400_000, "2 weeks"], [35 * 86_400_000, "5 weeks"], [105 * 86_400_000, "3 months"], [1000 * 86_400_000, "2 years"],
  ])("%d ms is %s", (ms, text) => expect(humanDuration(ms)).toBe(text));

  test.each([[1000, "1kB"], [1024, "1.02kB"], [1_000_000, "1MB"], [2_210_000, "2.21MB"], [3_420_000_000, "3.42GB"], [320_448, "320kB"]])("%d bytes are %s", (bytes, text) => expect(humanSize(bytes)).toBe(text));
});

test("a column is as wide as its widest cell and the padding, or the least width", () => {
  expect(columns([["A", "B"], ["longer than that", "x"]], 10)).toBe("A                  B\nlonger than that   x\n");
  expect(columns([["A", "B"], ["1", "x"]], 10)).toBe("A         B\n1         x\n");
});
