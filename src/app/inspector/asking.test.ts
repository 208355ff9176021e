import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startAsking } from "./asking.ts";

/** Questions that are answered when the test says so. */
function world() {
  const owed: { resolve(text: string): void; reject(): void }[] = [];
  const heard: (string | undefined)[] = [];
  const asking = startAsking<string>({
    send: () => new Promise((resolve, reject) => owed.push({ resolve, reject: () => reject(new Error("closed")) })),
    settle: (answer) => heard.push(answer),
    pauseMs: () => 250,
  });
  const answer = async (index: number, text?: string): Promise<void> => {
    if (text === undefined) owed[index]!.reject();
    else owed[index]!.resolve(text);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asking, owed, heard, answer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a question that is asked again and again", () => {
  test("is asked at once, and once for many changes", async () => {
    const { asking, owed, heard, answer } = world();
    expect(owed.length).toBe(1);
    await answer(0, "first");
    for (let i = 0; i < 50; i += 1) asking.again();
    vi.advanceTimersByTime(1000);
    expect(owed.length).toBe(2);
    await answer(1, "second");
    vi.advanceTimersByTime(1000);
    expect(owed.length).toBe(2);
    expect(heard).toEqual(["first", "second"]);
  });

  test("is not asked a second time while an answer is owed; a change meanwhile is asked about after it", async () => {
    const { asking, owed, answer } = world();
    asking.again();
    vi.advanceTimersByTime(5000);
    expect(owed.length).toBe(1);
    await answer(0, "late");
    vi.advanceTimersByTime(250);
    expect(owed.length).toBe(2);
  });

  test("says so when no answer came, and can be asked again", async () => {
    const { asking, heard, answer } = world();
    await answer(0);
    asking.again();
    vi.advanceTimersByTime(250);
    await answer(1, "now");
    expect(heard).toEqual([undefined, "now"]);
  });

  test("hears nothing after its end, and asks nothing", async () => {
    const { asking, owed, heard, answer } = world();
    asking.again();
    asking.end();
    await answer(0, "too late");
    asking.again();
    vi.advanceTimersByTime(1000);
    expect([owed.length, heard.length]).toEqual([1, 0]);
  });
});
