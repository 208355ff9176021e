import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pod } from "../../../api/types.ts";
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
