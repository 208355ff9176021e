import { expect, test } from "vitest";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import type { Program } from "../../src/engine/processes/program.ts";
import { podOf } from "./played.ts";

const options = { seed: 5, startsAtMs: Date.UTC(2026, 0, 1), spec: defaultClusterSpec, programs: [kubectlProgram as Program], files: { "pod.yaml": podOf("web") }, journal: "off", freeze: true } as const;

function typed(): Cluster {
  const cluster = createCluster(options);
  const run = (atMs: number, line: string, session?: string): void => void cluster.submit({ atMs, ...(session !== undefined && { session }), action: { type: "run", line } });
  run(0, "kubectl apply -f pod.yaml");
  run(3000, "ssh worker-1", "node");
  cluster.submit({ atMs: 5000, session: "node", action: { type: "keys", keys: "journalctl -u kubelet -f\n" } });
  run(6000, "kubectl port-forward web 8080:80", "forward");
  run(9000, "curl -s localhost:8080 | grep title");
  run(12_000, "kubectl debug web --image=busybox -c dbg -i -- sh -c 'sleep 4; echo seen'", "debug");
  run(18_000, "kubarium node stop worker-2 --component network");
  run(19_000, "ssh worker-1 systemctl restart kubelet");
  run(22_000, "ssh worker-1 'kill $(pidof pause)'");
  run(30_000, "ssh worker-1 systemctl status kubelet");
  return cluster;
}

const told = (cluster: Cluster) => ({ digest: cluster.digest(), transcript: cluster.transcript() });

test.each([4000, 6500, 9010, 13_500, 18_500, 22_500])("a world that is restored at %d ms goes on as if nothing had been", (atMs) => {
  const straight = typed();
  straight.runUntil(40_000);
  const first = typed();
  first.runUntil(atMs);
  const restored = createCluster(options, first.checkpoint());
  restored.runUntil(40_000);
  expect(told(restored)).toEqual(told(straight));
  expect(straight.transcript().map(({ stdout }) => stdout).join("")).toMatch(/Welcome to nginx![^]*seen/);
});
