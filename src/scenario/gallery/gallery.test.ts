import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { play } from "../../cli/play.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../read-scenario.ts";

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();

test("there are at least sixteen", () => expect(files.length).toBeGreaterThanOrEqual(16));

describe.each(files)("%s", (file) => {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  const { documents } = readDocuments(text, file);
  const read = readScenario(documents[0]?.value ?? null);
  if (!read.ok) throw new Error(read.problems.map((problem) => `${problem.pointer}: ${problem.message}`).join("\n"));
  const { scenario } = read;

  test("says what it is in both languages, and is found by its name", () => {
    for (const said of [scenario.title, scenario.summary]) expect(Object.keys(said ?? {}).sort()).toEqual(["en", "zh"]);
    expect(file).toMatch(new RegExp(`^\\d\\d-${scenario.name}\\.yaml$`));
    expect(Object.keys(scenario.files).length).toBeGreaterThan(0);
  });

  test("does what it says", () => {
    const { verdicts, report } = play(scenario, { freeze: true });
    expect(report.fault).toBeUndefined();
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter((verdict) => !verdict.held)).toEqual([]);
  });

  test("has no command that is unknown", () => {
    const { report } = play(scenario);
    for (const { run, stderr } of report.transcript) expect(`${run}: ${stderr}`).not.toMatch(/unknown (command|flag|shorthand)|not found$|is not simulated/m);
  });
});
