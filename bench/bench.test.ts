import { describe, expect, test } from "vitest";
import { measure } from "./main.ts";
import { createTimeline } from "../src/worker/timeline.ts";
import { createPods, emptyWorld, isReady, NGINX, probedPod, runUntilPods } from "./world.ts";

describe("the bench's measures run", () => {
  test.each([
    { name: "probed", args: ["5"], counts: { pods: 5 } },
    { name: "plain", args: ["5", "2"], counts: { pods: 5 } },
    { name: "steady", args: ["http", "5", "60"], counts: { pods: 5, virtualSeconds: 60 } },
    { name: "steady", args: ["exec", "5", "60"], counts: { pods: 5, virtualSeconds: 60 } },
    { name: "scripts", args: ["5", "10"], counts: { pods: 5, wakeUps: 50 } },
    { name: "checkpoint", args: ["5"], counts: { pods: 5 } },
  ])("$name $args", ({ name, args, counts }) => {
    expect(measure(name, args)).toMatchObject(counts);
  });

  test("five shells that sleep a second wake fifty times in ten seconds, and cost next to nothing once they only do that", () => {
    const { occurrences, wakeUps } = measure("scripts", ["5", "10"]) as { readonly occurrences: number; readonly wakeUps: number };
    expect(wakeUps).toBe(50);
    expect(occurrences).toBeLessThan(50);
  });

  test("Deployments are complete, and roll", () => {
    expect(measure("deployed", ["4"])).toMatchObject({ replicas: 4 });
    expect(measure("rolled", ["3"])).toMatchObject({ deployments: 3 });
  });

  test("idle nodes cost next to nothing", () => {
    const { occurrences } = measure("idle", ["20", "600"]) as { readonly occurrences: number };
    expect(occurrences).toBeLessThan(200);
  });

  test("an unknown measure is refused", () => {
    expect(() => measure("nothing", [])).toThrow("no measure is called nothing");
  });
});

test("a seek finds the world as it was, and old checkpoints are thinned", () => {
  const cluster = emptyWorld({ pods: 5 }, NGINX);
  const timeline = createTimeline(cluster);
  createPods(cluster, 5, probedPod);
  runUntilPods(cluster, 5, isReady);
  const digests = new Map<number, string>();
  for (let atMs = 20_000; atMs <= 400_000; atMs += 1_000) {
    cluster.runUntil(atMs);
    if (atMs % 60_000 === 0) digests.set(atMs, cluster.digest());
    timeline.take(cluster);
  }
  for (const [atMs, digest] of digests) expect(timeline.seek(atMs).digest()).toBe(digest);
  expect(timeline.checkpoints.length).toBeLessThan(300);
});
