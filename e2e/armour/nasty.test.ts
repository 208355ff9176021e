import { describe, expect, test } from "vitest";
import { lintTexts } from "../../src/app/strings/lints.ts";
import { shareTexts } from "../../src/app/strings/share.ts";
import { judge } from "../../src/manifest/judge.ts";
import { largestFile, readDocuments } from "../../src/manifest/read-documents.ts";
import { bounds } from "../../src/scenario/bounds.ts";
import { decodeLink } from "../../src/scenario/link/link.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import { fragmentOfText } from "./links.ts";
import { markedUp, nastyLinks, nastyTexts } from "./nasty.ts";

describe("a link that is", () => {
  test.each(nastyLinks)("$what is refused, and said to be in both languages", ({ fragment, code, en, zh, detail = /^/ }) => {
    const link = decodeLink(fragment);
    expect(link).toMatchObject({ ok: false, problem: { code } });
    if (link.ok) return;
    expect(link.problem.detail).toMatch(detail);
    expect(shareTexts.en.problems[code]).toMatch(en);
    expect(shareTexts.zh.problems[code]).toMatch(zh);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("full of markup opens, and stays text", () => expect(decodeLink(markedUp.fragment)).toMatchObject({ ok: true }));
});

describe("a text of", () => {
  test.each(nastyTexts)("$what is judged, and said so in both languages", ({ text, en, zh }) => {
    const [first] = judge(text, "pod.yaml");
    if (!first) throw new Error("nothing is said");
    const said = (texts: (typeof lintTexts)["en"]): string => `${texts.findings[first.finding.code](first.finding as never)} ${first.words ?? ""}`;
    expect(said(lintTexts.en)).toMatch(en);
    expect(said(lintTexts.zh)).toMatch(zh);
    expect(said(lintTexts.zh)).toMatch(/[\u4e00-\u9fff]/);
  });
});

/** Nested so deep, in all ways of YAML and JSON. */
const flow = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
const block = (depth: number): string => Array.from({ length: depth }, (_, i) => `${" ".repeat(i)}a:`).join("\n");
const json = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
/** An anchor of ten items, and as many aliases of it as make so many nodes: the list, its anchor and items, eleven for each alias. */
const aliased = (nodes: number): string => `- &a [${"x,".repeat(9)}x]\n${"- *a\n".repeat(Math.floor((nodes - 12) / 12))}`;
const inputs = (count: number): unknown => ({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { inputs: Array.from({ length: count }, () => ({ run: "ls" })) } });
const at = (when: string): unknown => ({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { inputs: [{ at: when, run: "ls" }] } });
const file = (characters: number): unknown => ({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { files: { "a.txt": "x".repeat(characters) } } });
const nested = (depth: number): string => fragmentOfText(`{"scenario":{"apiVersion":"kubarium.dev/v1","kind":"Scenario"},"view":{"tab":${"[".repeat(depth - 2)}${"]".repeat(depth - 2)}}}`);

describe("a bound is kept, and nothing within it is refused:", () => {
  const reads = (text: string): boolean => readDocuments(text, "a.yaml").error === undefined;
  const plays = (document: unknown): boolean => readScenario(document as never).ok;
  test.each([
    ["a megabyte a file", reads, `a: ${"x".repeat(largestFile - 4)}\n`, `a: ${"x".repeat(largestFile - 3)}\n`],
    ["a depth of a hundred, in brackets, with what is in them", reads, flow(99), flow(100)],
    ["a depth of a hundred, by indentation, with what is in it", reads, block(99), block(100)],
    ["a depth of a hundred, in JSON", reads, json(100), json(101)],
    ["a hundred thousand nodes, with what aliases repeat", reads, aliased(99_900), aliased(100_100)],
    ["ten thousand inputs", plays, inputs(bounds.inputs), inputs(bounds.inputs + 1)],
    ["thirty days", plays, at("720h"), at("720h1ms")],
    ["a million characters in a scenario's file", plays, file(bounds.fileCharacters), file(bounds.fileCharacters + 1)],
    ["a depth of a hundred in a link", (fragment: string) => decodeLink(fragment).ok, nested(100), nested(101)],
  ] as const)("%s", (_, takes, within, beyond) => {
    expect((takes as (value: unknown) => boolean)(within)).toBe(true);
    expect((takes as (value: unknown) => boolean)(beyond)).toBe(false);
  });
});
