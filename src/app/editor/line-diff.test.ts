import fc from "fast-check";
import { expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";

const text = (lines: string): string => [...lines].map((line) => `${line}\n`).join("");

test.each([
  ["abc", "abc", 0, []],
  ["abc", "axc", 1, [[2, 3]]],
  ["abc", "abxc", 1, [[3, 4]]],
  ["abc", "ac", 1, [[2, 2]]],
  ["abc", "", 3, [[1, 1]]],
  ["", "abc", 3, [[1, 4]]],
  ["abc", "xabcy", 2, [[1, 2], [5, 6]]],
  ["abcdef", "axcdyz", 3, [[2, 3], [5, 7]]],
  ["aabb", "abba", 2, [[2, 2], [4, 5]]],
])("%j to %j: %i lines", (before, after, count, changes) => {
  const diff = lineDiff(text(before), text(after));
  expect(diff.count).toBe(count);
  expect(diff.changes.map(({ from, to }) => [from, to])).toEqual(changes);
});

test.each([
  ["a\nb", "a\nb\n"],
  ["a\r\nb\r\n", "a\nb\n"],
])("how lines end makes no difference: %j, %j", (before, after) => expect(lineDiff(before, after).count).toBe(0));

test("two distant changes in a long file are two lines", () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
  const changed = lines.with(0, "x").with(4999, "y");
  expect(lineDiff(lines.join("\n"), changed.join("\n")).count).toBe(2);
});

test("what lies outside the changes stands in both texts, in the same order", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 14 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const { count, changes } = lineDiff(before.join("\n"), after.join("\n"));
      const touched = new Set(changes.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)));
      const kept = after.filter((_, index) => !touched.has(index + 1));
      let at = 0;
      for (const line of before) if (line === kept[at]) at += 1;
      expect(at).toBe(kept.length);
      expect(count === 0).toBe(before.join("\n") === after.join("\n") || changes.length === 0);
    }),
  );
});

test("a wholly different long text counts its lines", () => {
  const lines = (mark: string): string => Array.from({ length: 3000 }, (_, index) => `${mark}${index}`).join("\n");
  expect(lineDiff(lines("a"), lines("b")).count).toBe(3000);
});
