import { expect, test } from "vitest";
import { nextTheme, shownTheme } from "./theme.ts";

const day = { dark: false, contrast: false, forced: false };
const night = { ...day, dark: true };

test.each([
  ["by day, nothing chosen", undefined, day, "light"],
  ["by night, nothing chosen", undefined, night, "dark"],
  ["more contrast asked of the system", undefined, { ...day, contrast: true }, "contrast"],
  ["more contrast, by night", undefined, { ...night, contrast: true }, "contrast-dark"],
  ["a choice wins over the system's contrast", "light", { ...night, contrast: true }, "light"],
  ["high contrast chosen by day", "contrast", day, "contrast"],
  ["high contrast chosen by night", "contrast", night, "contrast-dark"],
  ["dark chosen by day", "dark", day, "dark"],
  ["what nobody knows is no choice", "sepia", night, "dark"],
  ["forced colours win over everything", "dark", { ...day, forced: true }, "forced"],
] as const)("%s", (_, chosen, system, shown) => expect(shownTheme(chosen, system)).toBe(shown));

test("one button goes round: day, night, high contrast", () => {
  expect(nextTheme("light")).toBe("dark");
  expect(nextTheme("dark")).toBe("contrast");
  expect(nextTheme("contrast")).toBe("light");
  expect(nextTheme("contrast-dark")).toBe("light");
});
