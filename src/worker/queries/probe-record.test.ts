import { expect, test } from "vitest";
import { openCluster } from "../cluster-world.ts";
import { line, smallScenario } from "../test-scenario.ts";
import type { ProbeRecord } from "../protocol.ts";

const probed = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers:
    - name: app
      image: busybox:1.36
      args: [/bin/sh, -c, "trap 'exit 0' TERM; touch /tmp/healthy; sleep 12; rm -f /tmp/healthy; sleep 600 & wait"]
      readinessProbe: { exec: { command: [cat, /tmp/healthy] }, periodSeconds: 2, failureThreshold: 1 }
      livenessProbe: { exec: { command: [cat, /tmp/healthy] }, periodSeconds: 5, initialDelaySeconds: 5 }
`;

const world = openCluster(smallScenario({ files: { "pod.yaml": probed }, inputs: [line("kubectl apply -f pod.yaml", { atMs: 0 })] }));
while (world.nowMs < 45_000 || !world.whole) world.step(45_000, 1_000);

function recordAt(atMs?: number): ProbeRecord {
  const pod = world.query({ type: "object", resource: "pods", namespace: "default", name: "web" }, new Map());
  const podUid = pod.type === "object" ? String((pod.object?.["metadata"] as { uid?: string } | undefined)?.uid) : "";
  const answer = world.query({ type: "probeRecord", podUid }, new Map(), atMs);
  if (answer.type !== "probeRecord") throw new Error(answer.type);
  return answer.record;
}

const record = recordAt();
const attemptsOf = (probe: string) => record.tracks.find((track) => track.probe === probe)!.attempts;

test("each probe's attempts stand in order, with the count that led to the verdict", () => {
  // Mirrors doProbe (pkg/kubelet/prober/worker.go): the third failure in a row is the verdict.
  const first = attemptsOf("liveness").filter(({ life }) => life === record.lives[0]!.id);
  expect(first.map(({ result }) => result)).toEqual(["success", "success", "failure", "failure", "failure"].slice(-first.length));
  expect(first.filter(({ changed }) => changed).map(({ verdict, inARow, threshold }) => [verdict, inARow, threshold])).toEqual([["failure", 3, 3]]);
  expect(first.at(-1)!.output).toContain("No such file or directory");
});

test("ticks fall on whole periods from the anchor, none before the initial delay", () => {
  const { anchorMs, attempts } = record.tracks.find(({ probe }) => probe === "liveness")!;
  for (const { startedAtMs, life } of attempts) {
    expect((startedAtMs - anchorMs!) % 5_000).toBe(0);
    const { startedAtMs: began } = record.lives.find(({ id }) => id === life)!;
    expect(Math.floor((startedAtMs - began) / 1000)).toBeGreaterThanOrEqual(5);
  }
});

test("a life ends by the kill that the probe decided on, and the next one begins", () => {
  const [first, second] = record.lives;
  const last = attemptsOf("liveness").filter(({ life }) => life === first!.id).at(-1)!;
  expect(first!.kill).toEqual({ atMs: last.atMs, graceSeconds: 30, probe: "liveness" });
  expect(first).toMatchObject({ container: "app", exitCode: 0, reason: "Completed" });
  expect(second!.startedAtMs).toBeGreaterThan(first!.endedAtMs!);
});

test("the Service's endpoint comes with readiness and leaves with it", () => {
  expect(record.endpoints.slice(0, 2)).toMatchObject([{ service: "web", joined: true }, { service: "web", joined: false }]);
  const [ready, lost] = attemptsOf("readiness").filter(({ changed }) => changed);
  expect(record.endpoints[0]!.atMs).toBeGreaterThan(ready!.atMs);
  expect(record.endpoints[1]!.atMs).toBeGreaterThan(lost!.atMs);
});

test("looked at in the past, it is the same record: nothing is played again for it", () => expect(recordAt(10_000)).toEqual(record));
