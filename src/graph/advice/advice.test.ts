import { describe, expect, test } from "vitest";
import type { Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { playedScenario, uidOf } from "../why/testing/played.ts";
import { scenarioOf } from "../test-world.ts";
import type { Scheduling, SchedulingAdvice } from "../why/why.ts";
import { editedText } from "./pod-text.ts";
import { schedulingOf } from "./scheduling-of.ts";

const BUSY = "image: 'busybox:1.36', command: [sleep, '3600']";
const big = (name: string, more = ""): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - {name: main, ${BUSY}, resources: {requests: {cpu: 1500m}}}\n${more}`;

interface Case {
  readonly what: string;
  readonly yaml: string;
  /** Beside two nodes of 2 CPU. */
  readonly nodes?: readonly object[];
  readonly before?: readonly string[];
  readonly pod: string;
  /** What is proposed, as it is counted here: the words of each edit. */
  readonly advises: readonly string[];
}

const cases: readonly Case[] = [
  { what: "more CPU than any node has", yaml: big("web").replace("1500m", '"8"'), pod: "web", advises: ["lowerRequest"] },
  { what: "both nodes are full of others", yaml: [big("a"), big("b"), big("web")].join("---\n"), pod: "web", advises: ["lowerRequest", "deletePod"] },
  { what: "a label that no node has", yaml: big("web", "  nodeSelector:\n    disk: ssd\n    zone: a\n"), pod: "web", before: ["kubectl label node worker-1 zone=a"], advises: ["dropSelector", "label"] },
  { what: "the only label that it asks for", yaml: big("web", "  nodeSelector: {disk: ssd}\n"), pod: "web", advises: ["dropSelector", "label"] },
  { what: "every node is tainted", yaml: big("web"), pod: "web", before: ["kubectl taint node --all gpu=true:NoSchedule"], advises: ["tolerate", "untaint"] },
  { what: "one toleration is there already", yaml: big("web", "  tolerations:\n  - key: other\n    operator: Exists\n"), pod: "web", before: ["kubectl taint node --all gpu:NoSchedule"], advises: ["tolerate", "untaint"] },
  { what: "every node is cordoned", yaml: big("web"), pod: "web", before: ["kubectl cordon worker-1", "kubectl cordon worker-2"], advises: ["uncordon"] },
  { what: "cordoned, tainted, and too small", yaml: big("web").replace("1500m", '"3"'), pod: "web", before: ["kubectl cordon worker-1 worker-2", "kubectl taint node --all gpu=true:NoSchedule"], advises: ["uncordon tolerate lowerRequest", "uncordon untaint lowerRequest"] },
  { what: "a host port that is taken everywhere", yaml: ["a", "b", "web"].map((name) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: main\n    ${BUSY.replace(", ", "\n    ")}\n    ports:\n    - containerPort: 80\n      hostPort: 8080\n`).join("---\n"), pod: "web", advises: ["dropHostPort"] },
  {
    what: "the second of its two host ports is taken everywhere", pod: "web", advises: ["dropHostPort"],
    yaml: [["a", 8080], ["b", 8080], ["web", 7070, 8080]].map(([name, ...ports]) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: main\n    ${BUSY.replace(", ", "\n    ")}\n    ports:\n${ports.map((port) => `    - containerPort: ${port}\n      hostPort: ${port}\n`).join("")}`).join("---\n"),
  },
  { what: "affinity to a node that is not there", yaml: big("web", "  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n        - matchExpressions: [{key: disk, operator: Exists}]\n"), pod: "web", advises: ["dropAffinity"] },
  {
    what: "a Deployment's template asks for too much", pod: "web-",
    yaml: `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 1\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n      - name: main\n        image: busybox:1.36\n        command: [sleep, "3600"]\n        resources:\n          limits:\n            cpu: "4"\n`, advises: ["lowerRequest"],
  },
  {
    what: "apart from Pods that keep apart from it themselves: nothing small helps", pod: "web-",
    yaml: `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n  replicas: 3\n  podManagementPolicy: Parallel\n  serviceName: web\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      affinity:\n        podAntiAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n          - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}\n      containers:\n      - {name: main, image: 'busybox:1.36', command: [sleep, '3600']}\n`, advises: [],
  },
];

const scenario = ({ yaml, before = [] }: Case, more: readonly object[] = [], files: Readonly<Record<string, string>> = {}) =>
  scenarioOf({
    apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" },
    spec: {
      seed: 3, cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36"] }, { name: "worker-2", images: ["busybox:1.36"] }] }, files: { "pods.yaml": yaml, ...files },
      inputs: [...before.map((run) => ({ at: "0s", run })), { at: "1s", run: "kubectl apply -f pods.yaml" }, ...more],
    },
  });

const pending = (cluster: Cluster, name: string): Pod =>
  (cluster.objects() as readonly Pod[]).find((each) => each.kind === "Pod" && each.metadata.name.startsWith(name) && !each.spec.nodeName)!;
const at = (cluster: Cluster, pod: Pod): Scheduling => schedulingOf(cluster, new Map(), pod.metadata.uid)!;
const wordsOf = ({ edits }: SchedulingAdvice): string => edits.map(({ what }) => what).join(" ");

describe("what would place a pod that fits nowhere", () => {
  test.each(cases)("$what: $advises", (one) => {
    const cluster = playedScenario(scenario(one), 8_000);
    const before = cluster.digest();
    const pod = pending(cluster, one.pod);
    const { advice, nodes, message } = at(cluster, pod);
    expect(advice.map(wordsOf)).toEqual(one.advises);
    expect(message).toMatch(/^0\/2 nodes are available: /);
    expect(nodes.map(({ node, refused }) => [node, refused !== undefined]).sort()).toEqual([["worker-1", true], ["worker-2", true]]);
    expect(cluster.digest()).toBe(before);
    // Done as it is proposed, by the file and the line: the pod, or the one in its place, is placed.
    for (const { line, file, nodes: proposed } of advice) {
      const done = playedScenario(scenario(one, [...(file ? [{ at: "8s", edit: file.name, text: file.text }] : []), { at: "9s", run: line }]), 50_000);
      const said = done.transcript().at(-1);
      expect([line, said?.exitCode, said?.stderr]).toEqual([line, 0, ""]);
      const placed = (done.objects() as readonly Pod[]).filter((each) => each.kind === "Pod" && each.metadata.name.startsWith(one.pod));
      expect(placed.map(({ spec }) => spec.nodeName ?? "Pending"), line).not.toContain("Pending");
      if (!one.pod.endsWith("-")) expect(proposed, line).toContain(placed[0]?.spec.nodeName);
    }
  });

  test("nothing that the cluster itself put there is proposed to be taken away, and no pod that would be made again", () => {
    const owned: Case = { what: "", pod: "web", advises: [], yaml: `${big("web")}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: other}\nspec: {replicas: 2, selector: {matchLabels: {app: other}}, template: {metadata: {labels: {app: other}}, spec: {containers: [{name: main, ${BUSY}, resources: {requests: {cpu: 1900m}}}]}}}\n` };
    const cluster = playedScenario(scenario({ ...owned, before: [] }), 8_000);
    const waiting = (cluster.objects() as readonly Pod[]).find((each) => each.kind === "Pod" && !each.spec.nodeName)!;
    for (const advice of at(cluster, waiting).advice) expect(wordsOf(advice)).not.toMatch(/deletePod.*other-|untaint/);
  });

  test("of a pod that was placed the points of every node stand there, the chosen one first", () => {
    const cluster = playedScenario(scenario({ what: "", yaml: big("web"), pod: "web", advises: [] }), 8_000);
    const { nodes, advice } = schedulingOf(cluster, new Map(), uidOf(cluster, "web"))!;
    expect(advice).toEqual([]);
    expect(nodes.map(({ chosen }) => chosen)).toEqual([true, false]);
    expect(nodes.every(({ points }) => points !== undefined && points.total > 0 && "NodeResourcesFit" in points.plugins)).toBe(true);
  });
});

describe("what would do where no edit of the pod does", () => {
  const apart = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n  replicas: 3\n  podManagementPolicy: Parallel\n  serviceName: web\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      affinity:\n        podAntiAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n          - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}\n      containers:\n      - {name: main, image: 'busybox:1.36', command: [sleep, '3600']}\n`;
  const gpu = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  nodeSelector: {kubernetes.io/arch: arm64}\n  containers:\n  - {name: main, ${BUSY}, resources: {limits: {nvidia.com/gpu: 2, cpu: 2500m}}}\n`;
  const claim = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: main, ${BUSY}}\n  volumes:\n  - name: data\n    persistentVolumeClaim: {claimName: nowhere}\n`;
  const beyond = (one: Partial<Case>) => {
    const cluster = playedScenario(scenario({ what: "", pod: "web", yaml: "", advises: [], ...one }), 8_000);
    return at(cluster, pending(cluster, "web")).beyond;
  };
  test.each([
    { what: "one node more", one: { yaml: apart, pod: "web-" }, says: { what: "addNode", like: "worker-1", labels: {}, size: {} } },
    { what: "one of another kind, and larger than any", one: { yaml: gpu }, says: { what: "addNode", like: "worker-1", labels: { "kubernetes.io/arch": "arm64" }, size: { cpu: "3", "nvidia.com/gpu": "2" } } },
    { what: "one more, beside opening one that is cordoned", one: { yaml: big("web"), before: ["kubectl cordon worker-1 worker-2"] }, says: { what: "addNode", like: "worker-1", labels: {}, size: {} } },
    { what: "no node at all, when a claim is missing", one: { yaml: claim }, says: { what: "obstacle", plugin: "VolumeRestrictions", says: expect.stringContaining('0/2 nodes are available: persistentvolumeclaim "nowhere" not found.') } },
    { what: "nothing, where an edit of the Pod is enough", one: { yaml: big("web", "  nodeSelector: {disk: ssd}\n") }, says: undefined },
  ])("$what", ({ one, says }) => expect(beyond(one)).toEqual(says));

  test("with one node more of that kind it is placed", () => {
    const { spec, ...rest } = { spec: { seed: 3, cluster: { nodes: 3 }, files: { "pods.yaml": apart }, inputs: [{ at: "1s", run: "kubectl apply -f pods.yaml" }] }, apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" } };
    const placed = (playedScenario(scenarioOf({ ...rest, spec }), 8_000).objects() as readonly Pod[]).filter(({ kind }) => kind === "Pod");
    expect(placed.map((each) => each.spec.nodeName).sort()).toEqual(["worker-1", "worker-2", "worker-3"]);
  });
});

describe("an edit leaves every other character as it is", () => {
  const pod = { kind: "Pod", namespace: "default", name: "web", root: "" };
  const flow = 'kind: Pod\nmetadata: {name: web} # mine\nspec: {nodeSelector: {disk: ssd, zone: a}, containers: [{name: main, resources: {requests: {cpu: "8", memory: 1Gi}}}]}\n';
  test.each([
    { what: "a request in braces", text: flow, edit: { what: "lowerRequest", container: "main", resource: "cpu", from: "8", to: "1500m" } as const, becomes: flow.replace('"8"', '"1500m"') },
    { what: "the first label in braces", text: flow, edit: { what: "dropSelector", key: "disk", value: "ssd" } as const, becomes: flow.replace("disk: ssd, ", "") },
    { what: "the last label in braces", text: flow, edit: { what: "dropSelector", key: "zone", value: "a" } as const, becomes: flow.replace(", zone: a", "") },
    { what: "a toleration in braces", text: flow, edit: { what: "tolerate", taint: "gpu:NoSchedule" } as const, becomes: flow.replace("}]}\n", "}], tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]}\n") },
    { what: "a toleration before what stands in the spec", text: "kind: Pod\nmetadata: {name: web}\nspec:\n  containers: # one\n  - name: main\n", edit: { what: "tolerate", taint: "gpu=true:NoSchedule" } as const, becomes: 'kind: Pod\nmetadata: {name: web}\nspec:\n  tolerations:\n  - key: gpu\n    operator: Equal\n    value: "true"\n    effect: NoSchedule\n  containers: # one\n  - name: main\n' },
    { what: "nothing of another pod", text: "kind: Pod\nmetadata: {name: other}\nspec: {nodeSelector: {disk: ssd}}\n", edit: { what: "dropSelector", key: "disk", value: "ssd" } as const, becomes: undefined },
  ])("$what", ({ text, edit, becomes }) => expect(editedText(text, [pod], [edit])?.text).toBe(becomes));
});
