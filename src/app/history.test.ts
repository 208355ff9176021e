import { expect, test } from "vitest";
import { lineAt, look, newHistory, remember } from "./history.ts";

const three = ["a", "b", "b", "c"].reduce(remember, newHistory);

test.each([
  { keys: [], shows: "draft" },
  { keys: [-1], shows: "c" },
  { keys: [-1, -1], shows: "b" },
  { keys: [-1, -1, -1], shows: "a" },
  { keys: [-1, -1, -1, -1, -1], shows: "a" },
  { keys: [-1, -1, 1], shows: "c" },
  { keys: [-1, -1, 1, 1], shows: "draft" },
  { keys: [-1, 1, 1, 1], shows: "draft" },
] as const)("after $keys the line shows $shows", ({ keys, shows }) => {
  let history = look({ ...three, draft: "" }, 1, "draft");
  let typed = "draft";
  for (const step of keys) {
    history = look(history, step, typed);
    typed = lineAt(history);
  }
  expect(typed).toBe(shows);
});

test("a new line goes to the end, and what was being typed is gone", () => expect(lineAt(remember(look(three, -1, "x"), "d"))).toBe(""));
