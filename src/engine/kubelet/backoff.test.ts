import { describe, expect, test } from "vitest";
import { crashLimits, imageLimits, isInBackoffSince, isInBackoffSinceUpdate, nextBackoff, type BackoffEntry } from "./backoff.ts";

describe("a container that exits one second after each start", () => {
  test("is restarted at once, then after 10, 20, 40, 80, 160 and 300 s", () => {
    let entry: BackoffEntry | undefined;
    let now = 1000;
    const waits: number[] = [];
    for (let restart = 0; restart < 8; restart += 1) {
      const exitedAt = now;
      while (isInBackoffSince(entry, exitedAt, now, crashLimits)) now += 1000;
      waits.push((now - exitedAt) / 1000);
      entry = nextBackoff(entry, exitedAt, now, crashLimits);
      now += 1000;
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });
});

test("an instance that ran for over ten minutes is restarted at once, and its series begins anew", () => {
  const entry = { delayMs: 160_000, lastUpdateMs: 0 };
  expect(isInBackoffSince(entry, 600_001, 600_001, crashLimits)).toBe(false);
  expect(nextBackoff(entry, 600_001, 600_001, crashLimits)).toEqual({ delayMs: 10_000, lastUpdateMs: 600_001 });
});

test("pulls wait since the last attempt, doubling to five minutes", () => {
  let entry: BackoffEntry | undefined;
  const delays: number[] = [];
  for (let i = 0, now = 0; i < 7; i += 1) {
    entry = nextBackoff(entry, now, now, imageLimits);
    delays.push(entry.delayMs / 1000);
    expect(isInBackoffSinceUpdate(entry, now + entry.delayMs - 1, imageLimits)).toBe(true);
    now += entry.delayMs;
    expect(isInBackoffSinceUpdate(entry, now, imageLimits)).toBe(false);
  }
  expect(delays).toEqual([10, 20, 40, 80, 160, 300, 300]);
});
