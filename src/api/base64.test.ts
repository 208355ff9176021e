import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64Length, decodeBase64, decodeBase64Text, encodeBase64, encodeBase64Text } from "./base64.ts";
import { utf8Bytes, utf8Length, utf8Text } from "./utf8.ts";

const text = fc.string({ unit: "grapheme" });
const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 });

describe("UTF-8", () => {
  test("is what the platform's encoder makes", () => fc.assert(fc.property(text, (t) => void expect(utf8Bytes(t)).toEqual([...new TextEncoder().encode(t)]))));
  test("has the length of its bytes", () => fc.assert(fc.property(text, (t) => void expect(utf8Length(t)).toBe(utf8Bytes(t).length))));
  test("is read back", () => fc.assert(fc.property(text, (t) => void expect(utf8Text(utf8Bytes(t))).toBe(t))));

  // As Go's unicode/utf8 reads them: U+FFFD for each byte that belongs to no character.
  test.each([
    ["a stray byte", [0x61, 0xff, 0x62], "a\ufffdb"],
    ["a character cut short", [0xe2, 0x82], "\ufffd\ufffd"],
    ["a form that is too long", [0xc0, 0x80], "\ufffd\ufffd"],
    ["a surrogate", [0xed, 0xa0, 0x80], "\ufffd\ufffd\ufffd"],
  ])("%s is not a character", (_what, given, expected) => expect(utf8Text(given)).toBe(expected));
});

describe("base64", () => {
  // The vectors of RFC 4648.
  test.each([["", ""], ["f", "Zg=="], ["fo", "Zm8="], ["foo", "Zm9v"], ["foob", "Zm9vYg=="], ["fooba", "Zm9vYmE="], ["foobar", "Zm9vYmFy"]])(
    "of %j is %j", (plain, encoded) => {
      expect(encodeBase64Text(plain)).toBe(encoded);
      expect(decodeBase64Text(encoded)).toBe(plain);
    });
  test("of any bytes is read back, and its length is known", () =>
    fc.assert(
      fc.property(bytes, (given) => {
        const encoded = encodeBase64(given);
        expect(decodeBase64(encoded)).toEqual(given);
        expect(base64Length(encoded)).toBe(given.length);
        expect(encoded).toBe(Buffer.from(given).toString("base64"));
      }),
    ));
});
