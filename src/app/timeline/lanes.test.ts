import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mark, PodGlyph } from "../../graph/model.ts";
import { clockEndMs, createLanes, standingOf, worstOf, type Lanes } from "./lanes.ts";
import { clock, container, created, deleted, event, input, marksOf, probe, status, type Told } from "./test-marks.ts";

const A = "pod/a";
const fold = (...told: readonly Told[]): Lanes => createLanes().of(marksOf(...told));
const barsOf = (lanes: Lanes, name = "app") => lanes.pods.get(A)!.containers.get(name)!.bars.map(({ state, fromMs, toMs, run }) => [state, fromMs, toMs, run]);
const clocksOf = (lanes: Lanes) => lanes.pods.get(A)!.clocks.map((span) => [span.clock.what, span.clock.fromMs, clockEndMs(span), span.endedMs !== undefined]);

describe("bars", () => {
  const crash = [
    created(0, A),
    container(100, A, "waiting", "ContainerCreating"),
    container(700, A, "running"),
    container(5_000, A, "terminated", "Error", 1),
    container(5_010, A, "waiting", "CrashLoopBackOff"),
    container(15_000, A, "running"),
  ];
  test("each state lasts to the next, the last one is open, and runs are counted from 0", () =>
    expect(barsOf(fold(...crash))).toEqual([["waiting", 100, 700, 0], ["running", 700, 5_000, 0], ["terminated", 5_000, 5_010, 0], ["waiting", 5_010, 15_000, 0], ["running", 15_000, undefined, 1]]));
  test("they end with the pod", () => expect(barsOf(fold(...crash, deleted(20_000, A))).at(-1)).toEqual(["running", 15_000, 20_000, 1]));
  test("containers have their own", () => {
    const lanes = fold(...crash, container(800, A, "running", "", undefined, "page"));
    expect(barsOf(lanes, "page")).toEqual([["running", 800, undefined, 0]]);
    expect([...lanes.pods.get(A)!.containers.keys()]).toEqual(["app", "page"]);
  });
});

describe("clocks", () => {
  test("a grace period that is not used up ends with the container", () => expect(clocksOf(fold(container(0, A, "running"), clock(1_000, A, "grace", 31_000), container(3_000, A, "terminated", "Completed", 0)))).toEqual([["grace", 1_000, 3_000, true]]));
  test("one that is used up ends with the kill", () => expect(clocksOf(fold(clock(1_000, A, "grace", 31_000), container(31_040, A, "terminated", "Error", 137)))).toEqual([["grace", 1_000, 31_000, true]]));
  test("a back-off ends with the next start, one of another container does not", () =>
    expect(clocksOf(fold(clock(0, A, "crashBackoff", 10_000), clock(5, A, "crashBackoff", 10_005, "other"), container(10_000, A, "running")))).toEqual([["crashBackoff", 0, 10_000, true], ["crashBackoff", 5, 10_005, false]]));
  test("a pull that finds nothing is over, and its back-off begins", () =>
    expect(clocksOf(fold(clock(0, A, "pull", 60_000), container(800, A, "waiting", "ErrImagePull"), clock(900, A, "imageBackoff", 10_900), clock(10_900, A, "pull", 70_000)))).toEqual([
      ["pull", 0, 800, true], ["imageBackoff", 900, 10_900, true], ["pull", 10_900, 70_000, false],
    ]));
  test("a pull that turns out slower has another end, and is no second one", () => {
    const marks = marksOf(clock(0, A, "pull", 10_000), { ...clock(0, A, "pull", 20_000), atMs: 500 } as Told);
    expect(clocksOf(createLanes().of(marks))).toEqual([["pull", 0, 20_000, false]]);
  });
  test("none outlives its pod", () => expect(clocksOf(fold(clock(0, A, "grace", 30_000, undefined), deleted(2_000, A)))).toEqual([["grace", 0, 2_000, true]]));
});

test("probes are kept by container and type, events by pod, and what is of no pod by itself", () => {
  const lanes = fold(input(0, "kubectl apply -f a.yaml"), created(1, A), probe(10, A, "success"), probe(10, A, "failure", "readiness"), event(11, A, "Warning", "Unhealthy"), event(12, "", "Normal", "NodeReady"), { atMs: 13, kind: "node", node: "node/w", status: "NotReady" });
  const app = lanes.pods.get(A)!.containers.get("app")!;
  expect([...app.probes].map(([type, ticks]) => [type, ticks.length])).toEqual([["liveness", 1], ["readiness", 1]]);
  expect(lanes.pods.get(A)!.events).toHaveLength(1);
  expect(lanes.cluster.map(({ kind }) => kind)).toEqual(["event", "node"]);
  expect(lanes.inputs).toHaveLength(1);
});

describe("what is not as asked", () => {
  const lanes = fold(
    created(0, A), status(0, A, "Pending", "pending"), status(10, A, "Running", "ready"),
    created(5, "pod/b"), status(5, "pod/b", "Pending", "pending"), status(20, "pod/b", "Error", "error"), status(30, "pod/b", "CrashLoopBackOff", "crashLoop"),
    status(40, A, "Unknown", "unknown"), deleted(50, "pod/b"),
  );
  test("is counted from change to change", () =>
    expect(lanes.shortfalls).toEqual([
      { atMs: 0, broken: 0, lost: 0, onTheWay: 1 },
      { atMs: 5, broken: 0, lost: 0, onTheWay: 2 },
      { atMs: 10, broken: 0, lost: 0, onTheWay: 1 },
      { atMs: 20, broken: 1, lost: 0, onTheWay: 0 },
      { atMs: 40, broken: 1, lost: 1, onTheWay: 0 },
      { atMs: 50, broken: 0, lost: 1, onTheWay: 0 },
    ]));
  test("the worst of many pods is what their one lane shows", () =>
    expect(worstOf([...lanes.pods.values()])).toEqual([{ atMs: 0, standing: "onTheWay" }, { atMs: 20, standing: "broken" }, { atMs: 50, standing: "lost" }]));
});

describe("folding as marks come", () => {
  const glyphs: readonly PodGlyph[] = ["pending", "creating", "ready", "error", "crashLoop", "unknown", "completed"];
  const anyMark = fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 6 })).map(([atMs, pod, kind]) => {
    const key = `pod/${pod}`;
    const all = [status(atMs, key, "x", glyphs[kind]!), container(atMs, key, "running"), container(atMs, key, "terminated", "Error", 1), probe(atMs, key, "failure"), clock(atMs, key, "crashBackoff", atMs + 5_000), deleted(atMs, key), created(atMs, key)];
    return all[kind]!;
  });
  test("piece by piece is the same as at once", () =>
    fc.assert(fc.property(fc.array(anyMark, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (told, piece) => {
      const marks = marksOf(...told);
      const growing: Mark[] = [];
      const lanes = createLanes();
      for (let from = 0; from < marks.length; from += piece) {
        growing.push(...marks.slice(from, from + piece));
        lanes.of(growing);
      }
      expect({ ...lanes.of(growing), version: 0 }).toEqual({ ...createLanes().of(marks), version: 0 });
    })));
  test("counts are never below nothing, and at most one per pod", () =>
    fc.assert(fc.property(fc.array(anyMark, { maxLength: 60 }), (told) => {
      for (const { broken, lost, onTheWay } of createLanes().of(marksOf(...told)).shortfalls) {
        expect(Math.min(broken, lost, onTheWay)).toBeGreaterThanOrEqual(0);
        expect(broken + lost + onTheWay).toBeLessThanOrEqual(4);
      }
    })));
  test("another past is folded anew, and the version tells", () => {
    const lanes = createLanes();
    const first = lanes.of(marksOf(created(0, A), container(5, A, "running")));
    const { version } = first;
    const second = lanes.of(marksOf(created(0, A)));
    expect(second.version).toBeGreaterThan(version);
    expect(second.pods.get(A)!.containers.size).toBe(0);
  });
});

test("every glyph has a standing", () => expect(standingOf("terminating")).toBe("asAsked"));
