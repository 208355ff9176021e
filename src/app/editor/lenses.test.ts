import { expect, test } from "vitest";
import type { Judgement, Severity } from "../../manifest/judgement.ts";
import { lensesFor, unsimulatedLines } from "./lenses.ts";

const text = Array.from({ length: 60 }, (_, index) => `key${index}: value\n`).join("");
const startOf = (line: number): number => text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
const on = (line: number, severity: Severity): Judgement => ({ range: { start: startOf(line), end: startOf(line) + 3 }, severity, finding: { code: "server" }, fixes: [] });
const shown = (judgements: readonly Judgement[]) => lensesFor(text, judgements).map((lens) => [lens.line, lens.judgements.map(({ severity }) => severity)]);

test.each<[string, readonly Judgement[], unknown]>([
  ["nothing", [], []],
  ["one a line, from the top", [on(5, "error"), on(2, "error")], [[2, ["error"]], [5, ["error"]]]],
  ["errors before warnings on a line", [on(3, "warning"), on(3, "error")], [[3, ["error", "warning"]]]],
  ["at most three on a line", [on(1, "error"), on(1, "error"), on(1, "error"), on(1, "error")], [[1, ["error", "error", "error"]]]],
  ["hints and notes open nothing", [on(1, "hint"), on(2, "unsimulated")], []],
])("%s", (_, judgements, lenses) => expect(shown(judgements)).toEqual(lenses));

test("where there are too many, errors are kept", () => {
  const many = Array.from({ length: 50 }, (_, index) => on(index + 1, index < 40 ? "warning" : "error"));
  const lenses = lensesFor(text, many);
  expect(lenses).toHaveLength(30);
  expect(lenses.filter(({ judgements }) => judgements[0]?.severity === "error")).toHaveLength(10);
});

test("lines that nothing acts on are named once", () => expect(unsimulatedLines(text, [on(4, "unsimulated"), on(4, "unsimulated"), on(9, "unsimulated"), on(2, "error")])).toEqual([4, 9]));
