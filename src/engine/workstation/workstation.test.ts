import { describe, expect, test } from "vitest";
import { defaultClusterSpec } from "../bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../cluster.ts";
import type { Input } from "./state.ts";

type Step = { readonly at: number; readonly session?: string } & ({ readonly run: string } | { readonly keys: string } | { readonly interrupt: true });

const inputOf = (step: Step): Input => ({
  atMs: step.at,
  ...(step.session === undefined ? {} : { session: step.session }),
  action: "run" in step ? { type: "run", line: step.run } : "keys" in step ? { type: "keys", keys: step.keys } : { type: "interrupt" },
});

function cluster(): Cluster {
  return createCluster({ seed: 3, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, programs: [], journal: "off", freeze: true });
}

function played(steps: readonly Step[], untilMs = 20_000) {
  const world = cluster();
  for (const step of steps) world.submit(inputOf(step));
  world.runUntil(untilMs);
  return world.transcript();
}

describe("keys go to what runs in a session", () => {
  test.each<{ when: string; steps: readonly Step[]; prints: string }>([
    { when: "it reads a line", steps: [{ at: 0, session: "x", run: "read v; echo got $v" }, { at: 1000, session: "x", keys: "abc\n" }], prints: "got abc\n" },
    { when: "a line comes in two parts", steps: [{ at: 0, session: "x", run: "read v; echo got $v" }, { at: 1000, session: "x", keys: "ab" }, { at: 2000, session: "x", keys: "c\n" }], prints: "got abc\n" },
    { when: "Ctrl-D ends its input", steps: [{ at: 0, session: "x", run: "cat; echo done" }, { at: 1000, session: "x", keys: "a\n" }, { at: 2000, session: "x", keys: "\x04" }], prints: "a\ndone\n" },
    { when: "Ctrl-C is one of them", steps: [{ at: 0, session: "x", run: "sleep 100" }, { at: 1000, session: "x", keys: "\x03" }], prints: "" },
  ])("when $when", ({ steps, prints }) => {
    const [command, ...keys] = played(steps);
    expect(command?.stdout).toBe(prints);
    expect(command?.endedAtMs).toBeLessThan(3000);
    expect(keys.map(({ exitCode }) => exitCode)).toEqual(keys.map(() => 0));
  });

  test("and where nobody reads them, that is said", () => {
    const records = played([{ at: 0, session: "x", run: "true" }, { at: 1000, session: "x", keys: "abc\n" }, { at: 1000, session: "y", keys: "abc\n" }, { at: 1000, session: "y", interrupt: true }]);
    expect(records.slice(1).map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [1, 'nothing runs in the session "x" that would read keys: a line for its shell is given with run\n'],
      [1, 'there is no session "y" now\n'],
      [1, 'there is no session "y" now\n'],
    ]);
  });
});

describe("Ctrl-C", () => {
  test.each([
    { line: "while true; do :; done" },
    { line: "i=0; while true; do i=$((i+1)); done" },
    { line: "while true; do sleep 1; done" },
    { line: "yes" },
    { line: "f() { f; }; f; while true; do :; done" },
    { line: "(while true; do :; done)" },
  ])("ends $line, and the prompt comes back", ({ line }) => {
    const [command, , after] = played([{ at: 0, session: "x", run: line }, { at: 3000, session: "x", interrupt: true }, { at: 4000, session: "x", run: "echo here" }], 8000);
    expect(command?.endedAtMs).toBeLessThan(4000);
    expect(after).toMatchObject({ stdout: "here\n", exitCode: 0 });
  });
});

describe("sessions", () => {
  test("that were left by exit run the lines that waited", () => {
    const records = played([{ at: 0, session: "x", run: "sleep 1; exit 3" }, { at: 100, session: "x", run: "echo a" }, { at: 200, session: "x", run: "exit" }, { at: 300, session: "x", run: "echo b" }]);
    expect(records.map(({ session, exitCode, stdout }) => [session, exitCode, stdout])).toEqual([["x", 3, ""], ["x", 0, "a\n"], ["x", 0, ""], ["x", 0, "b\n"]]);
  });

  test("that lines name are never taken for a line that names none: it runs at its time", () => {
    const records = played([{ at: 0, session: "main", run: "sleep 15" }, { at: 100, session: "shell-2", run: "sleep 15" }, { at: 200, run: "echo fresh; sleep 5" }, { at: 300, session: "shell-3", run: "echo own" }]);
    expect(records.map(({ session, startedAtMs }) => [session, startedAtMs])).toEqual([["main", 0], ["shell-2", 100], ["shell-4", 200], ["shell-3", 300]]);
  });
});
