import { expect, test } from "vitest";
import type { Scenario } from "../scenario/scenario.ts";
import { openClusterWorld } from "./cluster-world.ts";
import type { PageInput } from "./protocol.ts";

const scenario: Scenario = {
  name: "a", seed: 1, startsAtMs: 0, namespace: "default", files: {}, inputs: [], expect: [],
  cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [{ name: "worker-1" }] },
};

function world() {
  const opened = openClusterWorld(scenario);
  const pass = (ms: number) => void opened.advance(opened.nowMs + ms, Number.MAX_SAFE_INTEGER);
  return {
    opened,
    pass,
    run(line: string, session?: string) {
      const submitted = opened.type({ type: "run", line, ...(session === undefined ? {} : { session }) });
      pass(2_000);
      return submitted;
    },
    type: (input: PageInput) => opened.type(input),
  };
}

test("a command that waits shows what it has printed so far, and an interrupt ends it", () => {
  const { opened, run, type, pass } = world();
  const watch = run("kubectl run web --image=nginx:1.27; kubectl get pods -w", "main");
  expect(opened.lastCommand()).toMatchObject({ session: "main", output: expect.stringMatching(/^pod\/web created\nNAME .*\nweb .*ContainerCreating[^]*web .*Running/) });
  expect(opened.lastCommand()).not.toHaveProperty("exitCode");
  expect(opened.ended(watch)).toBe(false);
  const interrupt = type({ type: "interrupt", session: "main" });
  expect(opened.ended(interrupt)).toBe(false);
  pass(1_000);
  expect(opened.ended(interrupt)).toBe(true);
  expect(opened.lastCommand()?.exitCode).toBe(130);
});

test("a command that another one hides is told beside it while it runs", () => {
  const { opened, run, type, pass } = world();
  run("kubectl get pods -w", "main");
  expect(opened.inMain()).toBeUndefined();
  run("kubectl get nodes");
  expect(opened.lastCommand()?.run).toBe("kubectl get nodes");
  expect(opened.inMain()?.run).toBe("kubectl get pods -w");
  type({ type: "interrupt", session: "main" });
  pass(1_000);
  expect(opened.inMain()).toBeUndefined();
});

test("of a very long output the end is shown, in whole lines", () => {
  const { opened, run } = world();
  run("seq 1 100000", "main");
  const output = opened.lastCommand()?.output ?? "";
  expect(output).toMatch(/^…\n(\d+)\n/);
  expect(output.endsWith("\n100000\n")).toBe(true);
  expect(output.length).toBeLessThanOrEqual(100_002);
});

test("the event seen last stands last", () => {
  const { opened, run, pass } = world();
  run("kubectl run b --image=nginx:1.27", "main");
  pass(10_000);
  run("kubectl run a --image=nginx:1.27", "main");
  pass(10_000);
  const objects = opened.events().trim().split("\n").slice(1).map((line) => /pod\/\w+/.exec(line)?.[0]);
  expect(objects.length).toBeGreaterThan(6);
  expect(objects).toEqual(objects.toSorted().toReversed());
  expect(/\bScheduled\b/.test(opened.events().split("\n")[1] ?? "")).toBe(true);
});
