import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copySlice } from "../simulation/slice.ts";
import { logText } from "./log-store.ts";
import { runScript, testWorld, type TestWorld } from "./test-world.ts";

const SCRIPTS = [
  "touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600",
  "i=0; while [ $i -lt 6 ]; do i=$((i+1)); echo tick $i; sleep 2; done",
  "trap 'echo bye; exit 3' TERM; (sleep 5; kill -TERM 1) & while true; do sleep 1; done",
  "x=$(sleep 1; echo slow | tr a-z A-Z); echo \"$x\"; f() { local y=1; sleep 1; echo $y $1; }; f in; seq 40 | while read n; do [ $n = 20 ] && sleep 1; echo $n; done | tail -n 3",
  "cat <<END\nhere $((1+1))\nEND\nfor i in a b; do case $i in a) sleep 1;; esac; echo $i; done; set -e; false; echo never",
  "sleep 3 & sleep 1 & wait; echo done; echo x > /tmp/f; tail -f /tmp/f & sleep 2; echo y >> /tmp/f; sleep 2; kill $!",
  "while :; do :; done & sleep 1; kill $!; echo killed",
] as const;

const UNTIL_MS = 60_000;
const outcome = (world: TestWorld) => ({ log: world.processes.logs.lines("log"), exits: world.exits, files: world.processes.files.list("root", "/tmp"), left: world.processes.ofHost("worker-1").map((each) => each.argv) });

describe("a run", () => {
  test.each(SCRIPTS)("that is restored from a checkpoint at any occurrence goes on as it would have: %s", (script) => {
    const straight = testWorld();
    straight.start(["sh", "-c", script]);
    straight.simulation.run(UNTIL_MS);
    const stepped = testWorld();
    stepped.start(["sh", "-c", script]);
    while ((stepped.simulation.nextAt ?? Infinity) <= UNTIL_MS) {
      stepped.restore(copySlice(stepped.state));
      stepped.simulation.run(stepped.simulation.nextAt ?? UNTIL_MS, 1);
    }
    stepped.simulation.run(UNTIL_MS);
    expect(outcome(stepped)).toEqual(outcome(straight));
  });

  test("writes nothing into a state that a checkpoint has shared", () => {
    const world = testWorld();
    world.start(["sh", "-c", SCRIPTS[1]]);
    world.simulation.run(3000);
    const kept = copySlice(world.state);
    const before = logText(testLines(kept.logs.get("log")));
    world.simulation.run(UNTIL_MS);
    expect(logText(testLines(kept.logs.get("log")))).toBe(before);
    expect(before).toBe("tick 1\ntick 2\n");
  });
});

const testLines = (log: { readonly open: readonly Parameters<typeof logText>[0][number][] } | undefined) => log?.open ?? [];

describe("pipes", () => {
  test("lose nothing and keep the order, whatever the sizes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 4 }), (lines, stages) => {
        const { stdout } = runScript(`seq ${lines}${" | cat".repeat(stages)}`, { world: testWorld({ freeze: false }) });
        expect(stdout).toBe(Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join(""));
      }),
      { numRuns: 20 },
    );
  });

  test("end their writer when nobody reads", () => {
    const world = testWorld();
    world.start(["sh", "-c", "yes | head -n 1; sleep 1; pidof yes; echo $?"]);
    world.simulation.run(10_000);
    expect(logText(world.processes.logs.lines("log"))).toBe("y\n1\n");
  });
});

describe("the first process of a PID namespace", () => {
  test.each(["sleep 100 & sleep 100 & wait", "(while true; do sleep 1; done) & while true; do sleep 1; done", "sh -c 'sleep 50 & sleep 60'; sleep 1", "yes > /dev/null & sleep 1000"])("takes all others with it when it is killed: %s", (script) => {
    const world = testWorld();
    const first = world.start(["sh", "-c", `${script}; :`]);
    world.simulation.run(5500);
    expect(world.processes.ofHost("worker-1").length).toBeGreaterThan(1);
    world.processes.signal(first, "KILL");
    world.simulation.run(6000);
    expect(world.processes.ofHost("worker-1")).toEqual([]);
    expect(world.exits).toEqual([{ pid: 1001, exitCode: 137, signal: "KILL", atMs: 5500 }]);
  });

  test.each([
    { when: "has no handler", script: "sleep 100; :", expected: [] },
    { when: "traps TERM", script: "trap 'echo bye; exit 4' TERM; while true; do sleep 1; done", expected: [4] },
    { when: "ignores TERM", script: "trap '' TERM; while true; do sleep 1; done", expected: [] },
  ])("asked by TERM to end, when it $when, ends with $expected", ({ script, expected }) => {
    const world = testWorld();
    const first = world.start(["sh", "-c", script]);
    world.simulation.run(2500);
    world.processes.signal(first, "TERM");
    world.simulation.run(10_000);
    expect(world.exits.map((exit) => exit.exitCode)).toEqual(expected);
  });

  test.each([
    { first: "while true; do sleep 1; done", left: [] },
    { first: "exec tail -f /dev/null", left: ["sleep 3"] },
  ])("takes what was left behind, and a shell buries it: $first", ({ first, left }) => {
    const world = testWorld();
    world.start(["sh", "-c", first]);
    world.start(["sh", "-c", "sleep 3 & :"]);
    world.simulation.run(2500);
    expect(world.processes.ofHost("worker-1").map(({ argv, parentPid }) => [argv.join(" "), parentPid])).toContainEqual(["sleep 3", world.processes.ofHost("worker-1")[0]?.pid]);
    world.simulation.run(6000);
    expect(world.processes.ofHost("worker-1").filter(({ state }) => state === "zombie").map(({ argv }) => argv.join(" "))).toEqual(left);
  });

  test("runs its trap after the foreground command has ended", () => {
    const world = testWorld();
    const first = world.start(["sh", "-c", "trap 'exit 0' TERM; sleep 7; echo never"]);
    world.simulation.run(2000);
    world.processes.signal(first, "TERM");
    world.simulation.run(20_000);
    expect(world.exits).toMatchObject([{ exitCode: 0, atMs: 7000 }]);
  });
});

describe("tail -f", () => {
  test.each(["tail -f /dev/null", "exec tail -f /dev/null", "touch /tmp/a; tail -f /dev/null /tmp/a", "tail -n 0 -F /tmp/later"])("goes on for ever: %s", (script) => {
    const world = testWorld();
    world.start(["sh", "-c", script]);
    world.simulation.run(100_000);
    expect(world.exits).toEqual([]);
  });
});

describe("a program that does not exist", () => {
  test.each([
    { argv: ["nosuch"], errno: "ENOENT" },
    { argv: ["/bin/nosuch"], errno: "ENOENT" },
    { argv: ["/tmp"], errno: "EACCES" },
    { argv: ["/etc/passwd"], errno: "EACCES" },
  ])("fails like execve: $argv -> $errno", ({ argv, errno }) => {
    expect(() => testWorld().start(argv)).toThrow(errno);
  });
});

describe("bounds", () => {
  test("a shell that spins burns virtual time, not the host's", () => {
    const world = testWorld({ freeze: false });
    world.start(["sh", "-c", "while true; do :; done"]);
    world.simulation.run(3_600_000);
    expect(world.simulation.handled).toBeLessThan(20_000);
  });

  test("a fork bomb runs into a limit", () => {
    const world = testWorld({ freeze: false });
    world.start(["sh", "-c", "b() { b | b & }; b; sleep 1000"]);
    world.simulation.run(20);
    expect(world.processes.ofHost("worker-1").length).toBeLessThanOrEqual(2001);
  });

  test("memory over the limit kills the whole cgroup", () => {
    const hungry = { name: "hungry", start: () => ({ state: 0, syscall: { call: "memory", bytes: 200 } as const }), resume: () => ({ state: 0, syscall: { call: "pause" } as const }) };
    const world = testWorld({ programs: [hungry] });
    world.start(["sh", "-c", "sleep 5; hungry"], { memoryLimitBytes: 2 * 1024 * 1024 });
    world.simulation.run(10_000);
    expect(world.exits).toEqual([]);
    const tight = testWorld({ programs: [{ ...hungry, start: () => ({ state: 0, syscall: { call: "memory", bytes: 300 * 1024 * 1024 } as const }) }] });
    tight.start(["sh", "-c", "sleep 5; hungry; :"], { memoryLimitBytes: 100 * 1024 * 1024 });
    tight.simulation.run(10_000);
    expect(tight.exits).toMatchObject([{ exitCode: 137, oomKilled: true, atMs: 5000 }]);
  });
});

describe("large inputs", () => {
  test.each([
    { script: "seq 200000 | wc -l", stdout: "200000\n" },
    { script: "n=0; for i in $(seq 150000); do n=$i; done; echo $n", stdout: "150000\n" },
    { script: "dd if=/dev/zero bs=100G count=1; echo $?", stdout: "1\n" },
    { script: "set -- $(seq 150000); echo $#", stdout: "150000\n" },
  ])("do not overflow anything: $script", ({ script, stdout }) => {
    expect(runScript(script, { world: testWorld({ freeze: false }) }).stdout).toBe(stdout);
  });
});
