import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { applyFix } from "./judgement.ts";
import { linesOf } from "./lines.ts";
import { removedVersion, removedVersions, versionsOf } from "./removed-versions.ts";
import { treesOf } from "./tree.ts";
import { judgedTexts } from "./testdata/judged-texts.ts";

/** What is said of a text, a line each: place, severity, token, finding. */
function said(text: string): readonly string[] {
  const lines = linesOf(text);
  return judge(text, "web.yaml").map(({ range, severity, finding, words, fixes }) => {
    const { line, column } = lines.placeOf(range.start);
    const { code, ...values } = finding;
    const shown = Object.keys(values).length === 0 ? "" : ` ${JSON.stringify(values)}`;
    const titles = fixes.map(({ title }) => title.code).join(", ");
    return `${line}:${column} ${severity} ${JSON.stringify(text.slice(range.start, range.end))} ${code}${shown}${titles === "" ? "" : ` [${titles}]`}${words === undefined ? "" : `\n    ${words.replaceAll("\n", "\n    ")}`}`;
  });
}

/** The first fix of the first judgement that has one, until none has. */
function mended(text: string): string {
  let now = text;
  for (let clicks = 0; clicks < 20; clicks += 1) {
    const fix = judge(now, "web.yaml").find(({ fixes }) => fixes.length > 0)?.fixes[0];
    if (fix === undefined) return now;
    now = applyFix(now, fix);
  }
  throw new Error(`the fixes do not come to an end:\n${now}`);
}

describe("judge", () => {
  test("every text of the table: what is said, and what the fixes make of it", async () => {
    const report = judgedTexts.map(({ what, text }) => {
      const end = mended(text);
      return [`## ${what}`, text, "-- judged", ...said(text), ...(end === text ? [] : ["-- mended", end, ...said(end)])].join("\n");
    });
    await expect(`${report.join("\n\n")}\n`).toMatchFileSnapshot("testdata/judged-texts.txt");
  });

  test.each(judgedTexts.filter(({ stays }) => stays !== true))("$what: mended, nothing is wrong any more", ({ text }) => {
    const end = mended(text);
    expect(judge(end, "web.yaml").filter(({ severity }) => severity === "error")).toEqual([]);
    expect(treesOf(end).every(({ fault }) => fault === undefined)).toBe(true);
  });

  test.each([...removedVersions()])("%s is told to be gone, and what stands in its place is served", (name) => {
    const [kind = "", apiVersion = ""] = [name.slice(name.lastIndexOf("/") + 1), name.slice(0, name.lastIndexOf("/"))];
    const [first] = judge(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n`, "a.yaml");
    expect(first?.finding).toMatchObject({ code: "removedVersion", kind, apiVersion });
    const instead = removedVersion(apiVersion, kind)?.instead;
    if (instead !== undefined) expect(versionsOf(instead.kind)).toContain(instead.apiVersion);
    expect(versionsOf(kind)).not.toContain(apiVersion);
  });

  test("JSON stays JSON", () => {
    for (const { text } of judgedTexts.filter(({ what }) => what.includes("JSON"))) for (const line of mended(text).trim().split(/\n(?=\{)/)) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
  });

  test("line breaks stay those of the text", () => {
    for (const { text } of judgedTexts.filter(({ what }) => what.startsWith("line breaks of Windows"))) expect(mended(text).replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("of a text that is too large only that is said, and little of one with a thousand faults", () => {
    expect(judge("a: 1\n".repeat(300_000), "a.yaml").map(({ finding }) => finding.code)).toEqual(["tooLarge"]);
    expect(judge(`apiVersion: v1\nkind: Pod\nmetadata:\n${Array.from({ length: 2000 }, (_, i) => `  x${i}: 1\n`).join("")}`, "a.yaml").length).toBeLessThanOrEqual(500);
  });

  test("a file of commands is judged by its lines", () => {
    const text = "kubectl get pods\n$ kubectl get po --show-label\n";
    const found = judge(text, "notes.txt");
    expect(found.map(({ range, finding }) => [text.slice(range.start, range.end), finding.code])).toEqual([["$", "command"], ["--show-label", "command"]]);
    expect(applyFix(text, found[1]!.fixes[0]!)).toBe("kubectl get pods\n$ kubectl get po --show-labels\n");
  });
});
