import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/api/json.ts";
import { isPodReady } from "../../src/api/pods.ts";
import type { EndpointSlice } from "../../src/api/services.ts";
import type { KubernetesObject, Pod } from "../../src/api/types.ts";
import type { Deployment, ReplicaSet } from "../../src/api/workloads.ts";
import { maxSurge, maxUnavailable, wantedReplicas } from "../../src/engine/controllers/deployment/arithmetic.ts";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";

const RUNS = Number(process.env["RUNS"] ?? 8);

const READY_AFTER = ["", "sleep 2; ", "sleep 5; "] as const;
const container = (delay: string, tag: string): JsonObject => ({
  name: "a",
  image: "busybox:1.36",
  command: ["sh", "-c", `${delay}touch /tmp/ready; trap 'exit 0' TERM; while true; do sleep 1; done`],
  env: [{ name: "TAG", value: tag }],
  readinessProbe: { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 1 },
});

function opened(seed: number): Cluster {
  const nodes = [1, 2, 3].map((n) => ({ name: `worker-${n}`, images: ["busybox:1.36"] }));
  return createCluster({ seed, startsAtMs: Date.UTC(2026, 0, 1), spec: { ...defaultClusterSpec, nodes }, programs: [], journal: "off", freeze: false });
}
const group = (resource: string): { readonly group: string; readonly version: string; readonly resource: string; readonly namespace: string; readonly userAgent: string } => ({
  group: resource === "deployments" || resource === "replicasets" ? "apps" : resource === "endpointslices" ? "discovery.k8s.io" : "",
  version: "v1",
  resource,
  namespace: "default",
  userAgent: "test",
});
const list = <T extends KubernetesObject>(cluster: Cluster, resource: string): readonly T[] => (cluster.read({ verb: "list", ...group(resource) }).body as unknown as { readonly items: readonly T[] }).items;
const ask = (cluster: Cluster, request: object): void => void cluster.parts.server.client({ name: "test" }).send(request as never);
const patch = (cluster: Cluster, body: JsonObject): void => ask(cluster, { ...group("deployments"), verb: "patch", name: "web", patchType: "strategic", body });

interface Shape {
  readonly replicas: number;
  readonly surge: number | string;
  readonly unavailable: number | string;
  readonly delay: string;
}
const shape = fc.record({
  replicas: fc.integer({ min: 1, max: 6 }),
  surge: fc.constantFrom(0, 1, 2, "25%", "50%"),
  unavailable: fc.constantFrom(0, 1, "25%", "50%"),
  delay: fc.constantFrom(...READY_AFTER),
}).filter(({ surge, unavailable }) => surge !== 0 || unavailable !== 0);

function create(cluster: Cluster, { replicas, surge, unavailable, delay }: Shape): void {
  const body = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: {
      replicas,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { terminationGracePeriodSeconds: 2, containers: [container(delay, "0")] } },
    },
  };
  const service = { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { selector: { app: "web" }, ports: [{ port: 80 }] } };
  ask(cluster, { ...group("deployments"), verb: "create", body });
  ask(cluster, { ...group("services"), verb: "create", body: service });
}

const isLasting = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp === undefined;

function settled(cluster: Cluster, replicas: number): void {
  const pods = list<Pod>(cluster, "pods");
  const sets = list<ReplicaSet>(cluster, "replicasets");
  expect(pods.filter(isPodReady)).toHaveLength(replicas);
  expect(pods).toHaveLength(replicas);
  expect(list<Deployment>(cluster, "deployments")[0]?.status).toMatchObject(replicas === 0 ? {} : { replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas });
  for (const pod of pods) {
    const owner = sets.find(({ metadata }) => metadata.uid === pod.metadata.ownerReferences?.[0]?.uid);
    expect(Object.entries(owner?.spec.selector.matchLabels ?? { none: "" }).every(([name, value]) => pod.metadata.labels?.[name] === value)).toBe(true);
  }
  const addresses = list<EndpointSlice>(cluster, "endpointslices").filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === "web").flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions?.ready).flatMap((endpoint) => endpoint.addresses));
  expect(addresses.toSorted()).toEqual(pods.map(({ status }) => status.podIP ?? "").toSorted());
}

describe("a Deployment that rolls", () => {
  test("is never larger than its surge allows nor less available than it may be, and ends with what was asked for last", () => {
    fc.assert(
      fc.property(fc.nat(1000), shape, fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 1, maxLength: 4 }), (seed, given, updates) => {
        const cluster = opened(seed);
        create(cluster, given);
        cluster.runUntil(30_000);
        const findings: string[] = [];
        const known = new Map([...list(cluster, "pods"), ...list(cluster, "replicasets"), ...list(cluster, "deployments")].map((object) => [object.metadata.uid, object]));
        const ofKind = <T extends KubernetesObject>(kind: string): readonly T[] => [...known.values()].filter((object) => object.kind === kind) as T[];
        cluster.onWrite(({ object, type, atMs }) => {
          if (type === "DELETED") known.delete(object.metadata.uid);
          else known.set(object.metadata.uid, object);
          const [deployment] = ofKind<Deployment>("Deployment");
          if (!deployment || (object.kind !== "Pod" && object.kind !== "ReplicaSet")) return;
          const wanted = wantedReplicas(deployment);
          const total = ofKind<ReplicaSet>("ReplicaSet").reduce((sum, set) => sum + wantedReplicas(set), 0);
          if (total > wanted + maxSurge(deployment)) findings.push(`${atMs}: ${total} replicas`);
          const available = ofKind<Pod>("Pod").filter((pod) => isPodReady(pod) && isLasting(pod)).length;
          if (available < wanted - maxUnavailable(deployment)) findings.push(`${atMs}: ${available} available`);
        });
        let atMs = 30_000;
        for (const [index, afterMs] of updates.entries()) {
          atMs += afterMs;
          cluster.runUntil(atMs);
          patch(cluster, { spec: { template: { spec: { containers: [container(given.delay, String(index + 1))] } } } });
        }
        cluster.runUntil(atMs + 180_000);
        expect(findings).toEqual([]);
        settled(cluster, given.replicas);
      }),
      { numRuns: RUNS },
    );
  });

  test("comes to rest with its Service once nobody scales, updates, kills or cordons any more", () => {
    const act = fc.oneof(
      fc.record({ what: fc.constant("scale" as const), to: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ what: fc.constant("update" as const), to: fc.nat(99) }),
      fc.record({ what: fc.constantFrom("delete pod" as const, "cordon" as const, "uncordon" as const, "pause" as const, "resume" as const, "delete set" as const), to: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.nat(1000), shape, fc.array(fc.tuple(fc.integer({ min: 1, max: 8000 }), act), { minLength: 1, maxLength: 8 }), (seed, given, acts) => {
        const cluster = opened(seed);
        create(cluster, given);
        let atMs = 0;
        let wanted = given.replicas;
        for (const [afterMs, { what, to }] of acts) {
          atMs += afterMs;
          cluster.runUntil(atMs);
          if (what === "scale") {
            wanted = to;
            patch(cluster, { spec: { replicas: to } });
          } else if (what === "update") patch(cluster, { spec: { template: { spec: { containers: [container(given.delay, String(to))] } } } });
          else if (what === "pause" || what === "resume") patch(cluster, { spec: { paused: what === "pause" } });
          else if (what === "cordon" || what === "uncordon") ask(cluster, { verb: "patch", group: "", version: "v1", resource: "nodes", name: `worker-${1 + (to % 3)}`, patchType: "merge", body: { spec: { unschedulable: what === "cordon" } }, userAgent: "test" });
          else {
            const victims = list(cluster, what === "delete pod" ? "pods" : "replicasets");
            const victim = victims[to % Math.max(1, victims.length)];
            if (victim) ask(cluster, { ...group(what === "delete pod" ? "pods" : "replicasets"), verb: "delete", name: victim.metadata.name, body: {} });
          }
        }
        patch(cluster, { spec: { paused: false } });
        for (const n of [1, 2, 3]) ask(cluster, { verb: "patch", group: "", version: "v1", resource: "nodes", name: `worker-${n}`, patchType: "merge", body: { spec: { unschedulable: false } }, userAgent: "test" });
        cluster.runUntil(atMs + 240_000);
        settled(cluster, wanted);
      }),
      { numRuns: RUNS },
    );
  });
});
