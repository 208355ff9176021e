import { describe, expect, test } from "vitest";

const written = new URL("shared-shapes.mjs", import.meta.url).href;
const { withSharedShapes } = (await import(written)) as { readonly withSharedShapes: (code: string) => string };

describe("objects of one kind share a hidden class in Node 20", () => {
  test.each([
    ["a copy that gets more begins with nothing", "const f = (a) => ({ ...a, b: 1 });", "const f = (a) => ({ ...null, ...a, b: 1 });"],
    ["one within another as well", "x = { ...a, b: { ...c, ...d } };", "x = { ...null, ...a, b: { ...null, ...c, ...d } };"],
    ["the text before it may be of any script", "/* 中文 🐳 */ x = { ...a, b };", "/* 中文 🐳 */ x = { ...null, ...a, b };"],
    ["a mere copy stays", "x = { ...a };", "x = { ...a };"],
    ["an object that begins with something else stays", "x = { b: 1, ...a };", "x = { b: 1, ...a };"],
    ["patterns, arrays and arguments stay", "const { a, ...rest } = f(...b, [...c, 1]);", "const { a, ...rest } = f(...b, [...c, 1]);"],
  ])("%s", (_, code, expected) => {
    expect(withSharedShapes(code)).toBe(expected);
  });
});
