import { expect, test } from "vitest";
import { expand } from "./expansion.ts";
import { decodeBase64 } from "./volumes/base64.ts";

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

test.each(["", "a", "ab", "abc", "héllo 你好 🚀", "line\nline"])("base64 of %j is read back", (text) => {
  expect(decodeBase64(Buffer.from(text, "utf8").toString("base64"))).toBe(text);
});
