import { expect, test } from "vitest";
import type { Judgement, Severity } from "../../manifest/judgement.ts";
import { fixAt, nextFrom } from "./fix-choice.ts";

const text = "aaaa\nbbbb\ncccc\ndddd\n";
const at = (start: number, severity: Severity, fix = ""): Judgement => ({
  range: { start, end: start + 2 },
  severity,
  finding: { code: "server" },
  fixes: fix === "" ? [] : [{ title: { code: "rename", to: fix }, edits: [] }],
});
const chosen = (judgements: readonly Judgement[], offset: number): unknown => (fixAt(judgements, text, offset)?.title as { to?: string } | undefined)?.to;

test.each<[string, readonly Judgement[], number, unknown]>([
  ["none", [at(0, "error")], 0, undefined],
  ["at the cursor", [at(0, "error", "first"), at(5, "hint", "here")], 6, "here"],
  ["on its line", [at(0, "error", "first"), at(5, "warning", "line")], 9, "line"],
  ["the error before the hint", [at(5, "hint", "hint"), at(5, "error", "error")], 5, "error"],
  ["the next error", [at(0, "error", "before"), at(10, "warning", "warning"), at(15, "error", "next")], 6, "next"],
  ["round the end", [at(0, "error", "first")], 16, "first"],
  ["the next of another kind", [at(10, "hint", "hint")], 0, "hint"],
])("%s", (_, judgements, offset, fix) => expect(chosen(judgements, offset)).toBe(fix));

test.each<[number, 1 | -1, number]>([[0, 1, 5], [5, 1, 15], [15, 1, 5], [0, -1, 15], [15, -1, 5]])("from %i by %i to %i", (offset, step, start) =>
  expect(nextFrom([at(15, "error"), at(5, "error")], offset, step)?.range.start).toBe(start));
