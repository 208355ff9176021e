import { describe, expect, test } from "vitest";
import { judge } from "../../../manifest/judge.ts";
import { snippetTexts } from "../../strings/snippets.ts";
import { plainText, snippets, startAt } from "./snippets.ts";

describe("a manifest to begin from", () => {
  test.each(snippets.map((snippet) => [snippet.kind, snippet] as const))("%s: nothing is to be said against it", (_, snippet) => {
    expect(judge(plainText(snippet), "new.yaml")).toEqual([]);
    expect(plainText(snippet)).not.toContain("${");
    expect(plainText(snippet)).toMatch(/\n$/);
  });

  test("each is said in both languages, once", () => {
    for (const texts of [snippetTexts.en, snippetTexts.zh]) expect(new Set(Object.values(texts.says)).size).toBe(snippets.length);
    expect(new Set(snippets.map(({ kind }) => kind)).size).toBe(snippets.length);
  });
});

describe("it may begin", () => {
  test.each([
    ["in an empty file", "", { word: "", lead: "" }],
    ["where its name is typed", "dep", { word: "dep", lead: "" }],
    ["below comments", "# my app\n\ndeploy", { word: "deploy", lead: "" }],
    ["below a line of dashes", "kind: Pod\n---\nsvc", { word: "svc", lead: "" }],
    ["below another object, which it is parted from", "kind: Pod\nsvc", { word: "svc", lead: "---\n" }],
  ])("%s", (_, before, start) => expect(startAt(before)).toEqual(start));

  test.each([["inside a field", "spec:\n  dep"], ["after a key", "kind: Dep"], ["in a list", "- dep"]])("not %s", (_, before) => expect(startAt(before)).toBeUndefined());
});
