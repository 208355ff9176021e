import { expect, test } from "vitest";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import type { Program } from "../../src/engine/processes/program.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";

const manifest = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: high}
value: 1000
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: q}
spec: {hard: {pods: "6"}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 4, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx, resources: {requests: {cpu: 800m}}}]}}}
`;
const high = "apiVersion: v1\nkind: Pod\nmetadata: {name: high}\nspec: {priorityClassName: high, containers: [{name: c, image: nginx, resources: {requests: {cpu: '1'}}}]}\n";
const options = { seed: 5, startsAtMs: Date.UTC(2026, 0, 1), spec: defaultClusterSpec, programs: [kubectlProgram as Program], files: { "m.yaml": manifest, "h.yaml": high }, journal: "off", freeze: true } as const;

function typed(): Cluster {
  const cluster = createCluster(options);
  const run = (atMs: number, line: string): void => void cluster.submit({ atMs, action: { type: "run", line } });
  run(0, "kubectl apply -f m.yaml");
  run(8000, "kubectl apply -f h.yaml");
  run(12_000, "kubarium node stop worker-2 --component network");
  run(90_000, "kubectl get pods,nodes,quota,pdb -o wide");
  run(91_000, "kubarium node start worker-2 --component network");
  run(118_000, "kubectl get pods,nodes,quota,pdb -o wide");
  return cluster;
}
const told = (cluster: Cluster) => ({ digest: cluster.digest(), transcript: cluster.transcript() });

test("a world with quotas, budgets, preemption and a failing node goes on after a restore as if nothing had been", () => {
  const straight = typed();
  straight.runUntil(120_000);
  for (const atMs of [20, 8015, 64_500, 75_000, 91_300]) {
    const first = typed();
    first.runUntil(atMs);
    const restored = createCluster(options, first.checkpoint());
    restored.runUntil(120_000);
    expect(told(restored), `restored at ${atMs} ms`).toEqual(told(straight));
  }
  expect(straight.transcript().map(({ stdout }) => stdout).join("")).toMatch(/worker-2 +NotReady/);
});
