import { describe, expect, test } from "vitest";
import type { Service, ServicePort } from "../../../api/services.ts";
import { allocated } from "./allocation.ts";

const service = (name: string, spec: Partial<Service["spec"]>): Service =>
  ({ apiVersion: "v1", kind: "Service", metadata: { name, namespace: "default", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "" }, spec: { type: "ClusterIP", ports: [], ...spec } }) as unknown as Service;
/** What an API server that knows these Services gives to another one, or why it does not; whatever is drawn is the first. */
function give(wanted: Service, others: readonly Service[] = [], old?: Service): Service | string {
  const store = { keys: () => others.map(({ metadata }) => metadata.name), get: (_: string, key: string) => others.find(({ metadata }) => metadata.name === key) };
  const result = allocated({ store, kernel: { draw: () => 0 } } as never, { resource: { group: "", kind: "Service" } } as never, wanted, old) as unknown;
  const { message } = result as { readonly message?: string };
  return message ?? (result as Service);
}
const address = (result: Service | string): string => (typeof result === "string" ? result : (result.spec.clusterIP ?? "none"));
const nodePorts = (result: Service | string): string | readonly number[] => (typeof result === "string" ? result : (result.spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0));
const [tcp, udp] = (["TCP", "UDP"] as const).map((protocol) => (port: number, nodePort?: number): ServicePort => ({ name: `${protocol}-${port}`, protocol, port, ...(nodePort !== undefined && { nodePort }) })) as [(port: number, nodePort?: number) => ServicePort, (port: number, nodePort?: number) => ServicePort];

// Counterparts of TestAllocateIPAllocator and its like (pkg/registry/core/service/ipallocator/ipallocator_test.go), for the Service range of a cluster here.
describe("an address for a Service", () => {
  const other = service("other", { clusterIP: "10.96.0.10" });
  const refused = (ip: string, why: string): string => `Service "wanted" is invalid: spec.clusterIPs: Invalid value: ["${ip}"]: failed to allocate IP ${ip}: ${why}`;
  const outside = (ip: string): string => refused(ip, `the provided IP (${ip}) is not in the valid range. The range of valid IPs is 10.96.0.0/12`);
  test.each([
    { asks: "", gets: "10.96.1.0" },
    { asks: "None", gets: "None" },
    { asks: "10.96.0.20", gets: "10.96.0.20" },
    { asks: "10.96.0.10", gets: refused("10.96.0.10", "provided IP is already allocated") },
    { asks: "10.95.255.255", gets: outside("10.95.255.255") },
    { asks: "10.96.0.0", gets: outside("10.96.0.0") },
    { asks: "10.96.0.1", gets: "10.96.0.1" },
    { asks: "10.111.255.254", gets: "10.111.255.254" },
    { asks: "10.111.255.255", gets: outside("10.111.255.255") },
    { asks: "10.112.0.1", gets: outside("10.112.0.1") },
  ])("asked for $asks: $gets", ({ asks, gets }) => {
    expect(address(give(service("wanted", { clusterIP: asks }), [other]))).toBe(gets);
  });
  test("is one that nobody has, above those that are asked for by number", () => {
    expect(address(give(service("wanted", {}), [service("a", { clusterIP: "10.96.1.0" }), service("b", { clusterIP: "10.96.1.1" })]))).toBe("10.96.1.2");
  });
  test("is not for one that is only another name", () => expect(address(give(service("wanted", { type: "ExternalName" })))).toBe("none"));
  test("stays with it", () => expect(address(give(service("wanted", { clusterIP: "10.96.0.10" }), [], service("wanted", { clusterIP: "10.96.0.10" })))).toBe("10.96.0.10"));
});

describe("ports on every node", () => {
  const first = 30_086;
  const taken = 'Service "wanted" is invalid: spec.ports[1].nodePort: Invalid value: 30061: provided port is already allocated';
  // The cases of TestInitNodePorts (pkg/registry/core/service/storage/rest_test.go).
  test.each<{ what: string; ports: readonly ServicePort[]; gets: string | readonly number[] }>([
    { what: "none asked for", ports: [tcp(53)], gets: [first] },
    { what: "one asked for", ports: [tcp(53, 30_053)], gets: [30_053] },
    { what: "one number, two protocols, one port", ports: [tcp(53, 30_054), udp(53, 30_054)], gets: [30_054, 30_054] },
    { what: "one number, two protocols, two ports", ports: [tcp(53, 30_055), udp(53, 30_056)], gets: [30_055, 30_056] },
    { what: "two numbers, two ports", ports: [tcp(53, 30_057), udp(54, 30_058)], gets: [30_057, 30_058] },
    { what: "one number, only the first asks", ports: [tcp(53, 30_059), udp(53)], gets: [30_059, 30_059] },
    { what: "one number, only the second asks", ports: [tcp(53), udp(53, 30_060)], gets: [30_060, 30_060] },
    { what: "one number, none asks", ports: [tcp(53), udp(53)], gets: [first, first] },
    { what: "two numbers, none asks", ports: [tcp(53), udp(54)], gets: [first, first + 1] },
    { what: "two numbers, one port", ports: [tcp(53, 30_061), udp(54, 30_061)], gets: taken },
  ])("of a new Service, $what: $gets", ({ ports, gets }) => {
    expect(nodePorts(give(service("wanted", { type: "NodePort", clusterIP: "10.96.0.20", ports })))).toEqual(gets);
  });
  test("of another Service are taken", () => {
    const others = [service("other", { type: "NodePort", clusterIP: "10.96.0.30", ports: [tcp(80, 30_061)] })];
    expect(nodePorts(give(service("wanted", { type: "NodePort", clusterIP: "10.96.0.20", ports: [tcp(53, 30_062), tcp(54, 30_061)] }), others))).toBe(taken);
  });
  // The cases of TestUpdateNodePorts (same file).
  test.each<{ what: string; before: readonly ServicePort[]; type?: Service["spec"]["type"]; ports: readonly ServicePort[]; gets: readonly number[] }>([
    { what: "the same as before", before: [tcp(53, 30_053)], ports: [tcp(53, 30_053)], gets: [30_053] },
    { what: "fewer than before", before: [tcp(53, 30_053), udp(53, 30_053)], ports: [tcp(53, 30_053)], gets: [30_053] },
    { what: "another protocol", before: [tcp(53, 30_053)], ports: [udp(53, 30_053)], gets: [30_053] },
    { what: "none before", before: [tcp(53)], type: "ClusterIP", ports: [tcp(53)], gets: [first] },
    { what: "one more, of another protocol", before: [tcp(53, 30_053)], ports: [tcp(53, 30_053), udp(53, 30_053)], gets: [30_053, 30_053] },
    { what: "none before, two protocols and one port now", before: [tcp(53)], type: "ClusterIP", ports: [tcp(53, 30_053), udp(53, 30_053)], gets: [30_053, 30_053] },
  ])("of a Service that changes, $what: $gets", ({ before, type = "NodePort", ports, gets }) => {
    const old = service("wanted", { type, clusterIP: "10.96.0.20", ports: before });
    expect(nodePorts(give(service("wanted", { type: "NodePort", clusterIP: "10.96.0.20", ports }), [], old))).toEqual(gets);
  });
});
