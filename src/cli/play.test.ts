import { describe, expect, test } from "vitest";
import type { Json } from "../api/json.ts";
import type { Node } from "../api/types.ts";
import { scenarioOfManifests } from "../scenario/from-manifests.ts";
import { readScenario } from "../scenario/read-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { play } from "./play.ts";

const pod = (name: string, fields = ""): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: main, image: nginx${fields} }] }\n`;

function scenario(spec: Json): Scenario {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.scenario;
}
const manifest = (text: string): Scenario => scenarioOfManifests([{ name: "a.yaml", text }]);

describe("what a run reports", () => {
  const { report } = play(manifest(pod("web")), { forMs: 10_000, freeze: true });

  test("is one object with these parts, in this order", () => {
    expect(Object.keys(report)).toEqual(["engineVersion", "seed", "digest", "transcript", "pods", "events", "objects"]);
    expect(report.digest).toMatch(/^[0-9a-f]{16}$/);
  });
  test("the command, with its times", () => {
    const [row] = report.transcript;
    expect(row).toMatchObject({ at: 0, session: "main", run: "kubectl apply -f a.yaml", exitCode: 0, stdout: "pod/web created\n", stderr: "" });
    expect(row?.endedAt).toBeGreaterThan(0);
  });
  test("every stored version of the Pod, from its creation to Running", () => {
    expect(report.pods[0]).toMatchObject({ op: "ADDED", namespace: "default", name: "web", ready: "0/1", status: "Pending", restarts: 0, node: "<none>", ip: "<none>", phase: "Pending" });
    expect(report.pods.at(-1)).toMatchObject({ op: "MODIFIED", ready: "1/1", status: "Running", phase: "Running", containers: [{ kind: "regular", name: "main", ready: true }] });
    expect(report.pods.map(({ at }) => at)).toEqual(report.pods.map(({ at }) => at).toSorted((a, b) => a - b));
  });
  test("every write of an Event", () => {
    expect(report.events.map(({ reason }) => reason)).toEqual(["Scheduled", "Pulling", "Pulled", "Created", "Started"]);
    expect(report.events[0]).toMatchObject({ op: "ADDED", object: "pod/web", type: "Normal", source: "default-scheduler", series: null });
    expect(report.events[1]).toMatchObject({ source: "kubelet", host: expect.stringMatching(/^worker-[12]$/), count: 1 });
  });
  test("everything stored at the end, by resource, namespace and name, with apiVersion and kind", () => {
    expect(report.objects.every(({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined)).toBe(true);
    expect(report.objects.filter(({ kind }) => kind === "Node").map(({ metadata }) => metadata.name)).toEqual(["worker-1", "worker-2"]);
    expect(report.objects.find(({ kind }) => kind === "Pod")).toMatchObject({ metadata: { name: "web" }, status: { phase: "Running" } });
  });
});

describe("what is played", () => {
  test("a deleted Pod's last row keeps its last values", () => {
    const { report } = play(scenario({ files: { "a.yaml": pod("web") }, inputs: [{ at: "0s", run: "kubectl apply -f a.yaml" }, { at: "5s", run: "kubectl delete pod web --grace-period=1" }], until: "20s" }));
    expect(report.pods.at(-1)).toMatchObject({ op: "DELETED", name: "web", node: expect.stringMatching(/^worker/) });
    expect(report.transcript[1]).toMatchObject({ at: 5_000, stdout: expect.stringContaining('pod "web" deleted') });
  });

  test("a command that never began and one that still runs have no exit code", () => {
    const { report } = play(scenario({ inputs: [{ at: "0s", run: "echo a; sleep 1000" }, { run: "echo b" }, { at: "1s", session: "other", run: "echo c" }], until: "10s" }));
    expect(report.transcript).toMatchObject([
      { at: 0, endedAt: null, exitCode: null, stdout: "a\n" },
      { at: null, endedAt: null, exitCode: null },
      { at: 1_000, session: "other", exitCode: 0, stdout: "c\n" },
    ]);
  });

  test("without an end of its own a run ends 60 s after its last command ended", () => {
    const { report } = play(scenario({ files: { "a.yaml": pod("web", ', command: ["sh", "-c", "sleep 50; exit 1"]') }, inputs: [{ at: "0s", run: "kubectl apply -f a.yaml" }] }));
    const last = Math.max(...report.pods.map(({ at }) => at));
    expect(last).toBeGreaterThan(50_000);
    expect(last).toBeLessThan(61_000);
  });

  test("options win over the scenario: seed, number of nodes, length", () => {
    const { report } = play(manifest(pod("web")), { seed: 9, nodes: 5, forMs: 100 });
    expect(report.seed).toBe(9);
    expect(report.objects.filter(({ kind }) => kind === "Node").length).toBe(5);
    expect(Math.max(...report.pods.map(({ at }) => at))).toBeLessThanOrEqual(100);
  });
});

test("as many nodes as there may be have each an address and a range for Pods", () => {
  const { report } = play(scenario({ cluster: { nodes: 244, controlPlane: "node" } }), { forMs: 1 });
  const nodes = report.objects.filter(({ kind }) => kind === "Node") as unknown as readonly Node[];
  const addresses = nodes.map(({ status }) => status?.addresses?.[0]?.address ?? "");
  expect(new Set(addresses).size).toBe(245);
  expect(addresses.every((address) => Number(address.split(".")[3]) < 255)).toBe(true);
  expect(nodes.every(({ spec }) => Number(spec?.podCIDR?.split(".")[2]) < 256)).toBe(true);
});

describe("one scenario, one run", () => {
  const both = scenario({
    files: { "a.yaml": pod("web") },
    inputs: [{ run: "kubectl apply -f a.yaml" }, { after: "2s", run: "kubectl get pods" }, { run: "kubectl describe pod web" }],
    until: "20s",
  });
  const once = play(both).report;
  test("the same when it is played again", () => expect(play(both).report).toEqual(once));
  test("the same with everything frozen", () => expect(play(both, { freeze: true }).report).toEqual(once));
  test("the same when it is looked at on the way", () => {
    const expecting = { ...both, expect: scenario({ expect: [{ by: "20s", object: "pod/none" }, { at: "7s", object: "pod/web" }] }).expect };
    expect(play(expecting).report).toEqual(once);
  });
  test("another with another seed", () => expect(play(both, { seed: 2 }).report.digest).not.toBe(once.digest));
});

describe("expectations", () => {
  test.each([
    { expectation: { by: "10s", object: "pod/web", jsonpath: "{.status.phase}", equals: "Running" }, held: true },
    { expectation: { by: "10s", object: "po/web", jsonpath: "{.spec.containers[*].name}", matches: "^main$" }, held: true },
    { expectation: { at: "0s", object: "pod/web" }, held: false },
    { expectation: { at: "10s", object: "default/pods/web", jsonpath: "{.status.containerStatuses[0].restartCount}", equals: 0 }, held: true },
    { expectation: { at: "10s", object: "pod/web", jsonpath: "{.no.such.field}", equals: "" }, held: true },
    { expectation: { at: "10s", object: "pod/web", jsonpath: "{", equals: "" }, held: false },
    { expectation: { at: "10s", object: "node/worker-1", jsonpath: "{.status.capacity.cpu}", equals: 2 }, held: true },
    { expectation: { at: "10s", object: "flavour/web", absent: true }, held: true },
  ])("$expectation", ({ expectation, held }) => {
    const { verdicts } = play(scenario({ files: { "a.yaml": pod("web") }, inputs: [{ at: "0s", run: "kubectl apply -f a.yaml" }], until: "10s", expect: [expectation] }));
    expect(verdicts.map((verdict) => verdict.held)).toEqual([held]);
  });
});
