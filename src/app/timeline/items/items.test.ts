import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PodView } from "../../../graph/model.ts";
import { createLanes, type Lanes } from "../lanes.ts";
import { rowsOf, type Row } from "../rows.ts";
import { clock, container, created, deleted, event, input, marksOf, probe, status, type Told } from "../test-marks.ts";
import type { Drawing, Item } from "./item.ts";
import { itemsOf } from "./items.ts";
import { extentOf, fitted } from "./texts.ts";

const A = "pod/a";
const WIDTH = 736;
const measure = (text: string): number => text.length * 6;

const drawingOf = (lanes: Lanes, over: Partial<Drawing> = {}): Drawing => ({
  span: { fromMs: 0, msPerPx: 80_000 / WIDTH }, widthPx: WIDTH, viewMs: 45_500, liveMs: 45_500, lanes, balloons: [],
  words: { grace: (length) => `grace ${length}`, backOff: (length) => `back-off ${length}`, pulling: (percent) => `pulling ${percent} %` },
  viewOf: () => undefined, measure, ...over,
});

/** All items of the rows of a kind. */
function drawn(told: readonly Told[], kind: Row["kind"], over: Partial<Drawing> = {}, toggled: ReadonlyMap<string, boolean> = new Map()): Item[] {
  const lanes = createLanes().of(marksOf(...told));
  const rows = rowsOf({ lanes, views: [], selected: undefined, toggled });
  return rows.filter((row) => row.kind === kind).flatMap((row) => itemsOf(row, drawingOf(lanes, over)));
}
const texts = (items: readonly Item[]): string[] => items.flatMap((item) => (item.shape === "text" ? [item.text] : []));
const shapes = (items: readonly Item[], shape: Item["shape"]): number => items.filter((item) => item.shape === shape).length;
const bars = (items: readonly Item[]) => items.flatMap((item) => (item.shape === "bar" ? [`${item.fill} ${item.tone} ${Math.round(item.x)}..${Math.round(item.x + item.w)}`] : []));
const closed = new Map([[A, false]]);

describe("a container", () => {
  test("waits hatched, runs solid to the present, and its next runs are numbered", () => {
    const items = drawn([created(0, A), container(0, A, "waiting", "ContainerCreating"), container(10_000, A, "running"), container(20_000, A, "terminated", "Error", 1), container(20_000, A, "running")], "container");
    expect(bars(items)).toEqual(["hatch wait 0..92", "solid ink 92..184", "solid ink 184..419"]);
    expect(shapes(items, "cross")).toBe(1);
    expect(texts(items)).toEqual(["1"]);
  });
  test("that ended well has a check and no cross", () => {
    const items = drawn([container(0, A, "running"), container(20_000, A, "terminated", "Completed", 0)], "container");
    expect([shapes(items, "check"), shapes(items, "cross")]).toEqual([1, 0]);
  });
  test("that is being stopped has its grace as an arc to the kill, dashed from now on", () => {
    const items = drawn([container(750, A, "running"), clock(45_461, A, "grace", 75_461)], "container");
    expect(bars(items)).toContain("dashed wait 419..694");
    expect(texts(items)).toEqual(["grace 30 s", "KILL"]);
    expect(items.find(({ shape }) => shape === "arc")).toMatchObject({ arrow: true, tone: "wait" });
  });
  test("once it is over there is no plan left", () => {
    const items = drawn([container(750, A, "running"), clock(10_000, A, "grace", 40_000), container(12_000, A, "terminated", "Completed", 0)], "container");
    expect(bars(items).some((bar) => bar.startsWith("dashed"))).toBe(false);
    expect(texts(items)).toEqual([]);
  });
});

describe("the head of an open pod", () => {
  const told = [created(0, A), status(900, A, "Running", "ready"), container(900, A, "running")];
  const lanes = createLanes().of(marksOf(...told));
  const row = rowsOf({ lanes, views: [], selected: undefined, toggled: new Map([[A, true]]) }).find(({ kind }) => kind === "pod")!;
  const wordAt = (...balloons: readonly number[]): number | undefined => {
    const items = itemsOf(row, drawingOf(lanes, { balloons: balloons.map((x) => ({ x, y: row.top + row.height / 2 })) }));
    return items.flatMap((item) => (item.shape === "text" && item.text === "Running" ? [item.x] : []))[0];
  };
  test("says its STATUS where it became so", () => expect(wordAt()).toBeLessThan(12));
  test("beside the numbers of the answer to why, never under them", () => expect([wordAt(10), wordAt(10, 31)]).toEqual([22, 43]));
  test("numbers further on leave it where it is", () => expect(wordAt(200)).toBe(wordAt()));
  test("and those of another row", () => expect(texts([...itemsOf(row, drawingOf(lanes, { balloons: [{ x: 10, y: row.top - 8 }] }))])).toEqual(["Running"]));
});

describe("a pod in one row", () => {
  test("a crash loop is gaps with crosses and an arc to the next start", () => {
    const items = drawn([created(0, A), status(0, A, "ContainerCreating", "creating"), status(2_000, A, "Running", "ready"), status(39_100, A, "Error", "error"), container(39_100, A, "terminated", "Error", 1), status(39_400, A, "CrashLoopBackOff", "crashLoop"), clock(39_200, A, "crashBackoff", 49_200)], "pod", {}, closed);
    expect(bars(items).slice(0, 2)).toEqual(["hatch wait 0..18", "solid ink 18..360"]);
    expect(shapes(items, "cross")).toBe(1);
    expect(texts(items)).toEqual(["back-off 10 s"]);
  });
  test("a wait is drawn from when it began, not from when its length was counted", () => {
    const told = { ...clock(48_400, A, "crashBackoff", 68_400), atMs: 63_400 } as Told;
    const arc = drawn([container(48_600, A, "running"), container(63_400, A, "terminated", "Error", 1), told], "container", { liveMs: 65_000, viewMs: 65_000 }).find(({ shape }) => shape === "arc");
    expect(Math.round(arc!.x)).toBe(Math.round((63_400 * WIDTH) / 80_000));
  });
  test("a pull tells how far it is", () => expect(texts(drawn([created(20_000, A), status(20_000, A, "ContainerCreating", "creating"), clock(20_500, A, "pull", 60_500)], "pod", {}, closed))).toEqual(["pulling 62 %"]));
  test("running but not ready is half filled", () => expect(bars(drawn([status(0, A, "Running", "notReady")], "pod", {}, closed))).toEqual(["half ink 0..419"]));
  test("without a node it is dashed, and the scheduler's word stands beside it", () => {
    const view = { key: A, glyph: "pending", status: "Pending", node: "", verdict: "0/3 nodes are available", containers: [] } as unknown as PodView;
    const items = drawn([created(30_000, A), status(30_000, A, "Pending", "pending")], "pod", { viewOf: () => view }, closed);
    expect(bars(items)).toEqual(["dashed mute 276..419"]);
    expect(texts(items)).toEqual(["Unschedulable"]);
  });
  test("it ends where it went", () => {
    const items = drawn([created(0, A), status(0, A, "Running", "ready"), deleted(20_000, A)], "pod", {}, closed);
    expect(bars(items)).toEqual(["solid ink 0..184"]);
    expect(shapes(items, "end")).toBe(1);
  });
  test("nothing is promised while the past is looked at", () => expect(texts(drawn([created(0, A), status(0, A, "ImagePullBackOff", "imagePull")], "pod", { viewMs: 10_000 }, closed))).toEqual([]));
});

describe("probes", () => {
  test("succeed as ticks, fail as crosses, and know nothing as a ring", () => {
    const items = drawn([container(0, A, "running"), probe(5_000, A, "unknown"), probe(10_000, A, "success"), probe(15_000, A, "failure")], "probe");
    expect([shapes(items, "ring"), shapes(items, "tick"), shapes(items, "cross")]).toEqual([1, 1, 1]);
  });
  test("a month of them is drawn as what a screen can show, and no failure hides behind successes", () => {
    const many = Array.from({ length: 5_000 }, (_, n) => probe(n * 1_000, A, n === 2_500 ? "failure" : "success"));
    const items = drawn([container(0, A, "running"), ...many], "probe", { span: { fromMs: 0, msPerPx: 5_000_000 / WIDTH }, liveMs: 5_000_000, viewMs: 5_000_000 });
    expect(shapes(items, "tick")).toBeLessThan(WIDTH / 2);
    expect(shapes(items, "cross")).toBe(1);
    expect(items.at(-1)!.shape).toBe("cross");
  });
  test("the next one is dashed, at the live end only", () => {
    const view = { key: A, containers: [{ name: "app", probes: [{ type: "liveness", nextAtMs: 50_460, onHold: false }] }] } as unknown as PodView;
    const told: Told[] = [container(0, A, "running"), probe(45_460, A, "success")];
    const dashed = (over: Partial<Drawing>): number => drawn(told, "probe", { viewOf: () => view, ...over }).filter((item) => item.shape === "tick" && item.dashed).length;
    expect(dashed({})).toBe(1);
    expect(dashed({ viewMs: 20_000 })).toBe(0);
  });
});

test("warnings are filled and red, the rest is an outline, and warnings lie on top", () => {
  const items = drawn([created(0, A), event(1_000, A, "Warning", "Unhealthy"), event(30_000, A, "Normal", "Started")], "pod");
  expect(items.filter(({ shape }) => shape === "flag")).toMatchObject([{ filled: false, tone: "ink" }, { filled: true, tone: "bad" }]);
});

test("a command is cut where the next one begins", () => {
  const items = drawn([input(0, "kubectl apply -f pod.yaml"), input(10_000, "kubectl get pods\nls")], "you");
  expect(texts(items)).toEqual(["kubectl app…", "kubectl get pods"]);
});

test.each([["liveness", 100, "liveness"], ["liveness", 36, "liven…"], ["liveness", 20, ""], ["ab", 20, "ab"], ["", 50, ""]])("%s in %d px is %s", (text, widthPx, shown) =>
  expect(fitted(text, widthPx, measure)).toBe(shown));

describe("at any zoom and any moment", () => {
  const told: Told[] = [
    input(100, "kubectl apply -f pod.yaml"), input(20_000, "kubectl delete pod a --grace-period=5"), created(110, A), status(110, A, "Pending", "pending"), status(130, A, "ContainerCreating", "creating"),
    container(130, A, "waiting", "ContainerCreating"), clock(140, A, "pull", 6_000), status(6_100, A, "Running", "notReady"), container(6_100, A, "running"), event(6_120, A, "Normal", "Started"), status(9_000, A, "Running", "ready"),
    event(12_000, A, "Warning", "Unhealthy"), probe(11_000, A, "failure"), clock(12_000, A, "grace", 42_000), container(13_000, A, "terminated", "Error", 137), status(13_000, A, "Error", "error"),
    container(13_010, A, "waiting", "CrashLoopBackOff"), clock(13_010, A, "crashBackoff", 23_010), status(13_200, A, "CrashLoopBackOff", "crashLoop"), clock(44_000, A, "grace", 74_000, undefined), clock(44_000, A, "grace", 74_000),
  ];
  const lanes = createLanes().of(marksOf(...told));
  const moments = fc.record({ fromMs: fc.integer({ min: -2_000, max: 70_000 }), zoom: fc.double({ min: Math.log(0.05), max: Math.log(5_000), noNaN: true }), liveMs: fc.integer({ min: 44_100, max: 90_000 }), past: fc.boolean(), open: fc.boolean(), widthPx: fc.integer({ min: 200, max: 1_600 }) });
  test("no word of a row lies on another, and none leaves the plot", () =>
    fc.assert(fc.property(moments, ({ fromMs, zoom, liveMs, past, open, widthPx }) => {
      const drawing = drawingOf(lanes, { span: { fromMs, msPerPx: Math.exp(zoom) }, liveMs, viewMs: past ? liveMs / 2 : liveMs, widthPx });
      for (const row of rowsOf({ lanes, views: [], selected: undefined, toggled: new Map([[A, open]]) })) {
        const words = itemsOf(row, drawing).filter((item) => item.shape === "text");
        for (const [index, word] of words.entries()) {
          const [from, to] = extentOf(word, drawing);
          if (!word.centred) expect(to).toBeLessThanOrEqual(widthPx + 0.01);
          for (const other of words.slice(index + 1)) {
            if (Math.abs(other.y - word.y) > 9) continue;
            const [otherFrom, otherTo] = extentOf(other, drawing);
            expect(otherTo <= from || otherFrom >= to).toBe(true);
          }
        }
      }
    })));
  test("what is drawn is on the plot and of a sane size", () =>
    fc.assert(fc.property(moments, ({ fromMs, zoom, liveMs, widthPx }) => {
      const drawing = drawingOf(lanes, { span: { fromMs, msPerPx: Math.exp(zoom) }, liveMs, viewMs: liveMs, widthPx });
      for (const row of rowsOf({ lanes, views: [], selected: undefined, toggled: new Map() })) {
        for (const item of itemsOf(row, drawing)) {
          expect(Number.isFinite(item.x)).toBe(true);
          if (item.shape === "bar") expect(item.w).toBeLessThanOrEqual(widthPx + 8 + 80_000 / Math.exp(zoom));
        }
      }
    })));
});
