import { describe, expect, test } from "vitest";
import { Fault } from "../engine/simulation/fault.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { createHost } from "./host.ts";
import type { FromWorker, PageInput, ToWorker } from "./protocol.ts";
import type { PlayedWorld } from "./world.ts";

const scenario: Scenario = {
  name: "a", seed: 1, startsAtMs: 0, namespace: "default", files: {}, inputs: [], expect: [],
  cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [] },
};

interface Habits {
  readonly everyMs?: number;
  /** Host time of an occurrence. */
  readonly costMs?: number;
  readonly breaksAtMs?: number;
}

/** A world with an occurrence every `everyMs`; a command takes as many milliseconds as its line says. */
function world({ everyMs = 10, costMs = 0, breaksAtMs = -1 }: Habits, spend: (ms: number) => void): PlayedWorld & { readonly typed: PageInput[] } {
  let now = 0;
  const typed: PageInput[] = [];
  const ends: number[] = [];
  return {
    typed,
    get nowMs() {
      return now;
    },
    advance(untilMs, most) {
      for (let ran = 0; ran < most; ran++) {
        const next = (Math.floor(now / everyMs) + 1) * everyMs;
        if (next > untilMs) return (now = untilMs), ran;
        now = next;
        spend(costMs);
        if (now === breaksAtMs) throw new Fault({ component: "kubelet", key: "pod/default/web", atMs: now }, "broke");
      }
      return most;
    },
    type(input) {
      typed.push(input);
      return ends.push(now + (input.type === "run" ? Number(input.line) : 0)) - 1;
    },
    ended: (n) => (ends[n] ?? Number.POSITIVE_INFINITY) <= now,
    pods: () => `pods at ${Math.floor(now / 1000)}`,
    events: () => "",
    lastCommand: () => undefined,
    inMain: () => undefined,
    digest: () => "00",
  };
}

/** A machine on a clock of its own: `pass` lets that much host time go by, running what was put off. */
function machine(habits: Habits = {}) {
  let clock = 0;
  const posted: FromWorker[] = [];
  let put: { at: number; callback: () => void }[] = [];
  let played: ReturnType<typeof world> | undefined;
  const longest = { ms: 0 };
  const host = createHost(
    { clockMs: () => clock, later: (ms, callback) => void put.push({ at: clock + Math.max(ms, 0.1), callback }), post: (message) => void posted.push(message) },
    () => (played = world(habits, (ms) => void (clock += ms))),
  );
  return {
    posted,
    longest,
    send: (...messages: ToWorker[]) => messages.forEach((message) => host.receive(message)),
    pass(ms: number) {
      for (const end = clock + ms; ; ) {
        const next = put.sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > end) return void (clock = Math.max(clock, end));
        put = put.slice(1);
        clock = Math.max(clock, next.at);
        const began = clock;
        next.callback();
        longest.ms = Math.max(longest.ms, clock - began);
      }
    },
    now: () => played?.nowMs,
    typed: () => played?.typed,
    of: <T extends FromWorker["type"]>(type: T) => posted.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type),
  };
}

const open: ToWorker = { type: "open", scenario };
const pace = (speed: number): ToWorker => ({ type: "pace", speed });

describe("the pace", () => {
  test("a world that was opened stands at 0s", () => {
    const m = machine();
    m.send(open);
    m.pass(5_000);
    expect(m.now()).toBe(0);
    expect(m.of("opened")).toEqual([{ type: "opened", name: "a" }]);
  });

  test.each([1, 0.1, 10, 1000])("at %sx the world goes that much for every second", (speed) => {
    const m = machine();
    m.send(open, pace(speed));
    m.pass(2_000);
    expect(m.now()).toBeGreaterThan(1_980 * speed * 0.98);
    expect(m.now()).toBeLessThanOrEqual(2_000 * speed);
  });

  test("paused, time stands", () => {
    const m = machine();
    m.send(open, pace(1));
    m.pass(1_000);
    m.send(pace(0));
    const stood = m.now();
    m.pass(10_000);
    expect(m.now()).toBe(stood);
  });

  test("a world that is too slow falls behind, says how fast it goes, and yields in time", () => {
    const m = machine({ everyMs: 10, costMs: 0.5 });
    m.send(open, pace(1000));
    m.pass(5_000);
    m.send({ type: "snapshot" });
    const snapshot = m.of("snapshot")[0]?.snapshot;
    expect(snapshot?.speed).toBe(1000);
    expect(snapshot?.speedReached).toBeLessThan(25);
    expect(snapshot?.speedReached).toBeGreaterThan(5);
    expect(m.longest.ms).toBeLessThan(8 + 100 * 0.5 + 1);
    m.send(pace(1));
    const before = m.now() ?? 0;
    m.pass(1_000);
    expect((m.now() ?? 0) - before).toBeLessThanOrEqual(1_000);
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("a speed of %s does no harm", (speed) => {
    const m = machine();
    m.send(open, pace(speed));
    m.pass(100);
    expect(m.of("fault")).toEqual([]);
  });
});

describe("snapshots", () => {
  test("are given one for each time the page asks, and only when there is something new", () => {
    const m = machine();
    m.send(open, { type: "snapshot" });
    expect(m.of("snapshot").length).toBe(1);
    m.send({ type: "snapshot" });
    m.pass(1_000);
    expect(m.of("snapshot").length).toBe(1);
    m.send(pace(1));
    m.pass(1_000);
    expect(m.of("snapshot").length).toBe(2);
  });
});

describe("errands", () => {
  test("the world goes to an instant as fast as it can, and answers with the digest there", () => {
    const m = machine();
    m.send(open, { type: "runUntil", id: 3, atMs: 600_000 });
    m.pass(1_000);
    expect(m.of("reached")).toEqual([{ type: "reached", id: 3, atMs: 600_000, digest: "00" }]);
    m.pass(1_000);
    expect(m.now()).toBe(600_000);
  });

  test.each([
    { when: "it ends", line: "400", until: 400 },
    { when: "it has waited 2 s", line: "999999", until: 2_000 },
  ])("a command typed while paused runs the clock until $when", ({ line, until }) => {
    const m = machine();
    m.send(open, { type: "input", input: { type: "run", line } });
    m.pass(1_000);
    expect(m.now()).toBe(until);
  });
});

describe("a fault", () => {
  test("names component, key and time, and the worker stays: another world can be opened", () => {
    const m = machine({ breaksAtMs: 666_000 });
    m.send(open, { type: "runUntil", id: 1, atMs: 700_000 });
    m.pass(2_000);
    expect(m.of("fault")[0]?.fault).toMatchObject({ component: "kubelet", key: "pod/default/web", atMs: 666_000 });
    expect(m.of("fault")[0]?.snapshot).toMatchObject({ nowMs: 666_000, speed: 0, pods: "pods at 666" });
    m.send(pace(1), { type: "snapshot" }, { type: "ping" });
    m.pass(1_000);
    expect(m.of("snapshot")).toEqual([]);
    expect(m.of("pong")).toEqual([{ type: "pong" }]);
    m.send(open, pace(1));
    m.pass(1_000);
    expect(m.now()).toBeGreaterThan(900);
  });
});
