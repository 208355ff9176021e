import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { LabelSelector, Pod, PodSpec, Taint } from "../../../api/types.ts";
import type { CacheState } from "../cache/state.ts";
import { cluster, labels, node, pod, scores, verdicts } from "../testing/tables.ts";

const HOSTNAME = "kubernetes.io/hostname";
const [foo, bar]: LabelSelector[] = [{ matchExpressions: [{ key: "foo", operator: "Exists" }] }, { matchExpressions: [{ key: "bar", operator: "Exists" }] }];
const constraint = (whenUnsatisfiable: string, topologyKey: string, labelSelector: LabelSelector | undefined, more: JsonObject): JsonObject =>
  ({ maxSkew: 1, topologyKey, whenUnsatisfiable, ...(labelSelector && { labelSelector }), ...more }) as unknown as JsonObject;
const soft = (topologyKey: string, labelSelector?: LabelSelector, more: JsonObject = {}): JsonObject => constraint("ScheduleAnyway", topologyKey, labelSelector, more);

/** "node-a: 2xfoo 1xfoo,bar" are pods with those labels there. */
const sitting = (text: string): readonly Pod[] =>
  text.split("; ").filter(Boolean).flatMap((line) => {
    const [on = "", groups = ""] = line.split(": ");
    return groups.split(" ").flatMap((group) => {
      const [count = "0", names = ""] = group.split("x");
      return Array.from({ length: Number(count) }, () => pod({ on, labels: names.replaceAll(",", " ") }));
    });
  });
/** "node-a zone=zone1" is a node whose hostname label is its name. */
const machines = (text: string) => text.split("; ").map((line) => {
  const [name = "", ...rest] = line.split(" ");
  return node(name, { labels: [`${HOSTNAME}=${name}`, `node=${name}`, ...rest].join(" ") });
});

// The cases of TestPodTopologySpreadScore (pkg/scheduler/framework/plugins/podtopologyspread/scoring_test.go).
describe("PodTopologySpread scores by the pods that are alike in each domain", () => {
  const four = "node-a; node-b; node-c; node-d";
  const zones = "node-a zone=zone1; node-b zone=zone1; node-x zone=zone2; node-y zone=zone2";
  test.each<{ when: string; labels?: string; constraints: readonly JsonObject[]; nodes: string; there: string; feasible?: readonly string[]; gives: readonly number[] | undefined }>([
    { when: "nobody is there", constraints: [soft(HOSTNAME, foo)], nodes: "node-a; node-b", there: "", gives: [100, 100] },
    { when: "only one node can take it", constraints: [soft(HOSTNAME, foo)], nodes: "node-a; node-b", there: "node-a: 2xfoo; node-b: 1xfoo", feasible: ["node-a"], gives: [100] },
    { when: "each has as many", constraints: [soft(HOSTNAME, foo)], nodes: "node-a; node-b", there: "node-a: 1xfoo; node-b: 1xfoo", gives: [100, 100] },
    { when: "there are 2, 1, 0 and 3", constraints: [soft(HOSTNAME, foo)], nodes: four, there: "node-a: 2xfoo; node-b: 1xfoo; node-d: 3xfoo", gives: [20, 60, 100, 0] },
    { when: "nothing is selected", constraints: [soft(HOSTNAME)], nodes: four, there: "node-a: 2xfoo; node-b: 1xfoo; node-d: 3xfoo", gives: [100, 100, 100, 100] },
    { when: "a skew of 2 is no matter", constraints: [soft(HOSTNAME, foo, { maxSkew: 2 })], nodes: four, there: "node-a: 2xfoo; node-b: 1xfoo; node-d: 3xfoo", gives: [33, 66, 100, 16] },
    { when: "a skew of 3 is no matter", constraints: [soft(HOSTNAME, foo, { maxSkew: 3 })], nodes: four, there: "node-a: 4xfoo; node-b: 3xfoo; node-c: 2xfoo; node-d: 1xfoo", gives: [44, 66, 77, 100] },
    {
      when: "one node of four cannot take it",
      constraints: [soft(HOSTNAME, foo)], nodes: zones, there: "node-a: 4xfoo; node-b: 2xfoo; node-x: 1xfoo; node-y: 3xfoo", feasible: ["node-a", "node-b", "node-x"], gives: [33, 83, 100],
    },
    {
      when: "zones are meant, and one node of four cannot take it",
      constraints: [soft("zone", foo)], nodes: zones, there: "node-a: 4xfoo; node-b: 2xfoo; node-x: 1xfoo; node-y: 3xfoo", feasible: ["node-a", "node-b", "node-x"], gives: [75, 75, 100],
    },
    {
      when: "zones and nodes are meant, and two of four can take it",
      constraints: [soft("zone", foo), soft(HOSTNAME, foo)], nodes: zones, there: "node-a: 2xfoo; node-b: 1xfoo; node-x: 2xfoo; node-y: 4xfoo", feasible: ["node-a", "node-x"], gives: [100, 63],
    },
    {
      when: "two constraints are on zones", labels: "foo bar",
      constraints: [soft("zone", foo), soft("zone", bar)], nodes: zones, there: "node-a: 1xfoo,bar 1xfoo; node-b: 1xfoo,bar; node-y: 1xfoo 1xfoo,bar 1xfoo", feasible: ["node-a", "node-x"], gives: [85, 100],
    },
    {
      when: "zones and nodes are for different pods", labels: "foo bar",
      constraints: [soft("zone", foo), soft(HOSTNAME, bar)], nodes: zones, there: "node-a: 1xfoo; node-b: 1xfoo,bar; node-y: 1xfoo 1xbar", gives: [60, 20, 100, 60],
    },
    {
      when: "they are for different pods, and some nodes have none", labels: "foo bar",
      constraints: [soft("zone", foo), soft(HOSTNAME, bar)], nodes: zones, there: "node-b: 1xbar; node-x: 1xfoo; node-y: 1xfoo,bar", gives: [100, 60, 40, 0],
    },
    {
      when: "they are for different pods, and three of four can take it", labels: "foo bar",
      constraints: [soft("zone", foo), soft(HOSTNAME, bar)], nodes: zones, there: "node-a: 1xfoo; node-b: 1xfoo,bar; node-y: 1xfoo 1xbar", feasible: ["node-a", "node-b", "node-x"], gives: [50, 25, 100],
    },
    { when: "minDomains are asked for, which only filters look at", constraints: [soft("node", foo, { maxSkew: 2, minDomains: 10 })], nodes: "node-a; node-b; node-c", there: "node-a: 2xfoo; node-b: 2xfoo; node-c: 1xfoo", gives: [75, 75, 100] },
    { when: "a selector is empty, which counts nobody", constraints: [soft(HOSTNAME, {})], nodes: "node-a; node-b", there: "node-a: 3xfoo", gives: [100, 100] },
  ])("$gives when $when", ({ labels: own = "foo", constraints, nodes, there, feasible, gives }) => {
    const cache = cluster({ nodes: machines(nodes), pods: sitting(there) });
    expect(scores("PodTopologySpread", pod({ labels: own, spec: { topologySpreadConstraints: constraints } }), cache, feasible)).toEqual(gives);
  });

  const incoming = (more: JsonObject = {}, spec: Partial<PodSpec> = {}): Pod => pod({ labels: "foo", spec: { ...spec, topologySpreadConstraints: [soft("node", foo, more)] } });
  const spec2110 = "node-a: 2xfoo; node-b: 1xfoo; node-c: 1xfoo";
  const affinity: PodSpec["affinity"] = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "foo", operator: "In", values: [""] }] }] } } };
  test.each<{ when: string; incoming: Pod; gives: readonly number[] }>([
    { when: "its nodeSelector counts", incoming: incoming({}, { nodeSelector: { foo: "" } }), gives: [0, 33, 100] },
    { when: "its nodeSelector does not count", incoming: incoming({ nodeAffinityPolicy: "Ignore" }, { nodeSelector: { foo: "" } }), gives: [66, 100, 100] },
    { when: "its node affinity counts", incoming: incoming({}, { affinity }), gives: [0, 33, 100] },
    { when: "its node affinity does not count", incoming: incoming({ nodeAffinityPolicy: "Ignore" }, { affinity }), gives: [66, 100, 100] },
  ])("$gives when a node does not match and $when", ({ incoming: wanted, gives }) => {
    expect(scores("PodTopologySpread", wanted, cluster({ nodes: machines("node-a foo; node-b foo; node-c"), pods: sitting(spec2110) }))).toEqual(gives);
  });
  const taints: readonly Taint[] = [{ key: "taint-key", value: "taint-value", effect: "NoSchedule" }];
  test.each<{ when: string; incoming: Pod; gives: readonly number[] }>([
    { when: "taints count", incoming: incoming({ nodeTaintsPolicy: "Honor" }), gives: [0, 33, 100] },
    { when: "taints do not count", incoming: incoming(), gives: [66, 100, 100] },
  ])("$gives when a node is tainted and $when", ({ incoming: wanted, gives }) => {
    const [a, b, c] = machines("node-a; node-b; node-c");
    const nodes = [a!, b!, { ...c!, spec: { taints } }];
    expect(scores("PodTopologySpread", wanted, cluster({ nodes, pods: sitting(spec2110) }))).toEqual(gives);
  });

  test("0 for a node without the key, which belongs to no domain", () => {
    const nodes = [...machines("node-a"), node("node-b", { labels: "n=node-b" }), ...machines("node-x; node-y")];
    const cache = cluster({ nodes, pods: sitting("node-a: 4xfoo; node-b: 2xfoo; node-x: 1xfoo; node-y: 3xfoo") });
    expect(scores("PodTopologySpread", pod({ labels: "foo", spec: { topologySpreadConstraints: [soft(HOSTNAME, foo)] } }), cache, ["node-a", "node-b", "node-x"])).toEqual([16, 0, 100]);
  });

  test.each<{ when: string; there: readonly Pod[]; gives: readonly number[] }>([
    { when: "some are of another namespace", there: [pod({ on: "node-a", labels: "foo", namespace: "ns1" }), ...sitting("node-a: 1xfoo; node-b: 2xfoo")], gives: [100, 33] },
    { when: "some are on their way out", there: [pod({ on: "node-a", labels: "foo", terminating: true }), ...sitting("node-b: 1xfoo")], gives: [100, 0] },
  ])("$gives when $when", ({ there, gives }) => {
    expect(scores("PodTopologySpread", pod({ labels: "foo", spec: { topologySpreadConstraints: [soft(HOSTNAME, foo)] } }), cluster({ nodes: machines("node-a; node-b"), pods: there }))).toEqual(gives);
  });
});

// The cases of TestPodTopologySpreadScore and TestPreScoreStateEmptyNodes (same file) that are about the defaults, and of TestGetPodServices (pkg/scheduler/framework/plugins/helper/spread_test.go).
describe("a pod that says nothing of it is spread", () => {
  const owned = (kind: string, name: string, own = "foo=tar baz=sup"): Pod => pod({ labels: own, owner: { apiVersion: kind === "ReplicationController" ? "v1" : "apps/v1", kind, name } });
  const service = (name: string, selector: string, namespace = "default") => ({ spreadSelectors }: CacheState) => void spreadSelectors.services.set(`${namespace}/${name}`, labels(selector));
  const owner = (kind: string, selector: LabelSelector) => ({ spreadSelectors }: CacheState) => void spreadSelectors.owners.set(`${kind}/default/rs1`, selector);
  const there = sitting("node-a: 4xfoo; node-b: 3xfoo; node-c: 2xfoo; node-d: 1xfoo");
  const bySkew3 = [44, 66, 77, 100];
  test.each<{ when: string; incoming: Pod; know: (state: CacheState) => void; gives: readonly number[] | undefined }>([
    { when: "among those of its Service", incoming: pod({ labels: "foo" }), know: service("s", "foo"), gives: bySkew3 },
    { when: "among those of its ReplicaSet", incoming: owned("ReplicaSet", "rs1"), know: owner("ReplicaSet", foo!), gives: bySkew3 },
    { when: "among those of its StatefulSet", incoming: owned("StatefulSet", "rs1"), know: owner("StatefulSet", foo!), gives: bySkew3 },
    { when: "among those of its ReplicationController", incoming: owned("ReplicationController", "rs1", "foo"), know: owner("ReplicationController", { matchLabels: { foo: "" } }), gives: bySkew3 },
    { when: "not among those of another ReplicaSet", incoming: owned("ReplicaSet", "rs2"), know: owner("ReplicaSet", foo!), gives: undefined },
    { when: "not among those of a Service that does not select it", incoming: pod({ labels: "app=test-3" }), know: service("s", "app=test-0"), gives: undefined },
    { when: "not among those of another namespace's Service", incoming: pod({ labels: "foo" }), know: service("s", "foo", "other"), gives: undefined },
    { when: "not among the pods of its Job", incoming: pod({ labels: "foo", owner: { apiVersion: "batch/v1", kind: "Job", name: "rs1" } }), know: owner("Job", foo!), gives: undefined },
    { when: "not if it has constraints, though of another kind", incoming: pod({ labels: "foo", spec: { topologySpreadConstraints: [constraint("DoNotSchedule", "zone", foo, {})] } }), know: service("s", "foo"), gives: undefined },
  ])("$when", ({ incoming, know, gives }) => {
    expect(scores("PodTopologySpread", incoming, cluster({ nodes: machines("node-a; node-b; node-c; node-d"), pods: there, know }))).toEqual(gives);
  });

  test("over zones too; nodes without a zone are not left out", () => {
    const zone = "topology.kubernetes.io/zone=mars";
    const cache = cluster({ nodes: machines(`node-a ${zone}; node-b ${zone}; node-c; node-d`), pods: sitting("node-a: 1xfoo"), know: service("s", "foo") });
    // Hostname: ln(4+2) = 1.79 for the pod of node-a, +2 for a skew of 3; zone: ln(2+2) = 1.39 for the pod of mars, +4 for a skew of 5. 9, 7, 2 and 2 in all.
    expect(scores("PodTopologySpread", pod({ labels: "foo" }), cache)).toEqual([22, 44, 100, 100]);
  });
});

// The cases of TestSingleConstraint and TestMultipleConstraints (pkg/scheduler/framework/plugins/podtopologyspread/filtering_test.go). "." = fits, "x" = does not, "!" = for good.
describe("PodTopologySpread turns nodes down", () => {
  const hard = (topologyKey: string, labelSelector?: LabelSelector, more: JsonObject = {}): JsonObject => constraint("DoNotSchedule", topologyKey, labelSelector, more);
  const zones = "node-a zone=zone1; node-b zone=zone1; node-x zone=zone2; node-y zone=zone2";
  const s2103 = "node-a: 2xfoo; node-b: 1xfoo; node-y: 3xfoo";
  const near = (operator: "In" | "NotIn", ...values: string[]): Partial<PodSpec> => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "node", operator, values }] }] } } },
  });
  const marked = "node-a foo; node-b foo; node-x foo; node-y";
  const s1101 = "node-a: 1xfoo; node-b: 1xfoo; node-y: 1xfoo";
  const selecting: Partial<PodSpec> = { nodeSelector: { foo: "" } };
  const sign = (verdict: string): string => ({ "": ".", "node(s) didn't match pod topology spread constraints": "x", "node(s) didn't match pod topology spread constraints (missing required label) (for good)": "!" })[verdict] ?? verdict;
  test.each<{ when: string; labels?: string; constraints: readonly JsonObject[]; spec?: Partial<PodSpec>; nodes: string; there: string; fits: string }>([
    { when: "nobody is there", constraints: [hard("zone", foo)], nodes: zones, there: "", fits: "...." },
    { when: "nobody is there and the pod is not of them", constraints: [hard("zone", bar)], nodes: zones, there: "", fits: "...." },
    { when: "nothing is selected", constraints: [hard("zone")], nodes: zones, there: "node-x: 1xfoo; node-y: 1xfoo", fits: "...." },
    { when: "zones have 3 and 3", constraints: [hard("zone", foo)], nodes: zones, there: s2103, fits: "...." },
    { when: "a node has its zone misspelt", constraints: [hard("zone", foo)], nodes: zones.replace("node-b zone", "node-b zon"), there: "node-a: 1xfoo; node-b: 1xfoo; node-x: 1xfoo; node-y: 1xfoo", fits: ".!xx" },
    { when: "no node has the key", constraints: [hard("rack", foo)], nodes: "node-a zone=zone1; node-x zone=zone2", there: "", fits: "!!" },
    { when: "nodes have 2, 1, 0 and 3", constraints: [hard("node", foo)], nodes: zones, there: s2103, fits: "xx.x" },
    { when: "nodes have 2, 1, 0 and 3, and a skew of 2 will do", constraints: [hard("node", foo, { maxSkew: 2 })], nodes: zones, there: s2103, fits: "x..x" },
    { when: "nodes have 2, 1, 0 and 3, and the pod is not of them", labels: "bar", constraints: [hard("node", foo)], nodes: zones, there: s2103, fits: "x..x" },
    { when: "only two nodes count for the pod", constraints: [hard("node", foo)], spec: near("In", "node-a", "node-y"), nodes: zones, there: s2103, fits: "...x" },
    { when: "a node does not count for the pod", constraints: [hard("zone", foo)], spec: near("NotIn", "node-b"), nodes: zones, there: "node-b: 2xfoo; node-y: 1xfoo", fits: "..xx" },
    { when: "there are fewer nodes than minDomains", constraints: [hard("node", foo, { maxSkew: 2, minDomains: 4 })], nodes: "node-a; node-b; node-c", there: "node-a: 2xfoo; node-b: 2xfoo; node-c: 1xfoo", fits: "xx." },
    { when: "there are more nodes than minDomains", constraints: [hard("node", foo, { maxSkew: 2, minDomains: 2 })], nodes: "node-a; node-b; node-c", there: "node-a: 2xfoo; node-b: 2xfoo; node-c: 1xfoo", fits: "..." },
    { when: "there are fewer zones than minDomains", constraints: [hard("zone", foo, { maxSkew: 2, minDomains: 3 })], nodes: zones, there: s1101, fits: "xx.." },
    { when: "there are more zones than minDomains", constraints: [hard("zone", foo, { maxSkew: 2, minDomains: 1 })], nodes: zones, there: s1101, fits: "...." },
    { when: "its nodeSelector counts", constraints: [hard("node", foo)], spec: selecting, nodes: marked, there: s1101, fits: "xx.." },
    { when: "its nodeSelector does not count", constraints: [hard("node", foo, { nodeAffinityPolicy: "Ignore" })], spec: selecting, nodes: marked, there: s1101, fits: "xx.x" },
    { when: "zones have 3 and 3, nodes 2, 1, 0 and 3", constraints: [hard("zone", foo), hard("node", foo)], nodes: zones, there: s2103, fits: "xx.x" },
    { when: "zones have 3 and 4, nodes 2, 1, 0 and 4", constraints: [hard("zone", foo), hard("node", foo)], nodes: zones, there: s2103.replace("3x", "4x"), fits: "xxxx" },
    { when: "constraints are on different pods", labels: "foo bar", constraints: [hard("zone", foo), hard("node", bar)], nodes: zones, there: "node-a: 1xfoo; node-y: 1xbar", fits: "xx.x" },
    { when: "constraints on different pods leave none", labels: "foo bar", constraints: [hard("zone", foo), hard("node", bar)], nodes: zones, there: "node-a: 1xfoo; node-x: 1xbar; node-y: 1xbar", fits: "xxxx" },
    { when: "a selector is empty, which counts nobody", constraints: [hard("node", {})], nodes: "node-a; node-b", there: "node-a: 3xfoo", fits: ".." },
  ])("$fits when $when", ({ labels: own = "foo", constraints, spec = {}, nodes, there, fits }) => {
    const cache = cluster({ nodes: machines(nodes), pods: sitting(there) });
    expect(verdicts("PodTopologySpread", pod({ labels: own, spec: { ...spec, topologySpreadConstraints: constraints } }), cache).map(sign).join("")).toBe(fits);
  });

  const [a, b, x, y] = machines(marked);
  const tainted = [a!, b!, x!, { ...y!, spec: { taints: [{ key: "taint-key", effect: "NoSchedule" }] as Taint[] } }];
  test.each([["Honor", "xx.."], ["Ignore", "xx.x"]])("when a node is tainted and nodeTaintsPolicy is %s: %s", (nodeTaintsPolicy, fits) => {
    const wanted = pod({ labels: "foo", spec: { topologySpreadConstraints: [hard("node", foo, { nodeTaintsPolicy })] } });
    expect(verdicts("PodTopologySpread", wanted, cluster({ nodes: tainted, pods: sitting(s1101) })).map(sign).join("")).toBe(fits);
  });
  test.each<[string, readonly Pod[], string]>([
    ["some are of another namespace", [pod({ on: "node-a", labels: "foo", namespace: "ns1" }), pod({ on: "node-a", labels: "foo", namespace: "ns2" }), ...sitting("node-x: 1xfoo; node-y: 1xfoo")], "..xx"],
    ["some are on their way out", [pod({ on: "node-a", labels: "foo", terminating: true }), ...sitting("node-x: 1xfoo")], "..xx"],
  ])("not for pods that do not count: %s", (_when, there, fits) => {
    const wanted = pod({ labels: "foo", spec: { topologySpreadConstraints: [hard("zone", foo)] } });
    expect(verdicts("PodTopologySpread", wanted, cluster({ nodes: machines(zones), pods: there })).map(sign).join("")).toBe(fits);
  });
});
