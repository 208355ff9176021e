import { describe, expect, test } from "vitest";
import type { Scenario } from "../scenario/scenario.ts";
import { startWorld, type WorkerPort } from "./client.ts";
import type { FromWorker, Snapshot, ToWorker } from "./protocol.ts";

const scenario: Scenario = {
  name: "a", seed: 1, startsAtMs: 0, namespace: "default", files: {}, inputs: [], expect: [],
  cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [] },
};
const snapshot: Snapshot = { nowMs: 5, speed: 1, speedReached: 1, pods: "", events: "" };

/** A worker that answers pings until it spins, and what it was told. */
function fakeWorker() {
  let hear: (event: { readonly data: FromWorker }) => void = () => {};
  let fail: (event: { readonly message: string }) => void = () => {};
  const told: ToWorker[] = [];
  const worker = {
    told,
    spins: false,
    ended: false,
    say: (data: FromWorker) => hear({ data }),
    breakDown: (message: string) => fail({ message }),
    postMessage(message: ToWorker) {
      told.push(message);
      if (message.type === "ping" && !worker.spins) hear({ data: { type: "pong" } });
    },
    terminate: () => void (worker.ended = true),
    addEventListener: ((type: string, listener: never) => {
      if (type === "message") hear = listener;
      else fail = listener;
    }) as WorkerPort["addEventListener"],
  };
  return worker;
}

/** A page that opened a world; `pass` lets seconds go by. */
function page() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const heard: unknown[] = [];
  const beats = new Set<() => void>();
  const client = startWorld(
    { snapshot: ({ nowMs }) => void heard.push({ nowMs }), fault: ({ message }) => void heard.push({ fault: message }), silent: (silent) => void heard.push({ silent }) },
    {
      startWorker: () => workers[workers.push(fakeWorker()) - 1]!,
      nextFrame: (callback) => callback(),
      every: (_, callback) => (beats.add(callback), () => void beats.delete(callback)),
    },
  );
  client.open(scenario);
  return { client, workers, heard, beats, pass: (seconds: number) => Array.from({ length: seconds }, () => beats.forEach((beat) => beat())) };
}

describe("the heartbeat", () => {
  test("a worker that answers is never called silent, however long", () => {
    const { heard, pass } = page();
    pass(600);
    expect(heard).toEqual([]);
  });

  test("a worker that does not come back is called silent after three seconds, once", () => {
    const { heard, pass, workers } = page();
    workers[0]?.say({ type: "opened", name: "a" });
    pass(2);
    workers[0]!.spins = true;
    pass(3);
    expect(heard).toEqual([]);
    pass(10);
    expect(heard).toEqual([{ silent: true }]);
  });

  test("one that comes back after all is heard again", () => {
    const { heard, pass, workers } = page();
    workers[0]?.say({ type: "opened", name: "a" });
    workers[0]!.spins = true;
    pass(6);
    workers[0]!.spins = false;
    workers[0]?.say({ type: "pong" });
    pass(10);
    expect(heard).toEqual([{ silent: true }, { silent: false }]);
  });

  test("a worker whose code is still on its way is waited for longer", () => {
    const { heard, pass, workers } = page();
    workers[0]!.spins = true;
    pass(10);
    expect(heard).toEqual([]);
    pass(5);
    expect(heard).toEqual([{ silent: true }]);
  });
});

describe("opening", () => {
  test("ends the worker that spins and starts another; nothing of the old one is heard any more", () => {
    const { client, heard, workers, pass, beats } = page();
    workers[0]!.spins = true;
    pass(20);
    client.open(scenario);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers[1]?.told).toEqual([{ type: "open", scenario }]);
    expect(beats.size).toBe(1);
    heard.length = 0;
    workers[0]?.say({ type: "snapshot", snapshot });
    workers[0]?.say({ type: "pong" });
    expect(heard).toEqual([]);
    workers[1]?.say({ type: "snapshot", snapshot });
    expect(heard).toEqual([{ nowMs: 5 }]);
  });

  test("what is typed and the pace go to the newest world", () => {
    const { client, workers } = page();
    client.open(scenario);
    client.pace(2);
    client.send({ type: "run", line: "ls", session: "main" });
    expect(workers[0]?.told).toEqual([{ type: "open", scenario }]);
    expect(workers[1]?.told.slice(1)).toEqual([{ type: "pace", speed: 2 }, { type: "input", input: { type: "run", line: "ls", session: "main" } }]);
  });
});

describe("a fault", () => {
  test("comes with how the world stands there", () => {
    const { heard, workers } = page();
    workers[0]?.say({ type: "fault", fault: { component: "kubelet", key: "", atMs: 5, message: "broke" }, snapshot });
    expect(heard).toEqual([{ nowMs: 5 }, { fault: "broke" }]);
  });

  test("a worker that breaks down is a fault too, and its silence is not told as well", () => {
    const { heard, workers, pass } = page();
    workers[0]!.spins = true;
    workers[0]?.breakDown("SyntaxError");
    pass(30);
    expect(heard).toEqual([{ fault: "SyntaxError" }]);
  });
});
