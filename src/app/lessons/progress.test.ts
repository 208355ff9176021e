import { afterEach, describe, expect, test, vi } from "vitest";
import { BEGINNING, keepProgress, keptProgress, readProgress } from "./progress.ts";

function storage(entries: Record<string, string> = {}): Map<string, string> {
  const kept = new Map(Object.entries(entries));
  vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  return kept;
}

afterEach(() => vi.unstubAllGlobals());

describe("how far somebody has come", () => {
  test("is kept by lesson", () => {
    storage();
    keepProgress("a", { step: 3, done: [0, 2] });
    keepProgress("b", { step: 1, done: [] });
    expect([keptProgress("a", 10), keptProgress("b", 10), keptProgress("c", 10)]).toEqual([{ step: 3, done: [0, 2] }, { step: 1, done: [] }, BEGINNING]);
  });

  test("ends with the lesson, should that have become shorter", () => {
    storage({ "kubarium.lessons": JSON.stringify({ a: { step: 9, done: [1, 9] } }) });
    expect(keptProgress("a", 4)).toEqual({ step: 3, done: [1] });
  });

  test.each(["", "nothing", "null", "[]", "7", '{"a":7}', '{"a":{"step":-1,"done":"x"}}', '{"a":{"step":1e99,"done":[null,-1,0.5]}}', '{"__proto__":{"step":4}}'])("storage that holds %s is no progress", (text) => {
    storage({ "kubarium.lessons": text });
    expect(keptProgress("a", 5)).toEqual(BEGINNING);
  });

  test("a step counts once", () => expect(readProgress({ step: 2, done: [1, 1, 0] })).toEqual({ step: 2, done: [1, 0] }));

  test("is not kept where storage is blocked, and nothing breaks", () => {
    vi.stubGlobal("localStorage", { getItem: () => { throw new Error("blocked"); }, setItem: () => { throw new Error("blocked"); } });
    expect(() => keepProgress("a", { step: 1, done: [] })).not.toThrow();
    expect(keptProgress("a", 5)).toEqual(BEGINNING);
  });
});
