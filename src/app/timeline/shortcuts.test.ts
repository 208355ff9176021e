import { expect, test } from "vitest";
import { shortcutOf } from "./shortcut.ts";

const press = (key: string, over: Partial<Parameters<typeof shortcutOf>[0]> = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...over });

test.each([
  [" ", "play"], [",", "back"], [".", "forward"], ["n", "next"], ["e", "event"], ["l", "live"], ["[", "slower"], ["]", "faster"], ["？", "help"], ["，", "back"],
] as const)("%s means %s", (key, shortcut) => expect(shortcutOf(press(key), "page")).toBe(shortcut));

test("a question mark needs the shift key on most keyboards", () => expect(shortcutOf(press("?", { shiftKey: true }), "page")).toBe("help"));
test("with the shift key the arrows move by a second", () => {
  expect(shortcutOf(press("ArrowLeft", { shiftKey: true }), "page")).toBe("secondBack");
  expect(shortcutOf(press("ArrowRight", { shiftKey: true }), "page")).toBe("secondForward");
  expect(shortcutOf(press("ArrowRight"), "page")).toBeUndefined();
});
test.each([" ", ",", "n", "e", "?", "ArrowLeft"])("%s is only a letter where one types", (key) => {
  expect(shortcutOf(press(key), "text")).toBeUndefined();
  expect(shortcutOf(press(key, { isComposing: true }), "page")).toBeUndefined();
});
test("the space bar presses a button, and arrows move a slider", () => {
  expect(shortcutOf(press(" "), "control")).toBeUndefined();
  expect(shortcutOf(press("ArrowLeft", { shiftKey: true }), "control")).toBeUndefined();
  expect(shortcutOf(press("n"), "control")).toBe("next");
  expect(shortcutOf(press(" "), "slider")).toBe("play");
  expect(shortcutOf(press("ArrowLeft", { shiftKey: true }), "slider")).toBeUndefined();
});
test.each(["ctrlKey", "metaKey", "altKey"] as const)("the browser keeps its own keys (%s)", (modifier) => expect(shortcutOf(press("n", { [modifier]: true }), "page")).toBeUndefined());
test.each([["z", {}, "undo"], ["Z", { shiftKey: true }, "redo"], ["y", {}, "redo"]] as const)("with Control or Command %s %o means %s, but not where one types", (key, over, shortcut) => {
  for (const modifier of ["ctrlKey", "metaKey"]) {
    expect(shortcutOf(press(key, { [modifier]: true, ...over }), "page")).toBe(shortcut);
    expect(shortcutOf(press(key, { [modifier]: true, ...over }), "control")).toBe(shortcut);
    expect(shortcutOf(press(key, { [modifier]: true, ...over }), "text")).toBeUndefined();
  }
});
test("Control with Alt writes letters on some keyboards", () => expect(shortcutOf(press("z", { ctrlKey: true, altKey: true }), "page")).toBeUndefined());
