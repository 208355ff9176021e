import { describe, expect, test } from "vitest";
import { play } from "../../src/cli/play.ts";
import type { Json } from "../../src/api/json.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

interface Story {
  readonly nodes?: readonly object[];
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs: readonly { readonly at: string; readonly run: string }[];
  readonly until: string;
}

/** Plays commands and gives what each printed, by command. */
function told({ nodes = [{ name: "worker-1" }, { name: "worker-2" }], files = {}, inputs, until }: Story) {
  const scenario = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "story" }, spec: { cluster: { nodes }, files, inputs, until } } as unknown as Json);
  if (!scenario.ok) throw new Error(scenario.problems.map(({ message }) => message).join("\n"));
  const { report } = play(scenario.scenario, { seed: 1 });
  if (report.fault) throw new Error(JSON.stringify(report.fault));
  return {
    last: (start: string) => report.transcript.filter(({ run }) => run.startsWith(start)).map(({ stdout, stderr }) => stdout + stderr).at(-1) ?? "",
    messages: (reason: string) => report.events.filter((event) => event.reason === reason).map(({ message }) => message),
  };
}

const TAINTS = `kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {range .spec.taints[*]}{.key}:{.effect} {end}{"\\n"}{end}'`;
const deployment = (name: string, replicas: number, more = "") =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {${more}containers: [{name: c, image: nginx, resources: {requests: {cpu: 500m}}}]}}}\n---\n`;

describe("nodes that fail", () => {
  // Mirrors handleDisruption: measured.md has one node of two; here all are silent.
  test("when all are silent nobody is evicted; once one is back, the others lose their pods", () => {
    const { last, messages } = told({
      inputs: [
        { at: "1s", run: "kubectl create deployment web --image=nginx --replicas=2" },
        { at: "10s", run: "kubarium node stop worker-1 --component network" },
        { at: "10s", run: "kubarium node stop worker-2 --component power" },
        { at: "90s", run: TAINTS },
        { at: "400s", run: "kubectl get nodes" },
      ],
      until: "410s",
    });
    expect(last(TAINTS)).toBe("worker-1 node.kubernetes.io/unreachable:NoSchedule \nworker-2 node.kubernetes.io/unreachable:NoSchedule \n");
    expect(last("kubectl get nodes")).toMatch(/worker-1 +NotReady[\s\S]*worker-2 +NotReady/);
    expect(messages("TaintManagerEviction").filter((message) => message.startsWith("Marking"))).toEqual([]);
  });

  // A kubelet that cannot reach the API server renews no lease and reports nothing, however often it starts.
  test("who is cut off stays away, whatever is restarted on it", () => {
    const { last } = told({
      inputs: [
        { at: "10s", run: "kubarium node stop worker-1 --component network" },
        { at: "20s", run: "kubarium node stop worker-1 --component kubelet" },
        { at: "21s", run: "kubarium node start worker-1 --component kubelet" },
        { at: "30s", run: "kubarium node stop worker-2 --component network" },
        { at: "31s", run: "kubarium node stop worker-2 --component power" },
        { at: "32s", run: "kubarium node start worker-2 --component power" },
        { at: "33s", run: "kubarium node stop worker-3 --component network" },
        { at: "34s", run: "kubarium node stop worker-3 --component runtime" },
        { at: "80s", run: "kubarium node start worker-3 --component runtime" },
        { at: "120s", run: "kubectl get nodes -o wide" },
        { at: "121s", run: "kubarium node start worker-1 --component network" },
        { at: "125s", run: "kubectl get nodes" },
      ],
      nodes: [1, 2, 3, 4].map((n) => ({ name: `worker-${n}` })),
      until: "130s",
    });
    expect(last("kubectl get nodes -o wide")).toMatch(/worker-1 +NotReady[\s\S]*worker-2 +NotReady[\s\S]*worker-3 +NotReady[\s\S]*worker-4 +Ready/);
    expect(last("kubectl get nodes")).toMatch(/worker-1 +Ready[\s\S]*worker-2 +NotReady/);
  });

  test("who is back in time keeps its pods: their eviction is called off", () => {
    const { last, messages } = told({
      files: { "p.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {nodeName: worker-2, containers: [{name: c, image: nginx}]}\n" },
      inputs: [
        { at: "1s", run: "kubectl apply -f p.yaml" },
        { at: "10s", run: "kubarium node stop worker-2 --component kubelet" },
        { at: "120s", run: TAINTS },
        { at: "130s", run: "kubarium node start worker-2 --component kubelet" },
        { at: "145s", run: "kubectl get pods" },
        { at: "145s", run: "kubectl get nodes" },
      ],
      until: "150s",
    });
    expect(last(TAINTS)).toContain("worker-2 node.kubernetes.io/unreachable:NoSchedule node.kubernetes.io/unreachable:NoExecute");
    expect(messages("NodeNotReady")).toEqual(expect.arrayContaining(["Node is not ready", "Node worker-2 status is now: NodeNotReady"]));
    expect(messages("TaintManagerEviction")).toEqual(["Cancelling deletion of Pod default/p"]);
    expect(last("kubectl get pods")).toMatch(/p +1\/1 +Running +0/);
    expect(last("kubectl get nodes")).toMatch(/worker-2 +Ready/);
  });

  test("a cordon is a taint, and goes with it", () => {
    const inputs = [{ at: "1s", run: "kubectl cordon worker-2" }, { at: "2s", run: TAINTS }];
    expect(told({ inputs, until: "3s" }).last(TAINTS)).toContain("worker-2 node.kubernetes.io/unschedulable:NoSchedule");
    expect(told({ inputs: [...inputs, { at: "3s", run: "kubectl uncordon worker-2" }, { at: "4s", run: TAINTS }], until: "5s" }).last(TAINTS)).toBe("worker-1 \nworker-2 \n");
  });
});

test("what a quota has is given back when Pods go, and taken again", () => {
  const { last } = told({
    files: { "m.yaml": `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: "2", requests.cpu: "1", count/deployments.apps: "1"}}\n---\n${deployment("web", 3)}` },
    inputs: [
      { at: "1s", run: "kubectl apply -f m.yaml" },
      { at: "10s", run: "kubectl delete pod -l app=web --wait=false" },
      { at: "40s", run: "kubectl get deployment web" },
      { at: "41s", run: "kubectl scale deployment web --replicas=1" },
      { at: "60s", run: "kubectl get quota q -o jsonpath='{.status.used}'" },
      { at: "61s", run: "kubectl create deployment other --image=nginx" },
    ],
    until: "65s",
  });
  expect(last("kubectl get deployment")).toMatch(/web +2\/3 +2 +2/);
  expect(JSON.parse(last("kubectl get quota"))).toEqual({ pods: "1", "requests.cpu": "500m", "count/deployments.apps": "1" });
  expect(last("kubectl create deployment")).toContain('deployments.apps "other" is forbidden: exceeded quota: q, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1');
});

test("a budget follows the scale of its Deployment, and preemption spares its Pods", () => {
  const high = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n---\n";
  const budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: kept}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: kept}}}\n---\n";
  const { last, messages } = told({
    nodes: [{ name: "worker-1" }],
    files: { "m.yaml": `${high}${budget}${deployment("kept", 2)}${deployment("loose", 2)}`, "h.yaml": deployment("high", 1, "priorityClassName: high, ") },
    inputs: [
      { at: "1s", run: "kubectl apply -f m.yaml" },
      { at: "10s", run: "kubectl get pdb kept" },
      { at: "11s", run: "kubectl apply -f h.yaml" },
      { at: "60s", run: "kubectl get deployments" },
    ],
    until: "70s",
  });
  expect(last("kubectl get pdb")).toMatch(/kept +N\/A +0 +0/);
  expect(last("kubectl get deployments")).toMatch(/high +1\/1[\s\S]*kept +2\/2[\s\S]*loose +1\/2/);
  expect(messages("Preempted")).toHaveLength(1);
});
