import { describe, expect, test } from "vitest";
import type { Json } from "../api/json.ts";
import { createPlayer, type Stage } from "./player.ts";
import { readScenario } from "./read-scenario.ts";

/** A stage on which every command takes as long as its line says ("3000"), for ever if it says "for ever". */
function stage(): Stage & { readonly log: string[] } {
  const commands: { line: string; atMs: number; endsAt: number }[] = [];
  const log: string[] = [];
  let now = -1000;
  const due = (): number[] => commands.flatMap(({ atMs, endsAt }) => [atMs, endsAt]).filter((at) => at > now && Number.isFinite(at));
  return {
    log,
    get now() {
      return now;
    },
    submit({ atMs, action }) {
      if (atMs <= now) throw new RangeError("an input must lie ahead");
      const line = action.type === "run" ? action.line : action.type;
      log.push(`${atMs} ${line}`);
      return commands.push({ line, atMs, endsAt: line === "for ever" ? Number.POSITIVE_INFINITY : atMs + Number(line) }) - 1;
    },
    endedAt: (n) => ((commands[n]?.endsAt ?? Number.POSITIVE_INFINITY) <= now ? commands[n]?.endsAt : undefined),
    nextOccurrenceAt: () => (due().length > 0 ? Math.min(...due()) : undefined),
    runUntil: (ms) => void (now = Math.max(now, ms)),
  };
}

const play = (inputs: Json, untilMs: number) => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { inputs } });
  if (!read.ok) throw new Error("unreadable");
  const on = stage();
  const player = createPlayer(read.scenario, on);
  player.advance(untilMs);
  return { player, log: on.log, on };
};

describe("inputs are given to the cluster as their times come", () => {
  test.each<{ when: string; inputs: Json; log: readonly string[] }>([
    { when: "each has its instant", inputs: [{ at: "0s", run: "10" }, { at: "5s", run: "20" }], log: ["0 10", "5000 20"] },
    { when: "one waits for the one before", inputs: [{ at: "1s", run: "500" }, { run: "7" }], log: ["1000 500", "1501 7"] },
    { when: "one waits a while after the one before", inputs: [{ at: "1s", run: "500" }, { after: "2s", run: "7" }], log: ["1000 500", "3500 7"] },
    { when: "the first has no time", inputs: [{ run: "5" }], log: ["0 5"] },
    { when: "the first comes a while after 0s", inputs: [{ after: "3s", run: "5" }], log: ["3000 5"] },
    { when: "the one before never ends", inputs: [{ run: "for ever" }, { run: "1" }], log: ["0 for ever"] },
    { when: "one with an instant follows one that never ends", inputs: [{ run: "for ever" }, { at: "9s", run: "1" }], log: ["9000 1", "0 for ever"] },
  ])("when $when", ({ inputs, log }) => {
    expect(play(inputs, 60_000).log).toEqual(log);
  });

  test("an instant asks after those that may have ended, not after every input", () => {
    const inputs = Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? { at: `${i}s`, run: "10" } : { run: "10" }));
    const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { inputs: [...inputs, ...Array.from({ length: 100 }, () => ({ run: "1" }))] } });
    if (!read.ok) throw new Error("unreadable");
    const on = stage();
    let asked = 0;
    const player = createPlayer(read.scenario, { ...on, get now() { return on.now; }, endedAt: (n) => ((asked += 1), on.endedAt(n)) });
    player.advance(2_000_000);
    expect(on.log.length).toBe(400);
    expect(player.waiting).toBe(false);
    expect(asked).toBeLessThan(2_500);
  });

  test("the same inputs are given however the run is sliced", () => {
    const inputs = [{ run: "700" }, { after: "2s", run: "30" }, { run: "for ever" }, { at: "4s", run: "1" }];
    const sliced = play(inputs, 3);
    for (let at = 3; at <= 60_000; at += 37) sliced.player.advance(at);
    expect(sliced.log).toEqual(play(inputs, 60_000).log);
  });
});

describe("a run without an end of its own ends 60 s after its last input", () => {
  test.each<{ when: string; inputs: Json; ends: number }>([
    { when: "it ended", inputs: [{ at: "5s", run: "2000" }], ends: 67_000 },
    { when: "it has not ended by then", inputs: [{ at: "5s", run: "for ever" }], ends: 65_000 },
    { when: "an earlier one ended later", inputs: [{ at: "1s", run: "30000" }, { at: "5s", run: "1000" }], ends: 91_000 },
    { when: "there is none", inputs: [], ends: 60_000 },
  ])("when $when", ({ inputs, ends }) => {
    expect(play(inputs, 50_000).player.endMs()).toBe(ends);
  });
});
