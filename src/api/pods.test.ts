import { describe, expect, test } from "vitest";
import type { Container, PodSpec, ResourceRequirements } from "./types.ts";
import { containerFieldPath, podLimits, podRequests, qosClass } from "./pods.ts";

const container = (name: string, resources: ResourceRequirements, more: Partial<Container> = {}): Container => ({ name, image: "x", imagePullPolicy: "Always", resources, ...more });
const cpu = (amount: string): ResourceRequirements => ({ requests: { cpu: amount } });
const spec = (containers: readonly Container[], more: Partial<PodSpec> = {}): PodSpec => ({
  containers, restartPolicy: "Always", terminationGracePeriodSeconds: 30, dnsPolicy: "ClusterFirst", schedulerName: "default-scheduler", ...more,
});
const sidecar = { restartPolicy: "Always" } as const;

describe("requests as the scheduler counts them", () => {
  test.each([
    { when: "two containers", pod: spec([container("a", cpu("100m")), container("b", cpu("1"))]), cpu: "1100m" },
    { when: "a large init container", pod: spec([container("a", cpu("100m"))], { initContainers: [container("i", cpu("2"))] }), cpu: "2" },
    { when: "small init containers", pod: spec([container("a", cpu("1"))], { initContainers: [container("i", cpu("300m")), container("j", cpu("400m"))] }), cpu: "1" },
    { when: "a sidecar beside the containers", pod: spec([container("a", cpu("1"))], { initContainers: [container("s", cpu("500m"), sidecar)] }), cpu: "1500m" },
    { when: "an init container after a sidecar", pod: spec([container("a", cpu("100m"))], { initContainers: [container("s", cpu("500m"), sidecar), container("i", cpu("1"))] }), cpu: "1500m" },
    { when: "an init container before a sidecar", pod: spec([container("a", cpu("100m"))], { initContainers: [container("i", cpu("1")), container("s", cpu("500m"), sidecar)] }), cpu: "1" },
    { when: "overhead", pod: spec([container("a", cpu("1"))], { overhead: { cpu: "250m" } }), cpu: "1250m" },
    { when: "amounts for the whole pod", pod: spec([container("a", cpu("1"))], { resources: { requests: { cpu: "3" } } }), cpu: "3" },
  ])("$when: $cpu", ({ pod, cpu: expected }) => expect(podRequests(pod)["cpu"]).toBe(expected));

  test("overhead counts towards a limit only where there is one", () =>
    expect(podLimits(spec([container("a", { limits: { cpu: "1" } })], { overhead: { cpu: "250m", memory: "1Mi" } }))).toEqual({ cpu: "1250m" }));
});

// pkg/apis/core/v1/helper/qos/qos.go.
describe("QoS class", () => {
  const both = (amounts: Record<string, string>): ResourceRequirements => ({ requests: amounts, limits: amounts });
  test.each([
    { when: "nothing is asked for", pod: spec([container("a", {})]), expected: "BestEffort" },
    { when: "only zeros are asked for", pod: spec([container("a", cpu("0"))]), expected: "BestEffort" },
    { when: "only storage is asked for", pod: spec([container("a", { requests: { "ephemeral-storage": "1Gi" } })]), expected: "BestEffort" },
    { when: "requests equal limits in value", pod: spec([container("a", { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1024Mi" } })]), expected: "Guaranteed" },
    { when: "one container has no limits", pod: spec([container("a", both({ cpu: "1", memory: "1Gi" })), container("b", {})]), expected: "Burstable" },
    { when: "an init container has no limits", pod: spec([container("a", both({ cpu: "1", memory: "1Gi" }))], { initContainers: [container("i", {})] }), expected: "Burstable" },
    { when: "memory has no limit", pod: spec([container("a", both({ cpu: "1" }))]), expected: "Burstable" },
    { when: "limits are above requests", pod: spec([container("a", { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "2", memory: "1Gi" } })]), expected: "Burstable" },
  ])("when $when it is $expected", ({ pod, expected }) => expect(qosClass(pod)).toBe(expected));
});

test("events name a container by its list", () => {
  const pod = spec([container("web", {})], { initContainers: [container("setup", {})] });
  expect(containerFieldPath(pod, "web")).toBe("spec.containers{web}");
  expect(containerFieldPath(pod, "setup")).toBe("spec.initContainers{setup}");
});
