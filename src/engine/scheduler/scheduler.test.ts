import { describe, expect, test } from "vitest";
import type { Node, NodeSpec, Pod, PodSpec, ResourceList, StringMap } from "../../api/types.ts";
import type { ApiClient, ApiRequest, WatchEventType } from "../apiserver/request.ts";
import { Simulation } from "../simulation/simulation.ts";
import type { Payload } from "../simulation/payload.ts";
import { SCHEDULER, type SchedulerPayload } from "./payloads.ts";
import { createScheduler, instantSchedulerLatency } from "./scheduler.ts";
import { newSchedulerState } from "./state.ts";

const START_MS = 1_767_225_600_000;
let revision = 100;
const metadata = (name: string) => {
  revision += 1;
  return { name, uid: `uid-${name}`, resourceVersion: String(revision), creationTimestamp: "2026-01-01T00:00:00Z" };
};

interface NodeOptions {
  readonly labels?: StringMap;
  readonly spec?: NodeSpec;
  readonly allocatable?: ResourceList;
}
const node = (name: string, { labels = {}, spec = {}, allocatable = {} }: NodeOptions = {}): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { ...metadata(name), labels },
  spec,
  status: { allocatable: { cpu: "2", memory: "24581696Ki", "ephemeral-storage": "100Gi", pods: "110", ...allocatable } },
});

const pod = (name: string, spec: Partial<PodSpec> = {}, requests?: ResourceList): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { ...metadata(name), namespace: "default", generation: 1 },
  spec: {
    containers: [{ name: "app", image: "nginx", imagePullPolicy: "Always", ...(requests && { resources: { requests } }) }],
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    priority: 0,
    ...spec,
  },
  status: { phase: "Pending" },
});

/** A scheduler with an API server that says yes to everything and tells nobody. */
function cluster(answer: (request: ApiRequest) => number = () => 200) {
  const simulation = new Simulation({ seed: 1, startsAtMs: START_MS, bootAtMs: 0, journal: "decisions", freeze: true });
  const sent: (ApiRequest & { readonly at: number })[] = [];
  const client: ApiClient = {
    send(request, reply) {
      sent.push({ ...request, at: simulation.now });
      const code = answer(request);
      const body = code < 400 ? request.body : { message: "no" };
      if (reply) simulation.schedule(simulation.now, { ...reply, response: { code, body, warnings: [] } } as Payload);
    },
    watch() {},
    unwatch() {},
  };
  const state = newSchedulerState();
  let scheduler = createScheduler({ kernel: simulation, state, client, latency: instantSchedulerLatency });
  simulation.dispatch = (payload) => {
    if (payload.target === SCHEDULER) scheduler.handle(payload as SchedulerPayload);
    else scheduler.events.handle(payload as never);
  };
  const deliver = (type: "PodEvent" | "NodeEvent" | "ClaimEvent", event: WatchEventType, object: unknown) =>
    scheduler.handle({ target: SCHEDULER, type, event: { type: event, object } } as SchedulerPayload);
  return {
    simulation,
    state,
    sent,
    nodes: (...all: Node[]) => all.forEach((n) => deliver("NodeEvent", "ADDED", n)),
    nodeChanged: (n: Node) => deliver("NodeEvent", "MODIFIED", n),
    pod: (p: Pod, type: WatchEventType = "ADDED") => deliver("PodEvent", type, p),
    claim: (name: string, volumeName?: string) =>
      deliver("ClaimEvent", "ADDED", { metadata: { ...metadata(name), namespace: "default" }, spec: { volumeName } }),
    run: (ms = 0) => simulation.run(simulation.now + ms),
    restore() {
      scheduler = createScheduler({ kernel: simulation, state, client, latency: instantSchedulerLatency });
    },
    bindings: () =>
      sent.filter((r) => r.subresource === "binding").map((r) => `${r.name} -> ${(r.body as { target: { name: string } }).target.name}`),
    events: () => sent.filter((r) => r.resource === "events" && r.verb === "create").map((r) => (r.body as { message: string }).message),
    conditions: () => sent.filter((r) => r.subresource === "status").map((r) => r.body),
  };
}

const noHelp = (n: number) => ` no new claims to deallocate, preemption: 0/${n} nodes are available: ${n} Preemption is not helpful for scheduling.`;
const noVictims = (n: number) => ` no new claims to deallocate, preemption: 0/${n} nodes are available: ${n} No preemption victims found for incoming pod.`;
const controlPlaneTaint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" } as const;
const cordoned = { unschedulable: true, taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] } as const;
const hostPort = { containers: [{ name: "app", image: "nginx", imagePullPolicy: "Always", ports: [{ containerPort: 80, hostPort: 8080, protocol: "TCP" }] }] } as const;
const requires = (key: string, value: string): Partial<PodSpec> => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: "In", values: [value] }] }] },
    },
  },
});
const pinnedTo = (name: string): Partial<PodSpec> => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [name] }] }],
      },
    },
  },
});
const labelled = (name: string, spec: Partial<PodSpec>): Pod => {
  const plain = pod(name, spec);
  return { ...plain, metadata: { ...plain.metadata, labels: { app: "anti" } } };
};
const byHost = (app: string) => ({
  requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: "kubernetes.io/hostname" }],
});
const avoiding = (app: string): Partial<PodSpec> => ({ affinity: { podAntiAffinity: byHost(app) } });
const near = (app: string): Partial<PodSpec> => ({ affinity: { podAffinity: byHost(app) } });
const spread = (topologyKey: string, whenUnsatisfiable = "DoNotSchedule"): Partial<PodSpec> => ({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: { app: "anti" } } }],
});
const hosts = (n: number): Node[] => Array.from({ length: n }, (_, i) => node(`worker-${i + 1}`, { labels: { "kubernetes.io/hostname": `worker-${i + 1}` } }));
const claims = (name: string): Partial<PodSpec> => ({ volumes: [{ name: "d", persistentVolumeClaim: { claimName: name } }] });
const on = (name: string, p: Pod): Pod => ({ ...p, spec: { ...p.spec, nodeName: name } });

describe("FailedScheduling", () => {
  const workers = (n: number, options: NodeOptions = {}) => Array.from({ length: n }, (_, i) => node(`worker-${i + 1}`, options));

  // The words are those of a v1.36.3 cluster.
  test.each<{ when: string; nodes: Node[]; taken?: Pod[]; pod: Pod; says: string }>([
    { when: "there is no node", nodes: [], pod: pod("a"), says: "no nodes available to schedule pods" },
    { when: "it asks for more than any node has", nodes: workers(2), pod: pod("a", {}, { cpu: "10" }), says: `0/2 nodes are available: 2 Insufficient cpu.${noHelp(2)}` },
    { when: "it asks for more memory than any node has", nodes: workers(2), pod: pod("a", {}, { memory: "100Gi" }), says: `0/2 nodes are available: 2 Insufficient memory.${noHelp(2)}` },
    { when: "both are short on the same nodes", nodes: workers(2), pod: pod("a", {}, { cpu: "10", memory: "100Gi" }), says: `0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory.${noHelp(2)}` },
    { when: "an extended resource is unknown", nodes: workers(2), pod: pod("a", {}, { "nvidia.com/gpu": "1" }), says: `0/2 nodes are available: 2 Insufficient nvidia.com/gpu.${noHelp(2)}` },
    { when: "its disk is short", nodes: workers(1), pod: pod("a", {}, { "ephemeral-storage": "1Ti" }), says: `0/1 nodes are available: 1 Insufficient ephemeral-storage.${noHelp(1)}` },
    {
      when: "equals hold what it needs",
      nodes: workers(2),
      taken: [on("worker-1", pod("x", {}, { cpu: "1500m" })), on("worker-2", pod("y", {}, { cpu: "1500m" }))],
      pod: pod("a", {}, { cpu: "1" }),
      says: `0/2 nodes are available: 2 Insufficient cpu.${noVictims(2)}`,
    },
    {
      when: "lesser pods hold what it needs, its first message says nothing of preemption",
      nodes: workers(2),
      taken: [on("worker-1", pod("x", {}, { cpu: "1500m" })), on("worker-2", pod("y", {}, { cpu: "1500m" }))],
      pod: pod("a", { priority: 1000 }, { cpu: "1" }),
      says: "0/2 nodes are available: 2 Insufficient cpu.",
    },
    {
      when: "lesser pods hold too little",
      nodes: workers(1),
      taken: [on("worker-1", pod("x", {}, { cpu: "500m" })), on("worker-1", pod("y", { priority: 1000 }, { cpu: "1" }))],
      pod: pod("a", { priority: 1000 }, { cpu: "1500m" }),
      says: "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Insufficient cpu.",
    },
    {
      when: "it may not preempt",
      nodes: workers(1),
      taken: [on("worker-1", pod("x", {}, { cpu: "1500m" }))],
      pod: pod("a", { priority: 1000, preemptionPolicy: "Never" }, { cpu: "1" }),
      says: "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.",
    },
    {
      when: "the node has its number of pods",
      nodes: workers(1, { allocatable: { pods: "1" } }),
      taken: [on("worker-1", pod("x"))],
      pod: pod("a"),
      says: `0/1 nodes are available: 1 Too many pods.${noVictims(1)}`,
    },
    { when: "no node has the label", nodes: workers(3), pod: pod("a", { nodeSelector: { disk: "ssd" } }), says: `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.${noHelp(3)}` },
    { when: "no node satisfies its affinity", nodes: workers(2), pod: pod("a", requires("zone", "a")), says: `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.${noHelp(2)}` },
    { when: "the selector fails first, CPU is not looked at", nodes: workers(2), pod: pod("a", { nodeSelector: { disktype: "ssd" } }, { cpu: "10" }), says: `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.${noHelp(2)}` },
    {
      when: "each node has its own reason, sorted as text",
      nodes: [node("worker-1"), node("worker-2", { labels: { disktype: "ssd" } })],
      pod: pod("a", { nodeSelector: { disktype: "ssd" } }, { cpu: "10" }),
      says: `0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector.${noHelp(2)}`,
    },
    { when: "nodes are tainted", nodes: workers(2, { spec: { taints: [{ key: "a", value: "b", effect: "NoExecute" }] } }), pod: pod("a"), says: `0/2 nodes are available: 2 node(s) had untolerated taint(s).${noHelp(2)}` },
    {
      when: "the control plane is tainted and the workers are cordoned",
      nodes: [node("control-plane", { spec: { taints: [controlPlaneTaint] } }), ...workers(2, { spec: cordoned })],
      pod: pod("a"),
      says: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) were unschedulable.${noHelp(3)}`,
    },
    {
      when: "the host port is taken everywhere",
      nodes: workers(2),
      taken: [on("worker-1", pod("x", hostPort)), on("worker-2", pod("y", hostPort))],
      pod: pod("a", hostPort),
      says: `0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.${noVictims(2)}`,
    },
    {
      when: "pods that it avoids are on every node",
      nodes: hosts(2),
      taken: [on("worker-1", labelled("x", avoiding("anti"))), on("worker-2", labelled("y", avoiding("anti")))],
      pod: labelled("a", avoiding("anti")),
      says: `0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.${noVictims(2)}`,
    },
    {
      when: "pods everywhere avoid it",
      nodes: hosts(2),
      taken: [on("worker-1", labelled("x", avoiding("anti"))), on("worker-2", labelled("y", avoiding("anti")))],
      pod: labelled("a", {}),
      says: `0/2 nodes are available: 2 node(s) didn't satisfy existing pods anti-affinity rules.${noVictims(2)}`,
    },
    {
      when: "lesser pods that it avoids could go",
      nodes: hosts(1),
      taken: [on("worker-1", labelled("x", {}))],
      pod: labelled("a", { ...avoiding("anti"), priority: 10 }),
      says: "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.",
    },
    {
      when: "the pod that it wants to be near is nowhere",
      nodes: hosts(2),
      pod: pod("a", { nodeSelector: { "kubernetes.io/hostname": "worker-1" }, ...near("nothing") }),
      says: `0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't match pod affinity rules.${noHelp(2)}`,
    },
    {
      when: "nodes lack the key over which it is to be spread",
      nodes: hosts(2),
      pod: labelled("a", { nodeSelector: { "kubernetes.io/hostname": "worker-1" }, ...spread("nokey") }),
      says: `0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't match pod topology spread constraints (missing required label).${noHelp(2)}`,
    },
    {
      when: "it would stand too close to its like",
      nodes: [node("worker-1", { labels: { zone: "a" } }), node("worker-2", { labels: { zone: "b" }, spec: cordoned })],
      taken: [on("worker-1", labelled("x", {}))],
      pod: labelled("a", spread("zone")),
      says: "0/2 nodes are available: 1 node(s) didn't match pod topology spread constraints, 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.",
    },
    { when: "its claim is missing", nodes: workers(2), pod: pod("a", claims("nope")), says: `0/2 nodes are available: persistentvolumeclaim "nope" not found. not found` },
    { when: "its claim is unbound", nodes: workers(2), pod: pod("a", claims("unbound")), says: "0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found" },
    { when: "it is pinned to a node that is not there", nodes: workers(2), pod: pod("a", pinnedTo("gone")), says: `0/2 nodes are available: 2 node(s) didn't satisfy plugin(s) [NodeAffinity].${noHelp(2)}` },
    { when: "it is being deleted", nodes: workers(2), pod: ((p: Pod) => ({ ...p, metadata: { ...p.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } }))(pod("a")), says: "skip schedule deleting pod: default/a" },
  ])("says what is wrong when $when", ({ nodes, taken = [], pod: wanted, says }) => {
    const c = cluster();
    c.nodes(...nodes);
    c.claim("unbound");
    taken.forEach((p) => c.pod(p));
    c.pod(wanted);
    c.run();
    // What victims are told is in preemption.test.ts.
    expect(c.events().filter((note) => !note.startsWith("Preempted by"))).toEqual([says]);
    expect(c.bindings()).toEqual([]);
  });

  test("is an Event in the shape of events.k8s.io, and a condition", () => {
    const c = cluster();
    c.nodes(...workers(1));
    const p = pod("big", {}, { cpu: "10" });
    c.pod(p);
    c.run();
    const message = `0/1 nodes are available: 1 Insufficient cpu.${noHelp(1)}`;
    expect(c.sent.find((r) => r.resource === "events")?.body).toEqual({
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: expect.stringMatching(/^big\.[0-9a-f]{16}$/), namespace: "default" },
      involvedObject: { apiVersion: "v1", kind: "Pod", namespace: "default", name: "big", uid: "uid-big", resourceVersion: p.metadata.resourceVersion },
      reason: "FailedScheduling",
      message,
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      type: "Warning",
      eventTime: expect.stringMatching(/^2026-01-01T00:00:00\.000\d{3}Z$/),
      action: "Scheduling",
      reportingComponent: "default-scheduler",
      reportingInstance: "default-scheduler-control-plane",
    });
    expect(c.conditions()).toEqual([
      {
        status: {
          conditions: [
            { type: "PodScheduled", observedGeneration: 1, status: "False", lastProbeTime: null, lastTransitionTime: "2026-01-01T00:00:00Z", reason: "Unschedulable", message },
          ],
        },
      },
    ]);
  });

  test("is cut at 1,024 bytes in the event, not in the condition", () => {
    const c = cluster();
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`example.com/resource-${i}`, "1"]));
    c.nodes(...workers(1));
    c.pod(pod("a", {}, many));
    c.run();
    expect(c.events()[0]).toHaveLength(1024);
    expect(c.events()[0]).toMatch(/ \.\.\.$/);
    expect(JSON.stringify(c.conditions()[0]).length).toBeGreaterThan(1500);
  });
});

describe("a pod that fits", () => {
  test("is bound and announced", () => {
    const c = cluster();
    c.nodes(node("worker-1"));
    c.pod(pod("web"));
    c.run();
    expect(c.bindings()).toEqual(["web -> worker-1"]);
    expect(c.events()).toEqual(["Successfully assigned default/web to worker-1"]);
  });

  test("is left alone when another scheduler is to see to it", () => {
    const c = cluster();
    c.nodes(node("worker-1"));
    c.pod(pod("web", { schedulerName: "other" }));
    c.run();
    expect(c.sent).toEqual([]);
  });

  test("counts on its node before the binding is seen", () => {
    const c = cluster();
    c.nodes(node("worker-1"));
    c.pod(pod("a", {}, { cpu: "1500m" }));
    c.pod(pod("b", {}, { cpu: "1500m" }));
    c.run();
    expect(c.bindings()).toEqual(["a -> worker-1"]);
    expect(c.events()).toContain(`0/1 nodes are available: 1 Insufficient cpu.${noVictims(1)}`);
  });

  test("goes near the pod that it wants to be near, and the first of a group that wants itself goes anywhere", () => {
    const c = cluster();
    c.nodes(...hosts(3));
    for (const name of ["a", "b", "c"]) c.pod(labelled(name, near("anti")));
    c.run();
    const [first = "", ...others] = c.bindings().map((binding) => binding.split(" -> ")[1] ?? "");
    expect(others).toEqual([first, first]);
  });

  test.each([
    { rule: "avoids its like", spec: avoiding("anti") },
    { rule: "must be spread", spec: spread("kubernetes.io/hostname") },
    { rule: "would rather be spread", spec: spread("kubernetes.io/hostname", "ScheduleAnyway") },
    {
      rule: "would rather avoid its like",
      spec: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: byHost("anti").requiredDuringSchedulingIgnoredDuringExecution[0]! }] } } },
    },
  ])("goes to a node of its own when it $rule", ({ spec }) => {
    const c = cluster();
    c.nodes(...hosts(3));
    for (const name of ["a", "b", "c"]) c.pod(labelled(name, spec));
    c.run();
    expect(new Set(c.bindings().map((binding) => binding.split(" -> ")[1])).size).toBe(3);
  });

  test("goes where most is left", () => {
    const c = cluster();
    c.nodes(node("worker-1"), node("worker-2"));
    c.pod(on("worker-1", pod("x", {}, { cpu: "1" })));
    c.pod(pod("web"));
    c.run();
    expect(c.bindings()).toEqual(["web -> worker-2"]);
  });

  test("is tried again after 1, 2, 4, 8, 10, 10 seconds while its binding fails", () => {
    const c = cluster((request) => (request.subresource === "binding" ? 500 : 200));
    c.nodes(node("worker-1"));
    c.pod(pod("web"));
    c.run(40_000);
    expect(c.sent.filter((r) => r.subresource === "binding").map((r) => r.at)).toEqual([0, 1000, 3000, 7000, 15_000, 25_000, 35_000]);
    expect(c.state.cache.assumed.size).toBe(0);
  });

  test("goes to equal nodes by chance, the same for the same seed", () => {
    const run = () => {
      const c = cluster();
      c.nodes(node("worker-1"), node("worker-2"), node("worker-3"));
      for (let i = 0; i < 12; i += 1) c.pod(pod(`p-${i}`));
      c.run();
      return c.bindings();
    };
    expect(run()).toEqual(run());
    const nodes = run().map((binding) => binding.split(" -> ")[1]);
    expect(new Set(nodes.slice(0, 3)).size).toBe(3);
  });
});

describe("pods that wait", () => {
  const waiting = (p: Pod, ...nodes: Node[]) => {
    const c = cluster();
    c.nodes(...nodes);
    c.pod(p);
    c.run(2000);
    c.sent.length = 0;
    return c;
  };
  const avoided = on("worker-1", labelled("x", {}));
  const big = on("worker-1", pod("x", {}, { cpu: "1500m" }));

  test.each<{ what: string; pod: Pod; nodes: Node[]; then: (c: ReturnType<typeof cluster>) => void; tried: boolean }>([
    { what: "a label that it asks for", pod: pod("a", { nodeSelector: { disk: "ssd" } }), nodes: [node("worker-1")], then: (c) => c.nodeChanged(node("worker-1", { labels: { disk: "ssd" } })), tried: true },
    { what: "no other label", pod: pod("a", { nodeSelector: { disk: "ssd" } }), nodes: [node("worker-1")], then: (c) => c.nodeChanged(node("worker-1", { labels: { disk: "hdd" } })), tried: false },
    { what: "the end of the taint", pod: pod("a"), nodes: [node("worker-1", { spec: { taints: [controlPlaneTaint] } })], then: (c) => c.nodeChanged(node("worker-1")), tried: true },
    { what: "no other change of taints", pod: pod("a"), nodes: [node("worker-1", { spec: { taints: [controlPlaneTaint] } })], then: (c) => c.nodeChanged(node("worker-1", { spec: { taints: [controlPlaneTaint, { key: "b", effect: "NoSchedule" }] } })), tried: false },
    { what: "uncordoning", pod: pod("a"), nodes: [node("worker-1", { spec: cordoned })], then: (c) => c.nodeChanged(node("worker-1")), tried: true },
    { what: "a greater node", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => c.nodeChanged(node("worker-1", { allocatable: { cpu: "4" } })), tried: true },
    { what: "no node that is still too small", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => c.nodeChanged(node("worker-1", { allocatable: { cpu: "2500m" } })), tried: false },
    { what: "a new node that would do", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => c.nodes(node("worker-2", { allocatable: { cpu: "4" } })), tried: true },
    { what: "no heartbeat", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => c.nodeChanged(node("worker-1")), tried: false },
    { what: "the end of a pod elsewhere, when resources were short", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => { c.pod(big); c.pod(big, "DELETED"); }, tried: true },
    { what: "no end of a pod, when a label was missing", pod: pod("a", { nodeSelector: { disk: "ssd" } }), nodes: [node("worker-1")], then: (c) => { c.pod(big); c.pod(big, "DELETED"); }, tried: false },
    { what: "the pod that it wants to be near", pod: pod("a", near("anti")), nodes: hosts(1), then: (c) => c.pod(avoided), tried: true },
    { what: "no pod that it does not want to be near", pod: pod("a", near("other")), nodes: hosts(1), then: (c) => c.pod(avoided), tried: false },
    { what: "no new pod", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => c.pod(big), tried: false },
    { what: "the claim that it lacked", pod: pod("a", claims("data")), nodes: [node("worker-1")], then: (c) => c.claim("data", "pv-1"), tried: true },
    { what: "no other claim", pod: pod("a", claims("data")), nodes: [node("worker-1")], then: (c) => c.claim("other", "pv-1"), tried: false },
    { what: "a pod's success: it frees its resources while its object stays", pod: pod("a", {}, { cpu: "3" }), nodes: [node("worker-1")], then: (c) => { c.pod(big); c.pod({ ...big, status: { phase: "Succeeded" } }, "MODIFIED"); }, tried: true },
  ])("are woken by $what", ({ pod: p, nodes, then, tried }) => {
    const c = waiting(p, ...nodes);
    then(c);
    c.run();
    expect(c.sent.length > 0).toBe(tried);
  });

  test("are woken by the end of a pod that they avoid, and then go there", () => {
    const c = cluster();
    c.nodes(...hosts(1));
    c.pod(avoided);
    c.pod(labelled("a", avoiding("anti")));
    c.run(2000);
    expect(c.bindings()).toEqual([]);
    c.pod(avoided, "DELETED");
    c.run();
    expect(c.bindings()).toEqual(["a -> worker-1"]);
  });

  test("are woken when a pod that they avoid gets another label, and then go there", () => {
    const c = cluster();
    c.nodes(...hosts(1));
    c.pod(avoided);
    c.pod(labelled("a", avoiding("anti")));
    c.run(2000);
    c.pod({ ...avoided, metadata: { ...avoided.metadata, labels: { app: "other" } } }, "MODIFIED");
    c.run();
    expect(c.bindings()).toEqual(["a -> worker-1"]);
  });

  test("with gates are not tried before the last gate is gone", () => {
    const gated = pod("a", { schedulingGates: [{ name: "example.com/wait" }] });
    const c = waiting(gated, node("worker-1"));
    expect(c.state.queue.pods.get("uid-a")?.place).toBe("gated");
    c.pod({ ...gated, spec: { ...gated.spec, schedulingGates: [] } }, "MODIFIED");
    c.run();
    expect(c.bindings()).toEqual(["a -> worker-1"]);
  });

  test("are tried again after 5 minutes at the next half minute", () => {
    const c = cluster();
    c.nodes(node("worker-1"));
    c.run(1000);
    c.pod(pod("a", {}, { cpu: "3" }));
    c.run(700_000);
    const times = c.sent.filter((r) => r.resource === "events").map((r) => r.at);
    expect(times.slice(0, 2)).toEqual([1000, 330_000]);
  });

  test("repeat their event as a new one when the pod has changed, then as a series", () => {
    const c = cluster();
    const p = pod("a", {}, { cpu: "3" });
    c.nodes(node("worker-1"));
    c.pod(p);
    c.run(2000);
    const patched = { ...p, metadata: { ...p.metadata, resourceVersion: "9999" } };
    c.pod(patched, "MODIFIED");
    for (let i = 0; i < 3; i += 1) {
      c.pod(big);
      c.pod(big, "DELETED");
      c.run(20_000);
    }
    const writes = c.sent.filter((r) => r.resource === "events");
    expect(writes.map((r) => r.verb)).toEqual(["create", "create", "patch"]);
    expect(writes[2]?.body).toEqual({ series: { count: 2, lastObservedTime: expect.stringMatching(/^2026-01-01T00:00:22\.000\d{3}Z$/) } });
  });

  test("are known again after a restore", () => {
    const c = cluster();
    c.nodes(node("worker-1"));
    c.pod(on("worker-1", pod("x", {}, { cpu: "1500m" })));
    c.pod(pod("a", {}, { cpu: "1" }));
    c.run(2000);
    c.restore();
    c.pod(pod("x"), "DELETED");
    c.run();
    expect(c.bindings()).toEqual(["a -> worker-1"]);
  });
});

test("what sits on a node counts after a restore, bound or assumed", () => {
  const c = cluster();
  c.nodes(node("worker-1"));
  c.pod(on("worker-1", pod("x", {}, { cpu: "1" })));
  c.pod(pod("assumed", {}, { cpu: "500m" }));
  c.run();
  c.restore();
  c.pod(pod("a", {}, { cpu: "600m" }));
  c.pod(pod("b", {}, { cpu: "500m" }));
  c.run();
  expect(c.bindings()).toEqual(["assumed -> worker-1", "b -> worker-1"]);
});

test("a verdict stands in the journal with every node's reasons or points", () => {
  const c = cluster();
  c.nodes(node("worker-1"), node("worker-2"), node("worker-3", { spec: cordoned }));
  c.pod(pod("web"));
  c.run();
  const verdict = c.simulation.journal.snapshot();
  expect(JSON.stringify(verdict)).toContain("NodeResourcesFit");
  expect(JSON.stringify(verdict)).toContain("node(s) were unschedulable");
});
