import { describe, expect, test } from "vitest";
import type { ContainerStatus, Pod } from "../../../api/types.ts";
import measured from "./measured-pod-rows.json";
import { podColumns, podRow } from "./pod.ts";

const NOW = 1_767_225_900_000;
const ago = (seconds: number): string => `${new Date(NOW - seconds * 1000).toISOString().slice(0, 19)}Z`;

interface Status {
  readonly name?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: number;
  readonly state?: object;
  readonly last?: object;
}
const containerStatus = ({ name = "app", ready = false, started = false, restarts = 0, state = {}, last = {} }: Status): ContainerStatus =>
  ({ name, ready, started, restartCount: restarts, state, lastState: last, image: "", imageID: "" }) as unknown as ContainerStatus;

interface Given {
  readonly phase?: string;
  readonly reason?: string;
  readonly init?: readonly { readonly name: string; readonly restartPolicy?: string }[];
  readonly initStatuses?: readonly Status[];
  readonly containers?: number;
  readonly statuses?: readonly Status[];
  readonly conditions?: readonly object[];
  readonly deleted?: boolean;
}
const podOf = ({ phase = "Pending", reason, init, initStatuses = [], containers = 1, statuses = [], conditions = [], deleted }: Given): Pod =>
  ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "default", uid: "u", resourceVersion: "1", creationTimestamp: ago(300), ...(deleted && { deletionTimestamp: ago(1) }) },
    spec: { containers: Array.from({ length: containers }, (_, i) => ({ name: i === 0 ? "app" : `c${i}` })), ...(init && { initContainers: init }) },
    status: {
      phase,
      ...(reason && { reason }),
      conditions,
      initContainerStatuses: initStatuses.map(containerStatus),
      containerStatuses: statuses.map(containerStatus),
    },
  }) as unknown as Pod;

const running = { running: { startedAt: ago(10) } };
const waiting = (reason: string) => ({ waiting: { reason } });
const ended = (exitCode: number, reason = exitCode === 0 ? "Completed" : "Error") => ({ terminated: { exitCode, reason, finishedAt: ago(20) } });
const ready = { type: "Ready", status: "True" };
const threeInits = ["a", "b", "c"].map((name) => ({ name }));
const sidecar = [{ name: "side", restartPolicy: "Always" }];

describe("the row of a pod", () => {
  test.each<{ when: string; given: Given; expected: string }>([
    { when: "it is not scheduled", given: {}, expected: "0/1 Pending 0" },
    { when: "it is gated", given: { conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }] }, expected: "0/1 SchedulingGated 0" },
    { when: "its container is created", given: { statuses: [{ state: waiting("ContainerCreating") }] }, expected: "0/1 ContainerCreating 0" },
    {
      when: "the second of three init containers runs",
      given: { init: threeInits, initStatuses: [{ name: "a", state: ended(0) }, { name: "b", state: running }, { name: "c", state: waiting("PodInitializing") }], statuses: [{ state: waiting("PodInitializing") }] },
      expected: "0/1 Init:1/3 0",
    },
    { when: "an init container failed", given: { init: threeInits, initStatuses: [{ name: "a", state: ended(1) }] }, expected: "0/1 Init:Error 0" },
    { when: "an init container failed without a reason", given: { init: threeInits, initStatuses: [{ name: "a", state: ended(7, "") }] }, expected: "0/1 Init:ExitCode:7 0" },
    { when: "an init container was killed without a reason", given: { init: threeInits, initStatuses: [{ name: "a", state: { terminated: { exitCode: 137, signal: 9 } } }] }, expected: "0/1 Init:Signal:9 0" },
    { when: "an init container waits to be restarted", given: { init: threeInits, initStatuses: [{ name: "a", restarts: 2, state: waiting("CrashLoopBackOff") }] }, expected: "0/1 Init:CrashLoopBackOff 2" },
    { when: "the init containers are done", given: { init: threeInits, initStatuses: threeInits.map(({ name }) => ({ name, restarts: 1, state: ended(0) })), statuses: [{ state: waiting("PodInitializing") }] }, expected: "0/1 PodInitializing 0" },
    { when: "a sidecar has not started", given: { init: sidecar, initStatuses: [{ name: "side", state: running }] }, expected: "0/2 Init:0/1 0" },
    { when: "a sidecar has started", given: { init: sidecar, initStatuses: [{ name: "side", state: running, started: true, ready: true }], statuses: [{ state: waiting("PodInitializing") }] }, expected: "1/2 PodInitializing 0" },
    { when: "it runs and is not ready", given: { phase: "Running", statuses: [{ state: running }] }, expected: "0/1 Running 0" },
    { when: "it runs and is ready", given: { phase: "Running", conditions: [ready], statuses: [{ state: running, ready: true }] }, expected: "1/1 Running 0" },
    { when: "it is done", given: { phase: "Succeeded", statuses: [{ state: ended(0) }] }, expected: "0/1 Completed 0" },
    { when: "it has failed", given: { phase: "Failed", statuses: [{ state: ended(3) }] }, expected: "0/1 Error 0" },
    { when: "one of two is done and the other runs", given: { phase: "Running", containers: 2, statuses: [{ state: ended(0) }, { name: "c1", state: running, ready: true }] }, expected: "1/2 NotReady 0" },
    { when: "one of two is done and the pod counts as ready", given: { phase: "Running", containers: 2, conditions: [ready], statuses: [{ state: ended(0) }, { name: "c1", state: running, ready: true }] }, expected: "1/2 Running 0" },
    { when: "one is done and another failed", given: { phase: "Running", containers: 2, statuses: [{ state: ended(0) }, { name: "c1", state: ended(2) }] }, expected: "0/2 Error 0" },
    { when: "it was killed for memory", given: { phase: "Running", statuses: [{ state: ended(137, "OOMKilled"), restarts: 1 }] }, expected: "0/1 OOMKilled 1" },
    { when: "it was restarted", given: { phase: "Running", conditions: [ready], statuses: [{ state: running, ready: true, restarts: 3, last: ended(1) }] }, expected: "1/1 Running 3 (20s ago)" },
    { when: "it was evicted before it started", given: { phase: "Failed", reason: "Evicted" }, expected: "0/1 Evicted 0" },
    { when: "it is being deleted", given: { phase: "Running", deleted: true, conditions: [ready], statuses: [{ state: running, ready: true }] }, expected: "1/1 Terminating 0" },
    { when: "it is done and being deleted", given: { phase: "Succeeded", deleted: true, statuses: [{ state: ended(0) }] }, expected: "0/1 Completed 0" },
    { when: "its node is lost and it is being deleted", given: { phase: "Running", reason: "NodeLost", deleted: true }, expected: "0/1 Unknown 0" },
  ])("shows $expected when $when", ({ given, expected }) => {
    const row = podRow(podOf(given), NOW);
    expect(`${row.ready} ${row.status} ${row.restartsText}`).toBe(expected);
    expect(row.age).toBe("5m");
  });

  test("is what a real cluster printed, version by version", () => {
    expect(measured.length).toBeGreaterThan(50);
    for (const { pod, row } of measured) {
      const { ready, status, restarts, ip, node, nominatedNode, readinessGates } = podRow(pod as unknown as Pod, NOW);
      expect([ready, status, String(restarts), ip, node, nominatedNode, readinessGates], JSON.stringify(pod)).toEqual(row);
    }
  });

  test("has upstream's columns", () => {
    expect(podColumns.map(({ name, wide }) => (wide ? `(${name})` : name)).join(" ")).toBe("Name Ready Status Restarts Age (IP) (Node) (Nominated Node) (Readiness Gates)");
  });
});
