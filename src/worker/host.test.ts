import { describe, expect, test } from "vitest";
import { Fault } from "../engine/simulation/fault.ts";
import { change } from "../graph/frame.ts";
import type { Entity, Mark, Message, PartView } from "../graph/model.ts";
import type { Frame, PageInput, ToWorker } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { smallScenario } from "./test-scenario.ts";
import type { PlayedWorld } from "./world.ts";

interface Habits {
  readonly everyMs?: number;
  /** Occurrences at each of these instants. */
  readonly crowd?: number;
  /** Host time of an occurrence. */
  readonly costMs?: number;
  readonly breaksAtMs?: number;
  /** The figure on the picture grows, and an Event is written, so often. */
  readonly changesEveryMs?: number;
  readonly eventsEveryMs?: number;
  readonly messages?: boolean;
}

const figure = (value: number): PartView => ({ kind: "part", key: "part/etcd", name: "etcd", figure: value });

/** A world with occurrences every `everyMs`; a command takes as many milliseconds as its line says. */
function fakeWorld(habits: Habits, spend: (ms: number) => void): PlayedWorld & { readonly typed: { input: PageInput; atMs: number }[]; readonly kept: number[]; broken: boolean } {
  const { everyMs = 10, crowd = 1, costMs = 0, breaksAtMs = -1, changesEveryMs = 1_000, eventsEveryMs = 5_000, messages = false } = habits;
  let now = 0;
  let left = 0;
  let shown: Entity | undefined;
  let marks: Mark[] = [];
  let sent: Message[] = [];
  const typed: { input: PageInput; atMs: number }[] = [];
  const ends: number[] = [];
  const kept: number[] = [];
  const world = {
    typed,
    kept,
    broken: true,
    get nowMs() {
      return now;
    },
    get whole() {
      return left === 0;
    },
    step(untilMs: number, most: number) {
      if (left === 0) {
        const next = (Math.floor(now / everyMs) + 1) * everyMs;
        if (next > untilMs) {
          now = untilMs;
          return 0;
        }
        now = next;
        left = crowd;
        if (now % eventsEveryMs === 0) marks.push({ id: now, atMs: now, kind: "event", pod: "", object: "pod/web", type: "Normal", reason: "R", message: "" });
        if (messages) sent.push({ id: now, atMs: now, from: "workstation", to: "kube-apiserver", verb: "GET", resource: "pods", label: "", about: "" });
      }
      const ran = Math.min(left, most);
      left -= ran;
      spend(costMs * ran);
      if (now === breaksAtMs && world.broken) throw new Fault({ component: "kubelet", key: "pod/default/web", atMs: now }, "broke");
      return ran;
    },
    look() {
      const value = Math.floor(now / changesEveryMs);
      const before = shown;
      const same = before?.kind === "part" && before.figure === value;
      if (!same) shown = figure(value);
      const sight = { changes: same ? [] : [change("part/etcd", before, shown)], marks, messages: sent, output: [] };
      marks = [];
      sent = [];
      return sight;
    },
    watch: () => {},
    type(input: PageInput) {
      typed.push({ input, atMs: now });
      return ends.push(now + (input.type === "run" ? Number(input.line) : 0)) - 1;
    },
    ended: (n: number) => (ends[n] ?? Number.POSITIVE_INFINITY) <= now,
    coming: () => undefined,
    keep: () => void kept.push(now),
    goBack(atMs: number) {
      if (atMs === breaksAtMs && world.broken) throw new Fault({ component: "kubelet", key: "pod/default/web", atMs }, "broke");
      now = atMs;
      left = 0;
      shown = figure(Math.floor(now / changesEveryMs));
    },
    query: (_query: unknown, model: ReadonlyMap<string, Entity>, atMs?: number) => ({ type: "file" as const, text: `${atMs ?? "now"} ${JSON.stringify(model.get("part/etcd"))}` }),
    beside: () => world,
    digest: () => "00",
  };
  return world;
}

function machine(habits: Habits = {}) {
  let played: ReturnType<typeof fakeWorld> | undefined;
  const made: ReturnType<typeof testMachine> = testMachine(() => (played = fakeWorld(habits, (ms) => made.spend(ms))));
  return { ...made, now: () => played?.nowMs, world: () => played! };
}

const open: ToWorker = { type: "open", scenario: smallScenario() };
const pace = (speed: number): ToWorker => ({ type: "pace", speed });
const look = (atMs: number | "live"): ToWorker => ({ type: "look", atMs });
const run = (line: string): ToWorker => ({ type: "input", input: { type: "run", line } });
const figureOf = (frame: Frame | undefined): number | undefined => {
  const after = frame?.changes.find(({ key }) => key === "part/etcd")?.after;
  return after?.kind === "part" ? after.figure : undefined;
};

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
    const frame = m.frame();
    expect(frame?.speed).toBe(1000);
    expect(frame?.speedReached).toBeLessThan(25);
    expect(frame?.speedReached).toBeGreaterThan(5);
    expect(m.longest.ms).toBeLessThan(8 + 1);
    m.send(pace(1));
    const before = m.now() ?? 0;
    m.pass(1_000);
    expect((m.now() ?? 0) - before).toBeLessThanOrEqual(1_000);
  });

  test("an instant with very much in it is no reason not to yield; it is seen whole, or not", () => {
    const m = machine({ everyMs: 1_000, crowd: 5_000, costMs: 0.01 });
    m.send(open, pace(1), { type: "frame" });
    m.pass(1_020);
    expect(m.longest.ms).toBeLessThan(8 + 1 + 0.1);
    expect(m.world().whole).toBe(false);
    expect([m.now(), m.frame()?.liveMs]).toEqual([1_000, 992]);
    m.send(pace(0));
    m.pass(1_000);
    const frame = m.frame();
    expect([m.now(), frame?.liveMs, figureOf(frame)]).toEqual([1_000, 1_000, 1]);
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("a speed of %s does no harm", (speed) => {
    const m = machine();
    m.send(open, pace(speed));
    m.pass(100);
    expect(m.of("fault")).toEqual([]);
  });
});

describe("frames", () => {
  test("are given one for each time the page asks, and only when there is something new", () => {
    const m = machine();
    m.send(open);
    expect(m.frame()).toMatchObject({ afresh: true, viewMs: 0, liveMs: 0, speed: 0, changes: [{ key: "part/etcd", after: figure(0) }] });
    expect(m.frame()).toBeUndefined();
    m.pass(1_000);
    expect(m.of("frame").length).toBe(1);
    m.send(pace(1));
    m.pass(1_000);
    expect(m.of("frame").length).toBe(2);
  });

  test("squash what happened since the last, and tell every mark once", () => {
    const m = machine();
    m.send(open);
    m.frame();
    m.send({ type: "runUntil", id: 1, atMs: 21_000 });
    m.pass(1_000);
    const frame = m.frame();
    expect(frame?.changes).toEqual([{ key: "part/etcd", after: figure(21) }]);
    expect(frame?.marks.map(({ atMs }) => atMs)).toEqual([5_000, 10_000, 15_000, 20_000]);
    expect(frame?.afresh).toBe(false);
    m.send({ type: "runUntil", id: 2, atMs: 24_000 });
    m.pass(100);
    expect(m.frame()?.marks).toEqual([]);
  });

  test.each([
    { speed: 1, messages: [80, 110] },
    { speed: 10, messages: [800, 1_010] },
    { speed: 50, messages: [20, 30] },
    { speed: 200, messages: [0, 0] },
  ])("at $speed x have between $messages messages in a second", ({ speed, messages: [least = 0, most = 0] }) => {
    const m = machine({ messages: true });
    m.send(open, pace(speed));
    m.pass(500);
    m.frame();
    let count = 0;
    for (let i = 0; i < 63; i += 1) {
      m.pass(16);
      count += m.frame()?.messages.length ?? 0;
    }
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });
});

describe("goals", () => {
  test("the next change, where it pauses", () => {
    const m = machine();
    m.send(open, pace(1));
    m.pass(500);
    m.send({ type: "go", to: "nextChange" });
    m.pass(100);
    expect(m.now()).toBe(1_000);
    expect(m.frame()).toMatchObject({ speed: 0, viewMs: 1_000, liveMs: 1_000 });
    m.pass(1_000);
    expect(m.now()).toBe(1_000);
  });

  test("the next Event, an instant", () => {
    const m = machine();
    m.send(open, { type: "go", to: "nextEvent" });
    m.pass(100);
    expect(m.now()).toBe(5_000);
    m.send({ type: "go", to: { atMs: 7_777 } });
    m.pass(100);
    expect(m.now()).toBe(7_777);
  });

  test("are shown while the world is on its way, and given up when another is wanted", () => {
    const m = machine({ costMs: 0.5 });
    m.send(open, { type: "go", to: { atMs: 3_600_000 } });
    m.pass(100);
    expect(m.frame()?.goal).toEqual({ atMs: 3_600_000 });
    m.send(pace(0));
    const stood = m.now();
    m.pass(1_000);
    expect(m.now()).toBe(stood);
    expect(m.frame()?.goal).toBeUndefined();
  });

  test("that are not met within an hour are given up, and that is said once", () => {
    const m = machine({ eventsEveryMs: 10_000_000 });
    m.send(open, { type: "go", to: "nextEvent" });
    m.pass(10_000);
    expect(m.now()).toBe(3_600_000);
    expect(m.frame()?.missed).toBe("nextEvent");
    m.send({ type: "go", to: "nextChange" });
    m.pass(100);
    expect(m.frame()?.missed).toBeUndefined();
  });

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
  ])("a command typed while paused runs the clock until $when, and says so", ({ line, until }) => {
    const m = machine({ costMs: 0.5 });
    m.send(open);
    m.frame();
    m.send(run(line));
    m.pass(10);
    expect(m.frame()?.forCommand).toBe(true);
    m.pass(1_000);
    expect(m.now()).toBe(until);
    expect(m.frame()?.forCommand).toBeUndefined();
  });

  test("what is typed in the middle of an instant is entered at its end", () => {
    const m = machine({ everyMs: 1_000, crowd: 5_000, costMs: 0.01 });
    m.send(open, pace(1));
    m.pass(1_015);
    expect(m.world().whole).toBe(false);
    m.send(run("5"));
    expect(m.world().typed).toEqual([]);
    m.send(pace(0));
    m.pass(100);
    expect(m.world().typed.map(({ atMs }) => atMs)).toEqual([1_000]);
  });
});

describe("rewatch", () => {
  const played = () => {
    const m = machine();
    m.send(open, { type: "runUntil", id: 1, atMs: 60_000 });
    m.pass(500);
    m.frame();
    return m;
  };

  test("shows what was seen without touching the world, and goes back to the last moment", () => {
    const m = played();
    m.send(look(12_345));
    expect(m.frame()).toMatchObject({ viewMs: 12_345, liveMs: 60_000, speed: 0, changes: [{ after: figure(12) }], marks: [] });
    m.send(look(59_999.7));
    expect(m.frame()).toMatchObject({ viewMs: 59_999, changes: [{ after: figure(59) }] });
    m.send(look("live"));
    expect(m.frame()).toMatchObject({ viewMs: 60_000, changes: [{ after: figure(60) }] });
    m.pass(1_000);
    expect(m.now()).toBe(60_000);
  });

  test.each([[-5, 0], [1e9, 60_000], [Number.NaN, 60_000]])("a moment that was not seen is the nearest: %s", (atMs, shown) => {
    const m = played();
    m.send(look(atMs));
    expect(m.frame()?.viewMs ?? 60_000).toBe(shown);
  });

  test("plays the past at the pace that is asked for, and then the world goes on", () => {
    const m = played();
    m.send(look(50_000), pace(10));
    m.pass(500);
    const frame = m.frame();
    expect(frame?.viewMs).toBeGreaterThan(54_500);
    expect(frame?.viewMs).toBeLessThanOrEqual(55_000);
    expect(frame).toMatchObject({ liveMs: 60_000, speed: 10, speedReached: 10 });
    expect(m.now()).toBe(60_000);
    m.pass(1_000);
    expect(m.now()).toBeGreaterThan(64_000);
    expect(m.now()).toBeLessThanOrEqual(65_000);
  });

  test("goes to what was seen next, and beyond it the world runs", () => {
    const m = played();
    m.send(look(58_500), { type: "go", to: "nextChange" });
    expect(m.frame()?.viewMs).toBe(59_000);
    m.send({ type: "go", to: "nextEvent" });
    expect(m.frame()?.viewMs).toBe(60_000);
    m.send(look(58_500), { type: "go", to: { atMs: 59_500 } });
    expect(m.frame()).toMatchObject({ viewMs: 59_500, liveMs: 60_000 });
    m.send({ type: "go", to: { atMs: 61_500 } });
    m.pass(100);
    expect(m.frame()).toMatchObject({ viewMs: 61_500, liveMs: 61_500 });
  });

  test("questions are put to the moment that is looked at", () => {
    const m = played();
    const ask = () => m.ask({ type: "file", path: "x" });
    expect(ask()).toEqual({ type: "file", text: `now ${JSON.stringify(figure(60))}` });
    m.send(look(12_345));
    expect(ask()).toEqual({ type: "file", text: `12345 ${JSON.stringify(figure(12))}` });
  });

  test("has the messages on their way that were on their way", () => {
    const m = machine({ messages: true });
    m.send(open, { type: "runUntil", id: 1, atMs: 60_000 });
    m.pass(500);
    m.send(look(30_000));
    const times = m.frame()?.messages.map(({ atMs }) => atMs) ?? [];
    expect([times[0], times.at(-1), times.length]).toEqual([29_610, 30_000, 40]);
  });

  test("what is typed there makes it the present: the page forgets what came after", () => {
    const m = played();
    m.send(look(30_500), run("100"));
    m.pass(100);
    expect(m.frame()).toMatchObject({ viewMs: 30_600, liveMs: 30_600, forgetAfterMs: 30_500, changes: [{ after: figure(30) }] });
    expect(m.world().typed).toEqual([{ input: { type: "run", line: "100" }, atMs: 30_500 }]);
    m.send({ type: "runUntil", id: 1, atMs: 40_000 });
    m.pass(100);
    expect(m.frame()?.marks.map(({ atMs }) => atMs)).toEqual([35_000, 40_000]);
    m.send(look(20_000));
    expect(m.frame()?.changes).toEqual([{ key: "part/etcd", after: figure(20) }]);
  });
});

describe("a hidden page", () => {
  test("asks for nothing, and learns what it missed", () => {
    const m = machine({ messages: true });
    m.send(open, pace(100));
    m.frame();
    m.pass(100_000);
    const before = m.of("frame").length;
    const frame = m.frame();
    expect(m.of("frame").length).toBe(before + 1);
    expect(frame?.marks.length).toBe(Math.floor((m.now() ?? 0) / 5_000));
    expect(frame?.messages.length).toBeLessThan(30);
  });
});

describe("checkpoints", () => {
  test("are kept by the host's time while the world goes on, and by occurrences", () => {
    const m = machine();
    m.send(open, pace(1));
    m.pass(10_000);
    expect(m.world().kept.length).toBeGreaterThan(35);
    expect(m.world().kept.length).toBeLessThanOrEqual(40);
    m.send(pace(0));
    const count = m.world().kept.length;
    m.pass(10_000);
    expect(m.world().kept.length).toBe(count);
    m.send({ type: "runUntil", id: 1, atMs: 10_000_000 });
    m.pass(400);
    expect(m.world().kept.length - count).toBeGreaterThanOrEqual(45);
  });
});

describe("a fault", () => {
  const broken = () => {
    const m = machine({ breaksAtMs: 666_000 });
    m.send(open, { type: "runUntil", id: 1, atMs: 700_000 });
    m.pass(2_000);
    return m;
  };

  test("names component, key and time; what was seen before can be looked at, and replayed up to there", () => {
    const m = broken();
    expect(m.of("fault")).toMatchObject([{ canLook: true, fault: { component: "kubelet", key: "pod/default/web", atMs: 666_000 } }]);
    expect(m.frame()).toMatchObject({ viewMs: 665_990, liveMs: 665_990, speed: 0 });
    m.send(look(1_500));
    expect(m.frame()?.changes).toEqual([{ key: "part/etcd", after: figure(1) }]);
    m.send(look(665_000), pace(1));
    m.pass(5_000);
    expect(m.frame()).toMatchObject({ viewMs: 665_990, liveMs: 665_990, speed: 0 });
    m.send(pace(1), { type: "go", to: "nextChange" }, { type: "ping" });
    m.pass(1_000);
    expect(m.frame()).toBeUndefined();
    expect(m.of("pong").length).toBe(1);
    expect(m.of("fault").length).toBe(1);
  });

  test("an input at a moment before goes on from there", () => {
    const m = broken();
    m.world().broken = false;
    m.send(look(600_000), run("5"), pace(10));
    m.pass(10_000);
    expect(m.now()).toBeGreaterThan(690_000);
    expect(m.of("fault").length).toBe(1);
  });

  test("is left by undo: the world stands before what was typed last, and goes on", () => {
    const m = machine({ breaksAtMs: 666_000 });
    m.send(open, { type: "runUntil", id: 1, atMs: 650_000 });
    m.pass(2_000);
    m.send(run("5"), { type: "runUntil", id: 2, atMs: 700_000 });
    m.pass(2_000);
    expect(m.of("fault").length).toBe(1);
    m.send({ type: "undo" });
    m.pass(100);
    expect(m.frame()).toMatchObject({ viewMs: 650_000, liveMs: 650_000, speed: 0, branches: { redo: "5", nodes: [{ untilMs: 665_990, inputs: 1 }, { current: true, inputs: 0 }] } });
    m.world().broken = false;
    m.send({ type: "redo" }, pace(10));
    m.pass(10_000);
    expect(m.now()).toBeGreaterThan(690_000);
    expect(m.of("fault").length).toBe(1);
  });

  test("typed at once where it stopped: that is no other future", () => {
    const m = broken();
    m.world().broken = false;
    m.send(run("5"));
    m.pass(100);
    expect(m.frame()?.branches).toMatchObject({ undo: "5", nodes: [{ label: "5", inputs: 1, current: true }] });
    expect(m.frame()?.branches).toBeUndefined();
  });

  test("that comes again comes again", () => {
    const m = broken();
    m.send(run("5"), { type: "runUntil", id: 2, atMs: 700_000 });
    m.pass(2_000);
    expect(m.of("fault").length).toBe(2);
    expect(m.of("fault")[1]).toEqual(m.of("fault")[0]);
  });

  test("leaves the worker: another world can be opened", () => {
    const m = broken();
    m.send(open, pace(1));
    m.pass(1_000);
    expect(m.now()).toBeGreaterThan(900);
    expect(m.frame()?.afresh).toBe(true);
  });

  test("where the world cannot even be opened nothing can be looked at", () => {
    const m = testMachine(() => {
      throw new Error("no");
    });
    m.send(open, { type: "frame" }, look(5), pace(1), run("5"));
    m.pass(100);
    expect(m.posted).toMatchObject([{ type: "fault", canLook: false, fault: { component: "engine" } }]);
    expect(m.ask({ type: "file", path: "x" })).toEqual({ type: "failed", message: "no world is open" });
  });
});
