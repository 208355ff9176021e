import { expect, test } from "vitest";
import type { PodSpec } from "../../api/types.ts";
import { podOf } from "./pod-fixture.ts";
import { sandboxConfig } from "./sandbox-config.ts";

const shown = (spec: Partial<PodSpec>): string => {
  const { dns } = sandboxConfig(podOf(spec), 0);
  return `${dns?.servers.join(" ")} | ${dns?.searches.join(" ")} | ${dns?.options.join(" ")}`;
};

// Rows follow TestGetPodDNS (pkg/kubelet/network/dns/dns_test.go).
test.each([
  { when: "ClusterFirst", spec: {}, is: "10.96.0.10 | default.svc.cluster.local svc.cluster.local cluster.local | ndots:5" },
  { when: "ClusterFirst on the node's network", spec: { hostNetwork: true }, is: "192.168.77.1 |  | " },
  { when: "ClusterFirstWithHostNet", spec: { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" }, is: "10.96.0.10 | default.svc.cluster.local svc.cluster.local cluster.local | ndots:5" },
  { when: "None with its own configuration", spec: { dnsPolicy: "None", dnsConfig: { nameservers: ["1.1.1.1"], searches: ["a.b"], options: [{ name: "ndots", value: "2" }, { name: "edns0" }] } }, is: "1.1.1.1 | a.b | ndots:2 edns0" },
  { when: "ClusterFirst and an option of its own", spec: { dnsConfig: { options: [{ name: "ndots", value: "1" }] } }, is: "10.96.0.10 | default.svc.cluster.local svc.cluster.local cluster.local | ndots:1" },
])("with $when, resolv.conf says $is", ({ spec, is }) => {
  expect(shown(spec)).toBe(is);
});

test.each([
  { spec: {}, hostname: "web" },
  { spec: { hostname: "db" }, hostname: "db" },
  { spec: { hostname: "db", subdomain: "sql" }, hostname: "db" },
  { spec: { hostname: "db", subdomain: "sql", setHostnameAsFQDN: true }, hostname: "db.sql.default.svc.cluster.local" },
])("the host name of $spec is $hostname", ({ spec, hostname }) => {
  expect(sandboxConfig(podOf(spec), 0).hostname).toBe(hostname);
});
