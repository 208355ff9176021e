import { expect, test } from "vitest";
import { forgetful } from "../../graph/why/testing/played.ts";
import { openCluster } from "../cluster-world.ts";
import type { PathMessage, PodPath } from "../protocol.ts";
import { line, smallScenario } from "../test-scenario.ts";
import { podPath, remembersBeginning } from "./pod-path.ts";

const container = "containers: [{ name: app, image: 'nginx:1.27', readinessProbe: { tcpSocket: { port: 80 } } }]";
const pod = `{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { ${container} } }`;
const deployment = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: shop }, spec: { replicas: 1, selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shop } }, spec: { ${container} } } } }`;
const several = deployment.replaceAll("shop", "second").replace("replicas: 1", "replicas: 3");
const tooLarge = "{ apiVersion: v1, kind: Pod, metadata: { name: large }, spec: { containers: [{ name: app, image: nginx, resources: { requests: { cpu: '64' } } }] } }";

const world = openCluster(smallScenario({ files: { "all.yaml": [pod, deployment, several, tooLarge].join("\n---\n") }, inputs: [line("kubectl apply -f all.yaml", { atMs: 0 })] }));
while (world.nowMs < 20_000 || !world.whole) world.step(20_000, 1_000);

function pathOf(name: string, atMs?: number): PodPath {
  // The last that was made: of the others something may have been sent before.
  const found = world.cluster.objects().toSorted((a, b) => createdAt(a.metadata.uid) - createdAt(b.metadata.uid)).findLast(({ kind, metadata }) => kind === "Pod" && metadata.name.startsWith(name));
  const answer = world.query({ type: "path", podUid: found?.metadata.uid ?? "", createdAtMs: 0 }, new Map(), atMs);
  if (answer.type !== "path" || !answer.path) throw new Error("no path");
  return answer.path;
}

function createdAt(uid: string | undefined): number {
  const { store } = world.cluster.parts.server;
  for (const { revision, object } of store.since(store.compactedRevision) ?? []) if (object.metadata.uid === uid) return revision;
  return 0;
}

const said = ({ verb, path }: PathMessage): string => `${verb} ${path}`.trim();
const bare = pathOf("web");

/** S1-02 to S1-11: client, API server, etcd, all who watch, scheduler, binding, kubelet and runtime, status, its confirmation. */
test("a Pod's way takes the ten steps in their order", () => {
  expect([...new Set(bare.messages.flatMap(({ steps }) => steps))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(bare).toMatchObject({ end: "ready", beheaded: false, node: "worker-1" });
});

test("each step says who speaks to whom, with verb and address", () => {
  const of = (step: number) => bare.messages.filter(({ steps }) => steps.includes(step));
  expect(of(1).map(said)).toEqual(["kubectl apply -f all.yaml", "GET /api/v1/namespaces/default/pods/web", "404", "POST /api/v1/namespaces/default/pods"]);
  expect(of(2).map(({ from, to, ...rest }) => `${from} ${to.join()} ${said(rest as PathMessage)}`)).toEqual(["api etcd PUT /registry/pods/default/web", "api client 201"]);
  expect(of(4)[0]!.to).toEqual(["scheduler", "controllers"]);
  expect(of(5).map(said)).toEqual(["Host worker-1"]);
  expect(of(6).map(said)).toEqual(["POST /api/v1/namespaces/default/pods/web/binding"]);
  expect(of(7).find(({ what }) => what === "watch")!.to).toContain("kubelet");
  // The calls of the CRI, in the order of the kubelet's syncPod.
  expect(of(8).filter(({ what }) => what === "cri").map(({ verb }) => verb)).toEqual(["RunPodSandbox", "CNI ADD", "PullImage", "CreateContainer", "StartContainer"]);
  // It is just the answer to the write: nothing else is pushed.
  expect(of(10).every(({ what, verb }) => what === "response" && verb === "200")).toBe(true);
});

test("the store has written before the client hears of it", () => {
  const [stored, confirmed] = ["store", "response"].map((what) => bare.messages.findIndex((each) => each.what === what && each.steps.includes(2)));
  expect(stored).toBeLessThan(confirmed!);
});

test("a write shows which fields it changed, and whose they are", () => {
  const writes = bare.messages.flatMap(({ write, aside }) => (write && !aside ? [write] : []));
  expect(writes[0]).toMatchObject({ type: "ADDED", object: "Pod default/web", writer: { manager: "kubectl-client-side-apply", operation: "Update" } });
  expect(writes[1]!.changes).toContainEqual({ path: "spec.nodeName", after: "worker-1" });
  expect(writes.some(({ writer, changes }) => writer?.manager === "kubelet" && writer.subresource === "status" && changes.some(({ path, after }) => path === "status.phase" && after === "Running"))).toBe(true);
  expect(writes.at(-1)!.changes).toContainEqual({ path: "status.conditions[type=Ready].status", before: "False", after: "True" });
});

test("every message but the first follows from one before it", () => {
  const [first, ...rest] = bare.messages;
  expect(first).toMatchObject({ what: "input", cause: 0 });
  for (const { cause, id } of rest) expect(cause > 0 && cause < id).toBe(true);
});

test("an answer follows from the write that it confirms, whoever else was told", () => {
  const by = new Map(bare.messages.map((message) => [message.id, message]));
  const confirmed = bare.messages.filter(({ what, verb }) => what === "response" && verb !== "404");
  expect(new Set(confirmed.map(({ cause }) => by.get(cause)?.what))).toEqual(new Set(["store"]));
});

test("of a Deployment's Pod it begins with the Deployment", () =>
  expect(pathOf("shop").messages.filter(({ verb }) => verb === "POST").slice(0, 3).map(said)).toEqual(["deployments", "replicasets"].map((plural) => `POST /apis/apps/v1/namespaces/default/${plural}`).concat("POST /api/v1/namespaces/default/pods")));

test("of the last of several Pods, what was sent for the others before is left out", () => {
  const { messages } = pathOf("second");
  expect(messages.filter(({ verb }) => verb === "POST").slice(0, 3).map(said)).toEqual(["deployments", "replicasets"].map((plural) => `POST /apis/apps/v1/namespaces/default/${plural}`).concat("POST /api/v1/namespaces/default/pods"));
  expect(messages.filter(({ what, aside }) => what === "store" && !aside).every(({ path }) => /second/.test(path))).toBe(true);
});

test("a Pod that fits nowhere has come as far as the scheduler", () => {
  const { end, messages } = pathOf("large");
  expect(end).toBe("underWay");
  expect(messages.findLast(({ what }) => what === "verdict")).toMatchObject({ verb: "Unschedulable", path: expect.stringContaining("Insufficient cpu") });
});

test("looked at from the past, it is told whole", () => expect(pathOf("web", 10)).toEqual(bare));

test("a beginning that the journal has dropped is not passed off as whole, though etcd's history still has it", () => {
  const podUid = world.cluster.objects().find(({ kind, metadata }) => kind === "Pod" && metadata.name === "web")!.metadata.uid;
  const { atMs: afterMs } = bare.messages[6]!;
  const forgot = forgetful(world.cluster, afterMs);
  expect([remembersBeginning(world.cluster, podUid), remembersBeginning(forgot, podUid)]).toEqual([true, false]);
  const left = podPath(forgot, podUid)!;
  expect(left.beheaded).toBe(true);
  expect(left.messages.length).toBeGreaterThan(0);
  expect(left.messages.every(({ atMs }) => atMs > afterMs)).toBe(true);
});
