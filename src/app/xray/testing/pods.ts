import type { ContainerView, NamespaceView, PodView, ProbeView, ProcessesView, VolumeView } from "../../../graph/model.ts";

/** Pods as the projector would tell them, for tests of the drawing. */

export const probe = (change: Partial<ProbeView> = {}): ProbeView => ({
  type: "liveness", how: "exec", asks: "cat /tmp/healthy", initialDelayMs: 5000, periodMs: 5000, timeoutMs: 1000,
  successThreshold: 1, failureThreshold: 3, state: "passing", inARow: 4, onHold: false, ...change,
});

export const container = (name: string, change: Partial<ContainerView> = {}): ContainerView => ({
  name, role: "regular", image: "nginx:1.27", assumed: false, state: "running", reason: "", message: "", startedAtMs: 800, ready: true, restarts: 0,
  ports: [], mounts: [], probes: [], limits: { cpu: "", memory: "" }, ...change,
});

export const volume = (name: string, change: Partial<VolumeView> = {}): VolumeView => ({ name, type: "emptyDir", source: "", mounted: true, ...change });

const fields = { net: "spec.hostNetwork", ipc: "spec.hostIPC", uts: "spec.hostNetwork", pid: "spec.shareProcessNamespace", mnt: "", user: "spec.hostUsers", cgroup: "", time: "" } as const;

export const namespaces = (change: Partial<Record<NamespaceView["name"], NamespaceView["scope"]>> = {}): readonly NamespaceView[] =>
  Object.entries({ net: "shared", ipc: "shared", uts: "shared", pid: "private", mnt: "private", user: "host", cgroup: "private", time: "host", ...change } as const).map(([name, scope]) => ({
    name: name as NamespaceView["name"], scope, field: fields[name as keyof typeof fields], value: "",
  }));

export const pod = (name: string, change: Partial<PodView> = {}): PodView => ({
  kind: "pod", key: `pod/${name}`, uid: name, namespace: "default", name, labels: {}, owner: "", createdAtMs: 0, node: "worker-1", slot: 0, phase: "Running", status: "Running",
  readyCount: change.containers?.length ?? 0, containerCount: change.containers?.length ?? 0, restarts: 0, glyph: "ready", ip: "10.244.1.17", hostname: name, qosClass: "BestEffort",
  requests: { cpuMilli: 0, memoryBytes: 0 },
  steps: (["schedule", "volumes", "sandbox", "address", "pull", "create", "start"] as const).map((step) => ({ name: step, state: "done" })),
  conditions: [], sandbox: { id: "9f2c", attempt: 0, state: "Ready", createdAtMs: 300, image: "registry.k8s.io/pause:3.10.2", pausePid: 1 },
  namespaces: namespaces(), containers: [], volumes: [], ...change,
});

export const processes = (name: string, byContainer: ProcessesView["byContainer"]): ProcessesView => ({ kind: "processes", key: `processes/${name}`, byContainer });
