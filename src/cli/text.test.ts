import { expect, test } from "vitest";
import type { PodRow, Report } from "./report.ts";
import { textOf } from "./text.ts";

const STARTS_AT_MS = Date.UTC(2026, 0, 1);

const row = (at: number, changes: Partial<PodRow>): PodRow => ({
  at, op: "MODIFIED", namespace: "default", name: "web", uid: "u1", ready: "0/1", status: "Pending", restarts: 0,
  node: "<none>", ip: "<none>", phase: "Pending", conditions: [], containers: [], ...changes,
});

const restarted = {
  name: "main", kind: "regular", ready: true, restartCount: 1, image: "", imageID: "",
  lastState: { terminated: { exitCode: 1, reason: "Error", startedAt: "2026-01-01T00:00:01Z", finishedAt: "2026-01-01T00:00:05Z" } },
} as unknown as PodRow["containers"][number];

const report = (pods: readonly PodRow[]): Report => ({
  engineVersion: "0", seed: 1, digest: "", events: [], objects: [], pods,
  transcript: [
    { at: 0, endedAt: 150, session: "main", run: "kubectl apply -f a.yaml", exitCode: 0, stdout: "pod/web created\n", stderr: "" },
    { at: 9_000, endedAt: 9_040, session: "main", run: "false", exitCode: 1, stdout: "", stderr: "" },
    { at: 12_000, endedAt: null, session: "main", run: "sleep 1000", exitCode: null, stdout: "", stderr: "" },
    { at: null, endedAt: null, session: "main", run: "kubectl get nodes", exitCode: null, stdout: "", stderr: "" },
  ],
});

test("a run is told in order: commands with their time, and each change of the pod list as kubectl get pods -w prints it", () => {
  const pods = [
    row(100, { op: "ADDED" }),
    row(110, {}),
    row(200, { status: "ContainerCreating" }),
    row(2_000, { ready: "1/1", status: "Running" }),
    row(8_000, { ready: "1/1", status: "Running", restarts: 1, containers: [restarted] }),
    row(10_500, { op: "DELETED", ready: "1/1", status: "Running", restarts: 1, containers: [restarted] }),
  ];
  // Widths only grow, as the printer behind -w remembers them.
  expect(textOf(report(pods), STARTS_AT_MS, "default")).toBe(
    [
      "[0s] $ kubectl apply -f a.yaml",
      "NAME   READY   STATUS    RESTARTS   AGE",
      "web    0/1     Pending   0          0s",
      "pod/web created",
      "web    0/1     ContainerCreating   0          0s",
      "web    1/1     Running             0          2s",
      "web    1/1     Running             1 (3s ago)   8s",
      "[9s] $ false",
      "(exit code 1)",
      "web    1/1     Running             1 (5s ago)   10s",
      "[12s] $ sleep 1000",
      "(still running)",
      "",
    ].join("\n"),
  );
});

test("with Pods in other namespaces the list names the namespace", () => {
  const [, heading, first] = textOf(report([row(100, { op: "ADDED", namespace: "lab" })]), STARTS_AT_MS, "default").split("\n");
  expect(heading).toBe("NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE");
  expect(first).toBe("lab         web    0/1     Pending   0          0s");
});
