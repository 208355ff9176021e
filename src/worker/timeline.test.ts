import { expect, test } from "vitest";
import { createCluster } from "../engine/cluster.ts";
import { kubectlProgram } from "../kubectl/program.ts";
import { clusterMaking } from "../scenario/front-door.ts";
import { smallScenario } from "./test-scenario.ts";
import { createTimeline } from "./timeline.ts";

const making = { ...clusterMaking(smallScenario()), programs: [kubectlProgram], journal: "off" as const, freeze: false };

function played(options: Parameters<typeof createTimeline>[1] = {}) {
  const cluster = createCluster(making);
  cluster.submit({ atMs: 0, action: { type: "run", line: "for i in $(seq 1 12); do kubectl run p$i --image=busybox:1.36 -- sh -c 'while true; do sleep 1; done'; done" } });
  const timeline = createTimeline(cluster, options);
  const digests = new Map<number, string>([[-1, cluster.digest()]]);
  for (let atMs = 0; atMs <= 300_000; atMs += 500) {
    cluster.runUntil(atMs);
    timeline.take(cluster);
    if (atMs % 30_000 === 0) digests.set(atMs, cluster.digest());
  }
  return { cluster, timeline, digests };
}

test("gets to any moment again, from few checkpoints that stand closer towards the end", () => {
  const { timeline, digests } = played();
  const { checkpoints } = timeline;
  expect(checkpoints.length).toBeLessThan(300);
  expect(checkpoints[0]?.nowMs).toBe(-1);
  expect(checkpoints.at(-1)?.nowMs).toBe(300_000);
  expect(checkpoints.at(-2)?.nowMs).toBe(299_500);
  for (const [atMs, digest] of digests) expect(timeline.seek(atMs).digest()).toBe(digest);
});

test("keeps them closer where much happens in a short time", () => {
  const longest = (occurrencesBetween: number): number => {
    const handled = played({ occurrencesBetween }).timeline.checkpoints.map(({ simulation }) => simulation.handled);
    return Math.max(...handled.slice(1).map((count, i) => count - handled[i]!));
  };
  expect([longest(100) < 500, longest(1e9) > 600]).toEqual([true, true]);
});

test("keeps fewer where memory is short, and still gets anywhere", () => {
  const { timeline, digests } = played({ limitBytes: 2_000_000 });
  expect(timeline.checkpoints.length).toBeLessThan(played().timeline.checkpoints.length / 2);
  for (const [atMs, digest] of digests) expect(timeline.seek(atMs).digest()).toBe(digest);
});

test("forgets what is after a moment, or holds an input that is taken back", () => {
  const { cluster, timeline } = played();
  timeline.forgetAfter(150_000);
  expect(timeline.checkpoints.at(-1)?.nowMs).toBeLessThanOrEqual(150_000);
  expect(timeline.nearest(1e9)).toBe(timeline.checkpoints.at(-1)?.nowMs);
  const number = cluster.submit({ atMs: cluster.now + 1, action: { type: "run", line: "true" } });
  timeline.take(cluster);
  expect(timeline.restore(1e9).input(number)).toBeDefined();
  expect(timeline.restore(1e9, number).input(number)).toBeUndefined();
  timeline.forgetAfter(1e9, number);
  expect(timeline.restore(1e9).input(number)).toBeUndefined();
});
