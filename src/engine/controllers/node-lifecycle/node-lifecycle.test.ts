import { describe, expect, test } from "vitest";
import type { Node, Taint } from "../../../api/types.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { unknownNode } from "./health.ts";
import { nodeLifecycleController } from "./node-lifecycle-controller.ts";
import { noExecuteChange, noScheduleChange } from "./taints.ts";
import { evictionRate, isAllDown, zoneOf } from "./zones.ts";

const nodeOf = (conditions: Readonly<Record<string, string>>, spec: object = {}, labels: Readonly<Record<string, string>> = {}): Node =>
  ({ apiVersion: "v1", kind: "Node", metadata: { name: "n", creationTimestamp: "2026-01-01T00:00:00Z", labels }, spec, status: { conditions: Object.entries(conditions).map(([type, status]) => ({ type, status })) } }) as unknown as Node;
const written = ({ key, effect }: Taint): string => `${key.replace("node.kubernetes.io/", "")}:${effect}`;

// Cases of TestApplyNoExecuteTaints, TestTaintsNodeByCondition and TestComputeZoneState (pkg/controller/nodelifecycle/node_lifecycle_controller_test.go).
describe("conditions become NoSchedule taints", () => {
  const stale = [{ key: "node.kubernetes.io/not-ready", effect: "NoSchedule" }, { key: "mine", effect: "NoSchedule" }];
  test.each([
    ["a node that is ready has none", { Ready: "True" }, {}, [], []],
    ["one that is not ready", { Ready: "False" }, {}, ["not-ready:NoSchedule"], []],
    ["one that is silent", { Ready: "Unknown" }, {}, ["unreachable:NoSchedule"], []],
    ["one short of memory, disk and process ids", { Ready: "True", MemoryPressure: "True", DiskPressure: "True", PIDPressure: "True" }, {}, ["disk-pressure:NoSchedule", "memory-pressure:NoSchedule", "pid-pressure:NoSchedule"], []],
    ["one without a network", { NetworkUnavailable: "True", Ready: "True" }, {}, ["network-unavailable:NoSchedule"], []],
    ["one that was cordoned", { Ready: "True" }, { unschedulable: true }, ["unschedulable:NoSchedule"], []],
    ["what was is taken off, what others put there stays", { Ready: "True" }, { taints: stale }, [], ["not-ready:NoSchedule"]],
  ] as const)("%s", (_name, conditions, spec, add, remove) => {
    const change = noScheduleChange(nodeOf(conditions, spec));
    expect(change.add.map(written)).toEqual(add);
    expect(change.remove.map(written)).toEqual(remove);
  });
});

describe("by its Ready condition a node gets a NoExecute taint", () => {
  const unreachable = { key: "node.kubernetes.io/unreachable", effect: "NoExecute" };
  test.each([
    ["none while it is ready", { Ready: "True" }, {}, [], []],
    ["unreachable while it is silent", { Ready: "Unknown" }, {}, ["unreachable:NoExecute"], []],
    ["swapped when it speaks and is not ready", { Ready: "False" }, { taints: [unreachable] }, ["not-ready:NoExecute"], ["unreachable:NoExecute"]],
    ["taken off when it is back", { Ready: "True" }, { taints: [unreachable] }, [], ["unreachable:NoExecute"]],
  ] as const)("%s", (_name, conditions, spec, add, remove) => {
    const change = noExecuteChange(nodeOf(conditions, spec));
    expect([change.add.map(written), change.remove.map(written)]).toEqual([add, remove]);
  });
});

describe("how many nodes of a zone lose their Pods each second", () => {
  const zone = (ready: number, notReady: number): readonly Node[] => [...Array.from({ length: ready }, () => nodeOf({ Ready: "True" })), ...Array.from({ length: notReady }, () => nodeOf({ Ready: "Unknown" }))];
  test.each([
    ["0.1 of a healthy one", 9, 1, 0.1],
    ["0.1 as long as no more than two are down", 1, 2, 0.1],
    ["none of a small one with 55 % down", 2, 3, 0],
    ["0.01 of a large one with 55 % down", 20, 40, 0.01],
    ["0.1 where all are down: other zones may be well", 0, 5, 0.1],
  ])("%s", (_name, ready, notReady, rate) => expect(evictionRate(zone(ready, notReady))).toBe(rate));
  test("and none anywhere when no node is ready", () => {
    expect(isAllDown(zone(0, 3))).toBe(true);
    expect(isAllDown(zone(1, 3))).toBe(false);
  });
  test("a zone is known by region and zone", () => expect(zoneOf(nodeOf({}, {}, { "topology.kubernetes.io/region": "r", "topology.kubernetes.io/zone": "z" }))).toBe("r:z"));
});

describe("a silent node", () => {
  const now = Date.UTC(2026, 0, 1, 1);
  test("has unknown conditions from now on", () => {
    const { conditions = [] } = unknownNode(nodeOf({ Ready: "True", MemoryPressure: "False", DiskPressure: "False", PIDPressure: "False" }), now).status;
    expect(conditions).toHaveLength(4);
    for (const condition of conditions) expect(condition).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status.", lastTransitionTime: "2026-01-01T01:00:00Z" });
  });
  test("that never spoke gets those that it lacks", () => {
    expect(unknownNode(nodeOf({}), now).status.conditions?.[0]).toMatchObject({ type: "Ready", status: "Unknown", reason: "NodeStatusNeverUpdated", message: "Kubelet never posted node status.", lastHeartbeatTime: "2026-01-01T00:00:00Z" });
  });
  test("of which this is known stays as it is", () => {
    const silent = unknownNode(nodeOf({}), now);
    expect(unknownNode(silent, now + 1000)).toBe(silent);
  });
});

// The scenarios of TestMonitorNodeHealthEvictPodsWithDisruption (pkg/controller/nodelifecycle/node_lifecycle_controller_test.go) with taints instead of evictions, as they are today.
describe("of nodes that fall silent lose their Pods", () => {
  const PASS_MS = 60_075;
  const placed = (zones: string): readonly Node[] =>
    zones.split(" ").map((word, i) => {
      const [zone = "", state = "", tainted] = word.split(":");
      const node = nodeOf({ Ready: state === "up" ? "True" : "Unknown" }, { ...(tainted && { taints: [{ key: "node.kubernetes.io/unreachable", effect: "NoExecute" }] }) }, { "topology.kubernetes.io/region": "region1", "topology.kubernetes.io/zone": zone });
      return { ...node, metadata: { ...node.metadata, name: `node${i}` } };
    });
  /** Which nodes have the taint after one pass, and after how long the next one is. */
  function passed(nodes: readonly Node[], notes: Readonly<Record<string, number>> = {}) {
    const api = fakeApi({ nodes });
    const input = nodeLifecycleController.gather("monitor", { caches: { all: () => nodes }, nowMs: PASS_MS, unixMs: 0, note: (key: string) => ({ phase: 0, ...notes })[key], draw: () => 0 } as never);
    if (input) api.run(nodeLifecycleController.work(input) as Work);
    const tainted = api.all<Node>("nodes").filter(({ spec }) => spec.taints?.some(({ effect }) => effect === "NoExecute"));
    return { tainted: tainted.map(({ metadata }) => metadata.name).join(" "), again: api.asks.flatMap((ask) => ("after" in ask ? [ask.after] : [])) };
  }
  test.each<{ what: string; nodes: string; tainted: string }>([
    { what: "none where the only zone is down", nodes: "a:down a:down", tainted: "" },
    { what: "none where both zones are down", nodes: "a:down b:down", tainted: "" },
    { what: "those of the one zone that is down", nodes: "a:down b:up", tainted: "node0" },
    { what: "those of a zone that is down, once another is back", nodes: "a:down b:up b:down", tainted: "node0 node2" },
    { what: "none of a small zone of which most are down", nodes: "a:down a:down a:down a:up a:up", tainted: "" },
    { what: "none any more once all are down: the taints come off", nodes: "a:down:tainted b:down:tainted", tainted: "" },
    { what: "one at a time of a zone, and each zone for itself", nodes: "a:down a:down a:up a:up b:down b:up", tainted: "node0 node4" },
  ])("$what: $tainted", ({ nodes, tainted }) => expect(passed(placed(nodes)).tainted).toBe(tainted));
  test("the next of a zone 10 s after the last, looked for at every pass", () => {
    const first = passed(placed("a:down:tainted a:down a:up a:up"), { "zone region1:a": PASS_MS + 10_000 });
    expect(first).toEqual({ tainted: "node0", again: [5000] });
    const then = passed(placed("a:down:tainted a:down a:up a:up"), { "zone region1:a": PASS_MS });
    expect(then).toEqual({ tainted: "node0 node1", again: [5000] });
  });
});
