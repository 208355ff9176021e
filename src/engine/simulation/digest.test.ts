import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { digestText, emptyDigest, foldText } from "./digest.ts";

/** Of any code points, lone surrogates among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 }).map((points) => String.fromCodePoint(...points));

// Values from the FNV reference test suite (draft-eastlake-fnv).
describe("64-bit FNV-1a", () => {
  test.each([
    { of: "the empty text", text: "", is: "cbf29ce484222325" },
    { of: "a", text: "a", is: "af63dc4c8601ec8c" },
    { of: "foobar", text: "foobar", is: "85944171f73967e8" },
  ])("of $of is $is", ({ text, is }) => {
    expect(digestText(foldText(emptyDigest, text))).toBe(is);
  });

  const counted = (text: string): string => {
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    return hash.toString(16).padStart(16, "0");
  };
  test("counts UTF-8 bytes: it equals a BigInt computation over the encoded text", () => {
    const text = "pod 你好 🚀 é \ud800";
    expect(digestText(foldText(emptyDigest, text))).toBe(counted(text));
  });
  test("of any text equals that computation", () => {
    fc.assert(fc.property(anyText, (text) => digestText(foldText(emptyDigest, text)) === counted(text)), { numRuns: 100 });
  });
});

test("canonical JSON sorts keys by code unit, leaves out undefined and keeps array order", () => {
  expect(canonicalJson({ b: [2, { z: null, a: "x" }], a: undefined, B: true })).toBe('{"B":true,"b":[2,{"a":"x","z":null}]}');
});

test("canonical JSON writes a text as JSON does, whatever is in it", () => {
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), anyText), (text) => canonicalJson({ [text]: text }) === JSON.stringify({ [text]: text })));
});
