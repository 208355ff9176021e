import { expect, test } from "vitest";
import { clockText, speedText } from "./clock.ts";
import { preferredLanguage } from "./strings/language.ts";

test.each([
  [-500, "00:00:00.0"], [0, "00:00:00.0"], [12_449, "00:00:12.4"], [83_400, "00:01:23.4"], [3_600_000, "01:00:00.0"], [90_061_000, "1d 01:01:01.0"],
])("%d ms is shown as %s", (ms, text) => expect(clockText(ms)).toBe(text));

test.each([[1, "1×"], [0.5, "0.5×"], [1000, "1000×"], [12.34, "12×"]])("speed %d is shown as %s", (speed, text) => expect(speedText(speed)).toBe(text));

test.each([
  ["", "en-US", "en"], ["", "zh-TW", "zh"], ["?lang=zh", "en-US", "zh"], ["?lang=en", "zh-CN", "en"], ["?lang=fr", "zh-CN", "en"],
])("%s in a browser that prefers %s is %s", (search, browser, language) => expect(preferredLanguage(search, browser)).toBe(language));
