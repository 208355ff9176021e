import { expect, test } from "vitest";
import type { PrintedPodRow } from "./history.ts";
import type { PodRow } from "./report.ts";
import { textOf, type Told } from "./text.ts";

interface Shown extends Partial<PodRow> {
  readonly restartsText?: string;
  readonly age: string;
}

const pod = (at: number, { restartsText = "0", age, ...row }: Shown): PrintedPodRow => ({
  restartsText,
  age,
  row: {
    at, op: "MODIFIED", namespace: "default", name: "web", uid: "u1", ready: "0/1", status: "Pending", restarts: 0,
    node: "<none>", ip: "<none>", phase: "Pending", conditions: [], containers: [], ...row,
  },
});

const told = (podHistory: readonly PrintedPodRow[]): Told => ({
  namespace: "default",
  podHistory,
  report: {
    transcript: [
      { at: 0, endedAt: 150, session: "main", run: "kubectl apply -f a.yaml", exitCode: 0, stdout: "pod/web created\n", stderr: "" },
      { at: 9_000, endedAt: 9_040, session: "main", run: "false", exitCode: 1, stdout: "", stderr: "" },
      { at: 12_000, endedAt: null, session: "main", run: "sleep 1000", exitCode: null, stdout: "", stderr: "" },
      { at: null, endedAt: null, session: "main", run: "kubectl get nodes", exitCode: null, stdout: "", stderr: "" },
    ],
  },
});

test("a run is told in order: commands with their time, and each change of the pod list as kubectl get pods -w prints it", () => {
  const running = { ready: "1/1", status: "Running" };
  const pods = [
    pod(100, { op: "ADDED", age: "0s" }),
    pod(110, { age: "0s" }),
    pod(200, { status: "ContainerCreating", age: "0s" }),
    pod(2_000, { ...running, age: "2s" }),
    pod(8_000, { ...running, restarts: 1, restartsText: "1 (3s ago)", age: "8s" }),
    pod(10_500, { ...running, op: "DELETED", restarts: 1, restartsText: "1 (5s ago)", age: "10s" }),
  ];
  // Widths only grow, as the printer behind -w remembers them.
  expect(textOf(told(pods))).toBe(
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
      "$ kubectl get nodes",
      "(never began)",
      "",
    ].join("\n"),
  );
});

test("with Pods in other namespaces the list names the namespace", () => {
  const [, heading, first] = textOf(told([pod(100, { op: "ADDED", namespace: "lab", age: "0s" })])).split("\n");
  expect(heading).toBe("NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE");
  expect(first).toBe("lab         web    0/1     Pending   0          0s");
});
