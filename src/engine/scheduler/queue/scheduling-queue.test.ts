import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node, Pod } from "../../../api/types.ts";
import { copySlice } from "../../simulation/slice.ts";
import { createCache } from "../cache/cache.ts";
import { newCacheState } from "../cache/state.ts";
import { filterPlugins } from "../plugins/registry.ts";
import { backoffMs } from "./backoff.ts";
import { Heap } from "./heap.ts";
import { newQueueState, SchedulingQueue, type QueueState } from "./scheduling-queue.ts";

const pod = (name: string, priority = 0): Pod =>
  ({ metadata: { name, uid: name, namespace: "default" }, spec: { priority, containers: [] }, status: {} }) as unknown as Pod;
const deleted = { resource: "AssignedPod", action: "Delete", pod: pod("gone") } as const;

function queueAt(now: number, state: QueueState = newQueueState()) {
  const clock = { now, startsAtMs: 0, freeze: <T>(value: T) => value };
  const queue = new SchedulingQueue(state, clock, filterPlugins, createCache(newCacheState(), (value) => value));
  return { queue, clock, state, drain: () => Array.from(iterate(queue)) };
}
function* iterate(queue: SchedulingQueue): Generator<string> {
  for (let next = queue.pop(); next; next = queue.pop()) yield next.pod.metadata.name;
}

test("back-off doubles from 1 s and stays at 10 s", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(backoffMs)).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test("the heap gives its items back in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (items) => {
      const heap = new Heap<number>((a, b) => a - b);
      items.forEach((item) => heap.push(item));
      expect(items.map(() => heap.pop())).toEqual([...items].sort((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

describe("pods are tried", () => {
  test("by priority, then in the order in which they came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), (priorities) => {
        const { queue, drain } = queueAt(0);
        const pods = priorities.map((priority, i) => ({ name: `p${i}`, priority }));
        pods.forEach(({ name, priority }) => queue.add(pod(name, priority)));
        expect(drain()).toEqual([...pods].sort((a, b) => b.priority - a.priority).map(({ name }) => name));
      }),
    );
  });

  test("once at a time, and none that was taken away", () => {
    const { queue, drain } = queueAt(0);
    ["a", "b", "c"].forEach((name) => queue.add(pod(name)));
    queue.update(pod("a"), pod("a", 1));
    queue.remove("b");
    expect(drain()).toEqual(["a", "c"]);
    expect(queue.hasNext).toBe(false);
  });

  test("from the resting ones when no other waits", () => {
    const { queue } = queueAt(0);
    queue.add(pod("a"));
    queue.pop();
    queue.returnUnschedulable("a", ["NodeResourcesFit"]);
    expect(queue.hasNext).toBe(false);
    queue.moveAll(deleted);
    expect(queue.get("a")?.place).toBe("backoff");
    expect(queue.pop()?.pod.metadata.name).toBe("a");
  });

  test("behind those that wait, while they rest", () => {
    const { queue, drain } = queueAt(0);
    queue.add(pod("rested", 10));
    queue.pop();
    queue.returnUnschedulable("rested", ["NodeResourcesFit"]);
    queue.moveAll(deleted);
    queue.add(pod("fresh"));
    expect(drain()).toEqual(["fresh", "rested"]);
  });

  test("from those whose rest ends in the same second by priority", () => {
    const { queue, clock, drain } = queueAt(100);
    for (const [name, priority] of [["low", 1], ["high", 9], ["middle", 5]] as const) {
      queue.add(pod(name, priority));
      queue.pop();
      queue.returnUnschedulable(name, ["NodeResourcesFit"]);
      clock.now += 100;
    }
    queue.moveAll(deleted);
    expect(drain()).toEqual(["high", "middle", "low"]);
  });

  test("by priority again once the second is full in which the rest ended", () => {
    const { queue, clock, drain } = queueAt(300);
    queue.add(pod("rested", 10));
    queue.pop();
    queue.returnUnschedulable("rested", ["NodeResourcesFit"]);
    queue.moveAll(deleted);
    queue.add(pod("fresh"));
    clock.now = 2000;
    expect(drain()).toEqual(["rested", "fresh"]);
  });
});

// Counterparts of pkg/scheduler/backend/queue/scheduling_queue_test.go.
describe("a pod that was turned down", () => {
  const worker = (labels: Readonly<Record<string, string>> = {}) => ({ metadata: { name: "n", labels }, spec: {}, status: { allocatable: { cpu: "4", memory: "8Gi", pods: "110" } } }) as unknown as Node;
  const added = { resource: "Node", old: undefined, node: worker(), changes: [] } as const;
  const refused = (queue: SchedulingQueue, name: string, ...by: readonly string[]): void => {
    queue.pop();
    queue.returnUnschedulable(name, by);
  };

  test("rests 1, 2, 4, 8, 10 and 10 s, counted from each refusal, and to the whole second (TestBackOffFlow)", () => {
    const { queue, clock } = queueAt(0);
    queue.add(pod("p"));
    const rests: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      refused(queue, "p", "NodeResourcesFit");
      rests.push((queue.get("p")?.restsUntilMs ?? 0) - clock.now);
      queue.moveAll(deleted);
      expect(queue.get("p")?.place).toBe("backoff");
      clock.now = queue.get("p")?.restsUntilMs ?? 0;
    }
    expect(rests).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test.each([
    { by: ["NodeResourcesFit"], event: deleted, place: "backoff", when: "a Pod goes, and it wants room" },
    { by: ["NodeResourcesFit"], event: added, place: "backoff", when: "a node comes that can hold it" },
    { by: ["NodeName"], event: deleted, place: "unschedulable", when: "a Pod goes, and it wants a certain node (QueueSkip)" },
    { by: ["NodeName", "NodeResourcesFit"], event: deleted, place: "backoff", when: "one of those who refused it hopes (the strictest hint does not decide)" },
    { by: ["NoSuchPlugin"], event: deleted, place: "unschedulable", when: "nobody asks about such an event" },
  ] as const)("is $place when $when (TestPriorityQueue_MoveAllToActiveOrBackoffQueue, Test_isPodWorthRequeuing)", ({ by, event, place }) => {
    const { queue } = queueAt(0);
    queue.add(pod("p"));
    refused(queue, "p", ...by);
    queue.moveAll(event);
    expect(queue.get("p")?.place).toBe(place);
  });

  test("is active at once if it has rested when something happens", () => {
    const { queue, clock } = queueAt(0);
    queue.add(pod("p"));
    refused(queue, "p", "NodeResourcesFit");
    clock.now = 1000;
    queue.moveAll(deleted);
    expect(queue.get("p")?.place).toBe("active");
  });

  test("stays, if it is changed in a way that helps nobody, and is tried when it helps (TestPriorityQueue_Update)", () => {
    const asking = (cpu: string, labels = {}): Pod => ({ ...pod("p"), metadata: { ...pod("p").metadata, labels }, spec: { priority: 0, containers: [{ name: "c", resources: { requests: { cpu } } }] } }) as unknown as Pod;
    const { queue } = queueAt(0);
    queue.add(asking("4"));
    refused(queue, "p", "NodeResourcesFit");
    queue.update(asking("4"), asking("4", { new: "label" }));
    expect(queue.get("p")?.place).toBe("unschedulable");
    queue.update(asking("4"), asking("2"));
    expect(queue.get("p")?.place).toBe("backoff");
  });

  test("is changed where it is while it is tried (TestPriorityQueue_UpdateWhenInflight)", () => {
    const { queue } = queueAt(0);
    queue.add(pod("p"));
    queue.pop();
    queue.update(pod("p"), pod("p", 5));
    expect([queue.get("p")?.place, queue.get("p")?.priority, queue.hasNext]).toEqual(["inFlight", 5, false]);
  });

  test("is forgotten when it is deleted, wherever it is (TestPriorityQueue_Delete)", () => {
    const { queue, state } = queueAt(0);
    for (const name of ["active", "refused", "flying"]) queue.add(pod(name, name === "refused" ? 9 : name === "flying" ? 5 : 1));
    refused(queue, "refused", "NodeName");
    queue.pop();
    for (const name of ["active", "refused", "flying"]) queue.remove(name);
    expect([state.pods.size, queue.hasNext, queue.nextFlushMs]).toEqual([0, false, undefined]);
  });

  test("is tried again after five minutes, the important ones first (TestHighPriorityFlushUnschedulablePodsLeftover)", () => {
    const { queue, clock, drain } = queueAt(0);
    queue.add(pod("high", 100));
    queue.add(pod("middle", 50));
    refused(queue, "high", "NodeName");
    refused(queue, "middle", "NodeName");
    clock.now = 300_000;
    queue.flushUnschedulable();
    expect(queue.hasNext).toBe(false);
    clock.now = 300_001;
    queue.flushUnschedulable();
    expect(drain()).toEqual(["high", "middle"]);
  });

  test("with an error rests as well, and comes back by itself (TestPriorityQueue_AddUnschedulableIfNotPresent_Backoff)", () => {
    const { queue, clock } = queueAt(0);
    queue.add(pod("p"));
    refused(queue, "p");
    queue.moveAll(deleted);
    expect(queue.get("p")?.place).toBe("errorBackoff");
    clock.now = 1000;
    queue.retryErrors();
    expect(queue.get("p")?.place).toBe("active");
  });
});

test("a pod with gates is kept out until the last is gone (TestPriorityQueue_Update, TestPriorityQueue_moveToActiveQ)", () => {
  const gated = (...names: readonly string[]): Pod => ({ ...pod("p"), spec: { priority: 0, containers: [], schedulingGates: names.map((name) => ({ name })) } }) as unknown as Pod;
  const { queue, drain } = queueAt(0);
  queue.add(gated("a", "b"));
  queue.moveAll(deleted);
  queue.flushUnschedulable();
  expect([queue.get("p")?.place, queue.hasNext]).toEqual(["gated", false]);
  queue.update(gated("a", "b"), gated("b"));
  expect(queue.get("p")?.place).toBe("gated");
  queue.update(gated("b"), gated());
  expect(drain()).toEqual(["p"]);
});

test("whatever was done, a queue rebuilt from its state gives the same pods in the same order", () => {
  const operation = fc.record({ what: fc.constantFrom("add", "pop", "fail", "error", "wake", "remove", "tick"), pod: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
      const { queue, clock, state, drain } = queueAt(0);
      for (const { what, pod: number } of operations) {
        const name = `p${number}`;
        if (what === "add" && !queue.get(name)) queue.add(pod(name, number % 3));
        if (what === "pop") queue.pop();
        if (what === "fail" && queue.get(name)?.place === "inFlight") queue.returnUnschedulable(name, ["NodeResourcesFit"]);
        if (what === "error" && queue.get(name)?.place === "inFlight") queue.returnUnschedulable(name, []);
        if (what === "wake") queue.moveAll(deleted);
        if (what === "remove") queue.remove(name);
        if (what === "tick") clock.now += 700;
      }
      const rebuilt = queueAt(clock.now, copySlice(state));
      rebuilt.queue.moveAll(deleted);
      queue.moveAll(deleted);
      expect(rebuilt.drain()).toEqual(drain());
    }),
  );
});
