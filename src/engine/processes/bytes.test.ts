import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, bytesOf, joinedBytes, splitBytes, textOf } from "./bytes.ts";

const anyBytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 });

test("bytes become a text and the same bytes again, wherever they are cut", () => {
  fc.assert(fc.property(anyBytes, anyBytes, (a, b) => {
    const text = textOf(a) + textOf(b);
    expect(bytesOf(text)).toEqual([...a, ...b]);
    expect(byteLength(text)).toBe(a.length + b.length);
    expect(joinedBytes(text)).toBe(textOf([...a, ...b]));
    const [first, rest] = splitBytes(text, a.length);
    expect([bytesOf(first), bytesOf(rest)]).toEqual([a, b]);
  }));
});

test("what is UTF-8 is read as characters", () => expect(textOf([0xc3, 0xa9, 0x41, 0xf0, 0x9f, 0x98, 0x80])).toBe("éA😀"));
test("what is no UTF-8 is kept byte by byte", () => expect(textOf([0xff, 0xc3, 0x41])).toBe("\udcff\udcc3A"));
