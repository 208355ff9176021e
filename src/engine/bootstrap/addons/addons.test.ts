import { describe, expect, test } from "vitest";
import { isPodReady } from "../../../api/pods.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import { createCluster } from "../../cluster.ts";
import { harness, podOf } from "../../pod-harness.ts";
import { defaultClusterSpec, type ClusterSpec } from "../cluster-spec.ts";
import { hasSystemPods } from "./addons.ts";

const boot = (spec: Partial<ClusterSpec>) =>
  createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: { ...defaultClusterSpec, ...spec }, programs: [], journal: "off", freeze: true });

describe("a cluster with add-ons, just before its scenario begins", () => {
  const cluster = boot({ controlPlane: "node", nodes: [{}], addons: ["coredns", "kube-proxy", "network"] });
  const objects = cluster.objects();
  const pods = objects.filter((o): o is Pod => o.kind === "Pod");
  test("has CoreDNS twice and an agent of each kind on every node, all of them ready", () => {
    // The hash that kubeadm 1.36 clusters show: every byte of CoreDNS' template is as theirs.
    const owners = pods.map(({ metadata }) => metadata.name.replace(/-[a-z0-9]+$/, "")).toSorted();
    expect(owners).toEqual(["coredns-589f44dc88", "coredns-589f44dc88", "kindnet", "kindnet", "kube-proxy", "kube-proxy"]);
    expect(pods.filter((pod) => !isPodReady(pod))).toEqual([]);
  });
  test("has the Service of the cluster's names where kubelets send Pods", () => {
    expect(objects.find((o) => o.kind === "Service" && o.metadata.name === "kube-dns")).toMatchObject({ spec: { clusterIP: "10.96.0.10", clusterIPs: ["10.96.0.10"], type: "ClusterIP" } });
  });
  test("no longer has the Events of their start", () => expect(objects.filter((o) => o.kind === "Event")).toEqual([]));
  test("has the workloads' images on its nodes", () => {
    const node = objects.find((o) => o.kind === "Node" && o.metadata.name === "worker-1");
    expect(JSON.stringify(node)).toContain("registry.k8s.io/coredns/coredns:v1.14.2");
  });
});

test("metrics-server is ready, and answers for its group, by the time a scenario begins", () => {
  const { objects, read } = boot({ addons: ["metrics"] });
  expect(objects().filter((o): o is Pod => o.kind === "Pod").map((pod) => [pod.metadata.name.replace(/(-[a-z0-9]+){2}$/, ""), isPodReady(pod)])).toEqual([["metrics-server", true]]);
  const { body } = read({ verb: "list", group: "metrics.k8s.io", version: "v1beta1", resource: "nodes", userAgent: "test" });
  expect((body as unknown as { readonly items: readonly KubernetesObject[] }).items.map(({ metadata }) => metadata.name)).toEqual(["worker-1", "worker-2"]);
});

test("a cluster without such add-ons has no Pods and boots as it always did", () => {
  expect(hasSystemPods({ ...defaultClusterSpec, addons: ["storage"] })).toBe(false);
  expect(boot({ controlPlane: "node" }).objects().filter((o) => o.kind === "Pod")).toEqual([]);
});

describe("the cluster's names", () => {
  const script = "nslookup kubernetes.default.svc.cluster.local; nslookup kubernetes.default; wget -T 1 -qO- http://nobody; ping -c 1 kubernetes.default.svc.cluster.local; sleep 30; nslookup kubernetes.default.svc.cluster.local; echo $?";
  const world = harness([podOf(script)], { addons: ["coredns"] });
  world.cluster.runUntil(10_000);
  for (const pod of world.cluster.objects().filter(({ kind, metadata }) => kind === "Pod" && metadata.namespace === "kube-system"))
    world.cluster.read({ verb: "delete", group: "", version: "v1", resource: "pods", namespace: "kube-system", name: pod.metadata.name, userAgent: "test" });
  world.cluster.read({ verb: "patch", group: "apps", version: "v1", resource: "deployments", namespace: "kube-system", name: "coredns", patchType: "merge", body: { spec: { replicas: 0 } }, userAgent: "test" });
  world.cluster.runUntil(60_000);
  const log = world.log();
  test("are answered by CoreDNS, in nslookup's words", () => {
    expect(log).toContain("Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tkubernetes.default.svc.cluster.local\nAddress: 10.96.0.1\n\n\n");
  });
  test("are not searched for by busybox's nslookup where they have a dot", () => expect(log).toContain("** server can't find kubernetes.default: NXDOMAIN\n\n** server can't find kubernetes.default: NXDOMAIN\n"));
  test("are unknown to wget where there is no Service", () => expect(log).toContain("wget: bad address 'nobody'"));
  test("lead to an address that answers no ping", () => expect(log).toContain("PING kubernetes.default.svc.cluster.local (10.96.0.1): 56 data bytes\n\n--- kubernetes.default.svc.cluster.local ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss"));
  test("fail when CoreDNS has no Pod any more", () => expect(log).toContain("nslookup: read: Connection refused\nnslookup: read: Connection refused\n;; connection timed out; no servers could be reached\n\n1\n"));
});
