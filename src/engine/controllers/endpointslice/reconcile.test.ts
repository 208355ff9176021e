import { describe, expect, test } from "vitest";
import type { EndpointSlice, Service, ServicePort } from "../../../api/services.ts";
import type { Node, Pod, StringMap } from "../../../api/types.ts";
import { endpointPorts, podEndpoint } from "./pod-endpoint.ts";
import { MANAGED_BY, MANAGER, reconciled, SERVICE_NAME } from "./reconcile.ts";

const AT = "2026-01-01T00:00:00Z";
const meta = (name: string, uid = `uid-${name}`) => ({ name, namespace: "test", uid, resourceVersion: "1", creationTimestamp: AT });
const service = (more: Partial<Service["spec"]> = {}, labels?: StringMap, leaving = false): Service => ({
  apiVersion: "v1", kind: "Service",
  metadata: { ...meta("foo"), ...(labels && { labels }), ...(leaving && { deletionTimestamp: AT }) },
  spec: { ports: [{ name: "http", port: 80, targetPort: 80, protocol: "TCP" }], selector: { foo: "bar" }, ...more },
});
interface PodOptions {
  readonly ready?: boolean;
  readonly terminating?: boolean;
  readonly node?: string;
  readonly spec?: object;
  readonly status?: object;
}
const pod = (i: number, { ready = true, terminating = false, node = "node-1", spec = {}, status = {} }: PodOptions = {}): Pod =>
  ({
    apiVersion: "v1", kind: "Pod",
    metadata: { ...meta(`pod${i}`), labels: { foo: "bar" }, ...(terminating && { deletionTimestamp: AT }) },
    spec: { containers: [{ name: "container-1", image: "nginx" }], nodeName: node, ...spec },
    status: { phase: "Running", podIP: `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}`, conditions: [{ type: "Ready", status: ready ? "True" : "False" }], ...status },
  }) as unknown as Pod;
const pods = (count: number, from = 0): readonly Pod[] => Array.from({ length: count }, (_, i) => pod(from + i, { ready: (from + i) % 3 !== 0 }));
const nodes = new Map<string, Node>(["node-0", "node-1"].map((name) => [name, { apiVersion: "v1", kind: "Node", metadata: meta(name), spec: {}, status: {} } as unknown as Node]));

const ownLabels: StringMap = { [SERVICE_NAME]: "foo", [MANAGED_BY]: MANAGER };
let made = 0;
const sliceOf = (of: Service, own: readonly Pod[], { uid = of.metadata.uid, labels = ownLabels, ports = [{ name: "http", protocol: "TCP", port: 80 }] as EndpointSlice["ports"] } = {}): EndpointSlice => ({
  apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice",
  metadata: { ...meta(`foo-${(made += 1)}`), labels, ownerReferences: [{ apiVersion: "v1", kind: "Service", name: "foo", uid, controller: true, blockOwnerDeletion: true }] },
  addressType: "IPv4", ports,
  endpoints: own.map((each) => podEndpoint(each, of, undefined)),
});

/** A Service's slices, as one reconciliation after the other leaves them. */
function world(before: readonly EndpointSlice[] = []) {
  let slices = [...before];
  return {
    get lengths() {
      return slices.map(({ endpoints }) => endpoints?.length ?? 0).sort((a, b) => b - a);
    },
    get slices() {
      return slices;
    },
    /** The verbs of what was asked for, counted: "create 2". */
    reconcile(of: Service, own: readonly Pod[], known: ReadonlyMap<string, Node> = nodes): { readonly did: string; readonly problems: readonly string[] } {
      const { requests, problems } = reconciled(of, own, known, slices, AT);
      const counts = new Map<string, number>();
      for (const { verb, name, body } of requests) {
        counts.set(verb, (counts.get(verb) ?? 0) + 1);
        const fresh = body as unknown as EndpointSlice;
        if (verb === "create") slices.push({ ...fresh, metadata: { ...fresh.metadata, ...meta(`foo-${(made += 1)}`) } });
        else slices = slices.flatMap((slice) => (slice.metadata.name !== name ? [slice] : verb === "update" ? [fresh] : []));
      }
      return { did: [...counts].map(([verb, count]) => `${verb} ${count}`).join(", "), problems };
    },
  };
}

// The cases of TestReconcile1EndpointSlice, TestReconcileManyPods, TestReconcileEndpointSlices… (staging/src/k8s.io/endpointslice/reconciler_test.go).
describe("a Service's slices", () => {
  test("a Service without pods gets one that is empty, which then stays as it is", () => {
    const own = world();
    expect(own.reconcile(service(), []).did).toBe("create 1");
    expect(own.slices.map(({ endpoints, ports, metadata }) => [endpoints, ports, metadata.labels])).toEqual([[[], [], ownLabels]]);
    expect(own.reconcile(service(), []).did).toBe("");
  });
  test("an empty one with other labels is changed, not replaced", () => {
    const own = world([sliceOf(service(), [], { labels: { ...ownLabels, bar: "baz" } })]);
    expect(own.reconcile(service(), []).did).toBe("update 1");
    expect(own.slices.map(({ metadata }) => metadata.labels)).toEqual([ownLabels]);
  });
  test("pods that are not ready count as ready where the Service says so", () => {
    const own = world();
    expect(own.reconcile(service({ publishNotReadyAddresses: true }), pods(50)).did).toBe("create 1");
    expect(own.slices[0]?.endpoints?.every(({ conditions }) => conditions?.ready)).toBe(true);
  });
  test("250 pods make 100, 100 and 50", () => {
    const own = world();
    expect(own.reconcile(service(), pods(250)).did).toBe("create 3");
    expect(own.lengths).toEqual([100, 100, 50]);
  });
  test("100 new ones make a slice, the rest goes where it fills most", () => {
    const all = pods(250);
    const quarter = (first: number) => all.filter((_, i) => i >= first && i < 246 && i % 4 === first);
    const own = world([sliceOf(service(), quarter(1)), sliceOf(service(), quarter(3))]);
    expect(own.lengths).toEqual([62, 61]);
    expect(own.reconcile(service(), all).did).toBe("create 1, update 1");
    expect(own.lengths).toEqual([100, 89, 61]);
  });
  test("what fits into no one slice makes another, though several have room", () => {
    const all = pods(300);
    const quarter = (first: number) => all.filter((_, i) => i >= first && i < 296 && i % 4 === first);
    const own = world([sliceOf(service(), quarter(1)), sliceOf(service(), quarter(3))]);
    expect(own.lengths).toEqual([74, 74]);
    expect(own.reconcile(service(), all).did).toBe("create 2");
    expect(own.lengths).toEqual([100, 74, 74, 52]);
  });
  test.each<{ what: string; changed: Service; did: string }>([
    { what: "another target port", changed: service({ ports: [{ name: "http", port: 80, targetPort: 81, protocol: "TCP" }] }), did: "update 3" },
    { what: "a label", changed: service({}, { foo: "bar" }), did: "update 3" },
    { what: "labels that are the controller's", changed: service({}, { [SERVICE_NAME]: "bad", [MANAGED_BY]: "actor", "service.kubernetes.io/headless": "invalid" }), did: "" },
  ])("$what: $did", ({ changed, did }) => {
    const own = world();
    own.reconcile(service(), pods(250));
    expect(own.reconcile(changed, pods(250)).did).toBe(did);
    expect(own.lengths).toEqual([100, 100, 50]);
    expect(own.slices.every(({ metadata }) => metadata.labels?.["foo"] === (did && changed.metadata.labels ? "bar" : undefined))).toBe(true);
  });
  test("ten half empty ones stay, until all must change: then three are filled and seven go", () => {
    const all = pods(300);
    const own = world(Array.from({ length: 10 }, (_, i) => sliceOf(service(), all.slice(i * 30, i * 30 + 30))));
    expect(own.reconcile(service(), all).did).toBe("");
    expect(own.reconcile(service({ ports: [{ name: "http", port: 80, targetPort: 81, protocol: "TCP" }] }), all).did).toBe("update 3, delete 7");
    expect(own.lengths).toEqual([100, 100, 100]);
  });
  test("of those that change anyway the fuller takes what is new", () => {
    const [first, second] = [Array.from({ length: 80 }, (_, i) => pod(i)), Array.from({ length: 20 }, (_, i) => pod(100 + i))];
    const own = world([sliceOf(service(), first), sliceOf(service(), second)]);
    const turned = [...first, ...second].map((each, i) => (i % 10 === 0 ? pod(i < 80 ? i : i + 20, { ready: false }) : each));
    expect(own.reconcile(service(), [...turned, ...Array.from({ length: 15 }, (_, i) => pod(200 + i))]).did).toBe("update 2");
    expect(own.lengths).toEqual([95, 20]);
  });
  test.each([
    { whose: "its own", uid: "uid-foo", did: "" },
    { whose: "those of a Service that had its name", uid: "different", did: "create 1, delete 1" },
  ])("$whose: $did", ({ uid, did }) => {
    expect(world([sliceOf(service(), [pod(1)], { uid })]).reconcile(service(), [pod(1)]).did).toBe(did);
  });
  test("a port that pods name differently makes slices for each of its numbers", () => {
    const named = Array.from({ length: 300 }, (_, i) => pod(i, { spec: { containers: [{ name: "c", image: "x", ports: [{ name: "http", containerPort: 8080 + (i % 5), protocol: "TCP" }] }] } }));
    const own = world();
    expect(own.reconcile(service({ ports: [{ port: 80, targetPort: "http", protocol: "TCP" }] }), named).did).toBe("create 5");
    expect(own.slices.map(({ ports, endpoints }) => [ports, endpoints?.length])).toEqual([8080, 8081, 8082, 8083, 8084].map((port) => [[{ name: "", protocol: "TCP", port }], 60]));
  });
  test("20 pods become 10 in the same slice", () => {
    const own = world();
    own.reconcile(service(), pods(20));
    expect(own.reconcile(service(), pods(10)).did).toBe("update 1");
    expect(own.lengths).toEqual([10]);
  });
  // Cases of TestReconcilerFinalizeSvcDeletionTimestamp.
  test.each([
    { when: "nothing is there", before: () => [], did: "" },
    { when: "one is of no use any more", before: () => [sliceOf(service(), [pod(9)], { ports: [] })], did: "update 1" },
    { when: "pods have gone", before: () => [sliceOf(service(), [pod(1), pod(9)])], did: "update 1" },
  ])("a Service on its way out gets no new ones: $when, $did", ({ before, did }) => {
    expect(world(before()).reconcile(service({}, undefined, true), [pod(1)]).did).toBe(did);
  });
  // The cases of TestReconcilerPodMissingNode.
  const [here, gone] = [pod(0, { node: "node-0" }), pod(1, { node: "node-1" })];
  const both = () => [sliceOf(service(), [here, gone])];
  const skipped = (name: string, node: string): string => `skipping Pod ${name} for Service test/foo: Node ${node} Not Found`;
  test.each([
    { when: "one node is gone", before: () => [], publish: false, known: ["node-0"], did: "create 1", lengths: [1], problems: [skipped("pod1", "node-1")] },
    { when: "one node is gone, and all are published", before: () => [], publish: true, known: ["node-0"], did: "create 1", lengths: [2], problems: [] },
    { when: "one node has gone", before: both, publish: false, known: ["node-0"], did: "update 1", lengths: [1], problems: [skipped("pod1", "node-1")] },
    { when: "all nodes have gone, and all are published", before: both, publish: true, known: [], did: "", lengths: [2], problems: [] },
    { when: "one node has gone, and all are published", before: both, publish: true, known: ["node-0"], did: "", lengths: [2], problems: [] },
  ])("$when: $did", ({ before, publish, known, did, lengths, problems }) => {
    const own = world(before());
    const result = own.reconcile(service(publish ? { publishNotReadyAddresses: true } : {}), [here, gone], new Map([...nodes].filter(([name]) => known.includes(name))));
    expect([result.did, own.lengths, result.problems]).toEqual([did, lengths, problems]);
  });
});

// The cases of TestPodToEndpoint (staging/src/k8s.io/endpointslice/utils_test.go).
describe("an endpoint", () => {
  const zoned = { metadata: { ...meta("node-1"), labels: { "topology.kubernetes.io/zone": "us-central1-a", "topology.kubernetes.io/region": "us-central1" } } } as unknown as Node;
  test.each([
    { of: "a ready pod", own: pod(4), publish: false, conditions: { ready: true, serving: true, terminating: false } },
    { of: "a ready pod, published either way", own: pod(4), publish: true, conditions: { ready: true, serving: true, terminating: false } },
    { of: "an unready pod", own: pod(4, { ready: false }), publish: false, conditions: { ready: false, serving: false, terminating: false } },
    { of: "an unready pod, published either way", own: pod(4, { ready: false }), publish: true, conditions: { ready: true, serving: false, terminating: false } },
    { of: "a ready pod that is leaving", own: pod(4, { terminating: true }), publish: false, conditions: { ready: false, serving: true, terminating: true } },
    { of: "an unready pod that is leaving", own: pod(4, { ready: false, terminating: true }), publish: false, conditions: { ready: false, serving: false, terminating: true } },
  ])("of $of", ({ own, publish, conditions }) => {
    expect(podEndpoint(own, service({ publishNotReadyAddresses: publish }), undefined)).toEqual({
      addresses: ["10.0.0.5"], conditions, nodeName: "node-1", targetRef: { kind: "Pod", namespace: "test", name: "pod4", uid: "uid-pod4" },
    });
  });
  test("has its node's zone, and the name that its pod has below the Service's", () => {
    const own = pod(4, { spec: { hostname: "example-hostname", subdomain: "foo" } });
    expect(podEndpoint(own, service(), zoned)).toMatchObject({ zone: "us-central1-a", hostname: "example-hostname" });
    expect(podEndpoint(pod(4, { spec: { hostname: "example-hostname", subdomain: "other" } }), service(), zoned)).not.toHaveProperty("hostname");
  });
});

// The cases of TestGetEndpointPorts (same file).
test.each<{ ports: readonly ServicePort[]; containers: object; gives: readonly object[] }>([
  {
    ports: [{ name: "http", port: 80, targetPort: 80, protocol: "TCP", appProtocol: "example.com/custom-protocol" }], containers: {},
    gives: [{ name: "http", port: 80, protocol: "TCP", appProtocol: "example.com/custom-protocol" }],
  },
  {
    ports: [{ name: "http", port: 80, targetPort: 80, protocol: "TCP" }, { name: "https", port: 443, targetPort: "https", protocol: "TCP", appProtocol: "https" }],
    containers: { containers: [{ name: "c", image: "x", ports: [{ name: "https", containerPort: 443, protocol: "TCP" }] }] },
    gives: [{ name: "http", port: 80, protocol: "TCP" }, { name: "https", port: 443, protocol: "TCP", appProtocol: "https" }],
  },
])("ports $gives", ({ ports, containers, gives }) => {
  expect(endpointPorts(service({ ports }), pod(1, { spec: containers }))).toEqual(gives);
});

// Cases of TestNewEndpointSlice (same file).
test.each<{ of: string; own: Service; labels: StringMap }>([
  { of: "a Service without labels", own: service(), labels: ownLabels },
  { of: "a Service with labels", own: service({}, { foo: "bar", foo2: "bar2" }), labels: { ...ownLabels, foo: "bar", foo2: "bar2" } },
  { of: "a headless Service", own: service({ clusterIP: "None" }, { foo: "bar" }), labels: { ...ownLabels, foo: "bar", "service.kubernetes.io/headless": "" } },
  { of: "a Service with labels that are the controller's", own: service({}, { [SERVICE_NAME]: "bad", [MANAGED_BY]: "actor", foo: "bar" }), labels: { ...ownLabels, foo: "bar" } },
])("the labels of a slice of $of", ({ own, labels }) => {
  const all = world();
  all.reconcile(own, []);
  expect(all.slices[0]?.metadata.labels).toEqual(labels);
});

// Counterparts of TestReconcileHints (staging/src/k8s.io/endpointslice/trafficdist/trafficdist_test.go).
describe("from where an endpoint should be reached", () => {
  const zoned = new Map(["a", "b"].map((zone) => [`node-${zone}`, { apiVersion: "v1", kind: "Node", metadata: { ...meta(`node-${zone}`), labels: { "topology.kubernetes.io/zone": `zone-${zone}` } }, spec: {}, status: {} } as unknown as Node]));
  const hintsOf = (own: ReturnType<typeof world>) => own.slices.flatMap(({ endpoints }) => (endpoints ?? []).map(({ hints }) => hints && [hints.forZones, hints.forNodes].map((list) => list?.map(({ name }) => name).join())));
  const two = [pod(0, { node: "node-a" }), pod(1, { node: "node-b" })];
  test.each<{ says: string | undefined; own: readonly Pod[]; hints: readonly unknown[] }>([
    { says: undefined, own: two, hints: [undefined, undefined] },
    { says: "Unknown", own: two, hints: [undefined, undefined] },
    { says: "PreferClose", own: two, hints: [["zone-a", undefined], ["zone-b", undefined]] },
    { says: "PreferSameZone", own: two, hints: [["zone-a", undefined], ["zone-b", undefined]] },
    { says: "PreferSameNode", own: two, hints: [["zone-a", "node-a"], ["zone-b", "node-b"]] },
    { says: "PreferClose", own: [pod(0, { node: "node-a", ready: false })], hints: [undefined] },
  ])("with $says: $hints", ({ says, own, hints }) => {
    const of = world();
    of.reconcile(service(says === undefined ? {} : { trafficDistribution: says }), own, zoned);
    expect(hintsOf(of)).toEqual(hints);
  });
  test("a node without a zone makes no hint of one, and names itself where that counts", () => {
    for (const [says, hint] of [["PreferSameZone", undefined], ["PreferSameNode", [undefined, "node-1"]]] as const) {
      const own = world();
      own.reconcile(service({ trafficDistribution: says }), [pod(0)]);
      expect(hintsOf(own)).toEqual([hint]);
    }
  });
  test("hints come and go with the Service's word", () => {
    const own = world();
    own.reconcile(service(), two, zoned);
    expect(own.reconcile(service({ trafficDistribution: "PreferClose" }), two, zoned).did).toBe("update 1");
    expect(own.reconcile(service({ trafficDistribution: "PreferClose" }), two, zoned).did).toBe("");
    expect(own.reconcile(service(), two, zoned).did).toBe("update 1");
    expect(hintsOf(own)).toEqual([undefined, undefined]);
  });
});
