import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { digestText, emptyDigest, foldText } from "./digest.ts";

// Values from the FNV reference test suite (draft-eastlake-fnv).
describe("64-bit FNV-1a", () => {
  test.each([
    { of: "the empty text", text: "", is: "cbf29ce484222325" },
    { of: "a", text: "a", is: "af63dc4c8601ec8c" },
    { of: "foobar", text: "foobar", is: "85944171f73967e8" },
  ])("of $of is $is", ({ text, is }) => {
    expect(digestText(foldText(emptyDigest, text))).toBe(is);
  });

  test("counts UTF-8 bytes: it equals a BigInt computation over the encoded text", () => {
    const text = "pod 你好 🚀 é \ud800";
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    expect(digestText(foldText(emptyDigest, text))).toBe(hash.toString(16).padStart(16, "0"));
  });
});

test("canonical JSON sorts keys by code unit, leaves out undefined and keeps array order", () => {
  expect(canonicalJson({ b: [2, { z: null, a: "x" }], a: undefined, B: true })).toBe('{"B":true,"b":[2,{"a":"x","z":null}]}');
});
