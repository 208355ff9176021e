import { describe, expect, test } from "vitest";
import type { IntOrString, Node, Pod, PodSpec, Taint } from "../../../api/types.ts";
import type { DaemonSet } from "../../../api/workloads.ts";
import { managed, type Situation } from "./manage.ts";
import { placementOn } from "./placement.ts";
import { rolling } from "./rolling.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const time = (second: number): string => new Date(START + second * 1000).toISOString().replace(".000", "");
const meta = (name: string) => ({ name, namespace: "default", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: time(0) });
const node = (name: string, { labels = {}, taints = [], unschedulable = false }: { readonly labels?: Record<string, string>; readonly taints?: readonly Taint[]; readonly unschedulable?: boolean } = {}): Node =>
  ({ apiVersion: "v1", kind: "Node", metadata: { ...meta(name), labels }, spec: { taints, ...(unschedulable && { unschedulable }) }, status: {} }) as unknown as Node;
const set = (rollingUpdate: { readonly maxUnavailable?: IntOrString; readonly maxSurge?: IntOrString }, minReadySeconds = 0, spec: object = {}): DaemonSet =>
  ({
    apiVersion: "apps/v1", kind: "DaemonSet", metadata: meta("foo"), status: {},
    spec: { selector: { matchLabels: { name: "simple" } }, template: { metadata: { labels: { name: "simple" } }, spec: { containers: [{ name: "c", image: "foo/bar" }], ...spec } }, updateStrategy: { type: "RollingUpdate", rollingUpdate }, minReadySeconds },
  }) as unknown as DaemonSet;
const pod = (on: string, revision: string, readyAt?: number): Pod =>
  ({
    apiVersion: "v1", kind: "Pod", metadata: { ...meta(`foo-${on}-${revision}`), labels: { "controller-revision-hash": revision } }, spec: { nodeName: on },
    status: { phase: "Running", conditions: [{ type: "Ready", status: readyAt === undefined ? "False" : "True", ...(readyAt !== undefined && { lastTransitionTime: time(readyAt) }) }] },
  }) as unknown as Pod;

/** Nodes and their Pods, sync by sync. What is written is seen at once, as with upstream's fake Pod control: a rollout goes on in the same sync. */
function world(count: number, isReady = true) {
  const names = Array.from({ length: count }, (_, i) => `node-${i}`);
  let pods: Pod[] = names.map((name) => (isReady ? pod(name, "1", 0) : pod(name, "1")));
  return {
    /** How many Pods are created and deleted. */
    sync(of: DaemonSet, hash: string, second = 0, nodes: readonly Node[] = names.map((name) => node(name))): readonly [created: number, deleted: number] {
      const situation = (): Situation => {
        const byNode = new Map<string, Pod[]>();
        for (const each of pods) byNode.set(each.spec.nodeName ?? "", [...(byNode.get(each.spec.nodeName ?? "") ?? []), each]);
        return { set: of, nodes, byNode, hash, unixMs: START + second * 1000 };
      };
      const apply = (deleted: readonly Pod[], created: readonly string[]): void => void (pods = [...pods.filter((each) => !deleted.includes(each)), ...created.map((name) => pod(name, hash))]);
      const { missing, surplus } = managed(situation());
      apply(surplus, missing);
      const { replaced, surged } = rolling(situation());
      apply(replaced, surged);
      return [missing.length + surged.length, surplus.length + replaced.length];
    },
    ready(second = 0, most = count, which: (each: Pod) => boolean = () => true): void {
      let left = most;
      const isReady = (each: Pod): boolean => each.status.conditions?.[0]?.status === "True";
      pods = pods.map((each) => (!isReady(each) && which(each) && (left -= 1) >= 0 ? pod(each.spec.nodeName ?? "", each.metadata.labels?.["controller-revision-hash"] ?? "", second) : each));
    },
    broken(which: (each: Pod, at: number, all: readonly Pod[]) => boolean): void {
      pods = pods.map((each, at, all) => (which(each, at, all) ? pod(each.spec.nodeName ?? "", each.metadata.labels?.["controller-revision-hash"] ?? "") : each));
    },
  };
}
const of = (each: Pod, hash: string): boolean => each.metadata.labels?.["controller-revision-hash"] === hash;

// The cases of pkg/controller/daemon/update_test.go: TestDaemonSetUpdates….
describe("a DaemonSet rolls", () => {
  test("two of five at a time may be missing (TestDaemonSetUpdatesPods)", () => {
    const all = world(5);
    const rolled = set({ maxUnavailable: 2 });
    for (const wanted of [2, 2, 1]) {
      expect(all.sync(rolled, "2")).toEqual([0, wanted]);
      expect(all.sync(rolled, "2")).toEqual([wanted, 0]);
      all.ready();
    }
    expect(all.sync(rolled, "2")).toEqual([0, 0]);
  });
  test("no further while the new ones are not ready (TestDaemonSetUpdatesWhenNewPosIsNotReady)", () => {
    const all = world(5);
    const rolled = set({ maxUnavailable: 3 });
    expect([all.sync(rolled, "2"), all.sync(rolled, "2"), all.sync(rolled, "2")]).toEqual([[0, 3], [3, 0], [0, 0]]);
  });
  test("at once where the old ones are not ready anyway (TestDaemonSetUpdatesAllOldPodsNotReady)", () => {
    const all = world(5, false);
    const rolled = set({ maxUnavailable: 3 });
    expect([all.sync(rolled, "2"), all.sync(rolled, "2"), all.sync(rolled, "2")]).toEqual([[0, 5], [5, 0], [0, 0]]);
  });
  // rollingUpdate (pkg/controller/daemon/update.go): an old Pod that is not available is counted, too.
  test("those that are not ready first, and they count", () => {
    const all = world(5);
    all.broken((_, at) => at < 2);
    expect(all.sync(set({ maxUnavailable: 2 }), "2")).toEqual([0, 2]);
  });
  test("not at all where the template is the same (TestDaemonSetUpdatesNoTemplateChanged)", () => {
    expect(world(5).sync(set({ maxUnavailable: 3 }), "1")).toEqual([0, 0]);
  });
  test("two of five at a time may be there twice (TestDaemonSetUpdatesPodsWithMaxSurge)", () => {
    const all = world(5);
    const rolled = set({ maxUnavailable: 0, maxSurge: 2 });
    for (const wanted of [[2, 0], [2, 2], [1, 2], [0, 1]]) {
      expect(all.sync(rolled, "2")).toEqual(wanted);
      expect(all.sync(rolled, "2")).toEqual([0, 0]);
      all.ready();
    }
  });
  test("with surge, from old ones that are not ready, and again before all are available (TestDaemonSetUpdatesAllOldPodsNotReadyMaxSurge)", () => {
    const all = world(5, false);
    const first = set({ maxUnavailable: 0, maxSurge: 3 });
    expect(all.sync(first, "2", 100)).toEqual([5, 0]);
    expect(all.sync(first, "2", 200)).toEqual([0, 5]);
    all.ready(200);
    const second = set({ maxUnavailable: 0, maxSurge: 3 }, 15);
    expect(all.sync(second, "3", 300)).toEqual([3, 0]);
    all.ready(300, 2, (each) => of(each, "3"));
    const done = new Set<string>();
    all.broken((each, _at, pods) => {
      const isAlone = of(each, "2") && !pods.some((other) => of(other, "3") && other.spec.nodeName === each.spec.nodeName);
      return isAlone && done.size === 0 && done.add(each.metadata.name).size === 1;
    });
    expect(all.sync(second, "3", 310)).toEqual([1, 0]);
    expect(all.sync(second, "3", 320)).toEqual([1, 3]);
    all.ready(320, 3, (each) => of(each, "3"));
    expect(all.sync(second, "3", 340)).toEqual([0, 2]);
    expect(all.sync(second, "3", 350)).toEqual([0, 0]);
  });
  // The cases of TestGetUnavailableNumbers, as what they let go of nodes whose Pods are old and ready.
  test.each<{ nodes: number; maxUnavailable: IntOrString; gone: number }>([
    { nodes: 2, maxUnavailable: 1, gone: 1 },
    { nodes: 2, maxUnavailable: 0, gone: 1 },
    { nodes: 2, maxUnavailable: "50%", gone: 1 },
    { nodes: 5, maxUnavailable: "50%", gone: 3 },
  ])("of $nodes with maxUnavailable $maxUnavailable: $gone", ({ nodes, maxUnavailable, gone }) => {
    expect(world(nodes).sync(set({ maxUnavailable }), "2")).toEqual([0, gone]);
  });
});

// Cases of TestNodeShouldRunDaemonPod (pkg/controller/daemon/daemon_controller_test.go), and what section 5 of the controllers' facts says of taints.
describe("a DaemonSet runs on a node", () => {
  const near = (...values: string[]): Partial<PodSpec> => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "type", operator: "In", values }] }] } } } });
  const taint = (effect: Taint["effect"], key = "dedicated"): Taint => ({ key, value: "user1", effect });
  const labelled = node("test-node", { labels: { type: "production" } });
  const [yes, no, stays] = ["runs", "does not run", "stays, but is not made"];
  test.each<{ what: string; spec?: object; on?: Node; wanted: string }>([
    { what: "that it says nothing of", wanted: yes },
    { what: "that cannot hold it: that is the scheduler's to see", spec: { containers: [{ name: "c", image: "x", resources: { requests: { memory: "200M", cpu: "0.5" } } }] }, wanted: yes },
    { what: "of another name than it names", spec: { nodeName: "other-node" }, wanted: no },
    { what: "without its selector's label", spec: { nodeSelector: { type: "production" } }, wanted: no },
    { what: "with its selector's label", spec: { nodeSelector: { type: "production" } }, on: labelled, wanted: yes },
    { what: "of another kind than it wants", spec: near("test"), on: labelled, wanted: no },
    { what: "of the kind that it wants", spec: near("production"), on: labelled, wanted: yes },
    { what: "that takes no Pods", on: node("test-node", { unschedulable: true, taints: [taint("NoSchedule", "node.kubernetes.io/unschedulable")] }), wanted: yes },
    { what: "that is not ready", on: node("test-node", { taints: [taint("NoExecute", "node.kubernetes.io/not-ready")] }), wanted: yes },
    { what: "that is short of memory", on: node("test-node", { taints: [taint("NoSchedule", "node.kubernetes.io/memory-pressure")] }), wanted: yes },
    { what: "without a network, if it uses the node's", spec: { hostNetwork: true }, on: node("test-node", { taints: [taint("NoSchedule", "node.kubernetes.io/network-unavailable")] }), wanted: yes },
    { what: "without a network, if it needs one", on: node("test-node", { taints: [taint("NoSchedule", "node.kubernetes.io/network-unavailable")] }), wanted: stays },
    { what: "that is kept for others", on: node("test-node", { taints: [taint("NoSchedule")] }), wanted: stays },
    { what: "that is cleared for others", on: node("test-node", { taints: [taint("NoExecute")] }), wanted: no },
    { what: "that is kept for it", spec: { tolerations: [{ key: "dedicated", operator: "Equal", value: "user1", effect: "NoSchedule" }] }, on: node("test-node", { taints: [taint("NoSchedule")] }), wanted: yes },
    { what: "that others are preferred on", on: node("test-node", { taints: [taint("PreferNoSchedule")] }), wanted: yes },
  ])("$what: $wanted", ({ spec = {}, on = node("test-node"), wanted }) => {
    const { shouldRun, shouldGoOn } = placementOn(set({}, 0, spec), on);
    expect(shouldRun ? yes : shouldGoOn ? stays : no).toBe(wanted);
  });
});
