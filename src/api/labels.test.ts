import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLabelSelector, formatLabels, formatSelector, matchesLabelSelector, matchesLabels, parseLabelSelector } from "./labels.ts";
import type { Requirement } from "./labels.ts";

const parsed = (text: string) => {
  const result = parseLabelSelector(text);
  if (!result.ok) throw new Error(result.message);
  return result.selector;
};

describe("matching", () => {
  test.each([
    ["app=web", { app: "web" }, true], ["app==web", { app: "db" }, false], ["app!=web", {}, true], ["app!=web", { app: "web" }, false],
    ["app in (web,db)", { app: "db" }, true], ["app notin (web)", {}, true], ["app", { app: "" }, true], ["!app", { app: "" }, false],
    ["n>5", { n: "6" }, true], ["n>5", { n: "5" }, false], ["n<5", { n: "x" }, false], ["a=1,b=2", { a: "1" }, false], ["", { any: "thing" }, true],
    ["app=", { app: "" }, true], ["toString", {}, false],
  ])("%j against %j is %s", (text, labels, holds) => expect(matchesLabels(parsed(text), labels as Record<string, string>)).toBe(holds));

  test("an absent selector matches nothing and an empty one everything", () => {
    expect(matchesLabelSelector(undefined, { a: "b" })).toBe(false);
    expect(matchesLabelSelector({}, undefined)).toBe(true);
    expect(matchesLabelSelector({ matchLabels: { a: "b" }, matchExpressions: [{ key: "c", operator: "DoesNotExist" }] }, { a: "b" })).toBe(true);
  });
});

describe("printed forms", () => {
  test.each([["b=2,a in (y,x)", "a in (x,y),b=2"], ["!a,c", "!a,c"], ["a==1", "a==1"], ["a notin (b,)", "a notin (,b)"], ["n>5", "n>5"]])(
    "%s is printed %s", (text, printed) => expect(formatSelector(parsed(text))).toBe(printed));
  test("objects", () => {
    expect(formatLabelSelector({})).toBe("<none>");
    expect(formatLabelSelector({ matchLabels: { tier: "shop" }, matchExpressions: [{ key: "a", operator: "In", values: ["y", "x"] }] })).toBe("a in (x,y),tier=shop");
    expect(formatLabels({ b: "2", a: "1" })).toBe("a=1,b=2");
    expect(formatLabels(undefined)).toBe("<none>");
  });
});

// The texts are those of apimachinery/pkg/labels/selector.go.
describe("refusals", () => {
  test.each([
    ["a in ()", "unable to parse requirement: values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["=x", "found '=', expected: !, identifier, or 'end of string'"],
    ["a,,", "found ',', expected: identifier after ','"],
    ["a=b=c", "found '=', expected: ',' or 'end of string'"],
    ["a in (x", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a in x", "unable to parse requirement: found 'x' expected: '('"],
    ["a>x", `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`],
    ["x_=1", `unable to parse requirement: <nil>: Invalid value: "x_": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`],
  ])("%j", (text, message) => expect(parseLabelSelector(text)).toEqual({ ok: false, message }));
});

const word = fc.stringMatching(/^[a-z]([a-z0-9]{0,5})$/);
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({ key: word, operator: fc.constantFrom("=", "!=") as fc.Arbitrary<"=" | "!=">, values: word.map((value) => [value]) }),
  fc.record({ key: word, operator: fc.constantFrom("in", "notin") as fc.Arbitrary<"in" | "notin">, values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((list) => list.sort()) }),
  fc.record({ key: word, operator: fc.constantFrom("exists", "!") as fc.Arbitrary<"exists" | "!">, values: fc.constant([]) }),
);

describe("properties", () => {
  test("printing and reading a selector gives it back", () =>
    fc.assert(fc.property(fc.uniqueArray(requirement, { maxLength: 4, selector: ({ key }) => key }), (requirements) => {
      const text = formatSelector(requirements);
      expect(formatSelector(parsed(text))).toBe(formatSelector([...requirements].sort((a, b) => (a.key < b.key ? -1 : 1))));
    })));
  test("a requirement and its opposite never agree", () =>
    fc.assert(fc.property(word, word, fc.dictionary(word, word), (key, value, labels) => {
      expect(matchesLabels(parsed(`${key}=${value}`), labels)).toBe(!matchesLabels(parsed(`${key}!=${value}`), labels));
      expect(matchesLabels(parsed(key), labels)).toBe(!matchesLabels(parsed(`!${key}`), labels));
    })));
  test("no text throws", () => fc.assert(fc.property(fc.string(), (text) => void expect(typeof parseLabelSelector(text).ok).toBe("boolean"))));
});
