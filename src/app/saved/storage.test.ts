import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { forgetScene, keepScene, keptScene, namedScenes, nameScene } from "./storage.ts";

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", { setItem: (key: string, value: string) => stored.set(key, value), getItem: (key: string) => stored.get(key) ?? null });
});
afterEach(() => vi.unstubAllGlobals());

describe("what this browser keeps", () => {
  test("a slot gives back what was put in", () => {
    expect(keepScene("now", "#v=1&s=a")).toBe(true);
    expect([keptScene("now"), keptScene("before")]).toEqual(["#v=1&s=a", undefined]);
  });

  test("named scenes come newest first, one per name, until they are forgotten", () => {
    nameScene("a", "#1", 1);
    nameScene("b", "#2", 2);
    nameScene("a", "#3", 3);
    expect(namedScenes().map(({ name, fragment }) => [name, fragment])).toEqual([["a", "#3"], ["b", "#2"]]);
    forgetScene("a");
    expect(namedScenes().map(({ name }) => name)).toEqual(["b"]);
  });

  test.each(["", "{", "null", "3", '{"a":1}', '[null,1,"x",{"name":1},{"name":"a","savedAtMs":1}]'])("a store that holds %j holds no scene", (text) => {
    stored.set("kubarium.scenes", text);
    expect(namedScenes()).toEqual([]);
    expect(nameScene("a", "#1", 1)).toBe(true);
    expect(namedScenes()).toHaveLength(1);
  });

  test("a store that is full or blocked says so", () => {
    const refuse = () => {
      throw new Error("QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { setItem: refuse, getItem: refuse });
    expect([keepScene("now", "#"), nameScene("a", "#", 1), forgetScene("a")]).toEqual([false, false, false]);
    expect([keptScene("now"), namedScenes()]).toEqual([undefined, []]);
  });
});
