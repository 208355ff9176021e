import { describe, expect, test } from "vitest";
import type { NodeSelectorRequirement, ResourceList, Taint, Toleration } from "../../../api/types.ts";
import { cluster, node, pod, scores } from "../testing/tables.ts";

const of = (cpu: string, memory: string): ResourceList => ({ cpu, memory });
const two = [of("1000", "2000"), of("2000", "3000")];

// The cases of TestLeastAllocatedScoringStrategy (pkg/scheduler/framework/plugins/noderesources/least_allocated_test.go) with the default resources.
describe("NodeResourcesFit scores by what would be left", () => {
  test.each<{ when: string; asks: readonly ResourceList[]; nodes: readonly ResourceList[]; there?: readonly (readonly [on: string, ...requests: ResourceList[]])[]; gives: readonly number[] }>([
    { when: "nothing is there and nothing asked", asks: [], nodes: [of("4000", "10000"), of("4000", "10000")], gives: [100, 100] },
    { when: "nodes are of different size", asks: two, nodes: [of("4000", "10000"), of("6000", "10000")], gives: [37, 50] },
    { when: "pods that ask for nothing are there", asks: [], nodes: [of("4000", "10000"), of("4000", "10000")], there: [["node1"], ["node1"], ["node2"], ["node2"]], gives: [100, 100] },
    {
      when: "nothing is asked, and pods are there that do",
      asks: [], nodes: [of("10000", "20000"), of("10000", "20000")],
      there: [["node1", of("3000", "0")], ["node1", of("3000", "0")], ["node2", of("3000", "0")], ["node2", of("3000", "5000")]], gives: [70, 57],
    },
    { when: "both ask", asks: two, nodes: [of("10000", "20000"), of("10000", "20000")], there: [["node1", of("3000", "0")], ["node2", of("3000", "5000")]], gives: [57, 45] },
    { when: "both ask, and nodes are of different size", asks: two, nodes: [of("10000", "20000"), of("10000", "50000")], there: [["node1", of("3000", "0")], ["node2", of("3000", "5000")]], gives: [57, 60] },
    { when: "more is asked than there is", asks: [of("3000", "0")], nodes: [of("4000", "10000"), of("4000", "10000")], there: [["node1", of("3000", "0")], ["node2", of("3000", "5000")]], gives: [50, 25] },
    { when: "nodes have nothing", asks: [], nodes: [{}, {}], there: [["node1", of("3000", "0")], ["node2", of("3000", "5000")]], gives: [0, 0] },
    { when: "a node has something that nobody asked for", asks: two, nodes: [of("6000", "10000"), { ...of("6000", "10000"), "abc.com/foo": "4" }], gives: [50, 50] },
  ])("$gives when $when", ({ asks, nodes, there = [], gives }) => {
    const cache = cluster({ nodes: nodes.map((allocatable, i) => node(`node${i + 1}`, { allocatable })), pods: there.map(([on, ...requests]) => pod({ on, requests })) });
    expect(scores("NodeResourcesFit", pod({ requests: asks }), cache)).toEqual(gives);
  });
});

// The cases of TestNodeResourcesBalancedAllocation (pkg/scheduler/framework/plugins/noderesources/balanced_allocation_test.go, 1.36) with the default resources.
describe("NodeResourcesBalancedAllocation scores by how much the pod betters the balance", () => {
  const small = [of("1000m", "2000"), of("2000m", "3000")];
  const cpuOnly: readonly ResourceList[] = [{ cpu: "1000m" }, { cpu: "2000m" }];
  test.each<{ when: string; asks: readonly ResourceList[]; nodes: readonly ResourceList[]; there?: readonly (readonly ResourceList[])[]; gives: readonly number[] | undefined }>([
    { when: "nothing is asked", asks: [], nodes: [of("4", "10000"), of("4", "10000")], gives: undefined },
    { when: "nodes are of different size", asks: small, nodes: [of("4", "10000"), of("6", "10000")], gives: [68, 75] },
    { when: "pods are there", asks: small, nodes: [of("10", "20000"), of("10", "20000")], there: [cpuOnly, small], gives: [73, 74] },
    { when: "pods are there, and nodes are of different size", asks: small, nodes: [of("10", "20000"), of("10", "50000")], there: [cpuOnly, small], gives: [73, 70] },
    { when: "it makes all the difference", asks: [{ memory: "2000" }, { memory: "3000" }], nodes: [of("3", "5000"), of("3", "5000")], there: [cpuOnly], gives: [100, 50] },
    { when: "it fills a node", asks: cpuOnly, nodes: [of("6", "10000"), of("6", "10000")], there: [cpuOnly, small], gives: [62, 62] },
    { when: "a node has something that nobody asked for", asks: small, nodes: [{ ...of("3500m", "40000"), "nvidia.com/gpu": "8" }, of("3500m", "40000")], gives: [56, 56] },
  ])("$gives when $when", ({ asks, nodes, there = [], gives }) => {
    const cache = cluster({ nodes: nodes.map((allocatable, i) => node(`node${i + 1}`, { allocatable })), pods: there.map((requests, i) => pod({ on: `node${i + 1}`, requests })) });
    expect(scores("NodeResourcesBalancedAllocation", pod({ requests: asks }), cache)).toEqual(gives);
  });
});

// The cases of TestImageLocalityPriority (pkg/scheduler/framework/plugins/imagelocality/image_locality_test.go).
describe("ImageLocality scores by the images that are there", () => {
  const image = (sizeMiB: number, ...tags: string[]) => ({ names: (tags.length > 0 ? tags : ["latest"]).map((tag) => `gcr.io/${sizeMiB}:${tag}`), sizeBytes: sizeMiB * 1024 * 1024 });
  const node403002000 = [image(40, "latest", "v1", "v1"), image(300, "latest", "v1"), image(2000)];
  const node25010 = [image(250), image(10, "latest", "v1")];
  const node400030 = [image(4000), image(30)];
  const node203040 = [image(20), image(30), image(40)];
  const container = (size: number, i: number) => ({ name: `c${i}`, image: `gcr.io/${size}`, imagePullPolicy: "Always" as const });
  test.each<{ when: string; wants: readonly number[]; first?: readonly number[]; nodes: readonly (readonly ReturnType<typeof image>[])[]; gives: readonly number[] }>([
    { when: "two are on two nodes", wants: [40, 250], nodes: [node403002000, node25010], gives: [0, 5] },
    { when: "one node has both", wants: [40, 300], nodes: [node403002000, node25010], gives: [7, 0] },
    { when: "it is more than the most that counts", wants: [10, 4000], nodes: [node400030, node25010], gives: [100, 0] },
    { when: "a third node has none", wants: [10, 4000], nodes: [node400030, node25010, []], gives: [66, 0, 0] },
    { when: "there are several large ones", wants: [300, 600, 900], nodes: [[image(600), image(40), image(900)], [image(300), image(600), image(900)], []], gives: [32, 36, 0] },
    { when: "there are several small ones", wants: [30, 40], nodes: [node203040, node400030], gives: [1, 0] },
    { when: "an init container wants the larger", wants: [30], first: [300], nodes: [node403002000, node203040], gives: [6, 0] },
  ])("$gives when $when", ({ wants, first = [], nodes, gives }) => {
    const cache = cluster({ nodes: nodes.map((images, i) => node(`node${i + 1}`, { images })) });
    expect(scores("ImageLocality", pod({ spec: { containers: wants.map(container), initContainers: first.map(container) } }), cache)).toEqual(gives);
  });
});

// The cases of TestTaintTolerationScore (pkg/scheduler/framework/plugins/tainttoleration/taint_toleration_test.go).
describe("TaintToleration scores by what is not tolerated", () => {
  const taint = (text: string, effect: Taint["effect"] = "PreferNoSchedule"): Taint => ({ key: text.split("=")[0] ?? "", value: text.split("=")[1] ?? "", effect });
  const tolerates = (text: string, effect: Taint["effect"] = "PreferNoSchedule"): Toleration => ({ ...taint(text, effect), operator: "Equal" });
  const [cpu, disk] = ["cpu-type=arm64", "disk-type=ssd"];
  test.each<{ when: string; tolerations: readonly Toleration[]; nodes: readonly (readonly Taint[])[]; gives: readonly number[] }>([
    { when: "one is tolerated", tolerations: [tolerates("foo=bar")], nodes: [[taint("foo=bar")], [taint("foo=blah")]], gives: [100, 0] },
    { when: "all are, however many", tolerations: [tolerates(cpu), tolerates(disk)], nodes: [[], [taint(cpu)], [taint(cpu), taint(disk)]], gives: [100, 100, 100] },
    { when: "some have more", tolerations: [tolerates("foo=bar")], nodes: [[], [taint(cpu)], [taint(cpu), taint(disk)]], gives: [100, 50, 0] },
    {
      when: "tolerations are of another effect",
      tolerations: [tolerates(cpu, "NoSchedule"), tolerates(disk, "NoSchedule")], nodes: [[], [taint(cpu, "NoSchedule")], [taint(cpu), taint(disk)]], gives: [100, 100, 0],
    },
    { when: "nothing is tolerated", tolerations: [], nodes: [[], [taint(cpu)]], gives: [100, 0] },
  ])("$gives when $when", ({ tolerations, nodes, gives }) => {
    const cache = cluster({ nodes: nodes.map((taints, i) => node(`node${i + 1}`, { taints })) });
    expect(scores("TaintToleration", pod({ spec: { tolerations } }), cache)).toEqual(gives);
  });
});

// The cases of TestNodeAffinityPriority (pkg/scheduler/framework/plugins/nodeaffinity/node_affinity_test.go), without added affinity.
describe("NodeAffinity scores by the preferences that a node meets", () => {
  const prefers = (weight: number, ...pairs: string[]) => ({
    weight,
    preference: { matchExpressions: pairs.map((pair): NodeSelectorRequirement => ({ key: pair.split("=")[0] ?? "", operator: "In", values: [pair.split("=")[1] ?? ""] })) },
  });
  const all = "foo=bar key=value az=az1";
  const several = [prefers(2, "foo=bar"), prefers(4, "key=value"), prefers(5, "foo=bar", "key=value", "az=az1")];
  test.each([
    { when: "none is met", preferred: [prefers(2, "foo=bar")], nodes: ["abc=az11 def=az22", "key=value", "az=az1"], gives: [0, 0, 0] },
    { when: "one node meets it", preferred: [prefers(2, "foo=bar")], nodes: ["foo=bar", "key=value", "az=az1"], gives: [100, 0, 0] },
    { when: "all meet some", preferred: several, nodes: ["foo=bar", all, "key=value"], gives: [18, 100, 36] },
    { when: "there are none", preferred: [], nodes: ["foo=bar", "key=value"], gives: undefined },
  ])("$gives when $when", ({ preferred, nodes, gives }) => {
    const cache = cluster({ nodes: nodes.map((labels, i) => node(`node${i + 1}`, { labels })) });
    expect(scores("NodeAffinity", pod({ affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } } }), cache)).toEqual(gives);
  });
});
