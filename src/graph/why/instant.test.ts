import { expect, test } from "vitest";
import { instantText, spanText } from "./instant.ts";

test.each([[0, "0.00"], [45_469, "45.46"], [99_999, "99.99"], [100_000, "1:40.00"], [725_461, "12:05.46"], [3_725_461, "1:02:05.46"], [-1, "0.00"]])("the instant %d reads %s", (ms, text) => {
  expect(instantText(ms)).toBe(text);
});

test.each([[400, "0.4 s"], [2000, "2 s"], [14_700, "15 s"], [30_000, "30 s"], [150_000, "2 min 30 s"], [300_000, "5 min"], [7_500_000, "2 h 5 min"]])("%d ms is %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
