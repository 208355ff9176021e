import { describe, expect, test } from "vitest";
import type { EndpointSlice, Service } from "../../../api/services.ts";
import type { RecordType } from "./messages.ts";
import { answerOf, type ZoneSource } from "./zone.ts";

const meta = (name: string, labels = {}) => ({ name, namespace: "testns", uid: name, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", labels });
const service = (name: string, spec: Service["spec"]): Service => ({ apiVersion: "v1", kind: "Service", metadata: meta(name), spec });
const slice = (of: string, endpoints: EndpointSlice["endpoints"], ports: EndpointSlice["ports"]): EndpointSlice => ({
  apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: meta(`${of}-abc`, { "kubernetes.io/service-name": of }), addressType: "IPv4", endpoints, ports,
});
const http = { name: "http", protocol: "TCP" as const, port: 80 };
const source: ZoneSource = {
  services: new Map([
    service("svc1", { clusterIP: "10.0.0.1", ports: [{ name: "http", protocol: "TCP", port: 80 }] }),
    service("hdls1", { clusterIP: "None", ports: [{ name: "http", protocol: "TCP", port: 80 }] }),
    service("waiting", { clusterIP: "None", ports: [{ name: "http", protocol: "TCP", port: 80 }] }),
    service("external", { type: "ExternalName", externalName: "ext.interwebs.test" }),
    service("external-to-service", { type: "ExternalName", externalName: "svc1.testns.svc.cluster.local." }),
  ].map((each) => [`testns/${each.metadata.name}`, each])),
  slices: new Map([
    slice("hdls1", [
      { addresses: ["172.0.0.2"] },
      { addresses: ["172.0.0.3"], conditions: { ready: true } },
      { addresses: ["172.0.0.4"], hostname: "dup-name" },
      { addresses: ["172.0.0.9"], conditions: { ready: false } },
    ], [http]),
    slice("svc1", [{ addresses: ["172.0.0.1"], hostname: "ep1a" }], [http]),
    slice("waiting", [{ addresses: ["172.0.0.8"], conditions: { ready: false, serving: true, terminating: true } }], [http]),
  ].map((each) => [each.metadata.name, each])),
};

/** Counterparts of dnsTestCases (coredns plugin/kubernetes/handler_test.go), and of the DNS specification of Kubernetes. */
describe("CoreDNS answers", () => {
  const asked = (name: string, type: RecordType) => {
    const { status, answers } = answerOf(source, { name, type });
    return [status, ...answers.map((each) => `${each.type} ${each.data}`)];
  };
  test.each<[string, RecordType, readonly string[]]>([
    ["svc1.testns.svc.cluster.local", "A", ["NOERROR", "A 10.0.0.1"]],
    ["SVC1.TestNS.svc.cluster.local", "A", ["NOERROR", "A 10.0.0.1"]],
    ["svcX.testns.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["svc1.other.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["svc1.testns.svc.cluster.local", "AAAA", ["NOERROR"]],
    ["svc1.testns.svc.cluster.local", "SRV", ["NOERROR", "SRV 0 100 80 svc1.testns.svc.cluster.local."]],
    ["_http._tcp.svc1.testns.svc.cluster.local", "SRV", ["NOERROR", "SRV 0 100 80 svc1.testns.svc.cluster.local."]],
    ["_nope._tcp.svc1.testns.svc.cluster.local", "SRV", ["NXDOMAIN"]],
    ["_http._udp.svc1.testns.svc.cluster.local", "SRV", ["NXDOMAIN"]],
    ["_http._tcp.svc1.testns.svc.cluster.local", "A", ["NOERROR", "A 10.0.0.1"]],
    ["ep1a.svc1.testns.svc.cluster.local", "A", ["NOERROR", "A 172.0.0.1"]],
    ["hdls1.testns.svc.cluster.local", "A", ["NOERROR", "A 172.0.0.2", "A 172.0.0.3", "A 172.0.0.4"]],
    ["172-0-0-2.hdls1.testns.svc.cluster.local", "A", ["NOERROR", "A 172.0.0.2"]],
    ["dup-name.hdls1.testns.svc.cluster.local", "A", ["NOERROR", "A 172.0.0.4"]],
    ["172-0-0-9.hdls1.testns.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["_http._tcp.hdls1.testns.svc.cluster.local", "SRV", ["NOERROR", "SRV 0 33 80 172-0-0-2.hdls1.testns.svc.cluster.local.", "SRV 0 33 80 172-0-0-3.hdls1.testns.svc.cluster.local.", "SRV 0 33 80 dup-name.hdls1.testns.svc.cluster.local."]],
    ["waiting.testns.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["external.testns.svc.cluster.local", "CNAME", ["NOERROR", "CNAME ext.interwebs.test."]],
    ["external.testns.svc.cluster.local", "A", ["NOERROR", "CNAME ext.interwebs.test."]],
    ["external-to-service.testns.svc.cluster.local", "A", ["NOERROR", "CNAME svc1.testns.svc.cluster.local.", "A 10.0.0.1"]],
    ["10-240-0-1.podns.pod.cluster.local", "A", ["NOERROR", "A 10.240.0.1"]],
    ["blah.podns.pod.cluster.local", "A", ["NXDOMAIN"]],
    ["svc.cluster.local", "A", ["NOERROR"]],
    ["testns.svc.cluster.local", "A", ["NOERROR"]],
    ["nowhere.svc.cluster.local", "A", ["NXDOMAIN"]],
    ["svc1.testns", "A", ["NXDOMAIN"]],
    ["1.0.0.10.in-addr.arpa", "PTR", ["NOERROR", "PTR svc1.testns.svc.cluster.local."]],
    ["1.0.0.172.in-addr.arpa", "PTR", ["NOERROR", "PTR ep1a.svc1.testns.svc.cluster.local."]],
    ["7.7.7.7.in-addr.arpa", "PTR", ["NXDOMAIN"]],
  ])("%s %s", (name, type, says) => expect(asked(name, type)).toEqual(says));
});
