import { describe, expect, test } from "vitest";
import type { PodView } from "../../graph/model.ts";
import type { Why } from "../../graph/why/why.ts";
import { createLanes } from "./lanes.ts";
import { movedCursor } from "./plot-keys.ts";
import { balloonsOf, marksNear, marksOfRow, neighbour, stateAt } from "./row-marks.ts";
import { heightOf, rowsBetween, rowsOf, type Row } from "./rows.ts";
import { container, created, event, input, marksOf, probe, status } from "./test-marks.ts";

const view = (key: string, over: Partial<PodView> = {}): PodView => ({ key, name: key.slice(4), namespace: "default", createdAtMs: 0, status: "Running", glyph: "ready", containers: [], ...over }) as PodView;
const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);
const told = [input(0, "kubectl apply"), created(10, "pod/b"), created(5, "pod/c"), created(0, "pod/dns", "kube-system"), created(20, "pod/a"), container(30, "pod/a", "running"), probe(40, "pod/a", "success", "readiness"), probe(41, "pod/a", "failure", "liveness")];
const lanes = createLanes().of(marksOf(...told));
const rows = (over: Partial<Parameters<typeof rowsOf>[0]> = {}): readonly Row[] => rowsOf({ lanes, views: [], selected: undefined, toggled: new Map(), ...over });

describe("rows", () => {
  test("pods stand in the order in which they were created, those of the cluster in one lane at the end", () => expect(ids(rows())).toEqual(["you", "pod/c", "pod/b", "pod/a", "system"]));
  test("selecting one opens it where it stands", () => expect(ids(rows({ selected: "pod/b" }))).toEqual(["you", "pod/c", "pod/b", "pod/a", "system"]));
  test("an open pod has its containers, each with its probes in the order in which they matter", () =>
    expect(ids(rows({ selected: "pod/a" })).slice(3, 7)).toEqual(["pod/a", "pod/a app", "pod/a app liveness", "pod/a app readiness"]));
  test("containers and probes that have done nothing yet have their place", () => {
    const views = [view("pod/b", { containers: [{ name: "web", probes: [{ type: "startup" }] }] as unknown as PodView["containers"] })];
    expect(ids(rows({ views, selected: "pod/b" })).slice(2, 5)).toEqual(["pod/b", "pod/b web", "pod/b web startup"]);
  });
  test("one or two pods are open without being asked, and close when asked", () => {
    const few = createLanes().of(marksOf(created(0, "pod/a"), container(1, "pod/a", "running")));
    expect(ids(rowsOf({ lanes: few, views: [], selected: undefined, toggled: new Map() }))).toEqual(["you", "pod/a", "pod/a app"]);
    expect(ids(rowsOf({ lanes: few, views: [], selected: "pod/a", toggled: new Map([["pod/a", false]]) }))).toEqual(["you", "pod/a"]);
  });
  test("a selected pod of the cluster unfolds its lane", () => expect(ids(rows({ selected: "pod/dns" })).slice(-2)).toEqual(["system", "pod/dns"]));
  test("a pod that no mark tells of has a lane too", () => {
    const all = rows({ views: [view("pod/z", { createdAtMs: -5_000 })] });
    expect(ids(all)[1]).toBe("pod/z");
    expect(all[1]).toMatchObject({ lane: { statuses: [{ status: "Running", fromMs: -5_000 }] } });
  });
  test("they lie one below the other, and any part of a thousand is found", () => {
    const many = createLanes().of(marksOf(...Array.from({ length: 1_000 }, (_, n) => created(n, `pod/${n}`))));
    const all = rowsOf({ lanes: many, views: [], selected: undefined, toggled: new Map() });
    for (const [index, row] of all.entries()) if (index > 0) expect(row.top).toBe(all[index - 1]!.top + all[index - 1]!.height);
    expect(heightOf(all)).toBe(20 + 1_000 * 19);
    const some = rowsBetween(all, 5_000, 5_160);
    expect(some.length).toBeLessThanOrEqual(10);
    expect(some[0]!.top).toBeLessThanOrEqual(5_000);
    expect(some.at(-1)!.top + some.at(-1)!.height).toBeGreaterThanOrEqual(5_160);
  });
});

const open = rows({ selected: "pod/a" });
const rowOf = (id: string): Row => open.find((row) => row.id === id)!;

describe("what lies under the pointer", () => {
  const span = { fromMs: 0, msPerPx: 100 };
  const marks = marksOf(event(1_000, "pod/a", "Normal", "Pulled"), event(1_050, "pod/a", "Normal", "Created"), event(1_400, "pod/a", "Normal", "Started"), event(9_000, "pod/a", "Warning", "Unhealthy"));
  test.each([[10, ["Pulled", "Created"]], [13, ["Started"]], [86, ["Unhealthy"]], [50, []], [0, []]])("at %d px", (x, reasons) => expect(marksNear(marks, span, x).map((mark) => mark.kind === "event" && mark.reason)).toEqual(reasons));
  test("between marks it is what the lane is", () => {
    expect(stateAt(rowOf("pod/a app"), 5_000)).toMatchObject({ kind: "container", state: "running", run: 0, fromMs: 30 });
    const lane = createLanes().of(marksOf(status(0, "pod/s", "Pending", "pending"), status(50, "pod/s", "Running", "ready")));
    const row = rowsOf({ lanes: lane, views: [], selected: undefined, toggled: new Map() })[1]!;
    expect(stateAt(row, 20)).toMatchObject({ status: "Pending", toMs: 50 });
    expect(stateAt(row, 60)).toMatchObject({ status: "Running", toMs: undefined });
    expect(stateAt(row, -1)).toBeUndefined();
  });
});

test("each row has its own marks", () => {
  expect(marksOfRow(rowOf("pod/a app liveness"), lanes)).toMatchObject([{ probe: "liveness" }]);
  expect(marksOfRow(rowOf("pod/a app"), lanes)).toMatchObject([{ kind: "container" }]);
  expect(marksOfRow(rowOf("pod/a"), lanes)).toMatchObject([{ kind: "podCreated" }]);
  expect(marksOfRow(rowOf("pod/b"), lanes)).toMatchObject([{ kind: "podCreated" }]);
  expect(marksOfRow(rowOf("you"), lanes)).toHaveLength(1);
});

test("every mark of an open pod is found in one of its rows, so that the keyboard reaches all of them", () => {
  const lane = lanes.pods.get("pod/a")!;
  const found = new Set(open.filter((row) => "lane" in row && row.lane === lane).flatMap((row) => marksOfRow(row, lanes)));
  expect(lane.marks.filter((mark) => !found.has(mark))).toEqual([]);
});

describe("the keyboard's way", () => {
  const go = (key: string, cursor?: { row: string; atMs: number }) => movedCursor(key, cursor, open, lanes, 40);
  test("begins at the first row that has something, at the moment shown", () => expect(go("ArrowDown")).toEqual({ row: "you", atMs: 0 }));
  test("goes down to the next row with marks, and stays at the last", () => {
    expect(go("ArrowDown", { row: "pod/a app", atMs: 30 })).toEqual({ row: "pod/a app liveness", atMs: 41 });
    expect(go("ArrowDown", { row: "pod/a app readiness", atMs: 40 })).toEqual({ row: "pod/a app readiness", atMs: 40 });
  });
  test("stays at the ends of a row", () => expect(go("ArrowRight", { row: "you", atMs: 0 })).toEqual({ row: "you", atMs: 0 }));
  test("neighbours are strictly before and after", () => {
    const marks = marksOf(input(10, "a"), input(10, "b"), input(20, "c"));
    expect([neighbour(marks, 10, 1)?.atMs, neighbour(marks, 10, -1)?.atMs, neighbour(marks, 20, -1)?.atMs, neighbour(marks, 15, 1)?.atMs]).toEqual([20, undefined, 10, 20]);
  });
});

describe("balloons", () => {
  const link = (atMs: number, at: Why["links"][number]["at"]): Why["links"][number] => ({ says: "exited", values: {}, atMs, at });
  const why: Why = { pod: "pod/a", container: "app", asks: "willStop", values: {}, links: [link(45_461, { part: "grace" }), link(45_460, { part: "probe", container: "app", probe: "liveness" }), link(45_460, { part: "probe", container: "app", probe: "liveness" }), link(30_000, { part: "container", container: "app" }), link(0, { part: "input" })] };
  const span = { fromMs: 0, msPerPx: 100 };
  const placed = balloonsOf(why, open, span, 736);
  test("each number stands once, in the row of what it is about", () => {
    const at = new Map(placed.map(({ number, y }) => [number, open.find((row) => row.top < y && row.top + row.height > y)!.id]));
    expect([...at].toSorted(([a], [b]) => a - b)).toEqual([[1, "pod/a app"], [2, "pod/a app liveness"], [3, "pod/a app liveness"], [4, "pod/a app"], [5, "you"]]);
  });
  test("no two lie on one another", () => {
    for (const [index, one] of placed.entries()) for (const other of placed.slice(index + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(18);
  });
  test("those whose time is out of sight are not shown", () => expect(balloonsOf(why, open, { fromMs: 40_000, msPerPx: 100 }, 736).map(({ number }) => number).toSorted()).toEqual([1, 2, 3]));
});
