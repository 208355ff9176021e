import { expect, test } from "vitest";
import { podOf } from "../pod-fixture.ts";
import { defaultEvictionPolicy, thresholdsMet, type Observations } from "./policy.ts";
import { byProcesses, byUse } from "./ranking.ts";
import { evictionMessage } from "./words.ts";
import { container } from "../pod-fixture.ts";

const use = (name: string, used: number, requested: number, priority = 0) => ({ pod: podOf({ priority }, { name }), used, requested });
const names = (list: readonly { pod: { metadata: { name: string } } }[]): string => list.map(({ pod }) => pod.metadata.name).join(" ");

// The orders of TestOrderedByPriorityMemory and TestOrderedbyPriorityDisk (pkg/kubelet/eviction/helpers_test.go): above requests, priority, how far above.
test("those above their requests go first, of these the less important, of these who is furthest above", () => {
  const pods = [use("below-low", 50, 100, -1), use("above-high-far", 900, 100, 10), use("above-high", 400, 200, 10), use("below-high", 50, 100, 10), use("above-low", 300, 200, -1), use("above-low-far", 400, 100, -1)];
  expect(names(pods.sort(byUse))).toBe("above-low-far above-low above-high-far above-high below-low below-high");
});

test("of processes the less important go first, of these who has most", () => {
  expect(names([use("few", 10, 0), use("many", 300, 0), use("important", 900, 0, 5)].sort(byProcesses))).toBe("many few important");
});

const GIB = 1024 ** 3;
const seen = (memory: number, disk: number): Observations => ({
  "memory.available": { available: memory, capacity: 8 * GIB },
  "nodefs.available": { available: disk, capacity: 100 * GIB },
  "imagefs.available": { available: disk, capacity: 100 * GIB },
  "pid.available": { available: 1, capacity: 32_768 },
});
test.each([
  ["nothing while there is enough", GIB, 50 * GIB, ""],
  ["memory below 100Mi", 100 * 1024 ** 2 - 1, 50 * GIB, "memory.available"],
  ["not at 100Mi", 100 * 1024 ** 2, 50 * GIB, ""],
  ["images' disk below 15 %", GIB, 14 * GIB, "imagefs.available"],
  ["both disks below 10 %, memory first", 1, 9 * GIB, "memory.available nodefs.available imagefs.available"],
])("thresholds: %s", (_, memory, disk, expected) => {
  expect(thresholdsMet(defaultEvictionPolicy, seen(memory, disk)).map(({ signal }) => signal).join(" ")).toBe(expected);
});

test("the message names what is short, and every container above its request", () => {
  const pod = podOf({ containers: [container("a", { resources: { requests: { memory: "64Mi" } } }), container("b"), container("c", { resources: { requests: { memory: "1Gi" } } })] });
  const mib = 1024 ** 2;
  const message = evictionMessage(pod, "memory", 100 * mib, 52_158_464, [{ name: "a", memoryBytes: 900 * mib, diskBytes: 0 }, { name: "b", memoryBytes: 4096, diskBytes: 0 }, { name: "c", memoryBytes: 5, diskBytes: 0 }]);
  expect(message).toBe("The node was low on resource: memory. Threshold quantity: 100Mi, available: 50936Ki. Container a was using 900Mi, request is 64Mi, has larger consumption of memory. Container b was using 4Ki, request is 0, has larger consumption of memory. ");
});
