import { beforeEach, expect, test, vi } from "vitest";
import type { Mark, PodGlyph } from "../../graph/model.ts";
import { onPassed, resetPassed, takePassed, trailsNow } from "./passed.ts";

const status = (atMs: number, word: string, glyph: PodGlyph, pod = "pod/a"): Mark => ({ id: atMs, atMs, kind: "status", pod, status: word, glyph });
const words = (pod = "pod/a"): readonly string[] => (new Map(trailsNow()).get(pod) ?? []).map(({ status: word }) => word);

beforeEach(() => resetPassed([], 0));

const life = [status(0, "Pending", "pending"), status(1_000, "ContainerCreating", "creating"), status(1_200, "Running", "ready"), status(31_000, "OOMKilled", "oomKilled"), status(31_200, "CrashLoopBackOff", "crashLoop")];

test.each([
  { what: "at 1x each of them is seen as it stands, but for what lasts a blink", speed: 1, passed: ["ContainerCreating", "OOMKilled"] },
  { what: "at 100x all that lasts less than a quarter of a second of the page", speed: 100, passed: ["Pending", "ContainerCreating", "OOMKilled"] },
  { what: "at 1000x everything", speed: 1_000, passed: ["Pending", "ContainerCreating", "Running", "OOMKilled"] },
  { what: "on the way to a goal everything", speed: 0, passed: ["Pending", "ContainerCreating", "Running", "OOMKilled"] },
])("$what", ({ speed, passed }) => {
  takePassed(life, speed, 0);
  expect(words()).toEqual(passed);
});

test("they go after a while, though time stands, and the newest five stay of many", () => {
  vi.useFakeTimers();
  takePassed(life, 1_000, performance.now());
  vi.advanceTimersByTime(1_000);
  expect(words()).toHaveLength(4);
  takePassed(Array.from({ length: 9 }, (_, i) => status(40_000 + i, `s${i}`, "error")), 1_000, performance.now());
  expect(words()).toEqual(["s3", "s4", "s5", "s6", "s7"]);
  vi.advanceTimersByTime(1_000);
  expect(words()).toHaveLength(5);
  vi.advanceTimersByTime(1_000);
  expect(words()).toEqual([]);
  vi.useRealTimers();
});

test("another moment that is gone to was not passed through; what went is forgotten", () => {
  takePassed(life, 1_000, 0);
  resetPassed(life, 1_100);
  expect(words()).toEqual([]);
  takePassed([status(1_200, "Running", "ready")], 1_000, 0);
  expect(words()).toEqual(["ContainerCreating"]);
  takePassed([{ id: 9, atMs: 2_000, kind: "podDeleted", pod: "pod/a", name: "a", namespace: "default" }], 1, 0);
  expect(words()).toEqual([]);
});

test("going back reads none of what lies before, and going on from there as much as could be missed", () => {
  const marks = Array.from({ length: 10_000 }, (_, i) => status(i * 100, `s${i}`, "ready", `pod/${i % 50}`));
  let reads = 0;
  const counted = new Proxy(marks, { get: (target, key, receiver) => { if (typeof key === "string" && /^\d+$/.test(key)) reads += 1; return Reflect.get(target, key, receiver) as unknown; } });
  for (let ms = 900_000; ms > 890_000; ms -= 100) resetPassed(counted, ms);
  expect(reads).toBe(0);
  takePassed([status(890_150, "now", "error", "pod/0")], 1_000, 0);
  expect(words("pod/0")).toEqual(["s8900"]);
  expect(reads).toBeLessThan(2_600);
});

test("who draws many is told of every trail that comes and goes, until it listens no more", () => {
  let told = 0;
  const end = onPassed(() => { told += 1; });
  takePassed([...life, status(5_000, "Pending", "pending", "pod/b"), status(5_010, "Running", "ready", "pod/b")], 1_000, 0);
  expect([trailsNow().map(([pod]) => pod), told > 1]).toEqual([["pod/a", "pod/b"], true]);
  const before = told;
  resetPassed([], 0);
  expect([trailsNow(), told]).toEqual([[], before + 2]);
  end();
  takePassed(life, 1_000, 0);
  expect(told).toBe(before + 2);
});
