import { describe, expect, test } from "vitest";
import type { Pod, PodSpec } from "../../../api/types.ts";
import { container, podOf } from "../pod-fixture.ts";
import { playedOn, sh, type PlayedCluster } from "../testing/played-cluster.ts";
import { portsClash } from "./host-ports.ts";
import { podsToPreempt } from "./preemption.ts";
import { sysctlProblem } from "./sysctls.ts";

const cluster = (...objects: object[]): PlayedCluster =>
  playedOn({ nodes: [{ name: "worker-1", images: ["busybox:1.36"], capacity: { cpu: "2", memory: "2Gi", pods: "3" }, labels: { disk: "hdd" } }] }, ...objects);
const pod = (name: string, spec: object = {}, more: object = {}): object => ({ kind: "Pod", metadata: { name }, spec: { nodeName: "worker-1", terminationGracePeriodSeconds: 1, containers: [sh("trap 'exit 0' TERM; while true; do sleep 1; done", { imagePullPolicy: "IfNotPresent", ...more })], ...spec } });
const asks = (cpu: string): object => ({ resources: { requests: { cpu } } });

describe("a pod that names its node is refused there", () => {
  test.each<[string, object[], object, string, string]>([
    ["for CPU", [pod("a", {}, asks("1500m"))], pod("p", {}, asks("600m")), "OutOfcpu", "Node didn't have enough resource: cpu, requested: 600, used: 1500, capacity: 2000"],
    ["for memory", [], pod("p", {}, { resources: { requests: { memory: "2Gi" } } }), "OutOfmemory", "Node didn't have enough resource: memory, requested: 2147483648, used: 0, capacity: 2042626048"],
    ["for its number", [pod("a"), pod("b"), pod("c")], pod("p"), "OutOfpods", "Node didn't have enough resource: pods, requested: 1, used: 3, capacity: 3"],
    ["for its selector", [], pod("p", { nodeSelector: { disk: "ssd" } }), "NodeAffinity", "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"],
    ["for a port on every address, taken on one", [pod("a", {}, { ports: [{ containerPort: 80, hostPort: 8080, hostIP: "127.0.0.1" }] })], pod("p", {}, { ports: [{ containerPort: 80, hostPort: 8080 }] }), "NodePorts", "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports"],
    ["for its operating system", [], pod("p", { os: { name: "windows" } }), "PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS"],
    ["for the label of its operating system", [], pod("p", { nodeSelector: { "kubernetes.io/os": "windows" } }), "PodOSSelectorNodeLabelDoesNotMatch", "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label"],
    ["for a kernel parameter", [], pod("p", { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } }), "SysctlForbidden", 'forbidden sysctl: "kernel.msgmax" not allowlisted'],
  ])("%s", (_, before, refused, reason, message) => {
    const played = cluster(...before);
    played.after(2000);
    played.create(refused);
    played.after(2000);
    expect(played.status("p")).toMatchObject({ phase: "Failed", reason, message: `Pod was rejected: ${message}` });
    expect(played.events("p")).toEqual([`${reason} ${message}`]);
    expect(played.status("p").containerStatuses).toBeUndefined();
  });

  test("what does not count: a resource that the node knows nothing of, a free port, a safe parameter", () => {
    const played = cluster(pod("a", {}, { ports: [{ containerPort: 80, hostPort: 8080, hostIP: "127.0.0.1" }] }));
    played.create(pod("p", { securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] } }, { ports: [{ containerPort: 80, hostPort: 8080, hostIP: "192.168.77.11" }], resources: { limits: { "example.com/gadget": "1" } } }));
    played.after(2000);
    expect(played.status("p").phase).toBe("Running");
  });
});

describe("a pod that the cluster cannot do without", () => {
  test("takes the place of another, which is told", () => {
    const played = cluster(pod("a", {}, asks("1500m")), pod("b", {}, asks("200m")));
    played.after(2000);
    played.create(pod("p", { priorityClassName: "system-node-critical" }, asks("600m")));
    played.after(6000);
    expect(played.status("p").phase).toBe("Running");
    expect(played.status("a")).toMatchObject({ phase: "Failed", reason: "Preempting", message: "Preempted in order to admit critical pod" });
    expect(played.events("a")).toContain("Preempting Preempted in order to admit critical pod");
    expect(played.condition("DisruptionTarget", "a")).toMatchObject({ status: "True", reason: "TerminationByKubelet" });
    expect(played.status("b").phase).toBe("Running");
  });

  test("is refused where nobody's end would help", () => {
    const played = cluster(pod("p", { priorityClassName: "system-node-critical" }, asks("2500m")));
    played.after(2000);
    expect(played.status("p")).toMatchObject({ phase: "Failed", reason: "UnexpectedAdmissionError" });
    expect(played.status("p").message).toBe("Pod was rejected: Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: cpu, q: 500), ]");
  });
});

const withPort = (hostPort: number, hostIP: string, protocol: "TCP" | "UDP" = "TCP"): Pod => podOf({ containers: [container("a", { ports: [{ containerPort: 80, hostPort, hostIP, protocol }] })] });
test.each([
  ["one address twice", withPort(80, "10.0.0.1"), true],
  ["every address and one", withPort(80, ""), true],
  ["0.0.0.0 is every address", withPort(80, "0.0.0.0"), true],
  ["two addresses", withPort(80, "10.0.0.2"), false],
  ["two protocols", withPort(80, "10.0.0.1", "UDP"), false],
  ["two ports", withPort(81, "10.0.0.1"), false],
])("ports of the node: %s", (_, other, clash) => {
  expect(portsClash(withPort(80, "10.0.0.1"), [other])).toBe(clash);
});

const sysctls = (name: string, more: Partial<PodSpec> = {}): string | undefined => sysctlProblem(podOf({ securityContext: { sysctls: [{ name, value: "1" }] }, ...more }));
test.each([
  ["net.ipv4.ip_local_port_range", {}, undefined],
  ["net/ipv4/tcp_syncookies", {}, undefined],
  ["kernel.shm_rmid_forced", { hostIPC: true }, 'forbidden sysctl: "kernel.shm_rmid_forced" not allowed with host ipc enabled'],
  ["net.core.somaxconn", {}, 'forbidden sysctl: "net.core.somaxconn" not allowlisted'],
])("sysctl %s %j: %s", (name, more, problem) => {
  expect(sysctls(name, more)).toBe(problem);
});

const running = (name: string, cpu: string, qosClass: "BestEffort" | "Burstable" | "Guaranteed", priority = 0): Pod => {
  const made = podOf({ priority, containers: [container("a", { resources: { requests: { cpu } } })] }, { name, uid: name });
  return { ...made, status: { ...made.status, qosClass } };
};
// Mirrors TestGetPodsToPreempt (pkg/kubelet/preemption/preemption_test.go): what is preferred.
test.each<[string, Pod[], number, string]>([
  ["the class that matters least", [running("guaranteed", "100m", "Guaranteed"), running("burstable", "100m", "Burstable")], 100, "burstable"],
  ["the one that is enough, not the largest", [running("large", "500m", "Burstable"), running("enough", "200m", "Burstable"), running("little", "50m", "Burstable")], 200, "large"],
  ["several, if it takes several", [running("a", "100m", "Burstable"), running("b", "150m", "Burstable")], 200, "b a"],
  ["a better class only for what the others cannot give", [running("burstable", "100m", "Burstable"), running("guaranteed", "200m", "Guaranteed")], 250, "burstable guaranteed"],
])("who goes: %s", (_, pods, missing, victims) => {
  const found = podsToPreempt(podOf({ priority: 2_000_001_000 }), pods, [{ resource: "cpu", requested: missing, used: 2000, capacity: 2000 }]);
  expect(found.ok && found.victims.map(({ metadata }) => metadata.name).join(" ")).toBe(victims);
});
