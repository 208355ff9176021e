import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { elsewhere } from "./elsewhere.ts";
import { groups } from "./statements.ts";
import { allNumbers, heldStatements, statementsPage } from "./table.ts";

/* What the founding articles say of Pods, put right where it must be, by the numbers of their statements. */

for (const { file, statements, play } of groups()) {
  describe(file, () => {
    let played: ReturnType<typeof play> | undefined;
    for (const statement of statements) {
      test(`${statement.number}: ${statement.says}`, () => {
        played ??= play();
        expect(statement.checks).not.toEqual([]);
        expect(played.faults(statement)).toEqual([]);
      });
    }
  });
}

describe("every statement", () => {
  const page = new URL("../../docs/statements.md", import.meta.url);
  test("is held, or it is said why not; none is both", () => {
    const held = heldStatements();
    expect(allNumbers.filter((number) => !held.has(number) && elsewhere[number] === undefined)).toEqual([]);
    expect(Object.keys(elsewhere).filter((number) => held.has(number) || !allNumbers.includes(number))).toEqual([]);
  });
  test("stands in docs/statements.md", () => {
    if (process.env["WRITE_STATEMENTS"]) writeFileSync(page, statementsPage());
    expect(readFileSync(page, "utf8")).toBe(statementsPage());
  });
});
