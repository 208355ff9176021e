import { describe, expect, test } from "vitest";
import { groups } from "./statements.ts";

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
