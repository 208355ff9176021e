import { afterEach, beforeEach, expect, test, vi } from "vitest";

const made: FakeWorker[] = [];

class FakeWorker extends EventTarget {
  constructor() {
    super();
    made.push(this);
  }
}

let prepareWorker: () => void;
let startWorker: () => Worker;

// Each page has its own.
beforeEach(async () => {
  vi.stubGlobal("Worker", FakeWorker);
  vi.resetModules();
  ({ prepareWorker, startWorker } = await import("./start-worker.ts"));
});
afterEach(() => {
  vi.unstubAllGlobals();
  made.length = 0;
});

test("the first who asks gets the worker that was begun early; the next one a new one", () => {
  prepareWorker();
  expect([startWorker(), startWorker()]).toEqual([made[0], made[1]]);
  expect(made).toHaveLength(2);
});

test("a worker that failed before anybody asked is not given to anybody", () => {
  prepareWorker();
  made[0]!.dispatchEvent(new Event("error"));
  expect(startWorker()).toBe(made[1]);
});

test("one that fails once it was given is not missed", () => {
  prepareWorker();
  const given = startWorker();
  made[0]!.dispatchEvent(new Event("error"));
  expect([given, startWorker()]).toEqual([made[0], made[1]]);
});

test("where the page was quicker, no second one waits for nobody", () => {
  startWorker();
  prepareWorker();
  expect(made).toHaveLength(1);
});
