import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesPattern, quotePattern, replacePattern, withoutPrefix, withoutSuffix } from "./shell-pattern.ts";

describe("a shell pattern", () => {
  test.each([
    { pattern: "*", text: "", matches: true },
    { pattern: "*.yaml", text: "a.yaml", matches: true },
    { pattern: "?", text: "😀", matches: true },
    { pattern: "[a-c]x", text: "bx", matches: true },
    { pattern: "[!a-c]x", text: "bx", matches: false },
    { pattern: "[^a-c]x", text: "dx", matches: true },
    { pattern: "[]]", text: "]", matches: true },
    { pattern: "[a", text: "[a", matches: true },
    { pattern: "[[:digit:]]*", text: "7up", matches: true },
    { pattern: "\\*", text: "*", matches: true },
    { pattern: "\\*", text: "x", matches: false },
    { pattern: "[z-a]", text: "m", matches: false },
    { pattern: "a*b*c", text: "aXbYc", matches: true },
    { pattern: "a\nb*", text: "a\nbc", matches: true },
  ])("$pattern and $text: $matches", ({ pattern, text, matches }) => expect(matchesPattern(pattern, text)).toBe(matches));

  // What dash and bash 5.2 print for these.
  test.each([
    { how: "shortest prefix", result: withoutPrefix("a/b/c", "*/", false), expected: "b/c" },
    { how: "longest prefix", result: withoutPrefix("a/b/c", "*/", true), expected: "c" },
    { how: "shortest suffix", result: withoutSuffix("a.b.c", ".*", false), expected: "a.b" },
    { how: "longest suffix", result: withoutSuffix("a.b.c", ".*", true), expected: "a" },
    { how: "no suffix", result: withoutSuffix("abc", "x*", true), expected: "abc" },
    { how: "first", result: replacePattern("banana", "an", "-", "first"), expected: "b-ana" },
    { how: "all", result: replacePattern("banana", "an", "-", "all"), expected: "b--a" },
    { how: "longest", result: replacePattern("banana", "a*n", "-", "first"), expected: "b-a" },
    { how: "prefix", result: replacePattern("banana", "b?", "-", "prefix"), expected: "-nana" },
    { how: "suffix", result: replacePattern("banana", "a*", "-", "suffix"), expected: "b-" },
  ])("takes the $how", ({ result, expected }) => expect(result).toBe(expected));

  test("that is quoted matches itself and nothing else", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, other) => matchesPattern(quotePattern(text), text) && (other === text || !matchesPattern(quotePattern(text), other))));
  });

  test("with many stars ends soon", () => {
    expect(matchesPattern(`${"*a".repeat(300)}*b`, "a".repeat(5000))).toBe(false);
    expect(withoutSuffix("a".repeat(50_000), "*b*", true)).toHaveLength(50_000);
  });
});
