import { afterEach, expect, test, vi } from "vitest";
import { keep, kept } from "./kept.ts";
import { speedOf } from "./speeds.ts";

afterEach(() => vi.unstubAllGlobals());

test("what is kept is found again", () => {
  const store = new Map<string, string>();
  vi.stubGlobal("localStorage", { setItem: (key: string, value: string) => void store.set(key, value), getItem: (key: string) => store.get(key) ?? null });
  expect(kept("manifest")).toBeUndefined();
  keep("manifest", "kind: Pod");
  expect(kept("manifest")).toBe("kind: Pod");
  expect(kept("speed")).toBeUndefined();
});

test("storage that is full or blocked does no harm", () => {
  const refuse = () => {
    throw new Error("QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { setItem: refuse, getItem: refuse });
  expect(() => keep("speed", "10")).not.toThrow();
  expect(kept("speed")).toBeUndefined();
  vi.stubGlobal("localStorage", undefined);
  expect(() => keep("speed", "10")).not.toThrow();
  expect(kept("speed")).toBeUndefined();
});

test.each([["10", 10], ["0.1", 0.1], [undefined, 1], ["", 1], ["7", 1], ["NaN", 1], ["1e9", 1]])("a kept speed of %o is %d", (text, speed) => expect(speedOf(text)).toBe(speed));
