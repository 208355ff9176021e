import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { readDocuments } from "./read-documents.ts";
import { writeYaml } from "./write-yaml.ts";

const folder = new URL("testdata/", import.meta.url);
const printed = readdirSync(folder).filter((name) => name.startsWith("printed-"));

// What kubectl v1.36.3 printed with -o yaml.
test.each(printed)("%s comes back as it was printed", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  expect(readDocuments(text, name).documents.map((document) => writeYaml(document.value)).join("---\n")).toBe(text);
});
test("there are recorded prints", () => expect(printed.length).toBeGreaterThan(2));

test.each([
  ["yes", '"yes"'], ["y", '"y"'], ["", '""'], ["~", '"~"'], ["1", '"1"'], ["1.5", '"1.5"'], ["0x1", '"0x1"'], ["1:30", '"1:30"'], ["2024-01-02", '"2024-01-02"'],
  ["2026-01-01T00:00:00Z", '"2026-01-01T00:00:00Z"'], ["2026-01-01T00:00:00", "2026-01-01T00:00:00"], ["2026-13-01", "2026-13-01"], ["2026-1-2 03:04:05", '"2026-1-2 03:04:05"'], ["a: b", "'a: b'"], ["a #b", "'a #b'"], [" x", "' x'"], ["x ", "'x '"], ["@x", "'@x'"], ["- x", "'- x'"],
  ["-x", "-x"], ["it's", "it's"], ["it's: x", "'it''s: x'"], ["x\ty", '"x\\ty"'], ["😀", '"\\U0001F600"'], ["é", "é"], ["a\nb", "|-\n  a\n  b"], ["a\nb\n", "|\n  a\n  b"],
  [" a\nb", "|2-\n   a\n  b"], ["a \nb", '"a \\nb"'], ["a\\b", "a\\b"], ["<none>", "<none>"], ["*x", "'*x'"], ["a:b", "a:b"], ["100m", "100m"], ["0777", '"0777"'],
])("the string %j is written %s", (text, written) => expect(writeYaml({ k: text })).toBe(`k: ${written}\n`));

test.each([[1, "1"], [1.5, "1.5"], [1e21, "1e+21"], [0.00001, "1e-05"], [1234567.5, "1.2345675e+06"], [true, "true"], [null, "null"]])("%j is written %s", (value, written) =>
  expect(writeYaml({ k: value })).toBe(`k: ${written}\n`));

test("lists are not indented, empty ones stand on the line, keys sort with numbers by value", () =>
  expect(writeYaml({ a10: [], a9: { b: [[1, 2], [{ c: {}, d: [3] }]] }, "true": "x" })).toBe(
    'a9:\n  b:\n  - - 1\n    - 2\n  - - c: {}\n      d:\n      - 3\na10: []\n"true": x\n'));

test("a key of more than 128 bytes takes a line of its own", () => {
  const key = "k".repeat(129);
  expect(writeYaml({ [key]: { a: 1 } })).toBe(`? ${key}\n: a: 1\n`);
});

test("a long line breaks at the first blank behind column 80", () =>
  expect(writeYaml({ message: `${"abcdefgh ".repeat(12)}end` })).toBe(
    `message: ${"abcdefgh ".repeat(8)}abcdefgh\n  ${"abcdefgh ".repeat(3)}end\n`));
