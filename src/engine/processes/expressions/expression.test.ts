import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allMatches, posixExpression, replaceMatches } from "./expression.ts";

const found = (source: string, text: string, options: Partial<Parameters<typeof posixExpression>[1]> = {}): readonly (string | undefined)[] | undefined => posixExpression(source, { extended: true, ...options }).find(text)?.groups;

describe("an extended expression", () => {
  test.each([
    { source: "a|ab|abc", text: "xabcd", groups: ["abc"] },
    { source: "(a+)(b*)", text: "caab", groups: ["aab", "aa", "b"] },
    { source: "(a)|(b)", text: "b", groups: ["b", undefined, "b"] },
    { source: "^$", text: "", groups: [""] },
    { source: "a{2,3}", text: "aaaa", groups: ["aaa"] },
    { source: "a{2}b{0}c{,2}", text: "aacc", groups: ["aacc"] },
    { source: "a{x", text: "a{x", groups: ["a{x"] },
    { source: "[]a]+", text: "x]a]", groups: ["]a]"] },
    { source: "[^]a]+", text: "]ax", groups: ["x"] },
    { source: "[a\\]+", text: "\\a", groups: ["\\a"] },
    { source: "[[:alpha:]_][[:alnum:]_]*", text: "1 _a9-", groups: ["_a9"] },
    { source: "\\<the\\>", text: "other the", groups: ["the"] },
    { source: "\\bcat\\b", text: "concat cat", groups: ["cat"] },
    { source: "\\w+\\s\\S+", text: "- ab c.d", groups: ["ab c.d"] },
    { source: "(.)\\1", text: "hello", groups: ["ll", "l"] },
    { source: "(a*)*b", text: "aab", groups: ["aab", "aa"] },
    { source: "日.*国", text: "x日本国y", groups: ["日本国"] },
    { source: "^.$", text: "😀", groups: ["😀"] },
    { source: "HELLO", text: "hello", ignoreCase: true, groups: ["hello"] },
    { source: "[a-c]+", text: "xABCx", ignoreCase: true, groups: ["ABC"] },
    { source: "(a|b", text: "", error: "Unmatched ( or \\(" },
    { source: "a)", text: "", error: "Unmatched ) or \\)" },
    { source: "[a", text: "", error: "Unmatched [, [^, [:, [., or [=" },
    { source: "[z-a]", text: "", error: "Invalid range end" },
    { source: "a\\", text: "", error: "Trailing backslash" },
    { source: "a\\1", text: "", error: "Invalid back reference" },
    { source: "[[:nope:]]", text: "", error: "Invalid character class name" },
    { source: "a{3,2}", text: "", error: "Invalid content of \\{\\}" },
    { source: "((a{200}){200}){200}", text: "", error: "Regular expression too big" },
  ])("$source in $text", ({ source, text, groups, error, ...options }) => {
    if (error === undefined) expect(found(source, text, options)?.map((group) => group)).toEqual(groups);
    else expect(() => found(source, text, options)).toThrow(error);
  });
});

describe("a basic expression", () => {
  test.each([
    { source: "a+", text: "aa+", groups: ["a+"] },
    { source: "a\\+", text: "xaa", groups: ["aa"] },
    { source: "*a", text: "b*a", groups: ["*a"] },
    { source: "\\(*a\\)", text: "*a", groups: ["*a", "*a"] },
    { source: "a^b$c", text: "a^b$c", groups: ["a^b$c"] },
    { source: "^a$", text: "a", groups: ["a"] },
    { source: "\\(ab\\)*\\1", text: "ababab", groups: ["ababab", "ab"] },
    { source: "a\\{2\\}", text: "aaa", groups: ["aa"] },
    { source: "x\\|y", text: "ay", groups: ["y"] },
    { source: "(a|b)", text: "(a|b)", groups: ["(a|b)"] },
    { source: "a\\.b", text: "axb a.b", groups: ["a.b"] },
  ])("$source in $text", ({ source, text, groups }) => expect(found(source, text, { extended: false })).toEqual(groups));
});

describe("all matches", () => {
  // What GNU sed 4.9 prints for s/…/-/g.
  test.each([
    { source: "x*", text: "abc", result: "-a-b-c-" },
    { source: "a*", text: "baaac", result: "-b-c-" },
    { source: "^a", text: "aaa", result: "-aa" },
    { source: "\\b", text: "ab cd", result: "-ab- -cd-" },
    { source: "b|$", text: "abb", result: "a--" },
  ])("of $source in $text", ({ source, text, result }) => expect(replaceMatches(posixExpression(source, { extended: true }), text, () => "-")).toBe(result));
});

// --- properties ---

const source: fc.Arbitrary<string> = fc.letrec<{ node: string; atom: string }>((tie) => ({
  atom: fc.oneof(fc.constantFrom("a", "b", "c", ".", "[ab]", "[^a]"), tie("node").map((inner) => `(${inner})`)),
  node: fc.oneof({ depthSize: "small" }, tie("atom"), fc.tuple(tie("node"), tie("node")).map((both) => both.join("")), fc.tuple(tie("node"), tie("node")).map((both) => `(${both.join("|")})`), fc.tuple(tie("atom"), fc.constantFrom("*", "+", "?", "{1,2}")).map((both) => both.join(""))),
})).node;
const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });

/** The leftmost and of those the longest match, by trying every part of the text. */
function byTrial(pattern: string, given: string): string | undefined {
  const whole = new RegExp(`^(?:${pattern})$`);
  for (let start = 0; start <= given.length; start += 1) {
    for (let end = given.length; end >= start; end -= 1) if (whole.test(given.slice(start, end))) return `${start}-${end}`;
  }
  return undefined;
}

test("the leftmost, longest match is found, as trying everything finds it", () => {
  fc.assert(
    fc.property(source, text, (pattern, given) => {
      const match = posixExpression(pattern, { extended: true }).find(given);
      expect(match && `${match.index}-${match.end}`).toBe(byTrial(pattern, given));
      expect(posixExpression(pattern, { extended: true }).test(given)).toBe(match !== undefined);
    }),
    { numRuns: 2000 },
  );
});

test("no expression overflows or hangs, whatever its text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab(){}[]*+?|^$\\1,-:."), maxLength: 40 }), fc.boolean(), text, (pattern, extended, given) => {
      try {
        posixExpression(pattern, { extended }).find(given);
      } catch (error) {
        expect(error).toHaveProperty("message", expect.stringMatching(/^(Un|Inv|Trail|Reg|Mem)/));
      }
    }),
    { numRuns: 2000 },
  );
});

describe("what would take for ever when tried one way after the other", () => {
  const many = "a".repeat(5000);
  test.each(["(a+)+$", "(a|aa)*b", "(a*)*b", "(a?){200}b", "a*a*a*a*a*b", "(.*)*x", "((a*)*)*b", "(a|a|a)*$"])("ends soon: %s", (pattern) => {
    const startedAt = performance.now();
    posixExpression(pattern, { extended: true }).test(`${many}!`);
    // Generous: a machine at work. Tried one way after the other it would take years.
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test.each(["(a*)*\\1b", "a.*b|a"])("is given up, or ends, with all matches: %s", (pattern) => {
    expect(() => [...allMatches(posixExpression(pattern, { extended: true }), many.repeat(20))]).toThrow("Memory exhausted");
  });

  test("deep nesting and long chains are refused", () => {
    for (const pattern of ["(".repeat(5000), `${"(".repeat(500)}${")".repeat(500)}`, `a${"{1}".repeat(5000)}`, "a".repeat(100_000)]) expect(() => posixExpression(pattern, { extended: true })).toThrow(/too big|exhausted/);
    expect(posixExpression(`a${"*+?".repeat(3000)}`, { extended: true }).test("aaa")).toBe(true);
  });
});
