import { expect, test } from "vitest";
import { Simulation } from "../simulation/simulation.ts";
import { createWorkQueue, newWorkQueueState, rateLimitMs, type WorkQueuePayload } from "./work-queue.ts";

function working(work: (key: string) => void = () => {}) {
  const kernel = new Simulation({ seed: 1, startsAtMs: 0, bootAtMs: 0, journal: "off", freeze: true });
  const queue = createWorkQueue({ kernel, state: newWorkQueueState(), target: "test" });
  const taken: [number, string][] = [];
  kernel.dispatch = (payload) => {
    const key = queue.take(payload as WorkQueuePayload<"test">);
    if (key === undefined) return;
    taken.push([kernel.now, key]);
    work(key);
  };
  return { queue, taken, runTo: (ms: number) => kernel.run(ms) };
}

test("failures are retried after 5 ms, doubling up to 1,000 s", () => {
  expect([1, 2, 3, 10, 18, 19, 100].map((n) => rateLimitMs(n))).toEqual([5, 10, 20, 2560, 655_360, 1_000_000, 1_000_000]);
});

test("a key that is added twice is taken once", () => {
  const { queue, taken, runTo } = working();
  queue.add("a");
  queue.add("a");
  queue.add("b");
  runTo(10);
  expect(taken).toEqual([[0, "a"], [0, "b"]]);
});

test("a key that is added while it is worked on is taken again when that is done", () => {
  const { queue, taken, runTo } = working();
  queue.add("a");
  runTo(1);
  queue.add("a");
  runTo(5);
  expect(taken).toHaveLength(1);
  queue.done("a");
  runTo(10);
  expect(taken).toEqual([[0, "a"], [5, "a"]]);
});

test("a key that fails comes again later each time, and at once after a success", () => {
  const { queue, taken, runTo } = working((key) => {
    queue.addRateLimited(key);
    queue.done(key);
  });
  queue.add("a");
  runTo(40);
  expect(taken.map(([at]) => at)).toEqual([0, 5, 15, 35]);
});

// Mirrors TestDeduping (staging/src/k8s.io/client-go/util/workqueue/delaying_queue_test.go).
test("of two delays of a key the shorter counts, whichever came first", () => {
  const { queue, taken, runTo } = working((key) => queue.done(key));
  queue.addAfter("a", 50);
  queue.addAfter("a", 70);
  queue.addAfter("b", 50);
  queue.addAfter("b", 30);
  runTo(100);
  expect(taken).toEqual([[30, "b"], [50, "a"]]);
  queue.addAfter("a", 10);
  runTo(200);
  expect(taken.at(-1)).toEqual([110, "a"]);
});
