import { describe, expect, test } from "vitest";
import { startWorld, type WorkerPort } from "./client.ts";
import type { Frame, FromWorker, ToWorker } from "./protocol.ts";
import { smallScenario } from "./test-scenario.ts";

const scenario = smallScenario();
const frame: Frame = { viewMs: 5, liveMs: 5, speed: 1, speedReached: 1, afresh: false, changes: [], marks: [], messages: [], output: [] };

/** A worker that answers pings until it spins, and what it was told. */
function fakeWorker() {
  let hear: (event: { readonly data: FromWorker }) => void = () => {};
  let fail: (event: { readonly message: string }) => void = () => {};
  let garble: (event: object) => void = () => {};
  const told: ToWorker[] = [];
  const worker = {
    told,
    spins: false,
    ended: false,
    say: (data: FromWorker) => hear({ data }),
    breakDown: (message: string) => fail({ message }),
    garble: () => garble({}),
    postMessage(message: ToWorker) {
      told.push(message);
      if (message.type === "ping" && !worker.spins) hear({ data: { type: "pong" } });
    },
    terminate: () => void (worker.ended = true),
    addEventListener: ((type: string, listener: never) => {
      if (type === "message") hear = listener;
      else if (type === "error") fail = listener;
      else garble = listener;
    }) as WorkerPort["addEventListener"],
  };
  return worker;
}

/** A page that opened a world; `pass` lets seconds go by. */
function page() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const heard: unknown[] = [];
  const beats = new Set<() => void>();
  /** A hidden tab draws nothing. */
  let hidden = false;
  const drawings: (() => void)[] = [];
  const client = startWorld(
    { frame: ({ viewMs }) => void heard.push({ viewMs }), fault: ({ message }, canLook) => void heard.push({ fault: message, canLook }), silent: (silent) => void heard.push({ silent }) },
    {
      startWorker: () => workers[workers.push(fakeWorker()) - 1]!,
      nextFrame: (callback) => void (hidden ? drawings.push(callback) : callback()),
      every: (_, callback) => (beats.add(callback), () => void beats.delete(callback)),
    },
  );
  client.open(scenario);
  return { client, workers, heard, beats, drawings, hide: () => (hidden = true), pass: (seconds: number) => Array.from({ length: seconds }, () => beats.forEach((beat) => beat())) };
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
    workers[0]?.say({ type: "frame", frame });
    workers[0]?.say({ type: "pong" });
    expect(heard).toEqual([]);
    workers[1]?.say({ type: "frame", frame });
    expect(heard).toEqual([{ viewMs: 5 }]);
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

describe("frames", () => {
  const asked = (told: readonly ToWorker[]): number => told.filter(({ type }) => type === "frame").length;

  test("are asked for once the world is open, and again when the last was drawn", () => {
    const { workers } = page();
    expect(asked(workers[0]!.told)).toBe(0);
    workers[0]?.say({ type: "opened", name: "a" });
    expect(asked(workers[0]!.told)).toBe(1);
    workers[0]?.say({ type: "frame", frame });
    expect(asked(workers[0]!.told)).toBe(2);
  });

  test("are not asked for by a hidden page, nor of a world that was left", () => {
    const { client, workers, drawings, hide } = page();
    hide();
    workers[0]?.say({ type: "opened", name: "a" });
    workers[0]?.say({ type: "frame", frame });
    expect(asked(workers[0]!.told)).toBe(1);
    client.open(scenario);
    for (const draw of drawings) draw();
    expect(workers.map(({ told }) => asked(told))).toEqual([1, 0]);
  });
});

describe("questions", () => {
  test("are answered each by its own answer, in whatever order", async () => {
    const { client, workers } = page();
    const first = client.ask({ type: "file", path: "a" });
    const second = client.ask({ type: "file", path: "b" });
    const asked = workers[0]!.told.flatMap((message) => (message.type === "query" ? [message.id] : []));
    workers[0]?.say({ type: "answer", id: asked[1]!, answer: { type: "file", text: "B" } });
    workers[0]?.say({ type: "answer", id: asked[0]!, answer: { type: "file", text: "A" } });
    expect(await Promise.all([first, second])).toEqual([{ type: "file", text: "A" }, { type: "file", text: "B" }]);
  });

  test("that fail, or whose world is closed, are rejected", async () => {
    const { client, workers } = page();
    const failing = client.ask({ type: "file", path: "a" });
    const left = client.ask({ type: "file", path: "a" });
    workers[0]?.say({ type: "answer", id: 1, answer: { type: "failed", message: "no" } });
    await expect(failing).rejects.toThrow("no");
    client.open(scenario);
    await expect(left).rejects.toThrow("closed");
    client.close();
    await expect(client.ask({ type: "file", path: "a" })).rejects.toThrow("closed");
  });
});

describe("a fault", () => {
  test("says whether what was seen can be looked at", () => {
    const { heard, workers } = page();
    workers[0]?.say({ type: "fault", fault: { component: "kubelet", key: "", atMs: 5, message: "broke" }, canLook: true });
    expect(heard).toEqual([{ fault: "broke", canLook: true }]);
  });

  test("a worker that breaks down is a fault too, and its silence is not told as well", () => {
    const { heard, workers, pass } = page();
    workers[0]!.spins = true;
    workers[0]?.breakDown("SyntaxError");
    pass(30);
    expect(heard).toEqual([{ fault: "SyntaxError", canLook: false }]);
  });
});

describe("a worker that is gone", () => {
  test.each([
    ["broke down, or had no memory left", (worker: ReturnType<typeof fakeWorker>) => worker.breakDown("out of memory"), "out of memory"],
    ["sent what cannot be read", (worker: ReturnType<typeof fakeWorker>) => worker.garble(), "a message could not be read"],
  ])("because it %s: said once, what was asked is settled, what is sent now is not", async (_, end, words) => {
    const { client, workers, heard, pass } = page();
    const worker = workers[0]!;
    const asked = [client.ask({ type: "file", path: "a" }), client.ask({ type: "file", path: "b" })];
    const settled = Promise.allSettled(asked);
    end(worker);
    end(worker);
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(heard).toEqual([{ fault: words, canLook: false }]);
    const told = worker.told.length;
    client.pace(1);
    client.send({ type: "run", line: "ls" });
    pass(60);
    expect([worker.told.length, worker.ended]).toEqual([told, true]);
    await expect(client.ask({ type: "file", path: "c" })).rejects.toThrow("the world is closed");
    client.open(scenario);
    expect(workers[1]!.told.map(({ type }) => type)).toEqual(["open"]);
    expect(heard).toHaveLength(1);
  });
});
