import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aboutTexts } from "../src/app/strings/about.ts";
import { AREAS, sentencesIn, simplifications } from "./simplified-modules.ts";

const root = join(import.meta.dirname, "..");
const all = simplifications(root);

test.each<[what: string, source: string, sentences: readonly string[]]>([
  ["a line", "// Simplified: one thing\nconst a = 1;", ["One thing."]],
  ["lines that go on", "  // Mirrors x (y.go). Simplified: one\n  // thing, and another.\n  const a = 1;", ["One thing, and another."]],
  ["a block", "/**\n * What it does. Simplified: one\n * thing.\n */\nconst a = 1;", ["One thing."]],
  ["a short block", "/** Simplified: `one` thing. */\nconst a = 1; // no more", ["`one` thing."]],
  ["the end of a line", "const a = 1; // Simplified: one thing\nconst b = 2;", ["One thing."]],
  ["two comments", "// Simplified: one.\nconst a = 1;\n// Simplified: two.", ["One.", "Two."]],
  ["paths that look like comments", "// Simplified: one of /usr/*/bin.\nconst a = 1; /* x */\nconst b = 2;", ["One of /usr/*/bin."]],
  ["no comment", 'throw new Error("Simplified: too long");', []],
])("%s is read", (_, source, sentences) => expect(sentencesIn(source)).toEqual(sentences));

test("every comment that says what is simplified is on the About page", () => {
  const lines = execFileSync("grep", ["-rhE", "(//|^\\s*/?\\*).*Simplified:", join(root, "src"), "--include=*.ts", "--include=*.tsx", "--exclude=*.test.ts"], { encoding: "utf8" });
  expect(all.length).toBe(lines.trim().split("\n").length);
  expect(all.length).toBeGreaterThan(100);
});

test("each is a sentence that ends, and that one can read", () => {
  for (const { file, sentence } of all) {
    expect({ file, sentence }).toEqual({ file, sentence: expect.stringMatching(/^[A-Z`-]?.{15,400}[.?!]$/) });
    expect({ file, pairs: (sentence.split("`").length - 1) % 2 }).toEqual({ file, pairs: 0 });
  }
});

test("each area has a title in both languages", () => {
  for (const texts of Object.values(aboutTexts)) expect(Object.keys(texts.areas).toSorted()).toEqual(Object.keys(AREAS).toSorted());
});
