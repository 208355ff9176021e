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
