import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edited, emptyHistory, entered, inserted, lineOf, recalled, type EditedLine } from "./line-editor.ts";

/** "ab|c" = the cursor stands before c. */
const line = (text: string): EditedLine => ({ text: text.replace("|", ""), cursor: text.indexOf("|") });
const shown = ({ text, cursor }: EditedLine): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe("keys that edit a line", () => {
  test.each<[string, string, string, string]>([
    ["backspace", "\x7f", "ab|c", "a|c"],
    ["backspace at the start", "\x7f", "|abc", "|abc"],
    ["backspace over a surrogate pair", "\x7f", "a𝄞|", "a|"],
    ["delete", "\x1b[3~", "a|bc", "a|c"],
    ["left", "\x1b[D", "ab|", "a|b"],
    ["right at the end", "\x1b[C", "ab|", "ab|"],
    ["home", "\x01", "ab|c", "|abc"],
    ["end", "\x05", "a|bc", "abc|"],
    ["Ctrl-U", "\x15", "ab|c", "|c"],
    ["Ctrl-K", "\x0b", "ab|c", "ab|"],
    ["Ctrl-W", "\x17", "kubectl get pods|", "kubectl get |"],
    ["Ctrl-W over spaces", "\x17", "kubectl get  |", "kubectl |"],
    ["Alt-B", "\x1bb", "kubectl get|", "kubectl |get"],
    ["Alt-F", "\x1bf", "|kubectl get", "kubectl| get"],
  ])("%s", (_, key, before, after) => expect(shown(edited(line(before), key)!)).toBe(after));

  test("a key that is none of them edits nothing", () => expect(edited(line("a|"), "\x1b[A")).toBeUndefined());

  test("the cursor never leaves the line", () => {
    const keys = fc.constantFrom("\x7f", "\x1b[3~", "\x1b[D", "\x1b[C", "\x01", "\x05", "\x15", "\x0b", "\x17", "\x1bd", "\x1bb", "\x1bf");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(keys, { maxLength: 20 }), (text, pressed) => {
        const end = pressed.reduce((at, key) => edited(at, key)!, inserted(lineOf(text), "x"));
        expect(end.cursor).toBeGreaterThanOrEqual(0);
        expect(end.cursor).toBeLessThanOrEqual(end.text.length);
      }),
    );
  });
});

describe("history", () => {
  const history = ["a", "b", "b", " ", "c"].reduce(entered, emptyHistory);
  test("empty lines and repetitions are not kept", () => expect(history.lines).toEqual(["a", "b", "c"]));
  test("up and down lead back to what was being typed", () => {
    const up = recalled(history, -1, "draft")!;
    const twice = recalled(up.history, -1, up.line)!;
    const down = recalled(recalled(twice.history, 1, twice.line)!.history, 1, "c")!;
    expect([up.line, twice.line, down.line]).toEqual(["c", "b", "draft"]);
  });
  test("there is nothing below the end and above the start", () => {
    expect(recalled(history, 1, "")).toBeUndefined();
    expect(recalled(emptyHistory, -1, "")).toBeUndefined();
  });
});
