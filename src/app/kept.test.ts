import { afterEach, describe, expect, test, vi } from "vitest";
import { keep, kept } from "./kept.ts";

afterEach(() => vi.unstubAllGlobals());

describe("what the page remembers", () => {
  test("comes back", () => {
    const stored = new Map<string, string>();
    vi.stubGlobal("localStorage", { setItem: (key: string, value: string) => stored.set(key, value), getItem: (key: string) => stored.get(key) ?? null });
    keep("language", "zh");
    expect(kept("language")).toBe("zh");
    expect(kept("theme")).toBeUndefined();
  });

  test("is nothing where storage is blocked, and nothing breaks", () => {
    const blocked = () => {
      throw new Error("blocked");
    };
    vi.stubGlobal("localStorage", { setItem: blocked, getItem: blocked });
    expect(() => keep("speed", "2")).not.toThrow();
    expect(kept("speed")).toBeUndefined();
    vi.stubGlobal("localStorage", undefined);
    expect(() => keep("speed", "10")).not.toThrow();
    expect(kept("speed")).toBeUndefined();
  });
});
