import { describe, expect, test } from "vitest";
import type { Node, Pod, PodSpec, ResourceList, Taint } from "../../api/types.ts";
import { createCache } from "./cache/cache.ts";
import { podInfo } from "./cache/pod-info.ts";
import { newCacheState } from "./cache/state.ts";
import { normalizeScores } from "./plugin.ts";
import { scorePlugins } from "./plugins/registry.ts";
import { prioritizeNodes, selectHost } from "./prioritize.ts";

const MiB = 1024 * 1024;
const meta = (name: string) => ({ name, uid: name, resourceVersion: "1", creationTimestamp: "" });

interface NodeOptions {
  readonly labels?: Record<string, string>;
  readonly taints?: readonly Taint[];
  readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[];
  readonly allocatable?: ResourceList;
}
const node = (name: string, { labels = {}, taints = [], images = [], allocatable = {} }: NodeOptions = {}): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { ...meta(name), labels },
  spec: { taints },
  status: { allocatable: { cpu: "4", memory: "8Gi", pods: "110", ...allocatable }, images },
});
const pod = (name: string, requests: ResourceList | undefined, spec: Partial<PodSpec> = {}, image = "nginx"): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { ...meta(name), namespace: "default" },
  spec: {
    containers: [{ name: "app", image, imagePullPolicy: "Always", ...(requests && { resources: { requests } }) }],
    restartPolicy: "Always", terminationGracePeriodSeconds: 30, dnsPolicy: "ClusterFirst", schedulerName: "default-scheduler",
    ...spec,
  },
  status: { phase: "Pending" },
});

/** What a plugin gives each node for the pod, weighted; undefined where it says nothing. */
function points(plugin: string, incoming: Pod, nodes: readonly Node[], existing: readonly Pod[] = []) {
  const cache = createCache(newCacheState(), (value) => value);
  nodes.forEach((n) => cache.setNode(n));
  existing.forEach((p) => cache.setPod(p));
  return prioritizeNodes(scorePlugins, podInfo(incoming), cache.nodes(), cache).plugins.find(({ name }) => name === plugin)?.points;
}
const on = (name: string, p: Pod): Pod => ({ ...p, spec: { ...p.spec, nodeName: name } });

// Expected values follow upstream's formulas by hand.
describe("NodeResourcesFit, LeastAllocated", () => {
  test.each<{ when: string; pod: Pod; existing: Pod[]; gives: number[] }>([
    // (4000-1000)*100/4000 = 75, (8192-2048)*100/8192 = 75
    { when: "a quarter of both is asked for", pod: pod("a", { cpu: "1", memory: "2Gi" }), existing: [], gives: [75] },
    // 100m and 200 MiB are assumed: 97 and 97
    { when: "nothing is asked for", pod: pod("a", undefined), existing: [], gives: [97] },
    // cpu 50, memory 75: 62
    { when: "others sit there", pod: pod("a", { cpu: "1", memory: "1Gi" }), existing: [on("n", pod("b", { cpu: "1", memory: "1Gi" }))], gives: [62] },
    // a pod without requests counts 100m and 200Mi: cpu (4000-1100)/4000 = 72, memory (8192-2048-200)/8192 = 72
    { when: "others that ask for nothing sit there", pod: pod("a", { cpu: "1", memory: "2Gi" }), existing: [on("n", pod("b", undefined))], gives: [72] },
  ])("gives $gives when $when", ({ pod: p, existing, gives }) => {
    expect(points("NodeResourcesFit", p, [node("n")], existing)).toEqual(gives);
  });

  test("counts an init container that asks for more than all others", () => {
    const starting = pod("a", { cpu: "1", memory: "1Gi" }, {
      initContainers: [{ name: "i", image: "busybox", imagePullPolicy: "Always", resources: { requests: { cpu: "2", memory: "1Gi" } } }],
    });
    // cpu (4000-2000)/4000 = 50, memory (8-1)/8 = 87
    expect(points("NodeResourcesFit", starting, [node("n")])).toEqual([68]);
  });
});

describe("NodeResourcesBalancedAllocation", () => {
  test.each<{ when: string; pod: Pod; existing: Pod[]; gives: number[] | undefined }>([
    { when: "the pod asks for nothing", pod: pod("a", undefined), existing: [], gives: undefined },
    { when: "an empty node stays in balance", pod: pod("a", { cpu: "1", memory: "2Gi" }), existing: [], gives: [75] },
    // with: |0.5-0|/2 = 0.25 -> 75, without: 100; 50 + (50+75-100)/2 = 62
    { when: "CPU alone is taken", pod: pod("a", { cpu: "2" }), existing: [], gives: [62] },
    // with: 100, without: |0-0.5|/2 -> 75; 50 + (50+100-75)/2 = 87
    { when: "the pod brings the node into balance", pod: pod("a", { cpu: "2" }), existing: [on("n", pod("b", { memory: "4Gi" }))], gives: [87] },
  ])("gives $gives when $when", ({ pod: p, existing, gives }) => {
    expect(points("NodeResourcesBalancedAllocation", p, [node("n")], existing)).toEqual(gives);
  });
});

test("TaintToleration gives three times 100 to the node with the fewest untolerated PreferNoSchedule taints", () => {
  const soft = (key: string): Taint => ({ key, effect: "PreferNoSchedule" });
  const nodes = [node("none"), node("one", { taints: [soft("a")] }), node("two", { taints: [soft("a"), soft("b")] })];
  expect(points("TaintToleration", pod("p", undefined), nodes)).toEqual([300, 150, 0]);
  const tolerant = pod("p", undefined, { tolerations: [{ operator: "Exists" }] });
  expect(points("TaintToleration", tolerant, nodes)).toEqual([300, 300, 300]);
});

test("NodeAffinity gives twice the share of the preferred weights", () => {
  const prefer = (weight: number, key: string) => ({ weight, preference: { matchExpressions: [{ key, operator: "Exists" as const }] } });
  const wanting = pod("p", undefined, {
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [prefer(3, "ssd"), prefer(1, "fast")] } },
  });
  const nodes = [node("both", { labels: { ssd: "", fast: "" } }), node("ssd", { labels: { ssd: "" } }), node("none")];
  expect(points("NodeAffinity", wanting, nodes)).toEqual([200, 150, 0]);
  expect(points("NodeAffinity", pod("p", undefined), nodes)).toBeUndefined();
});

describe("ImageLocality", () => {
  const image = (name: string, sizeMiB: number) => ({ names: [name], sizeBytes: sizeMiB * MiB });
  const full = "docker.io/library/app:1";
  test.each([
    // one of two nodes has it: 600 MiB * 1/2 = 300; (300-23)*100/(1000-23) = 28
    { when: "one of two nodes has it", nodes: [node("a", { images: [image(full, 600)] }), node("b")], wants: full, gives: [28, 0] },
    { when: "both have it", nodes: [node("a", { images: [image(full, 600)] }), node("b", { images: [image(full, 600)] })], wants: full, gives: [59, 59] },
    { when: "it is small", nodes: [node("a", { images: [image(full, 20)] })], wants: full, gives: [0] },
    { when: "it is huge", nodes: [node("a", { images: [image(full, 5000)] })], wants: full, gives: [100] },
    { when: "the tag is left out", nodes: [node("a", { images: [image("app:latest", 5000)] })], wants: "app", gives: [100] },
    { when: "the name is short and the node's is full", nodes: [node("a", { images: [image(full, 5000)] })], wants: "app:1", gives: [0] },
  ])("gives $gives when $when", ({ nodes, wants, gives }) => {
    expect(points("ImageLocality", pod("p", undefined, {}, wants), nodes)).toEqual(gives);
  });
});

test("normalising scales by the largest, or the other way round", () => {
  expect(normalizeScores([0, 1, 3], false)).toEqual([0, 33, 100]);
  expect(normalizeScores([0, 1, 3], true)).toEqual([100, 67, 0]);
  expect(normalizeScores([0, 0], true)).toEqual([100, 100]);
  expect(normalizeScores([0, 0], false)).toEqual([0, 0]);
});

test("chance is asked only among equals", () => {
  const scores = { nodes: ["a", "b", "c"], totals: [5, 7, 7], plugins: [] };
  expect(selectHost(scores, (bound) => (expect(bound).toBe(2), 1))).toBe("c");
  expect(selectHost({ ...scores, totals: [9, 7, 7] }, () => expect.fail("no draw is wanted"))).toBe("a");
});
