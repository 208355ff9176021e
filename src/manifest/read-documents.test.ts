import { readFileSync } from "node:fs";
import fc from "fast-check";
import { CORE_SCHEMA, boolYaml11Tag, floatYaml11Tag, intYaml11Tag, load, mergeTag } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { Json } from "../api/json.ts";
import { largestFile, readDocuments } from "./read-documents.ts";
import { writeYaml } from "./write-yaml.ts";

const values = (text: string): readonly Json[] => readDocuments(text, "x.yaml").documents.map((document) => document.value);
const fault = (text: string): string | undefined => readDocuments(text, "x.yaml").error?.message;

// What kubectl v1.36.3 said of these files.
const recorded = JSON.parse(readFileSync(new URL("testdata/syntax.json", import.meta.url), "utf8")) as { name: string; text: string; error: string | null }[];
test.each(recorded)("$name is judged as by kubectl: $error", ({ name, text, error }) => expect(readDocuments(text, name).error?.message ?? null).toBe(error));

describe("values as YAML 1.1 of go-yaml", () => {
  test.each<[string, Json]>([
    ["a: yes", { a: true }], ["a: n", { a: false }], ["n: 3", { false: 3 }], ["a: 0400", { a: 256 }], ["a: 0o400", { a: 256 }], ["a: 08", { a: 8 }],
    ["a: 1e3", { a: 1000 }], ["a: 1_000", { a: 1000 }], ["a: 0x1F", { a: 31 }], ["a: +1", { a: 1 }], ["a: .5", { a: 0.5 }], ["a: 12:30:45", { a: "12:30:45" }],
    ["a: 2024-01-02", { a: "2024-01-02" }], ["a: 2024-01-02T03:04:05Z", { a: "2024-01-02T03:04:05Z" }], ["a: ~", { a: null }], ["a:", { a: null }],
    ["a: 'yes'", { a: "yes" }], ["a: !!str 5", { a: "5" }], ["1: x", { "1": "x" }], ["1.5: x", { "1.5": "x" }], ["a: b\na: c", { a: "c" }],
    ["a: &x {b: 1}\nc: *x", { a: { b: 1 }, c: { b: 1 } }], ["a: &x {b: 1, c: 1}\nd:\n  <<: *x\n  c: 2", { a: { b: 1, c: 1 }, d: { b: 1, c: 2 } }],
    ["a: |\n  x\n   y\n\nb: >-\n  q\n  r\n\n  s", { a: "x\n y\n", b: "q r\ns" }], ["a: |+\n  x\n\n", { a: "x\n\n" }], ["a: 'it''s'", { a: "it's" }],
    ['a: "x\\u0041\\n\\\n  y"', { a: "xA\ny" }], ["a: x\n  y", { a: "x y" }], ["{a: b, c}", { a: "b", c: null }], ["[a, b: c]", ["a", { b: "c" }]],
    ["? a\n: b", { a: "b" }], ["- - a\n  - b\n- c", [["a", "b"], "c"]], ["a:\n- 1\nb: {}", { a: [1], b: {} }], ["a: 18446744073709551615", { a: 2 ** 64 }],
    ["a: !!binary aGVsbG8=", { a: "hello" }], ["a: b # c", { a: "b" }], ["a: b#c", { a: "b#c" }], ["a: x:y", { a: "x:y" }], ["\ufeffa: b", { a: "b" }],
    ["a: b\r\nc: d\r\n", { a: "b", c: "d" }],
  ])("%j", (text, value) => expect(values(text)).toEqual([value]));
});

describe("documents", () => {
  test.each<[string, readonly Json[]]>([
    ["", []], ["# nothing", [null]], ["---\n---\n", [null]], ["a: 1\n---\nb: 2", [{ a: 1 }, { b: 2 }]], ["---\na: 1\n--- # second\nb: 2\n---\n", [{ a: 1 }, { b: 2 }]],
    ['{"a":1}{"b":2}', [{ a: 1 }, { b: 2 }]], ['{"a":1}\n---\nb: 2', [{ a: 1 }, { b: 2 }]], ['{"a": 1,}', [{ a: 1 }]], ["a: |\n  ---\nb: 1", [{ a: "---\n", b: 1 }]],
  ])("%j", (text, documents) => expect(values(text)).toEqual(documents));

  test("those before a broken one are kept, and the line counts from the top of the file", () => {
    const result = readDocuments("a: 1\n---\nb: 1\n\tc: 2\n", "x.yaml");
    expect(result.documents.map((d) => d.value)).toEqual([{ a: 1 }]);
    expect(result.error).toEqual({ message: "error parsing x.yaml: error converting YAML to JSON: yaml: line 2: found a tab character that violates indentation", line: 4 });
  });
  test.each<[string, readonly Json[]]>([
    ["\ufeffa: 1\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]], ['\ufeff{"a": 1}', [{ a: 1 }]], ["\ufeff\n# note\na: 1\n", [{ a: 1 }]], ["\ufeff---\na: 1\n", [{ a: 1 }]], ["\ufeffapiVersion: v1\r\nkind: Pod\r\n", [{ apiVersion: "v1", kind: "Pod" }]],
  ])("a byte order mark is skipped: %j", (text, documents) => expect({ values: values(text), fault: fault(text) }).toEqual({ values: documents, fault: undefined }));
  test("positions count a byte order mark", () => {
    expect(readDocuments("\ufeffa: bc\n", "x.yaml").documents[0]?.positions.get("/a")).toEqual({ key: { start: 1, end: 2 }, value: { start: 4, end: 6 } });
  });
  test.each(['{"kind": "Pod", "spec": {', '{"kind": "Po', '{"kind":', '{"a": [1, 2', '{"a": tr'])("JSON that is cut off: %j", (text) => expect(fault(text)).toBe("error parsing x.yaml: unexpected EOF"));
  test("only a comment may follow a separator", () => expect(fault("a: 1\n--- b\n")).toBe("error parsing x.yaml: invalid Yaml document separator: b"));
  test("what is neither JSON nor YAML is told in JSON's words", () =>
    expect(fault("{a: b")).toBe("error parsing x.yaml: json: offset 2: invalid character 'a' looking for beginning of object key string"));
});

describe("other refusals", () => {
  const yaml = "error parsing x.yaml: error converting YAML to JSON: ";
  test.each([
    ["~: x", `${yaml}unsupported map key of type: %!s(<nil>), key: <nil>, value: "x"`],
    ["a: .nan", `${yaml}json: unsupported value: NaN`],
    ["a: !!int x", `${yaml}yaml: cannot decode !!str \`x\` as a !!int`],
    ["a: &x [1, *x]", `${yaml}yaml: anchor 'x' value contains itself`],
    ["a: *nowhere", `${yaml}yaml: unknown anchor 'nowhere' referenced`],
    ["[a]: b", `${yaml}yaml: invalid map key: []interface {}{"a"}`],
    ["a: 'b", `${yaml}yaml: line 2: found unexpected end of stream`],
    ["- a\n- b\nc: d", `${yaml}yaml: line 2: did not find expected '-' indicator`],
    ["a\u0001b: c", `${yaml}yaml: control characters are not allowed`],
    ["<<: 3", `${yaml}yaml: map merge requires map or sequence of maps as the value`],
  ])("%j", (text, message) => expect(fault(text)).toBe(message));
});

describe("bounds", () => {
  test("a large file is not read", () => expect(fault(" ".repeat(largestFile + 1))).toContain("larger than"));
  test("a deep one is refused", () => expect(fault(`a: ${"[".repeat(100_000)}`)).toContain("exceeded max depth"));
  test("a deep one of blocks is refused", () => expect(fault(Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"))).toContain("exceeded max depth"));
  test("aliases of aliases are counted before they are expanded", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i += 1) lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(", ")}]`);
    expect(fault(lines.join("\n"))).toContain("document contains excessive aliasing");
  });
  test("many separators are quick", () => expect(readDocuments("---\n".repeat(50_000), "x").documents.length).toBeGreaterThan(1));
});

test("positions lead from a pointer to the text", () => {
  const text = "a: {b: [1, x]}\n---\nc:\n- 'd'\n";
  const slice = (range: { start: number; end: number } | undefined) => text.slice(range?.start, range?.end);
  const [first, second] = readDocuments(text, "x").documents;
  expect(slice(first?.positions.get("/a/b")?.key)).toBe("b");
  expect(slice(first?.positions.get("/a/b/1")?.value)).toBe("x");
  expect(slice(second?.positions.get("/c/0")?.value)).toBe("'d'");
});

const scalar = fc.oneof(
  fc.string(), fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom("yes", "0777", "1e3", "1:30", "~", "2024-01-02", "a: b", " x", "x ", "- a", "a\nb\n", "\n", "a\n\n", " a\nb", "'", '"', "#", "<<", "key: |", "0x1", "-", "?", ":"),
  fc.string({ minLength: 60, maxLength: 300, unit: fc.constantFrom("a", " ", "b", ":", "'", "é") }),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalar as fc.Arbitrary<Json>, fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("a", "b10", "b9", "n", "1")), tie("value"), { maxKeys: 4 })),
})).value;

describe("properties", () => {
  test("what is written reads back", () => fc.assert(fc.property(json, (value) => {
    const plain = JSON.parse(JSON.stringify({ v: value })) as Json;
    const text = writeYaml(plain);
    const { documents, error } = readDocuments(text, "x");
    expect(error, text).toBeUndefined();
    expect(documents.map((d) => d.value), text).toEqual([plain]);
  }), { numRuns: 1000 }));

  test("JSON is read as JSON", () => fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
    const plain = JSON.parse(JSON.stringify({ v: value })) as Json;
    expect(values(JSON.stringify(plain, null, 2))).toEqual([plain]);
  })));

  test("js-yaml agrees on what is valid to both", () => {
    const schema = CORE_SCHEMA.withTags([boolYaml11Tag, intYaml11Tag, floatYaml11Tag, mergeTag]);
    const piece = fc.constantFrom("a", "b", "name", ": ", ":\n", "\n", "\n  ", "\n- ", "\n  - ", "- ", "'", '"', "[", "]", "{", "}", ", ", "x y", "# c\n", "|\n  ", ">-\n  ", "&k ", "*k", "text");
    let both = 0;
    fc.assert(fc.property(fc.array(piece, { minLength: 3, maxLength: 14 }), (pieces) => {
      const text = pieces.join("");
      const ours = readDocuments(text, "x");
      let theirs: unknown;
      try {
        theirs = load(text, { schema, json: true });
      } catch {
        return;
      }
      if (ours.error !== undefined || ours.documents.length !== 1 || typeof theirs !== "object") return;
      both += 1;
      expect(ours.documents[0]?.value, text).toEqual(JSON.parse(JSON.stringify(theirs)));
    }), { numRuns: 3000, seed: 1 });
    expect(both).toBeGreaterThan(50);
  });

  test("no text throws or hangs", () => {
    const soup = fc.string({ unit: fc.constantFrom(..."abc01 \n\t-:?,[]{}#&*!|>'\"%@`~<\\.", "---", "\n...", "\r\n", "\u0085", "🙂", "{\"", "!!", "\0") , maxLength: 60 });
    fc.assert(fc.property(soup, (text) => void readDocuments(text, "x")), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readDocuments(text, "x")), { numRuns: 2000 });
  });
});
