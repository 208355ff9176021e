import { describe, expect, test } from "vitest";
import type { PodDisruptionBudget } from "../../api/policy.ts";
import type { Condition, Node, Pod, StringMap } from "../../api/types.ts";
import { createCache } from "./cache/cache.ts";
import { podInfo } from "./cache/pod-info.ts";
import { newCacheState } from "./cache/state.ts";
import { schedulePod } from "./schedule-pod.ts";
import { pickOneNode, selectVictimsOnNode } from "./victims.ts";

interface PodOptions {
  readonly node?: string;
  readonly priority?: number;
  readonly cpu?: string;
  readonly started?: string;
  readonly labels?: StringMap;
  readonly nominated?: string;
  readonly leaving?: boolean;
  readonly policy?: string;
}
const preempted: Condition = { type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler" };
const pod = (name: string, { node, priority = 0, cpu = "1", started, labels = { app: "web" }, nominated, leaving, policy }: PodOptions = {}): Pod =>
  ({
    apiVersion: "v1", kind: "Pod",
    metadata: { name, namespace: "default", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", labels, ...(leaving && { deletionTimestamp: "2026-01-01T00:00:30Z" }) },
    spec: { containers: [{ name: "c", image: "nginx", resources: { requests: { cpu } } }], priority, schedulerName: "default-scheduler", ...(node && { nodeName: node }), ...(policy && { preemptionPolicy: policy }) },
    status: { phase: "Running", ...(started && { startTime: started }), ...(nominated && { nominatedNodeName: nominated }), ...(leaving && { conditions: [preempted] }) },
  }) as unknown as Pod;
const nodeOf = (name: string, cpu = "2"): Node =>
  ({ apiVersion: "v1", kind: "Node", metadata: { name, uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" }, spec: {}, status: { allocatable: { cpu, memory: "8Gi", pods: "110" } } }) as unknown as Node;
const budget = (name: string, matchLabels: StringMap, disruptionsAllowed: number): PodDisruptionBudget =>
  ({ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name, namespace: "default" }, spec: { selector: { matchLabels } }, status: { disruptionsAllowed } }) as unknown as PodDisruptionBudget;

function cluster(nodes: readonly Node[], pods: readonly Pod[], budgets: readonly PodDisruptionBudget[] = []) {
  const state = newCacheState();
  for (const each of budgets) state.budgets.set(`default/${each.metadata.name}`, each);
  const cache = createCache(state, (value) => value);
  nodes.forEach((each) => cache.setNode(each));
  pods.forEach((each) => cache.setPod(each));
  return cache;
}
const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, "0")}Z`;

// Cases of TestDryRunPreemption (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption_test.go).
describe("who has to leave a node", () => {
  const victims = (wanted: PodOptions, pods: readonly Pod[], budgets: readonly PodDisruptionBudget[] = [], cpu = "2") => {
    const cache = cluster([nodeOf("n", cpu)], pods, budgets);
    const result = selectVictimsOnNode(podInfo(pod("wanted", wanted)), cache, cache.node("n")!);
    return "reasons" in result ? result.reasons : [result.pods.map((each) => each.pod.metadata.name).join(" "), result.violations];
  };
  const on = (name: string, more: PodOptions): Pod => pod(name, { node: "n", ...more });
  test.each([
    ["nobody of the same priority", { priority: 10 }, [on("a", { priority: 10, cpu: "2" })], [], ["No preemption victims found for incoming pod"]],
    ["what does not help is not tried", { priority: 10, cpu: "3" }, [on("a", { cpu: "2" })], [], ["Insufficient cpu"]],
    ["only as many as needed: the more important stays", { priority: 10 }, [on("a", { priority: 5 }), on("b", { priority: 1 })], [], ["b", 0]],
    ["of the same priority the older stays", { priority: 10 }, [on("a", { started: at(10) }), on("b", { started: at(5) })], [], ["a", 0]],
    ["who has a budget stays rather", { priority: 10 }, [on("a", { priority: 5 }), on("b", { priority: 1, labels: { app: "db" } })], [budget("db", { app: "db" }, 0)], ["a", 0]],
    ["and goes if nothing else helps", { priority: 10, cpu: "2" }, [on("a", { priority: 5 }), on("b", { priority: 1, labels: { app: "db" } })], [budget("db", { app: "db" }, 0)], ["a b", 1]],
    ["a budget that allows one protects only the second", { priority: 10, cpu: "2" }, [on("a", { priority: 5 }), on("b", { priority: 1 })], [budget("web", { app: "web" }, 1)], ["a b", 1]],
  ] as const)("%s", (_name, wanted, pods, budgets, expected) => expect(victims(wanted, pods, budgets)).toEqual(expected));
});

// Cases of TestPickOneNodeForPreemption (same file).
describe("of several nodes that one is chosen", () => {
  const candidate = (node: string, violations: number, ...pods: readonly PodOptions[]) => ({ node, violations, pods: pods.map((each, i) => podInfo(pod(`${node}-${i}`, each))) });
  test.each([
    ["where fewer budgets are violated", [candidate("a", 1, { priority: 0 }), candidate("b", 0, { priority: 100 })], "b"],
    ["where the highest priority is lower", [candidate("a", 0, { priority: 10 }), candidate("b", 0, { priority: 5 }, { priority: 5 })], "b"],
    ["where the sum of priorities is lower", [candidate("a", 0, { priority: 5 }, { priority: 5 }), candidate("b", 0, { priority: 5 }, { priority: 4 })], "b"],
    ["where fewer go, negative priorities or not", [candidate("a", 0, { priority: -2 }, { priority: -2 }), candidate("b", 0, { priority: -2 })], "b"],
    ["where those who go started later", [candidate("a", 0, { priority: 5, started: at(1) }), candidate("b", 0, { priority: 5, started: at(9) })], "b"],
    ["the first, if all is equal", [candidate("a", 0, { priority: 5, started: at(1) }), candidate("b", 0, { priority: 5, started: at(1) })], "a"],
  ])("%s", (_name, candidates, chosen) => expect(pickOneNode(candidates)?.node).toBe(chosen));
});

describe("a pod that was promised a node", () => {
  const full = [pod("x", { node: "n", cpu: "2", leaving: true })];
  const message = (wanted: Pod, cache: ReturnType<typeof cluster>) => {
    const result = schedulePod(podInfo(wanted), cache, 0, () => 0);
    return result.type === "Host" ? result.node : result.message;
  };
  // Cases of TestPodEligibleToPreemptOthers (same file).
  test("waits while somebody is leaving it", () => {
    const cache = cluster([nodeOf("n"), nodeOf("m", "1")], [...full, pod("y", { node: "m", cpu: "1" })]);
    expect(message(pod("a", { priority: 10, nominated: "n" }), cache)).toContain("preemption: not eligible due to a terminating pod on the nominated node.");
  });
  test("takes it as soon as it fits, whatever else is free", () => {
    const cache = cluster([nodeOf("m", "8"), nodeOf("n")], []);
    expect(message(pod("a", { priority: 10, nominated: "n" }), cache)).toBe("n");
  });
  test("keeps it from pods that are not more important", () => {
    const cache = cluster([nodeOf("n")], []);
    cache.nominate(pod("high", { priority: 10, cpu: "2" }), "n");
    expect(message(pod("low", { priority: 1 }), cache)).toContain("Insufficient cpu");
    expect(message(pod("higher", { priority: 11 }), cache)).toBe("n");
  });
});
