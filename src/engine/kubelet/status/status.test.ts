import { describe, expect, test } from "vitest";
import type { ContainerState, ContainerStatus, Pod } from "../../../api/types.ts";
import { container, podOf } from "../pod-fixture.ts";
import { containersReadyCondition, initializedCondition, podConditions, readyCondition } from "./conditions.ts";
import { podPhase } from "./phase.ts";

const status = (name: string, state: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus => ({ name, state, ready: false, restartCount: 0, image: "x", imageID: "", ...more });
const isRunning: ContainerState = { running: { startedAt: "t" } };
const isWaiting: ContainerState = { waiting: { reason: "ContainerCreating" } };
const ended = (exitCode: number): ContainerState => ({ terminated: { exitCode, startedAt: "t", finishedAt: "t" } });
const crashed: Partial<ContainerStatus> = { lastState: ended(1) };
const two = (more: Partial<Pod["spec"]> = {}) => podOf({ containers: [container("a"), container("b")], ...more });
const one = podOf({ containers: [container("a")] });

interface Case {
  readonly when: string;
  readonly pod: Pod;
  readonly init?: readonly ContainerStatus[];
  readonly regular: readonly ContainerStatus[];
  readonly ending?: boolean;
  readonly phase: string;
}
// Mirrors TestPodPhase… (pkg/kubelet/kubelet_pods_test.go): what is decided.
const phases: readonly Case[] = [
  { when: "nothing is known of its container", pod: one, regular: [], phase: "Pending" },
  { when: "its container waits for its first start", pod: one, regular: [status("a", isWaiting)], phase: "Pending" },
  { when: "its container runs", pod: one, regular: [status("a", isRunning)], phase: "Running" },
  { when: "one runs and one never started", pod: two(), regular: [status("a", isRunning), status("b", isWaiting)], phase: "Pending" },
  { when: "one runs and one has exited for good", pod: two({ restartPolicy: "Never" }), regular: [status("a", isRunning), status("b", ended(1))], phase: "Running" },
  { when: "all exited and will be restarted", pod: one, regular: [status("a", ended(1))], phase: "Running" },
  { when: "it waits in CrashLoopBackOff", pod: one, regular: [status("a", isWaiting, crashed)], phase: "Running" },
  { when: "all exited 0, policy Never", pod: two({ restartPolicy: "Never" }), regular: [status("a", ended(0)), status("b", ended(0))], phase: "Succeeded" },
  { when: "one exited 1, policy Never", pod: two({ restartPolicy: "Never" }), regular: [status("a", ended(0)), status("b", ended(1))], phase: "Failed" },
  { when: "all exited 0, policy OnFailure", pod: two({ restartPolicy: "OnFailure" }), regular: [status("a", ended(0)), status("b", ended(0))], phase: "Succeeded" },
  { when: "one exited 1, policy OnFailure", pod: two({ restartPolicy: "OnFailure" }), regular: [status("a", ended(0)), status("b", ended(1))], phase: "Running" },
  { when: "all exited while it is deleted, policy Always", pod: one, regular: [status("a", ended(137))], ending: true, phase: "Failed" },
  { when: "its init container runs", pod: podOf({ initContainers: [container("i")], containers: [container("a")] }), init: [status("i", isRunning)], regular: [status("a", isWaiting)], phase: "Pending" },
  { when: "its init container failed, policy Never", pod: podOf({ restartPolicy: "Never", initContainers: [container("i")], containers: [container("a")] }), init: [status("i", ended(3))], regular: [status("a", isWaiting)], phase: "Failed" },
  { when: "its init container failed, policy Always", pod: podOf({ initContainers: [container("i")], containers: [container("a")] }), init: [status("i", ended(3))], regular: [status("a", isWaiting)], phase: "Pending" },
];
test.each(phases)("when $when, a pod's phase is $phase", ({ pod, init = [], regular, ending = false, phase }) => {
  expect(podPhase(pod, { init, regular }, false, ending)).toBe(phase);
});

describe("conditions", () => {
  const inits = podOf({ initContainers: [container("i"), container("j")], containers: [container("b"), container("a")] });
  test("name what is incomplete, in spec order", () => {
    const lists = { init: [status("i", ended(0), { ready: true }), status("j", isRunning)], regular: [status("a", isWaiting), status("b", isWaiting)] };
    expect(initializedCondition(inits, lists, "Pending")).toEqual({ type: "Initialized", status: "False", reason: "ContainersNotInitialized", message: "containers with incomplete status: [j]" });
    expect(containersReadyCondition(inits, lists, "Pending")).toEqual({ type: "ContainersReady", status: "False", reason: "ContainersNotReady", message: "containers with unready status: [b a]" });
  });
  test("say PodCompleted and PodFailed without a message", () => {
    const lists = { init: [], regular: [status("a", ended(0))] };
    expect(containersReadyCondition(one, lists, "Succeeded")).toEqual({ type: "ContainersReady", status: "False", reason: "PodCompleted" });
    expect(containersReadyCondition(one, lists, "Failed")).toEqual({ type: "ContainersReady", status: "False", reason: "PodFailed" });
    expect(initializedCondition(one, lists, "Succeeded")).toEqual({ type: "Initialized", status: "True", reason: "PodCompleted" });
  });
  test("a readiness gate without a condition keeps a pod unready", () => {
    const gated = podOf({ readinessGates: [{ conditionType: "example.com/gate" }] });
    expect(readyCondition(gated, { type: "ContainersReady", status: "True" })).toEqual({
      type: "Ready",
      status: "False",
      reason: "ReadinessGatesNotReady",
      message: 'corresponding condition of pod readiness gate "example.com/gate" does not exist.',
    });
  });
  test("move their transition time only with their status, and what others own comes first", () => {
    const pod = { ...one, status: { ...one.status, conditions: [{ type: "example.com/gate", status: "True" as const }] } };
    const before = podConditions(pod, { init: [], regular: [status("a", isWaiting)] }, "Pending", false, [], "t0");
    const after = podConditions(pod, { init: [], regular: [status("a", isRunning, { ready: true })] }, "Running", true, before, "t9");
    expect(after.map((c) => `${c.type} ${c.status} ${c.lastTransitionTime ?? "-"}`)).toEqual([
      "example.com/gate True -",
      "PodReadyToStartContainers True t9",
      "Initialized True t0",
      "Ready True t9",
      "ContainersReady True t9",
      "PodScheduled True t0",
    ]);
  });
});
