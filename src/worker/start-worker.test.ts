import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { prepareWorker, startWorker } from "./start-worker.ts";

const made: FakeWorker[] = [];

class FakeWorker extends EventTarget {
  constructor() {
    super();
    made.push(this);
  }
}

beforeEach(() => vi.stubGlobal("Worker", FakeWorker));
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

test("one that fails once it was given leaves the next one alone", () => {
  prepareWorker();
  startWorker();
  prepareWorker();
  made[0]!.dispatchEvent(new Event("error"));
  expect(startWorker()).toBe(made[1]);
});
