import { describe, expect, test } from "vitest";
import { qosClass } from "../../../api/pods.ts";
import type { Container, Pod, PodSpec } from "../../../api/types.ts";
import { container, podOf } from "../pod-fixture.ts";
import { memoryVolumeBytes } from "./memory-volume.ts";
import { oomScoreAdjust, podCgroupLimits, podSlice } from "./pod-cgroup.ts";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const classed = (containers: readonly Container[], more: Partial<PodSpec> = {}, uid = "0b1c-2d"): Pod => {
  const pod = podOf({ containers, ...more }, { uid });
  return { ...pod, status: { ...pod.status, qosClass: qosClass(pod.spec) } };
};
const asks = (name: string, requests: Readonly<Record<string, string>>, limits: Readonly<Record<string, string>> = {}): Container => container(name, { resources: { requests, limits } });
const best = classed([container("a")]);
const burstable = classed([asks("a", { cpu: "250m", memory: "1Gi" }, { cpu: "500m" }), asks("b", { cpu: "100m" })]);
const limited = classed([asks("a", { cpu: "250m" }, { cpu: "500m", memory: "1Gi" }), asks("b", {}, { cpu: "1", memory: "512Mi" })]);
const guaranteed = classed([asks("a", { cpu: "1", memory: "1Gi" }, { cpu: "1", memory: "1Gi" })]);

test.each([
  [best, "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod0b1c_2d.slice"],
  [burstable, "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0b1c_2d.slice"],
  [guaranteed, "/kubepods.slice/kubepods-pod0b1c_2d.slice"],
])("a pod's slice is named as systemd would: %#", (pod, path) => {
  expect(podSlice(pod)).toBe(path);
});

// Mirrors TestResourceConfigForPod (pkg/kubelet/cm/helpers_linux_test.go): when a limit holds for the pod as a whole.
test.each([
  ["without requests: the least weight, no limits", best, { cpuWeight: 1 }],
  ["where one container has no limit, none", burstable, { cpuWeight: 45, cpuRequestMilli: 350 }],
  ["where all have them, their sum", limited, { cpuWeight: 35, cpuRequestMilli: 250, cpuQuotaMilli: 1500, memoryMaxBytes: 1.5 * GIB }],
  ["guaranteed", guaranteed, { cpuWeight: 100, cpuRequestMilli: 1000, cpuQuotaMilli: 1000, memoryMaxBytes: GIB }],
])("a pod's cgroup %s", (_, pod, limits) => {
  expect(podCgroupLimits(pod)).toEqual(limits);
});

// Mirrors TestGetContainerOOMScoreAdjust (pkg/kubelet/qos/policy_test.go).
describe("oom_score_adj", () => {
  test.each([
    ["best effort", best, 0, 1000],
    ["guaranteed", guaranteed, 0, -997],
    ["burstable, by its request", burstable, 0, 875],
    ["burstable without a memory request", burstable, 1, 999],
    ["with all of the machine's memory asked for", classed([asks("a", { memory: "8Gi" })]), 0, 3],
    ["critical for the node", classed([container("a")], { priority: 2_000_001_000 }), 0, -997],
  ] as const)("%s", (_, pod, index, adjustment) => {
    expect(oomScoreAdjust(pod, pod.spec.containers[index]!, 8 * GIB)).toBe(adjustment);
  });

  test("a sidecar is spared as long as the least of the containers that it serves", () => {
    const sidecar = { ...asks("s", { memory: "10Mi" }), restartPolicy: "Always" } as Container;
    const pod = classed([asks("a", { memory: "4Gi" }), asks("b", { memory: "2Gi" })], { initContainers: [sidecar] });
    expect(oomScoreAdjust(pod, sidecar, 8 * GIB)).toBe(750);
  });
});

test.each([
  ["its own limit", limited, "64Mi", 64 * MIB],
  ["what its pod may use", limited, undefined, 1.5 * GIB],
  ["no more than that", limited, "4Gi", 1.5 * GIB],
  ["what the node gives to pods, where a container has no limit", best, undefined, 8 * GIB],
])("a volume in memory holds %s", (_, pod, sizeLimit, bytes) => {
  expect(memoryVolumeBytes(pod, sizeLimit, "8Gi")).toBe(bytes);
});
