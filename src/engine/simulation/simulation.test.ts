import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "./fault.ts";
import type { Occurrence } from "./payload.ts";
import { OccurrenceQueue } from "./queue.ts";
import { draw } from "./random.ts";
import { Simulation, type SimulationOptions } from "./simulation.ts";

const options: SimulationOptions = { seed: 7, startsAtMs: 0, bootAtMs: -1, journal: "all", freeze: true };
const note = (key: string) => ({ target: "test", type: key });

describe("the queue", () => {
  test("gives occurrences back by time, then in the order in which they were scheduled", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (times) => {
        const queue = new OccurrenceQueue();
        const all = times.map((at, sequence): Occurrence => ({ at, sequence, cause: 0, payload: note(String(sequence)) }));
        for (const occurrence of all) queue.push(occurrence);
        const out = all.map(() => queue.pop()!);
        expect(out).toEqual([...all].sort((a, b) => a.at - b.at || a.sequence - b.sequence));
        expect(queue.pop()).toBeUndefined();
      }),
    );
  });
});

describe("the loop", () => {
  test("moves the clock to each occurrence and never past it", () => {
    const simulation = new Simulation(options);
    const seen: [number, string][] = [];
    simulation.dispatch = (p) => seen.push([simulation.now, p.type]);
    simulation.schedule(20, note("b"));
    simulation.schedule(10, note("a"));
    simulation.schedule(30, note("c"));
    simulation.run(20);
    expect(seen).toEqual([[10, "a"], [20, "b"]]);
    expect(simulation.now).toBe(20);
  });

  test("runs an input before everything else of its instant", () => {
    const simulation = new Simulation(options);
    const seen: string[] = [];
    simulation.dispatch = (p) => seen.push(p.type);
    simulation.schedule(5, note("scheduled first"));
    simulation.scheduleInput(5, note("input"));
    simulation.run(5);
    expect(seen).toEqual(["input", "scheduled first"]);
  });

  test("refuses an input that does not lie ahead", () => {
    const simulation = new Simulation(options);
    simulation.run(5);
    expect(() => simulation.scheduleInput(5, note("late"))).toThrow(RangeError);
  });

  test("stops an instant that never ends, and names component, key and time", () => {
    const simulation = new Simulation({ ...options, bounds: { occurrencesPerInstant: 100 } });
    simulation.dispatch = () => simulation.schedule(simulation.now, note("again"));
    simulation.schedule(3, note("again"));
    expect(() => simulation.run(10)).toThrow("test (again) at 3 ms: more than 100 occurrences in one instant");
  });

  test("keeps a queue to the length that it was given", () => {
    const simulation = new Simulation({ ...options, bounds: { queueLength: 3 } });
    simulation.dispatch = () => [5, 6, 7, 8].forEach((at) => simulation.schedule(at, note("more")));
    simulation.schedule(3, note("first"));
    expect(() => simulation.run(10)).toThrow("test (first) at 3 ms: more than 3 occurrences in the queue");
  });

  test("loses nothing of its journal to checkpoints", () => {
    const simulation = new Simulation(options);
    simulation.dispatch = () => void simulation.journal.write("decision", { actor: "test", type: "note", subject: "x" });
    for (let at = 1; at <= 200; at += 1) {
      simulation.schedule(at, note("x"));
      simulation.run(at);
      simulation.snapshot();
    }
    expect([...simulation.journal.entries()]).toHaveLength(200);
    expect([...new Simulation(options, simulation.snapshot()).journal.entries()]).toHaveLength(200);
  });

  test("turns a thrown error into a fault that says where", () => {
    const simulation = new Simulation(options);
    simulation.dispatch = () => {
      throw new Error("broken");
    };
    simulation.schedule(1, note("x"));
    expect(() => simulation.run(2)).toThrow(Fault);
  });

  test("goes on from a snapshot exactly as it would have without", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 30 }), fc.nat(30), (times, cut) => {
        const start = () => {
          const simulation = new Simulation(options);
          for (const at of times) simulation.schedule(at, note(`n${at}`));
          return simulation;
        };
        const follow = (simulation: Simulation): string[] => {
          const seen: string[] = [];
          simulation.dispatch = (p) => {
            seen.push(`${simulation.now} ${p.type} ${simulation.draw("s", 1000)}`);
            if (p.type.length < 4) simulation.schedule(simulation.now + simulation.draw("later", 5), note(`${p.type}+`));
          };
          return seen;
        };
        const straight = start();
        const all = follow(straight);
        straight.run(100);
        const first = start();
        const before = follow(first);
        first.run(cut);
        const second = new Simulation(options, first.snapshot());
        const after = follow(second);
        second.run(100);
        expect([...before, ...after]).toEqual(all);
      }),
    );
  });
});

describe("the journal", () => {
  test("links what a handler writes and schedules to what led to it", () => {
    const simulation = new Simulation(options);
    simulation.dispatch = (p) => {
      simulation.journal.write("decision", { actor: "test", type: p.type, subject: "x" });
      if (p.type === "first") simulation.schedule(simulation.now + 1, note("second"));
    };
    simulation.schedule(1, note("first"));
    simulation.run(5);
    expect([...simulation.journal.entries()].map(({ id, type, cause }) => ({ id, type, cause }))).toEqual([
      { id: 1, type: "first", cause: 0 },
      { id: 2, type: "second", cause: 1 },
    ]);
    expect(simulation.journal.entry(2)?.type).toBe("second");
  });
});

describe("draws", () => {
  test("of one stream do not depend on draws of another", () => {
    const one = new Simulation(options);
    const two = new Simulation(options);
    two.draw("other", 10);
    expect(one.draw("a", 1_000_000)).toBe(two.draw("a", 1_000_000));
  });
  test("lie in their bound and differ by seed", () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n, bound) => draw(seed, "s", n, bound) < bound));
    const few = new Set(Array.from({ length: 100 }, (_, seed) => draw(seed, "s", 0, 1_000_000)));
    expect(few.size).toBeGreaterThan(95);
  });
});
