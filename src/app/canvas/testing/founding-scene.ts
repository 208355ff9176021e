import type { ContainerView, Entity, ProbeView } from "../../../graph/model.ts";
import { nodeOf, parts, podOf } from "./fixture.ts";

/** The scene of the design's pictures: a liveness probe that fails, at 45.5 s. For looking at the plate. */

const container = (name: string, over: Partial<ContainerView> = {}): ContainerView => ({
  name, role: "regular", image: "busybox", assumed: false, state: "running", reason: "", message: "", startedAtMs: 800, ready: true, restarts: 0, ports: [], mounts: [], probes: [], limits: { cpu: "", memory: "" }, ...over,
});

const probe = (over: Partial<ProbeView>): ProbeView => ({
  type: "liveness", how: "exec", asks: "cat /tmp/healthy", initialDelayMs: 5000, periodMs: 5000, timeoutMs: 1000, successThreshold: 1, failureThreshold: 3, state: "failed", inARow: 3,
  last: { result: "failure", atMs: 45_460, output: "cat: can't open '/tmp/healthy'" }, onHold: true, ...over,
});

const system = (node: string, i: number, name: string, owner: string) => podOf(`${node}-${name}`, { name, owner, namespace: "kube-system", node, slot: i, phase: "Running", status: "Running", glyph: "ready", readyCount: 1 });
const daemons = (node: string): readonly Entity[] => [system(node, 0, "kindnet-x7k2p", "DaemonSet/kindnet"), system(node, 1, "kube-proxy-b4d5f", "DaemonSet/kube-proxy"), system(node, 2, "coredns-5d78c9869d-4zx2q", "ReplicaSet/coredns-5d78c9869d")];

const web = (suffix: string, node: string, slot: number, over: Parameters<typeof podOf>[1]) =>
  podOf(`web-${suffix}`, { name: `web-6d5f9c7b48-${suffix}`, owner: "ReplicaSet/web-6d5f9c7b48", labels: { app: "web" }, node, slot, ...over });

export function foundingScene(): readonly Entity[] {
  const statics = ["etcd", "kube-apiserver", "kube-scheduler", "kube-controller-manager"].map((name, i) => system("control-plane", i, `${name}-control-plane`, "Node/control-plane"));
  return [
    ...parts,
    nodeOf("control-plane", 0, { role: "control-plane" }), nodeOf("worker-1", 1), nodeOf("worker-2", 2, { requested: { cpuMilli: 700, memoryBytes: 325_058_560, pods: 5 } }),
    ...statics, system("control-plane", 4, "kube-proxy-9dfgh", "DaemonSet/kube-proxy"), system("control-plane", 5, "kindnet-lmn2q", "DaemonSet/kindnet"),
    ...daemons("worker-1"), ...daemons("worker-2"),
    podOf("liveness-exec", {
      name: "liveness-exec", node: "worker-1", slot: 0, phase: "Running", status: "Running", glyph: "ready", readyCount: 2, containerCount: 2, ip: "10.244.1.17",
      containers: [container("liveness", { probes: [probe({})] }), container("page", { image: "nginx:1.27", probes: [probe({ type: "readiness", how: "tcpSocket", asks: ":80", state: "passing", inARow: 8, onHold: false, last: { result: "success", atMs: 40_000, output: "" } })] })],
    }),
    web("2kqzv", "worker-1", 1, { status: "ContainerCreating", glyph: "creating", steps: ([["schedule", "done"], ["volumes", "done"], ["sandbox", "done"], ["address", "done"], ["pull", "now"], ["create", "todo"], ["start", "todo"]] as const).map(([name, state]) => ({ name, state, ...(name === "pull" && { atMs: 30_000, untilMs: 55_000 }) })) }),
    web("hn7mb", "worker-2", 0, { status: "Error", glyph: "error", restarts: 1, clock: { what: "crashBackoff", fromMs: 39_200, untilMs: 49_200 } }),
    web("9xw4t", "worker-2", 1, { phase: "Running", status: "Running", glyph: "ready", readyCount: 1 }),
    podOf("trainer", {
      name: "trainer", slot: 0, requests: { cpuMilli: 4000, memoryBytes: 0 },
      verdict: "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    }),
  ];
}
