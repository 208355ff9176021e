import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copySlice } from "../simulation/slice.ts";
import { logText } from "./log-store.ts";
import { testWorld, type TestWorld } from "./test-world.ts";

/** Goes to a time and starts a command beside the loop, as `kubectl exec` does. */
function act(world: TestWorld, atMs: number, line: string): void {
  world.simulation.run(atMs);
  world.start(["sh", "-c", line], { stdout: { kind: "log", key: "seen", stream: "stdout" }, stderr: { kind: "log", key: "seen", stream: "stderr" } });
  world.simulation.run(atMs);
}
const seen = (world: TestWorld): string => logText(world.processes.logs.lines("seen"), "stdout");

describe("a shell that sleeps for ever", () => {
  test("needs no occurrence once a round has ended as it began", () => {
    const world = testWorld();
    world.start(["sh", "-c", "while true; do sleep 5; done"]);
    world.simulation.run(20_000);
    const { handled } = world.simulation;
    world.simulation.run(20 * 24 * 3_600_000);
    expect(world.simulation.handled - handled).toBeLessThan(3);
  });

  test.each([
    ["writes", "while true; do echo x; sleep 5; done"],
    ["counts", "while true; do i=$((i+1)); sleep 5; done"],
    ["looks for a file", "while [ ! -f /tmp/stop ]; do sleep 5; done"],
    ["looks at the clock", "while [ $SECONDS -lt 100000 ]; do sleep 5; done"],
    ["lets another program write", "while true; do date; sleep 5; done"],
    ["lets another shell write", "while true; do sh -c 'date > /tmp/now'; sleep 5; done"],
    ["is not told a number", "while true; do sleep x; sleep 5; done"],
    ["draws a number", "while true; do j=$RANDOM; sleep 5; done"],
  ])("is gone through round by round when it %s", (_what, script) => {
    const world = testWorld();
    world.start(["sh", "-c", script]);
    world.simulation.run(20_000);
    const { handled } = world.simulation;
    world.simulation.run(120_000);
    expect(world.simulation.handled - handled).toBeGreaterThanOrEqual(20);
  });

  test("is seen where it would be", () => {
    const world = testWorld();
    world.start(["sh", "-c", "while true; do sleep 5; done"]);
    world.simulation.run(1_002_000);
    const sleeper = world.processes.ofHost("worker-1").find(({ argv }) => argv[0] === "sleep");
    expect(sleeper).toMatchObject({ startedAtMs: 1_000_000, pidInNamespace: 202 });
  });

  test("hears a signal when it would have", () => {
    const world = testWorld();
    world.start(["sh", "-c", "trap 'echo got it; exit 3' TERM; while true; do sleep 5; done"]);
    act(world, 1_002_000, "kill 1");
    world.simulation.run(2_000_000);
    expect(world.exits.find(({ exitCode }) => exitCode === 3)?.atMs).toBe(1_005_000);
    expect(logText(world.processes.logs.lines("log"), "stdout")).toBe("got it\n");
  });

  test("goes on from a checkpoint", () => {
    const world = testWorld();
    world.start(["sh", "-c", "while true; do sleep 5; done"]);
    world.simulation.run(500_000);
    world.restore(copySlice(world.state));
    act(world, 1_002_000, "ps -o pid,args | grep '[s]leep [0-9]$'");
    expect(seen(world)).toBe("  202 sleep 5\n");
  });

  /** A loop that opens a file in every round is gone through in full: it shows what a sleeping one must look like. */
  test("cannot be told from one that is gone through, whatever comes in and when", () => {
    const command = fc.constantFrom("ps -o pid,args | grep '[s]leep [0-9]$'", "kill -STOP 1", "kill -USR1 1", "kill $(pidof sleep)", "true", "kill -HUP $(pidof sleep); ps -o pid,ppid,stat,args | grep '[s]leep [0-9]$'", "kill 1");
    const history = fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 40_000 }), command }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), history, (seconds, acts) => {
        const loops = ["", " < /dev/null"].map((redirection) => {
          const world = testWorld({ freeze: false });
          world.start(["sh", "-c", `trap 'echo usr' USR1; trap 'exit 9' TERM; while true; do sleep ${seconds}${redirection}; done`]);
          let atMs = 0;
          for (const { afterMs, command: line } of acts) {
            atMs += afterMs;
            // The very instant in which a round ends is decided by the order of occurrences alone.
            if (atMs % 1000 === 0) atMs += 1;
            act(world, atMs, line);
          }
          world.simulation.run(atMs + 60_000);
          return { seen: seen(world), log: logText(world.processes.logs.lines("log"), "stdout"), exits: world.exits.map(({ exitCode, atMs: at }) => [exitCode, at]) };
        });
        expect(loops[0]).toEqual(loops[1]);
      }),
      { numRuns: 60 },
    );
  });
});
