import { describe, expect, test } from "vitest";
import { coming } from "./coming.ts";
import { createProjector } from "./create-projector.ts";
import type { Mark, Message, NodeView, PodView, ProcessesView, SessionView, ViewModel } from "./model.ts";
import { shared } from "./shared.ts";
import { explain } from "./why/explain.ts";
import { createSlots } from "./slots.ts";
import { applied, playing, scenarioOf } from "./test-world.ts";

const manifest = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - name: web
    image: nginx:1.25
    resources: {requests: {cpu: 250m, memory: 64Mi}}
    livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
`;

function watched(file: string, lines: Parameters<typeof applied>[1] = []) {
  const scenario = applied(file, lines);
  const cluster = playing(scenario);
  const projector = createProjector(cluster, scenario);
  const marks: Mark[] = [];
  const messages: Message[] = [];
  const until = (ms: number): ViewModel => {
    cluster.runUntil(ms);
    const seen = projector.look();
    marks.push(...seen.marks);
    messages.push(...seen.messages);
    return projector.model;
  };
  return { cluster, projector, marks, messages, until };
}

const only = <Kind extends { kind: string }>(model: ViewModel, kind: Kind["kind"]): Kind => [...model.values()].find((entity) => entity.kind === kind) as unknown as Kind;

// A kubelet and its runtime know a static Pod by a uid of its own (Mirrors getPodUID, pkg/kubelet/config/common.go); what the API has of it is the mirror.
describe("a static pod", () => {
  const scenario = scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" }, spec: { cluster: { controlPlane: "node", addons: ["kube-proxy"] } } });
  const cluster = playing(scenario);
  const projector = createProjector(cluster, scenario);
  cluster.runUntil(20_000);
  const { marks } = projector.look();
  const pods = new Set(projector.model.keys());
  const etcd = [...projector.model.values()].find((entity): entity is PodView => entity.kind === "pod" && entity.name.startsWith("etcd"))!;

  test("is seen by its mirror: its sandbox, the lamps of its probes, its processes", () => {
    expect(etcd.sandbox?.state).toBe("Ready");
    expect(etcd.containers[0]!.probes.find(({ type }) => type === "liveness")?.last?.result).toBe("success");
    expect(projector.model.get(`processes/${etcd.uid}`)).toMatchObject({ byContainer: { etcd: [{ pid: 1 }] } });
  });

  test("all that happens to it is the mirror's", () => {
    const told = marks.filter((mark) => "pod" in mark && mark.pod !== "");
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((mark) => !("pod" in mark) || !pods.has(mark.pod))).toEqual([]);
  });

  test("and it is asked why by that name", () => {
    expect(explain(cluster, projector.model, { podUid: etcd.uid, container: "etcd" })?.links.length).toBeGreaterThan(1);
  });
});

describe("a node", () => {
  test("has what is allocatable, requested and used, its images, and STATUS as kubectl prints it", () => {
    const { until } = watched(manifest, [{ at: "5s", run: "kubectl cordon worker-1; kubectl taint node worker-1 a=b:NoSchedule" }]);
    const model = until(4000);
    const pod = only<PodView>(model, "pod");
    const node = model.get(`node/${pod.node}`) as NodeView;
    expect(node).toMatchObject({ status: "Ready", glyph: "ready", requested: { cpuMilli: 250, memoryBytes: 64 * 2 ** 20, pods: 1 }, images: ["registry.k8s.io/pause:3.10.1", "docker.io/library/nginx:1.25"], version: "v1.36.3" });
    expect(node.used.memoryBytes).toBeGreaterThan(2 ** 20);
    expect(until(8000).get("node/worker-1")).toMatchObject({ status: "Ready,SchedulingDisabled", glyph: "cordoned", taints: expect.arrayContaining(["a=b:NoSchedule"]) as unknown });
  });

  test("gives back what an ended pod had requested", () => {
    const { until } = watched("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {restartPolicy: Never, containers: [{name: a, image: busybox, command: [sleep, '3'], resources: {requests: {cpu: 100m}}}]}}");
    const nodeOf = (model: ViewModel): NodeView => model.get(`node/${only<PodView>(model, "pod").node}`) as NodeView;
    expect(nodeOf(until(3000)).requested).toMatchObject({ cpuMilli: 100, pods: 1 });
    expect(nodeOf(until(9000))).toMatchObject({ requested: { cpuMilli: 0, pods: 0 }, used: { cpuMilli: 0, memoryBytes: 0 } });
  });

  test("a container that computes uses a core, or as much of one as its limit allows", () => {
    const busy = (limits: string): number => {
      const { until } = watched(`{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: busybox, command: [sh, -c, 'while :; do :; done']${limits}}]}}`);
      const model = until(4000);
      return (model.get(`node/${only<PodView>(model, "pod").node}`) as NodeView).used.cpuMilli;
    };
    expect([busy(""), busy(", resources: {limits: {cpu: 200m}}")]).toEqual([1000, 200]);
  });
});

describe("processes", () => {
  test("stand with their container: pid in its namespace, command line, ports", () => {
    const { until } = watched(manifest);
    expect(only<ProcessesView>(until(4000), "processes").byContainer["web"]?.[0]).toMatchObject({ pid: 1, command: "nginx -g daemon off;", listens: [80] });
  });

  test("of many pods only those are shown that are asked for", () => {
    const pods = Array.from({ length: 60 }, (_, i) => `---\n{apiVersion: v1, kind: Pod, metadata: {name: p${i}}, spec: {containers: [{name: a, image: 'busybox:1.36', command: [sleep, '900']}]}}`).join("\n");
    const { projector, until } = watched(pods);
    const model = until(60_000);
    const shown = (): readonly string[] => [...model.keys()].filter((key) => key.startsWith("processes/"));
    expect(shown()).toEqual([]);
    const [first, second] = [...model.values()].filter((entity) => entity.kind === "pod").map(({ key }) => key);
    projector.watch([first!]);
    projector.look();
    expect(shown()).toEqual([first!.replace("pod/", "processes/")]);
    projector.watch([second!]);
    projector.look();
    expect(shown()).toEqual([second!.replace("pod/", "processes/")]);
  });
});

describe("a session", () => {
  const session = (model: ViewModel): SessionView => model.get("session/main") as SessionView;

  test("runs a line while the others wait, and knows how the last one ended", () => {
    const { cluster, until } = watched(manifest);
    until(3000);
    for (const line of ["sleep 5; false", "echo second"]) cluster.submit({ atMs: 4000, session: "main", action: { type: "run", line } });
    expect(session(until(5000))).toMatchObject({ running: "sleep 5; false", waiting: ["echo second"], wantsKeys: false });
    expect(session(until(9500))).toMatchObject({ running: "", waiting: [], lastExitCode: 0 });
    cluster.submit({ atMs: 10_000, session: "main", action: { type: "run", line: "false" } });
    expect(session(until(10_500)).lastExitCode).toBe(1);
  });

  test("wants keys while something in it reads them: a shell in a container does", () => {
    const { cluster, until } = watched(manifest);
    until(3000);
    cluster.submit({ atMs: 4000, session: "main", action: { type: "run", line: "kubectl exec -it web -- sh" } });
    expect(session(until(5000)).wantsKeys).toBe(true);
    cluster.submit({ atMs: 6000, session: "main", action: { type: "keys", keys: "exit\n" } });
    expect(session(until(7000))).toMatchObject({ running: "", wantsKeys: false });
  });
});

test("a file that was saved stands with the cluster's", () => {
  const { cluster, until } = watched(manifest);
  cluster.submit({ atMs: 1000, action: { type: "edit", file: "more.yaml", text: "x" } });
  expect(until(2000).get("cluster")).toMatchObject({ files: ["pod.yaml", "more.yaml"], namespace: "default", version: "v1.36.3" });
});

test("quiet pods are not looked at: the entities stay the same ones", () => {
  const { until } = watched("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: 'busybox:1.36', command: [sleep, '900']}]}}");
  // A node tells of its images with its next status after a pull, within a minute.
  const before = new Map(until(60_000));
  const after = until(500_000);
  expect([...after].filter(([key, entity]) => before.get(key) !== entity).map(([key]) => key)).toEqual([]);
});

describe("marks and messages", () => {
  const { marks, messages, until } = watched(manifest, [{ at: "20s", run: "kubectl delete pod web --grace-period=3" }]);
  until(8000);
  const pod = only<PodView>(until(15_000), "pod").key;
  until(40_000);
  const kinds = (kind: Mark["kind"]): readonly Mark[] => marks.filter((mark) => mark.kind === kind);

  test("what was typed", () => expect(kinds("input")).toMatchObject([{ atMs: 0, text: "kubectl apply -f pod.yaml", session: "main" }, { atMs: 20_000, text: "kubectl delete pod web --grace-period=3" }]));
  test("every STATUS, in order", () => expect(kinds("status").map((mark) => mark.kind === "status" && mark.status)).toEqual(["Pending", "ContainerCreating", "Running", "Terminating", "Completed"]));
  test("every state of the container", () =>
    expect(kinds("container").map((mark) => mark.kind === "container" && `${mark.state} ${mark.reason}${mark.exitCode ?? ""}`)).toEqual(["waiting ContainerCreating", "running ", "terminated Completed0"]));
  test("every probe", () => expect(kinds("probe").length).toBeGreaterThan(2));
  test("Events", () => expect(kinds("event").map((mark) => mark.kind === "event" && mark.reason)).toEqual(["Scheduled", "Pulling", "Pulled", "Created", "Started", "Killing"]));
  test("clocks: the pull and the grace period", () => expect(kinds("clock").map((mark) => mark.kind === "clock" && mark.clock.what)).toEqual(["pull", "grace"]));
  test("coming and going", () => expect(marks.filter(({ kind }) => kind === "podCreated" || kind === "podDeleted").map((mark) => "pod" in mark && mark.pod)).toEqual([pod, pod]));

  test("messages have a sender, a receiver and a word; routine is left out", () => {
    const words = messages.map(({ from, to, label }) => `${from} > ${to}: ${label}`);
    for (const word of [
      "workstation > kube-apiserver: POST pods",
      "kube-scheduler > kube-apiserver: POST pods/binding",
      "kube-scheduler > kube-apiserver: POST events · Scheduled",
      "kube-apiserver > kube-scheduler: watch pods · ADDED",
      "kube-apiserver > workstation: 201 pods",
      "kube-apiserver > workstation: 404 pods",
    ]) expect(words).toContain(word);
    expect(words.some((word) => /^node\/worker-\d > kube-apiserver: PATCH pods\/status · Running$/.test(word))).toBe(true);
    expect(words.some((word) => /^node\/worker-\d > kube-apiserver: POST events · Killing$/.test(word))).toBe(true);
    expect(words.some((word) => /^kube-apiserver > etcd: PUT pods · revision \d+$/.test(word))).toBe(true);
    expect(words.filter((word) => word.includes("lease"))).toEqual([]);
    expect(messages.filter(({ resource }) => resource.startsWith("pods")).every(({ about }) => about === pod)).toBe(true);
  });
});

describe("what comes next", () => {
  test("the least of clocks and probes ahead", () => {
    const { until } = watched(manifest, [{ at: "20s", run: "kubectl delete pod web --grace-period=9 --wait=false" }]);
    const pull = coming(until(520), 520)!;
    expect(pull).toMatchObject({ what: "pulled", container: "web", detail: "nginx:1.25" });
    const model = until(6000);
    const probe = coming(model, 6000)!;
    expect(probe).toMatchObject({ what: "probe", detail: "liveness", container: "web" });
    expect(probe.atMs - 6000).toBeLessThanOrEqual(5000);
    expect(coming(model, probe.atMs)).toBeUndefined();
    expect(coming(new Map(), 0)).toBeUndefined();
  });

  test("a KILL, a restart, another pull", () => {
    const what = (file: string, atMs: number, lines: Parameters<typeof applied>[1] = []) => coming(watched(file, lines).until(atMs), atMs)?.what;
    const stubborn = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: 'busybox:1.36', command: [sleep, '900']}]}}";
    expect(what(stubborn, 12_000, [{ at: "10s", run: "kubectl delete pod p --wait=false" }])).toBe("kill");
    expect(what(stubborn.replace("[sleep, '900']", "['false']"), 6000)).toBe("restart");
    expect(what(stubborn.replace("busybox:1.36", "nginx:nosuchtag"), 6000)).toBe("pullAgain");
  });
});

describe("places", () => {
  test("the least that is free, kept until it is left", () => {
    const slots = createSlots();
    expect(["a", "b", "c"].map((key) => slots.take("n", key))).toEqual([0, 1, 2]);
    slots.leave("a");
    expect([slots.take("n", "b"), slots.take("n", "d"), slots.take("n", "e")]).toEqual([1, 0, 3]);
    expect([slots.take("m", "b"), slots.take("n", "f")]).toEqual([0, 1]);
    slots.claim("m", "g", 0);
    slots.claim("m", "h", 5);
    expect([slots.of("g"), slots.of("h"), slots.take("m", "i")]).toEqual([undefined, 5, 1]);
  });

  test("of pods: the tray first, then the node's", () => {
    const { until } = watched(manifest.replace("spec:", "spec:\n  nodeSelector: {disk: ssd}"), [{ at: "5s", run: "kubectl label node worker-1 disk=ssd" }]);
    expect(only<PodView>(until(4000), "pod")).toMatchObject({ node: "", slot: 0, glyph: "pending" });
    expect(only<PodView>(until(9000), "pod")).toMatchObject({ node: "worker-1", slot: 0, status: "Running" });
  });
});

describe("parts of what stood before are kept where they are equal", () => {
  const before = { a: [{ x: 1 }, { x: 2 }], b: { c: "d" }, e: 1 };
  test("all", () => expect(shared(before, structuredClone(before))).toBe(before));
  test("some", () => {
    const after = shared(before, { a: [{ x: 1 }, { x: 3 }], b: { c: "d" }, e: 1 });
    expect(after).toEqual({ a: [{ x: 1 }, { x: 3 }], b: { c: "d" }, e: 1 });
    expect([after === before, after.a[0] === before.a[0], after.b === before.b]).toEqual([false, true, true]);
  });
  test.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { b: 1 }],
    [[1, 2], [1]],
    [[1], [1, 2]],
    [{ a: [] }, { a: {} }],
    [undefined, { a: 1 }],
    [{ a: null }, { a: 0 }],
  ])("%j then %j", (then, now) => expect(shared(then, now)).toEqual(now));
});

test("a scenario of another name is shown under it", () => {
  const scenario = scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "other" }, spec: { seed: 5 } });
  const projector = createProjector(playing(scenario), scenario);
  projector.look();
  expect(projector.model.get("cluster")).toMatchObject({ name: "other", seed: 5 });
});
