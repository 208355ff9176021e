import { describe, expect, test } from "vitest";
import { quantityValue } from "../api/quantity.ts";
import type { Event, KubernetesObject, Pod } from "../api/types.ts";
import { podRow } from "./apiserver/table/pod.ts";
import { defaultClusterSpec } from "./bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "./cluster.ts";

/** A booted cluster whose pods' rows and events are written down, "0/1 Pending" and "Killing Stopping container app". */
function observed(more: Partial<typeof defaultClusterSpec> = {}): { cluster: Cluster; rows: string[]; events: string[]; create(object: object): void; remove(name: string, grace?: number): void } {
  const cluster = createCluster({ seed: 3, startsAtMs: 1_767_225_600_000, spec: { ...defaultClusterSpec, ...more }, programs: [], journal: "all", freeze: true });
  const rows: string[] = [];
  const events: string[] = [];
  cluster.onWrite(({ type, object }) => {
    if (object.kind === "Pod") noteRow(rows, type === "DELETED" ? "gone" : statusOf(object as Pod));
    if (object.kind === "Event") noteEvent(events, object as Event);
  });
  const at = { group: "", version: "v1", namespace: "default", userAgent: "test" } as const;
  return {
    cluster,
    rows,
    events,
    create(object) {
      const { kind } = object as KubernetesObject;
      const response = cluster.read({ ...at, verb: "create", resource: `${kind.toLowerCase()}s`, body: { apiVersion: "v1", ...object } as never });
      expect(response.code, JSON.stringify(response.body)).toBe(201);
    },
    remove(name, grace) {
      cluster.read({ ...at, verb: "delete", resource: "pods", name, body: grace === undefined ? {} : { gracePeriodSeconds: grace } });
    },
  };
}

const statusOf = (pod: Pod): string => {
  const { ready, status, restarts } = podRow(pod, 0);
  return `${ready} ${status}${String(restarts).startsWith("0") ? "" : ` r${Number.parseInt(String(restarts), 10)}`}`;
};
const noteRow = (rows: string[], row: string): void => {
  if (rows.at(-1) !== row) rows.push(row);
};
const noteEvent = (events: string[], { reason, message }: Event): void => {
  const text = `${reason} ${message?.replace(/pod web_default\(.*\)/, "pod web")}`;
  if (!events.includes(text)) events.push(text);
};

const pod = (spec: object, name = "web") => ({ kind: "Pod", metadata: { name }, spec });
const shell = (script: string, more: object = {}) => ({ name: "app", image: "busybox:1.36", command: ["sh", "-c", script], ...more });

describe("a plain pod", () => {
  test("starts in five versions, as measured", () => {
    const { cluster, create, events } = observed();
    const versions: string[] = [];
    cluster.onWrite(({ object }) => {
      if (object.kind !== "Pod") return;
      const { status, spec } = object as Pod;
      versions.push(`${spec.nodeName ? "bound" : "unbound"} ${status.phase} ${status.conditions?.find((c) => c.type === "PodReadyToStartContainers")?.status ?? "-"} ${status.podIP ? "ip" : "-"}`);
    });
    create(pod({ containers: [{ name: "app", image: "nginx:1.25" }] }));
    cluster.runUntil(5000);
    expect(versions).toEqual(["unbound Pending - -", "bound Pending - -", "bound Pending False -", "bound Pending True -", "bound Running True ip"]);
    expect(events.map((e) => e.split(" ")[0])).toEqual(["Scheduled", "Pulling", "Pulled", "Created", "Started"]);
  });
  test("stops gracefully: Terminating, its end, then gone", () => {
    const { cluster, create, remove, rows } = observed();
    create(pod({ containers: [{ name: "app", image: "nginx:1.25" }] }));
    cluster.runUntil(5000);
    remove("web");
    cluster.runUntil(10_000);
    expect(rows.slice(-3)).toEqual(["1/1 Terminating", "0/1 Completed", "gone"]);
  });
  test("removed by force is gone at once, and its processes a little later", () => {
    const { cluster, create, remove, rows } = observed();
    create(pod({ containers: [shell("trap '' TERM; while true; do sleep 1; done")] }));
    cluster.runUntil(5000);
    const processes = (): number => [...cluster.state.processes.processes.values()].filter((p) => p.task.owner).length;
    expect(processes()).toBeGreaterThan(0);
    remove("web", 0);
    expect(rows.at(-1)).toBe("gone");
    cluster.runUntil(12_000);
    expect(processes()).toBe(0);
  });
});

describe("a pod deleted", () => {
  const runtimeOf = (cluster: Cluster) => [...cluster.state.runtimes.values()];
  test.each([10, 100, 320, 350, 440, 480, 600, 700, 900, 1500])("by force %i ms after its creation leaves nothing on any node", (afterMs) => {
    const { cluster, create, remove } = observed();
    create(pod({ initContainers: [{ ...shell("sleep 1"), name: "first" }], containers: [shell("trap '' TERM; while true; do sleep 1; done"), { name: "web", image: "nginx:1.25" }] }));
    cluster.runUntil(afterMs);
    remove("web", 0);
    cluster.runUntil(afterMs + 60_000);
    expect(cluster.objects().filter((o) => o.kind === "Pod")).toEqual([]);
    expect(runtimeOf(cluster).flatMap(({ sandboxes, containers }) => [...sandboxes.keys(), ...containers.keys()])).toEqual([]);
    expect([...cluster.state.processes.processes.values()].filter((p) => p.task.owner)).toEqual([]);
    expect([...cluster.state.kubelets.nodes.values()].flatMap(({ workers, volumes, reasons, probes }) => [...workers.keys(), ...volumes.keys(), ...reasons.keys(), ...probes.keys()])).toEqual([]);
  });
  test.each([10, 100, 400, 500, 700, 1500, 4000])("gracefully %i ms after its creation is gone for good, and its name is free", (afterMs) => {
    const { cluster, create, remove } = observed();
    const manifest = pod({ terminationGracePeriodSeconds: 3, containers: [shell("trap '' TERM; while true; do sleep 1; done")] });
    create(manifest);
    cluster.runUntil(afterMs);
    remove("web");
    cluster.runUntil(afterMs + 20_000);
    expect(cluster.objects().filter((o) => o.kind === "Pod")).toEqual([]);
    expect(runtimeOf(cluster).flatMap(({ sandboxes, containers }) => [...sandboxes.keys(), ...containers.keys()])).toEqual([]);
    create(manifest);
    cluster.runUntil(afterMs + 25_000);
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status.phase).toBe("Running");
  });
});

describe("what a pod waits for", () => {
  test("a missing Secret volume: said once per try, and taken as soon as a try finds it", () => {
    const { cluster, create, rows, events } = observed();
    create(pod({ containers: [shell("sleep 3600", { volumeMounts: [{ name: "s", mountPath: "/s" }] })], volumes: [{ name: "s", secret: { secretName: "nope" } }] }));
    const before = cluster.handled;
    cluster.runUntil(60_000);
    expect(events).toContain('FailedMount MountVolume.SetUp failed for volume "s" : secret "nope" not found');
    expect(rows.at(-1)).toBe("0/1 ContainerCreating");
    // Eight tries in a minute, not one a poll and not ever more.
    expect(cluster.handled - before).toBeLessThan(150);
    create({ kind: "Secret", metadata: { name: "nope" }, stringData: { key: "value" } });
    cluster.runUntil(130_000);
    expect(rows.at(-1)).toBe("1/1 Running");
  });
  test("a missing ConfigMap in its environment", () => {
    const { cluster, create, rows, events } = observed();
    create(pod({ containers: [shell("sleep 3600", { envFrom: [{ configMapRef: { name: "settings" } }] })] }));
    cluster.runUntil(20_000);
    expect(rows.at(-1)).toBe("0/1 CreateContainerConfigError");
    expect(events).toContain('Failed Error: configmap "settings" not found');
    create({ kind: "ConfigMap", metadata: { name: "settings" }, data: { A: "1" } });
    cluster.runUntil(40_000);
    expect(rows.at(-1)).toBe("1/1 Running");
  });
  test("a readiness gate", () => {
    const { cluster, create } = observed();
    create(pod({ readinessGates: [{ conditionType: "example.com/gate" }], containers: [shell("sleep 3600")] }));
    cluster.runUntil(5000);
    const ready = (cluster.objects().find((o) => o.kind === "Pod") as Pod).status.conditions?.find((c) => c.type === "Ready");
    expect(ready).toMatchObject({ status: "False", reason: "ReadinessGatesNotReady" });
  });
});

describe("containers beside one another", () => {
  test("init containers, then a sidecar that stays, then the app; the sidecar stops last", () => {
    const { cluster, create, remove, rows, events } = observed();
    create(
      pod({
        initContainers: [{ ...shell("sleep 1"), name: "first" }, { ...shell("trap 'exit 0' TERM; while true; do sleep 1; done"), name: "helper", restartPolicy: "Always" }],
        containers: [shell("trap 'exit 0' TERM; while true; do sleep 1; done")],
      }),
    );
    cluster.runUntil(10_000);
    expect(rows.filter((row) => !row.includes("Pending"))).toEqual(["0/2 Init:0/2", "0/2 Init:1/2", "1/2 PodInitializing", "2/2 Running"]);
    remove("web");
    cluster.runUntil(20_000);
    expect(rows.at(-1)).toBe("gone");
    expect(events.filter((e) => e.startsWith("Killing"))).toEqual(["Killing Stopping container app", "Killing Stopping container helper"]);
  });
  test("a job's pod with a sidecar is Completed when its main container ends", () => {
    const { cluster, create, rows } = observed();
    create(pod({ restartPolicy: "Never", initContainers: [{ ...shell("trap 'exit 0' TERM; while true; do sleep 1; done"), name: "helper", restartPolicy: "Always" }], containers: [shell("sleep 3")] }));
    cluster.runUntil(20_000);
    expect(rows.slice(-2)).toEqual(["1/2 Completed", "0/2 Completed"]);
  });
  test("a crashing sidecar in its back-off does not keep the main container from its first restart", () => {
    const { cluster, create } = observed();
    create(pod({ initContainers: [{ ...shell("sleep 2; exit 1"), name: "helper", restartPolicy: "Always" }], containers: [shell("sleep 7; exit 1")] }));
    cluster.runUntil(10_000);
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status.containerStatuses?.[0]?.restartCount).toBe(1);
  });
  test("two servers on one port: the second dies, the first goes on", () => {
    const { cluster, create, rows } = observed();
    create(pod({ containers: [{ name: "one", image: "luksa/kubia" }, { name: "two", image: "luksa/kubia" }] }));
    cluster.runUntil(8000);
    expect(rows).toContain("1/2 Error");
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status.containerStatuses?.find((s) => s.name === "one")?.restartCount).toBe(0);
  });
});

describe("the sandbox", () => {
  test("owns the address: when pause dies everything begins again with another one", () => {
    const { cluster, create, events } = observed();
    create(pod({ containers: [shell("sleep 3600")] }));
    cluster.runUntil(5000);
    const current = (): Pod => cluster.objects().find((o) => o.kind === "Pod") as Pod;
    const ip = current().status.podIP;
    const pause = [...cluster.state.processes.processes.values()].find((p) => p.argv[0]?.includes("pause"));
    expect(pause).toBeDefined();
    cluster.parts.processes.signal(pause!.key, "KILL");
    cluster.runUntil(45_000);
    expect(events).toContain("Killing Stopping container app");
    expect(events).toContain("SandboxChanged Pod sandbox changed, it will be killed and re-created.");
    expect(current().status.podIP).not.toBe(ip);
    expect(current().status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(current().status.phase).toBe("Running");
  });
  test("when pause dies, all init containers run again before the main one", () => {
    const { cluster, create } = observed();
    create(pod({ initContainers: [{ ...shell("sleep 2"), name: "one" }, { ...shell("sleep 2"), name: "two" }], containers: [shell("sleep 3600")] }));
    cluster.runUntil(15_000);
    const pause = [...cluster.state.processes.processes.values()].find((p) => p.argv[0]?.includes("pause"));
    cluster.parts.processes.signal(pause!.key, "KILL");
    cluster.runUntil(60_000);
    const { initContainerStatuses = [], containerStatuses = [] } = (cluster.objects().find((o) => o.kind === "Pod") as Pod).status;
    expect(initContainerStatuses.map((s) => [s.name, s.restartCount])).toEqual([["one", 1], ["two", 1]]);
    expect(containerStatuses.map((s) => [s.restartCount, s.ready])).toEqual([[1, true]]);
  });
});

describe("what a pod refers to", () => {
  test("an optional ConfigMap that is made later appears in the volume at the pod's next resync", () => {
    const { cluster, create } = observed();
    create(pod({ containers: [shell("while [ ! -f /v/key ]; do sleep 1; done; echo seen", { volumeMounts: [{ name: "v", mountPath: "/v" }] })], restartPolicy: "Never", volumes: [{ name: "v", configMap: { name: "late", optional: true } }] }));
    cluster.runUntil(5000);
    create({ kind: "ConfigMap", metadata: { name: "late" }, data: { key: "value" } });
    cluster.runUntil(90_000);
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status.phase).toBe("Succeeded");
  });
  test("a preStop hook over HTTP asks for an answer, whatever its status", () => {
    const { cluster, create, remove, events, rows } = observed();
    create(pod({ containers: [{ name: "app", image: "nginx:1.25", lifecycle: { preStop: { httpGet: { path: "/nowhere", port: 80 } } } }] }));
    cluster.runUntil(10_000);
    remove("web");
    cluster.runUntil(20_000);
    expect(rows.at(-1)).toBe("gone");
    expect(events.some((e) => e.startsWith("FailedPreStopHook"))).toBe(false);
  });
  test("a postStart hook of a kind that is none takes its container with it", () => {
    const { cluster, create, events } = observed();
    create(pod({ containers: [shell("sleep 3600", { lifecycle: { postStart: { tcpSocket: { port: 80 } } } })] }));
    cluster.runUntil(40_000);
    expect(events).toContain("FailedPostStartHook PostStartHook failed");
  });
});

describe("limits", () => {
  test("activeDeadlineSeconds end a pod as Failed", () => {
    const { cluster, create, events } = observed();
    create(pod({ activeDeadlineSeconds: 10, terminationGracePeriodSeconds: 2, containers: [shell("sleep 3600")] }));
    cluster.runUntil(20_000);
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded" });
    expect(events).toContain("DeadlineExceeded Pod was active on the node longer than the specified deadline");
  });
  test("a pod given to a full node is refused by its kubelet", () => {
    const { cluster, create } = observed();
    create(pod({ nodeName: "worker-1", containers: [shell("sleep 3600", { resources: { requests: { cpu: "1500m" } } })] }, "first"));
    create(pod({ nodeName: "worker-1", containers: [shell("sleep 3600", { resources: { requests: { cpu: "1" } } })] }, "second"));
    cluster.runUntil(5000);
    const second = cluster.objects().find((o) => o.metadata.name === "second") as Pod;
    expect(second.status).toMatchObject({
      phase: "Failed",
      reason: "OutOfcpu",
      message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 1000, used: 1500, capacity: 2000",
    });
  });
  test("a pod given to a node with a NoExecute taint that it does not tolerate is refused by its kubelet and evicted", () => {
    const { cluster, create } = observed();
    cluster.read({ group: "", version: "v1", userAgent: "test", verb: "patch", resource: "nodes", name: "worker-1", patchType: "merge", body: { spec: { taints: [{ key: "a", effect: "NoExecute" }] } } });
    cluster.runUntil(1000);
    const seen: Pod["status"][] = [];
    cluster.onWrite(({ object }) => void (object.kind === "Pod" && seen.push((object as Pod).status)));
    create(pod({ nodeName: "worker-1", containers: [shell("sleep 3600")] }));
    cluster.runUntil(5000);
    expect(seen).toContainEqual(expect.objectContaining({ phase: "Failed", reason: "TaintToleration" }));
    // And the taint eviction controller takes it away.
    expect(cluster.objects().filter((o) => o.kind === "Pod")).toEqual([]);
  });
  test("a pod that writes more than its emptyDir may hold is evicted, and says so", () => {
    const { cluster, create, events, rows } = observed();
    create(
      pod({
        containers: [shell("sleep 3; dd if=/dev/zero of=/d/x bs=1M count=12; sleep 3600", { volumeMounts: [{ name: "d", mountPath: "/d" }] })],
        volumes: [{ name: "d", emptyDir: { sizeLimit: "10Mi" } }],
      }),
    );
    cluster.runUntil(30_000);
    expect(events).toContain('Evicted Usage of EmptyDir volume "d" exceeds the limit "10Mi". ');
    expect((cluster.objects().find((o) => o.kind === "Pod") as Pod).status).toMatchObject({ phase: "Failed", reason: "Evicted" });
    expect(rows.at(-1)).toBe("0/1 Error");
  });
  test("a container over its memory limit is OOMKilled with 137", () => {
    const { cluster, create } = observed();
    create(pod({ restartPolicy: "Never", containers: [{ name: "app", image: "memhog", args: ["memhog", "250"], resources: { limits: { memory: "100Mi" } } }] }));
    cluster.runUntil(10_000);
    const status = (cluster.objects().find((o) => o.kind === "Pod") as Pod).status.containerStatuses?.[0];
    expect(status?.state?.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
    expect(quantityValue("100Mi")).toBe(104_857_600);
  });
});
