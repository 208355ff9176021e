import { expect, test } from "vitest";
import { expand } from "./expansion.ts";

// Rows of TestMapReference (third_party/forked/golang/expansion/expand_test.go).
test.each([
  ["$(VAR_A)", "A"],
  ["___$(VAR_B)___", "___B___"],
  ["$(VAR_A) $(NOPE)", "A $(NOPE)"],
  ["$$(VAR_A)", "$(VAR_A)"],
  ["$$$(VAR_A)", "$A"],
  ["$VAR_A", "$VAR_A"],
  ["$(VAR_A", "$(VAR_A"],
  ["a$", "a$"],
])("%s becomes %s", (text, expanded) => {
  expect(expand(text, (name) => ({ VAR_A: "A", VAR_B: "B" })[name])).toBe(expanded);
});

test("what doubles forty times stops where no program could be given it", () => {
  let value = "xxxxxxxxxx";
  for (let i = 0; i < 40; i += 1) value = expand("$(V)$(V)", () => value);
  expect(value.length).toBeGreaterThanOrEqual(131_072);
  expect(value.length).toBeLessThan(1_000_000);
});
