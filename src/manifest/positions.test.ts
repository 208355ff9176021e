import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf } from "./lines.ts";
import { positionsOf } from "./positions.ts";
import { readDocuments } from "./read-documents.ts";
import { judgedTexts } from "./testdata/judged-texts.ts";

const at = (text: string, pointer: string, document = 0): readonly (string | undefined)[] => {
  const position = positionsOf(text).positionOf(document, pointer);
  return [position?.key && text.slice(position.key.start, position.key.end), position && text.slice(position.value.start, position.value.end)];
};

describe("positionsOf", () => {
  const whole = "a: 1\nb:\n- c: x\n  d/e: [1, two]\n---\nf: |\n  g\n";
  test.each<[pointer: string, document: number, key: string | undefined, value: string | undefined]>([
    ["/a", 0, "a", "1"],
    ["/b/0/c", 0, "c", "x"],
    ["/b/0/d~1e/1", 0, undefined, "two"],
    ["/f", 1, "f", "|\n  g\n"],
    ["/b/1", 0, undefined, undefined],
  ])("%s", (pointer, document, key, value) => expect(at(whole, pointer, document)).toEqual([key, value]));

  const broken = "apiVersion: v1\nmetadata:\n  name: web\n  labels: {app: web\nspec:\n  containers:\n  - name: a\n    image: nginx\n    args:\n    - one\n    - 'two'\n  - name: b\n\tports: 1\n  script: |\n    x: 1\n  last: yes\n";
  test.each<[pointer: string, key: string | undefined, value: string | undefined]>([
    ["/metadata/name", "name", "web"],
    ["/spec/containers/0/image", "image", "nginx"],
    ["/spec/containers/0/args/1", undefined, "'two'"],
    ["/spec/containers/1/name", "name", "b"],
    ["/spec/last", "last", "yes"],
    ["/spec/x", undefined, undefined],
  ])("%s of a broken document", (pointer, key, value) => expect(at(broken, pointer)).toEqual([key, value]));

  test("the deepest thing at an offset", () => {
    const positions = positionsOf(whole);
    expect(positions.pointerAt(whole.indexOf("two") + 1)).toEqual({ document: 0, pointer: "/b/0/d~1e/1", on: "value" });
    expect(positions.pointerAt(whole.indexOf("c:"))).toEqual({ document: 0, pointer: "/b/0/c", on: "key" });
    expect(positions.pointerAt(whole.indexOf("g\n"))).toEqual({ document: 1, pointer: "/f", on: "value" });
  });

  test("the nearest of what is there", () => {
    expect(positionsOf(whole).nearest(0, "/b/0/x/y")?.pointer).toBe("/b/0");
    expect(positionsOf(whole).nearest(7, "/b")).toBeUndefined();
  });

  test("agrees with what kubectl reads", () => {
    for (const { text } of judgedTexts) {
      const { documents } = readDocuments(text, "a.yaml");
      documents.forEach(({ positions }, document) => {
        const mine = positionsOf(text);
        for (const [pointer, { value }] of positions) expect(mine.positionOf(document, pointer)?.value, `${pointer}\n${text}`).toEqual(value);
      });
    }
  });
});

describe("linesOf", () => {
  test("offsets and places are each other's inverse", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r", "é", "😀") }), fc.nat(), (text, seed) => {
      const offset = seed % (text.length + 1);
      const lines = linesOf(text);
      const place = lines.placeOf(offset);
      expect(lines.startOf(place.line) + place.column - 1).toBe(offset);
      if (offset <= lines.endOf(place.line)) expect(lines.offsetOf(place)).toBe(offset);
    }));
  });
  test("line ends of Windows are no part of the line", () => {
    const lines = linesOf("ab\r\nc");
    expect([lines.count, lines.endOf(1), lines.startOf(2), lines.endOf(2)]).toEqual([2, 2, 4, 5]);
  });
});
