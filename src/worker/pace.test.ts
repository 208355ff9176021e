import { describe, expect, test } from "vitest";
import { openCluster } from "./cluster-world.ts";
import { createPace } from "./pace.ts";
import { testMachine } from "./test-machine.ts";
import { line, smallScenario } from "./test-scenario.ts";

const HOUR_MS = 3_600_000;

describe("a machine that slept", () => {
  test.each([
    { what: "eight hours", gapMs: 8 * HOUR_MS, speed: 1 },
    { what: "a minute, at the highest speed", gapMs: 60_000, speed: 1_000 },
    { what: "a clock that was set back an hour", gapMs: -HOUR_MS, speed: 1 },
  ])("$what: the world stands where it stood, and goes on at its pace", ({ gapMs, speed }) => {
    const pace = createPace(0, 0);
    pace.set(speed, 0, 0);
    for (let clockMs = 0; clockMs <= 1_000; clockMs += 16) pace.goalMs(clockMs);
    const before = pace.goalMs(1_000);
    expect(before).toBe(1_000 * speed);
    expect(pace.goalMs(1_000 + gapMs)).toBe(before);
    expect(pace.goalMs(1_000 + gapMs + 16)).toBe(before + 16 * speed);
  });

  test("a hidden tab that is let run once a second keeps its pace", () => {
    const pace = createPace(0, 0);
    pace.set(1, 0, 0);
    for (let clockMs = 0; clockMs <= 60_000; clockMs += 1_000) expect(pace.goalMs(clockMs)).toBe(clockMs);
  });

  test("a real cluster does not leap over the night: nothing happens that was not watched", () => {
    const machine = testMachine(openCluster);
    machine.send({ type: "open", scenario: smallScenario({ inputs: [line("kubectl run web --image=nginx", { atMs: 0 })] }) }, { type: "pace", speed: 1 });
    machine.pass(3_000);
    const before = machine.frame()!.viewMs;
    machine.spend(10 * HOUR_MS);
    machine.pass(1_000);
    const after = machine.frame()!.viewMs;
    expect(before).toBeGreaterThan(2_900);
    expect(after - before).toBeLessThanOrEqual(1_100);
    expect(after).toBeGreaterThan(before);
  });
});
