import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeCommand } from "./judge-command.ts";
import { judge } from "./judge.ts";
import { applyFix, areApart } from "./judgement.ts";
import type { Judgement } from "./judgement.ts";
import { positionsOf } from "./positions.ts";
import { treesOf } from "./tree.ts";
import { judgedTexts } from "./testdata/judged-texts.ts";

const runs = 400;
const texts = judgedTexts.map(({ text }) => text);

/** What people do to a text: they lose, double and move characters and lines. */
const mutation = fc.record({ kind: fc.nat(7), at: fc.nat(), by: fc.integer({ min: -4, max: 4 }), with: fc.constantFrom(":", "-", " ", "\t", "\n", "#", "'", '"', "[", "}", "：", "\u00a0", "“", "&a ", "*a", "|", "<<: ", "---\n", "é", "😀") });

function mutated(text: string, { kind, at, by, with: piece }: (typeof mutation extends fc.Arbitrary<infer T> ? T : never)): string {
  const offset = text.length === 0 ? 0 : at % text.length;
  const lines = text.split("\n");
  const line = at % lines.length;
  switch (kind) {
    case 0:
      return text.slice(0, offset) + text.slice(offset + 1);
    case 1:
      return text.slice(0, offset) + piece + text.slice(offset);
    case 2:
      return lines.toSpliced(line, 1).join("\n");
    case 3:
      return lines.toSpliced(line, 0, lines[line] ?? "").join("\n");
    case 4:
      return lines.with(line, by >= 0 ? " ".repeat(by) + (lines[line] ?? "") : (lines[line] ?? "").replace(new RegExp(`^ {0,${-by}}`), "")).join("\n");
    case 5:
      return text.slice(0, offset);
    case 6:
      return lines.with(line, (lines[line] ?? "").replace(/\w+/, (word) => word.toUpperCase())).join("\n");
    default:
      return lines.with(line, (lines[line] ?? "").replace(/[a-z](?=[A-Za-z]*:)/, "")).join("\n");
  }
}

const people = fc.tuple(fc.constantFrom(...texts), fc.array(mutation, { maxLength: 4 })).map(([text, mutations]) => mutations.reduce(mutated, text));

const key = ({ finding }: Judgement): string => JSON.stringify(finding);
const count = (judgements: readonly Judgement[], wanted: Judgement): number => judgements.filter((judgement) => key(judgement) === key(wanted)).length;

function checkFixes(text: string): void {
  const before = judge(text, "web.yaml");
  const readable = treesOf(text).every(({ fault }) => fault === undefined);
  for (const judgement of before) {
    expect(judgement.range.start).toBeLessThanOrEqual(judgement.range.end);
    expect(judgement.range.end).toBeLessThanOrEqual(text.length);
    for (const fix of judgement.fixes) {
      expect(fix.edits.length).toBeGreaterThan(0);
      expect(areApart(fix.edits)).toBe(true);
      const after = applyFix(text, fix);
      const context = `${JSON.stringify(fix.title)} for ${key(judgement)}\n${text}\n=>\n${after}`;
      if (count(judge(after, "web.yaml"), judgement) >= count(before, judgement)) throw new Error(`does not go away: ${context}`);
      // What was pasted along may have hidden other faults.
      const uncovers = fix.title.code === "replaceCharacters" || fix.title.code === "removeLines";
      if (readable && !uncovers && !treesOf(after).every(({ fault }) => fault === undefined)) throw new Error(`not readable any more: ${context}`);
    }
  }
}

describe("judge", () => {
  test("never throws, whatever is typed", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.json()), (text) => void judge(text, "a.yaml")), { numRuns: runs });
    fc.assert(fc.property(fc.string(), (text) => void judge(text, "a.txt")), { numRuns: runs });
  });

  test("never throws for what people make of a manifest; marks and edits lie in the text", () => {
    fc.assert(
      fc.property(people, (text) => {
        for (const { range, fixes } of judge(text, "a.yaml")) {
          expect(range.start <= range.end && range.start >= 0 && range.end <= text.length).toBe(true);
          for (const { edits } of fixes) expect(areApart(edits) && edits.every(({ start, end }) => start <= end && end <= text.length)).toBe(true);
        }
      }),
      { numRuns: 2 * runs },
    );
  });

  test.each([
    ["brackets", "[".repeat(20_000)],
    ["items", "- ".repeat(5_000)],
    ["keys within keys", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
    ["quotes", '"'.repeat(9_999)],
    ["a long line", `a: ${"：x ".repeat(50_000)}`],
    ["an alias bomb", `a: &a [x, x]\n${Array.from({ length: 40 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`}, *${i === 0 ? "a" : `b${i - 1}`}]\n`).join("")}`],
    ["blanks before a letter", `a: ${"\u00a0".repeat(300_000)}x${" ".repeat(300_000)}y`],
    ["a prompt without an end", `a@${"a".repeat(400_000)}`],
    ["labels of blanks", `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    metadata:\n      labels:\n        app: "a${" ".repeat(400_000)}b"\n`],
    ["many documents", "---\na: 1\n".repeat(4_000)],
    ["bad separators", "--- x\n".repeat(5_000)],
    ["half a megabyte of blanks", " ".repeat(500_000)],
    ["many tabs", "a:\n\tb: 1\n".repeat(5_000)],
    ["many prompts", "$ kubectl get pods\n".repeat(5_000)],
    ["duplicates", "a: 1\n".repeat(5_000)],
  ])("bears %s", (_, text) => {
    const started = performance.now();
    judge(text, "a.yaml");
    judge(text, "a.txt");
    positionsOf(text).pointerAt(5);
    // Far above what it takes: a hang is what this is about.
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test("a fix makes its judgement go away and leaves readable what was readable: the table", () => {
    for (const text of texts) checkFixes(text);
  });

  test("a fix makes its judgement go away and leaves readable what was readable: what people make of it", () => {
    fc.assert(fc.property(people, checkFixes), { numRuns: runs });
  });
});

describe("judgeCommand", () => {
  test("never throws; marks and edits lie in the line", () => {
    const word = fc.constantFrom("kubectl", "run", "exec", "get", "pods", "--", "-it", "--replicas=2", "--generator=run/v1", "—all", "“a", "<name>", "-l", "env in (a)", "docker", "ps", "--dry-run", "--record", "delete", "--grace-period=0", "$", "|");
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(word).map((words) => words.join(" "))), (line) => {
        for (const { range, fixes } of judgeCommand(line)) {
          expect(range.start <= range.end && range.end <= line.length).toBe(true);
          for (const { edits } of fixes) expect(edits.every(({ start, end }) => start <= end && end <= line.length)).toBe(true);
        }
      }),
      { numRuns: 2 * runs },
    );
  });
});
