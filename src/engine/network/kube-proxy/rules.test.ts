import { describe, expect, test } from "vitest";
import type { Endpoint, EndpointSlice, Service, ServiceSpec } from "../../../api/services.ts";
import { reachableFrom, ruleTable } from "./rules.ts";

const meta = (name: string, labels = {}) => ({ name, namespace: "ns", uid: name, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", labels });
const serviceOf = (spec: Partial<ServiceSpec> = {}): Service => ({ apiVersion: "v1", kind: "Service", metadata: meta("web"), spec: { type: "ClusterIP", clusterIP: "10.96.0.42", ports: [{ name: "http", port: 80, protocol: "TCP" }], ...spec } });
const slices = (endpoints: readonly Endpoint[]): readonly EndpointSlice[] => [
  { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: meta("web-1", { "kubernetes.io/service-name": "web" }), addressType: "IPv4", endpoints, ports: [{ name: "http", port: 8080, protocol: "TCP" }] },
];
const ready = { ready: true, serving: true, terminating: false };
const ending = { ready: false, serving: true, terminating: true };
const notReady = { ready: false, serving: false, terminating: false };
const gone = { ready: false, serving: false, terminating: true };
const chosen = (endpoints: readonly Endpoint[], spec: Partial<ServiceSpec> = {}) => ruleTable([serviceOf(spec)], slices(endpoints)).byAddress.get("10.96.0.42:80/TCP")?.backends.map(({ address }) => address);

/** Counterparts of TestCategorizeEndpoints (pkg/proxy/topology_test.go): what a Service's traffic may reach. */
describe("the endpoints that rules lead to", () => {
  test.each<[string, readonly Endpoint[], readonly string[]]>([
    ["all that are ready", [{ addresses: ["10.1.2.3"], conditions: ready }, { addresses: ["10.1.2.4"], conditions: ready }], ["10.1.2.3", "10.1.2.4"]],
    ["those that say nothing of it", [{ addresses: ["10.1.2.3"] }], ["10.1.2.3"]],
    ["no others while some are ready", [{ addresses: ["10.0.0.0"], conditions: ready }, { addresses: ["10.0.0.1"], conditions: ending }, { addresses: ["10.0.0.2"], conditions: notReady }], ["10.0.0.0"]],
    ["those that end but still serve, where none is ready", [{ addresses: ["10.0.0.0"], conditions: notReady }, { addresses: ["10.0.0.1"], conditions: ending }], ["10.0.0.1"]],
    ["none where all end and none serves", [{ addresses: ["10.0.0.0"], conditions: gone }, { addresses: ["10.0.0.1"], conditions: gone }], []],
    ["none where there are none", [], []],
  ])("%s", (_, endpoints, addresses) => expect(chosen(endpoints)).toEqual(addresses));

  test("are those of the port that has the Service's port's name", () => {
    expect(chosen([{ addresses: ["10.1.2.3"], conditions: ready }], { ports: [{ name: "other", port: 80 }] })).toEqual([]);
  });
});

/** Counterparts of the same table's rows with hints and with local policies: "a,b zone-a node-1", what it is meant for, where it is. */
describe("the endpoints that a node of zone-a leads to", () => {
  const endpoint = (n: number, zones: readonly string[] = [], { here = false, state = ready as Endpoint["conditions"], nodes = [] as readonly string[] } = {}): Endpoint => ({
    addresses: [`10.1.2.${n}`], conditions: state!, nodeName: here ? "here" : "there",
    ...((zones.length > 0 || nodes.length > 0) && { hints: { forZones: zones.map((name) => ({ name })), forNodes: nodes.map((name) => ({ name })) } }),
  });
  const four = [endpoint(3, ["zone-a"]), endpoint(4, ["zone-b"]), endpoint(5, ["zone-c"]), endpoint(6, ["zone-a"])];
  const local: Partial<ServiceSpec> = { internalTrafficPolicy: "Local" };
  test.each<{ what: string; endpoints: readonly Endpoint[]; zone?: string; spec?: Partial<ServiceSpec>; lead: readonly number[] }>([
    { what: "those that are meant for it", endpoints: four, lead: [3, 6] },
    { what: "all, without a zone of its own", endpoints: [endpoint(3, ["zone-a"])], zone: "", lead: [3] },
    { what: "all, in another zone", endpoints: [endpoint(3, ["zone-a"])], zone: "zone-b", lead: [3] },
    { what: "those that are ready of them", endpoints: [...four.slice(0, 3), endpoint(6, ["zone-a"], { state: notReady })], lead: [3] },
    { what: "all, where those meant for it are not ready", endpoints: [endpoint(3, ["zone-a"], { state: notReady }), endpoint(4, ["zone-b"]), endpoint(5, ["zone-c"])], lead: [4, 5] },
    { what: "all, where one has no hint", endpoints: [...four.slice(0, 2), endpoint(5), endpoint(6, ["zone-a"])], lead: [3, 4, 5, 6] },
    { what: "those that are meant for several", endpoints: [endpoint(3, ["zone-a", "zone-b", "zone-c"]), endpoint(4, ["zone-b", "zone-c"]), endpoint(5, ["zone-b", "zone-d"]), endpoint(6, ["zone-c"])], zone: "zone-c", lead: [3, 4, 6] },
    { what: "those of its own, whatever the hints", endpoints: [endpoint(3, ["zone-a"], { here: true }), endpoint(4, ["zone-b"], { here: true }), endpoint(5, ["zone-c"]), endpoint(6, ["zone-a"])], spec: local, lead: [3, 4] },
    { what: "none, where all are elsewhere and it keeps to its node", endpoints: [endpoint(3), endpoint(4)], spec: local, lead: [] },
    { what: "its own that ends, though others are ready elsewhere", endpoints: [endpoint(3, [], { here: true, state: ending }), endpoint(4)], spec: local, lead: [3] },
    { what: "its own that is ready before its own that ends", endpoints: [endpoint(3, [], { here: true, state: ending }), endpoint(4, [], { here: true })], spec: local, lead: [4] },
    { what: "those that are meant for it before those of its zone", endpoints: [endpoint(3, ["zone-a"], { nodes: ["here"] }), endpoint(4, ["zone-a"], { nodes: ["there"] })], lead: [3] },
    { what: "those of its zone, where none is meant for it", endpoints: [endpoint(3, ["zone-a"], { nodes: ["one"] }), endpoint(4, ["zone-b"], { nodes: ["two"] })], lead: [3] },
    { what: "those that end, whatever the hints, where none is ready", endpoints: [endpoint(3, ["zone-a"], { state: ending }), endpoint(4, ["zone-b"], { state: ending })], lead: [3, 4] },
  ])("$what: $lead", ({ endpoints, zone = "zone-a", spec = {}, lead }) => {
    const rule = ruleTable([serviceOf(spec)], slices(endpoints)).byAddress.get("10.96.0.42:80/TCP")!;
    expect(reachableFrom(rule, { node: "here", zone }).map(({ address }) => Number(address.split(".").at(-1)))).toEqual(lead);
  });
});

describe("the rules of a Service", () => {
  const table = (spec: Partial<ServiceSpec>) => ruleTable([serviceOf(spec)], slices([{ addresses: ["10.1.2.3"], conditions: ready, nodeName: "worker-1" }]));
  test("are none for one without an address", () => {
    for (const spec of [{ clusterIP: "None" }, { type: "ExternalName" as const, clusterIP: "" }]) expect(table(spec).byAddress.size).toBe(0);
  });
  test("name the port and where it leads", () => expect(table({}).byAddress.get("10.96.0.42:80/TCP")).toMatchObject({ name: "ns/web:http", backends: [{ address: "10.1.2.3", port: 8080, node: "worker-1" }], affinityMs: 0, isLocal: false }));
  test("are each protocol's own, though address and port are the same", () => {
    const ports = [{ name: "dns", port: 53, protocol: "UDP" as const, nodePort: 30053 }, { name: "dns-tcp", port: 53, protocol: "TCP" as const, nodePort: 30053 }];
    const slice = { ...slices([{ addresses: ["10.1.2.3"], conditions: ready }])[0]!, ports: [{ name: "dns", port: 5353, protocol: "UDP" as const }, { name: "dns-tcp", port: 8053, protocol: "TCP" as const }] };
    const { byAddress, byNodePort } = ruleTable([serviceOf({ type: "NodePort", ports })], [slice]);
    expect(["UDP", "TCP"].map((protocol) => byAddress.get(`10.96.0.42:53/${protocol}`)?.backends[0]?.port)).toEqual([5353, 8053]);
    expect(["UDP", "TCP"].map((protocol) => byNodePort.get(`30053/${protocol}`)?.name)).toEqual(["ns/web:dns", "ns/web:dns-tcp"]);
  });
  test.each([
    { spec: { sessionAffinity: "ClientIP" as const }, affinityMs: 10_800_000 },
    { spec: { sessionAffinity: "ClientIP" as const, sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } }, affinityMs: 60_000 },
  ])("keep a client for $affinityMs ms", ({ spec, affinityMs }) => expect(table(spec).byAddress.get("10.96.0.42:80/TCP")?.affinityMs).toBe(affinityMs));
  test("keep to their node from inside, from outside, each by its own policy", () => {
    const nodePort = { type: "NodePort" as const, ports: [{ name: "http", port: 80, nodePort: 30080 }] };
    const policies = (spec: Partial<ServiceSpec>) => [table({ ...nodePort, ...spec }).byAddress.get("10.96.0.42:80/TCP")?.isLocal, table({ ...nodePort, ...spec }).byNodePort.get("30080/TCP")?.isLocal];
    expect(policies({})).toEqual([false, false]);
    expect(policies({ internalTrafficPolicy: "Local" })).toEqual([true, false]);
    expect(policies({ externalTrafficPolicy: "Local" })).toEqual([false, true]);
  });
});
