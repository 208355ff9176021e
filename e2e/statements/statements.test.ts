import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { elsewhere } from "./elsewhere.ts";
import { groupOf, groups } from "./statements.ts";
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

test("what does not hold is told, and so is a check that checks nothing", () => {
  const wrong = [{ line: "hostname a", is: "other" }, { line: "hostname a", prints: "^b$" }, { line: "hostname a", lacks: "apart" }, { same: ["pid a", "pid b"] }, { differ: ["hostname a", "hostname b"] }, { pod: "apart", states: ["Running", "Pending"] }, { pod: "apart", events: ["Killing"] }, { on: "hostname a" }];
  const { faults } = groupOf("s1-sharing.yaml").play();
  for (const check of wrong) expect([check, faults({ number: "S0-00", says: "", checks: [check as never] }).length]).toEqual([check, 1]);
});
