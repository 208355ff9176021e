import { describe, expect, test } from "vitest";
import type { Container, NodeSelectorRequirement, NodeSelectorTerm, PodSpec, ResourceList, Taint, Toleration } from "../../../api/types.ts";
import { cluster, node, pod, verdicts } from "../testing/tables.ts";

// Counterparts of TestEnoughRequests, TestNotEnoughRequests and TestStorageRequests (pkg/scheduler/framework/plugins/noderesources/fit_test.go), without ignored resources.
// What is more than a node has at all is for good: Fit.Filter of today (same folder).
describe("NodeResourcesFit", () => {
  const [A, B] = ["example.com/aaa", "example.com/bbb"];
  const allocatable: ResourceList = { cpu: "10m", memory: "20", [A]: "5", "ephemeral-storage": "20", "hugepages-2Mi": "5", pods: "32" };
  const of = (cpu: number, memory: number, more: ResourceList = {}): ResourceList => ({ cpu: `${cpu}m`, memory: `${memory}`, ...more });
  const container = (requests: ResourceList, i: number): Container => ({ name: `i${i}`, image: "x", imagePullPolicy: "Always", resources: { requests } });
  const FOR_GOOD = " (for good)";
  test.each<{ what: string; asks?: readonly ResourceList[]; first?: readonly ResourceList[]; overhead?: ResourceList; there: ResourceList; says: string; most?: string }>([
    { what: "asks for nothing", there: of(10, 20), says: "" },
    { what: "asks for too much of both", asks: [of(1, 1)], there: of(10, 20), says: "Insufficient cpu, Insufficient memory" },
    { what: "first needs too much CPU", asks: [of(1, 1)], first: [of(3, 1)], there: of(8, 19), says: "Insufficient cpu" },
    { what: "first needs too much CPU at its most", asks: [of(1, 1)], first: [of(3, 1), of(2, 1)], there: of(8, 19), says: "Insufficient cpu" },
    { what: "first needs too much memory", asks: [of(1, 1)], first: [of(1, 3)], there: of(9, 19), says: "Insufficient memory" },
    { what: "first needs too much memory at its most", asks: [of(1, 1)], first: [of(1, 3), of(1, 2)], there: of(9, 19), says: "Insufficient memory" },
    { what: "first needs no more than later", asks: [of(1, 1)], first: [of(1, 1)], there: of(9, 19), says: "" },
    { what: "first needs several times no more than later", asks: [of(1, 1)], first: [of(1, 1), of(1, 1), of(1, 1)], there: of(9, 19), says: "" },
    { what: "fits", asks: [of(1, 1)], there: of(5, 5), says: "" },
    { what: "fits by memory only", asks: [of(2, 1)], there: of(9, 5), says: "Insufficient cpu" },
    { what: "fits by CPU only", asks: [of(1, 2)], there: of(5, 19), says: "Insufficient memory" },
    { what: "fits to the edge", asks: [of(5, 1)], there: of(5, 19), says: "" },
    { what: "first fits to the edge", asks: [of(4, 1)], first: [of(5, 1)], there: of(5, 19), says: "" },
    { what: "fits by what else it asks for", asks: [{ [A]: "1" }], there: {}, says: "" },
    { what: "first asks for something that is there", first: [{ [A]: "1" }], there: {}, says: "" },
    { what: "first asks for more of something than there is at all", first: [of(1, 1, { [A]: "10" })], there: of(0, 0), says: `Insufficient ${A}${FOR_GOOD}` },
    { what: "first asks for something that is used up", first: [of(1, 1, { [A]: "1" })], there: of(0, 0, { [A]: "5" }), says: `Insufficient ${A}` },
    { what: "asks for more of something than there is at all", asks: [of(1, 1, { [A]: "10" })], there: of(0, 0), says: `Insufficient ${A}${FOR_GOOD}` },
    { what: "asks for something that is used up", asks: [of(1, 1, { [A]: "1" })], there: of(0, 0, { [A]: "5" }), says: `Insufficient ${A}` },
    { what: "asks for something twice", asks: [of(1, 1, { [A]: "3" }), of(1, 1, { [A]: "3" })], there: of(0, 0, { [A]: "2" }), says: `Insufficient ${A}${FOR_GOOD}` },
    { what: "asks for something in turn", first: [of(1, 1, { [A]: "3" }), of(1, 1, { [A]: "3" })], there: of(0, 0, { [A]: "2" }), says: "" },
    { what: "asks for something in turn, and once for too much", first: [of(1, 1, { [A]: "6" }), of(1, 1, { [A]: "3" })], there: of(0, 0, { [A]: "2" }), says: `Insufficient ${A}${FOR_GOOD}` },
    { what: "asks for what nobody has", asks: [of(1, 1, { [B]: "1" })], there: of(0, 0), says: `Insufficient ${B}${FOR_GOOD}` },
    { what: "first asks for what nobody has", first: [of(1, 1, { [B]: "1" })], there: of(0, 0), says: `Insufficient ${B}${FOR_GOOD}` },
    { what: "asks for what nobody has of Kubernetes' own", asks: [of(1, 1, { "kubernetes.io/something": "10" })], there: of(0, 0), says: `Insufficient kubernetes.io/something${FOR_GOOD}` },
    { what: "first asks for what nobody has of Kubernetes' own", first: [of(1, 1, { "subdomain.kubernetes.io/something": "10" })], there: of(0, 0), says: `Insufficient subdomain.kubernetes.io/something${FOR_GOOD}` },
    { what: "asks for too many huge pages", asks: [of(1, 1, { "hugepages-2Mi": "10" })], there: of(0, 0), says: `Insufficient hugepages-2Mi${FOR_GOOD}` },
    { what: "first asks for too many huge pages", first: [of(1, 1, { "hugepages-2Mi": "10" })], there: of(0, 0), says: `Insufficient hugepages-2Mi${FOR_GOOD}` },
    { what: "asks for huge pages twice", asks: [of(1, 1, { "hugepages-2Mi": "3" }), of(1, 1, { "hugepages-2Mi": "3" })], there: of(0, 0, { "hugepages-2Mi": "2" }), says: `Insufficient hugepages-2Mi${FOR_GOOD}` },
    { what: "fits with its overhead", asks: [of(1, 1)], overhead: of(3, 13), there: of(5, 5), says: "" },
    { what: "does not fit with its overhead", asks: [of(1, 1)], overhead: of(1, 15), there: of(5, 5), says: "Insufficient memory" },
    { what: "is one too many", asks: [], there: of(10, 20), most: "1", says: "Too many pods" },
    { what: "would fit, and is one too many", asks: [of(1, 1)], there: of(5, 5), most: "1", says: "Too many pods" },
    { what: "would fit to the edge, and is one too many", asks: [of(5, 1)], there: of(5, 19), most: "1", says: "Too many pods" },
    { what: "would first fit to the edge, and is one too many", asks: [of(5, 1)], first: [of(5, 1)], there: of(5, 19), most: "1", says: "Too many pods" },
    { what: "asks for CPU where only room on disk is left", asks: [of(1, 1)], there: of(10, 10), says: "Insufficient cpu" },
    { what: "asks for more room on disk than there is", asks: [{ "ephemeral-storage": "25" }], there: of(2, 2), says: `Insufficient ephemeral-storage${FOR_GOOD}` },
    { what: "asks for room on disk", asks: [{ "ephemeral-storage": "10" }], there: of(2, 2), says: "" },
  ])("a pod that $what: $says", ({ what: _what, asks = [], first = [], overhead, there, says, most = "32" }) => {
    const spec: Partial<PodSpec> = { initContainers: first.map(container), ...(overhead && { overhead }) };
    const cache = cluster({ nodes: [node("n", { allocatable: { ...allocatable, pods: most } })], pods: [pod({ on: "n", requests: [there] })] });
    expect(verdicts("NodeResourcesFit", pod({ requests: asks, spec }), cache)).toEqual([says]);
  });
});

// The cases of TestTaintTolerationFilter (pkg/scheduler/framework/plugins/tainttoleration/taint_toleration_test.go) without numeric operators.
describe("TaintToleration", () => {
  const taint = (key: string, value: string, effect: Taint["effect"] = "NoSchedule"): Taint => ({ key, value, effect });
  const NO = "node(s) had untolerated taint(s) (for good)";
  test.each<{ what: string; tolerations: readonly Toleration[]; taints: readonly Taint[]; says: string }>([
    { what: "without tolerations", tolerations: [], taints: [taint("dedicated", "user1")], says: NO },
    { what: "of the user that it is for", tolerations: [{ key: "dedicated", value: "user1", effect: "NoSchedule" }], taints: [taint("dedicated", "user1")], says: "" },
    { what: "of another user", tolerations: [{ key: "dedicated", operator: "Equal", value: "user2", effect: "NoSchedule" }], taints: [taint("dedicated", "user1")], says: NO },
    { what: "that tolerates any value", tolerations: [{ key: "foo", operator: "Exists", effect: "NoSchedule" }], taints: [taint("foo", "bar")], says: "" },
    { what: "that tolerates all of several", tolerations: [{ key: "dedicated", operator: "Equal", value: "user2", effect: "NoSchedule" }, { key: "foo", operator: "Exists", effect: "NoSchedule" }], taints: [taint("dedicated", "user2"), taint("foo", "bar")], says: "" },
    { what: "that tolerates another effect", tolerations: [{ key: "foo", operator: "Equal", value: "bar", effect: "PreferNoSchedule" }], taints: [taint("foo", "bar")], says: NO },
    { what: "that tolerates every effect", tolerations: [{ key: "foo", operator: "Equal", value: "bar" }], taints: [taint("foo", "bar")], says: "" },
    { what: "where others are only preferred", tolerations: [{ key: "dedicated", operator: "Equal", value: "user2", effect: "NoSchedule" }], taints: [taint("dedicated", "user1", "PreferNoSchedule")], says: "" },
    { what: "without tolerations, where others are only preferred", tolerations: [], taints: [taint("dedicated", "user1", "PreferNoSchedule")], says: "" },
  ])("a pod $what: $says", ({ tolerations, taints, says }) => {
    expect(verdicts("TaintToleration", pod({ spec: { tolerations } }), cluster({ nodes: [node("n", { taints })] }))).toEqual([says]);
  });
});

// Counterparts of TestNodeAffinity (pkg/scheduler/framework/plugins/nodeaffinity/node_affinity_test.go), without added affinity.
describe("NodeAffinity", () => {
  const NO = "node(s) didn't match Pod's node affinity/selector (for good)";
  const wants = (key: string, operator: NodeSelectorRequirement["operator"], ...values: string[]): NodeSelectorRequirement => ({ key, operator, ...(values.length > 0 && { values }) });
  const any = (...nodeSelectorTerms: readonly NodeSelectorTerm[]): Partial<PodSpec> => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } });
  const all = (...matchExpressions: readonly NodeSelectorRequirement[]): NodeSelectorTerm => ({ matchExpressions });
  const named = (...names: readonly (readonly string[])[]): NodeSelectorTerm => ({ matchFields: names.map((values) => wants("metadata.name", "In", ...values)) });
  test.each<{ what: string; spec: Partial<PodSpec>; labels?: string; says: string }>([
    { what: "no selector", spec: {}, says: "" },
    { what: "a label that is missing", spec: { nodeSelector: { foo: "bar" } }, says: NO },
    { what: "a label that is there", spec: { nodeSelector: { foo: "bar" } }, labels: "foo=bar", says: "" },
    { what: "a label among others", spec: { nodeSelector: { foo: "bar" } }, labels: "foo=bar baz=blah", says: "" },
    { what: "two labels of which one is there", spec: { nodeSelector: { foo: "bar", baz: "blah" } }, labels: "foo=bar", says: NO },
    { what: "one of some values", spec: any(all(wants("foo", "In", "bar", "value2"))), labels: "foo=bar", says: "" },
    { what: "more than a number", spec: any(all(wants("kernel-version", "Gt", "0204"))), labels: "kernel-version=0206", says: "" },
    { what: "none of some values", spec: any(all(wants("mem-type", "NotIn", "DDR", "DDR2"))), labels: "mem-type=DDR3", says: "" },
    { what: "that there is some", spec: any(all(wants("GPU", "Exists"))), labels: "GPU=NVIDIA-GRID-K1", says: "" },
    { what: "other values", spec: any(all(wants("foo", "In", "value1", "value2"))), labels: "foo=bar", says: NO },
    { what: "an affinity that asks for nothing", spec: { affinity: { nodeAffinity: {} } }, labels: "foo=bar", says: "" },
    { what: "a value that no label can have", spec: any(all(wants("foo", "NotIn", "invalid value: ___@#$%^"))), labels: "foo=bar", says: NO },
    { what: "no term at all", spec: any(), labels: "foo=bar", says: NO },
    { what: "an empty term", spec: any(all()), labels: "foo=bar", says: NO },
    { what: "all of a term", spec: any(all(wants("GPU", "Exists"), wants("GPU", "NotIn", "AMD", "INTER"))), labels: "GPU=NVIDIA-GRID-K1", says: "" },
    { what: "all of a term that does not hold", spec: any(all(wants("GPU", "Exists"), wants("GPU", "In", "AMD", "INTER"))), labels: "GPU=NVIDIA-GRID-K1", says: NO },
    { what: "one of two terms", spec: any(all(wants("foo", "In", "bar", "value2")), all(wants("diffkey", "In", "wrong", "value2"))), labels: "foo=bar", says: "" },
    { what: "its selector and its affinity", spec: { nodeSelector: { foo: "bar" }, ...any(all(wants("foo", "Exists"))) }, labels: "foo=bar", says: "" },
    { what: "its selector, which does not hold, and its affinity", spec: { nodeSelector: { foo: "bar" }, ...any(all(wants("foo", "Exists"))) }, labels: "foo=barrrrrr", says: NO },
    { what: "a node of this name", spec: any(named(["node1"])), says: "" },
    { what: "a node of another name", spec: any(named(["node2"])), says: "not named" },
    { what: "a node of another name, or a label that is there", spec: any(named(["node2"]), all(wants("foo", "In", "bar"))), labels: "foo=bar", says: "" },
    { what: "a node of another name, or a label that is not there", spec: any(named(["node2"]), all(wants("foo", "In", "not-match-to-bar"))), labels: "foo=bar", says: NO },
    { what: "one of two names", spec: any(named(["node2"]), named(["node1"])), says: "" },
    { what: "two names at once, or a label that is there", spec: any(named(["node1"], ["node2"]), all(wants("foo", "In", "bar"))), labels: "foo=bar", says: "" },
    { what: "a node of another name with a label", spec: any({ ...named(["node2"]), ...all(wants("foo", "In", "bar")) }), labels: "foo=bar", says: "not named" },
    { what: "a node of this name with a label", spec: any({ ...named(["node1"]), ...all(wants("foo", "In", "bar")) }), labels: "foo=bar", says: "" },
    { what: "two names at once", spec: any(named(["node1"], ["node2"])), says: "pod affinity terms conflict" },
    { what: "two names at once, or another", spec: any(named(["node1"], ["node2"]), named(["node1"])), says: "" },
  ])("$what: $says", ({ spec, labels, says }) => {
    expect(verdicts("NodeAffinity", pod({ spec }), cluster({ nodes: [node("node1", labels === undefined ? {} : { labels })] }))).toEqual([says]);
  });
});

// Counterparts of TestNodeUnschedulable and TestNodeName (pkg/scheduler/framework/plugins/nodeunschedulable, nodename).
test.each<{ plugin: string; spec: Partial<PodSpec>; cordoned: boolean; says: string }>([
  { plugin: "NodeUnschedulable", spec: {}, cordoned: true, says: "node(s) were unschedulable (for good)" },
  { plugin: "NodeUnschedulable", spec: {}, cordoned: false, says: "" },
  { plugin: "NodeUnschedulable", spec: { tolerations: [{ key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" }] }, cordoned: true, says: "" },
  { plugin: "NodeName", spec: {}, cordoned: false, says: "" },
  { plugin: "NodeName", spec: { nodeName: "n" }, cordoned: false, says: "" },
  { plugin: "NodeName", spec: { nodeName: "bar" }, cordoned: false, says: "node(s) didn't match the requested node name (for good)" },
])("$plugin, cordoned $cordoned, $spec: $says", ({ plugin, spec, cordoned, says }) => {
  expect(verdicts(plugin, pod({ spec }), cluster({ nodes: [node("n", { unschedulable: cordoned })] }))).toEqual([says]);
});
