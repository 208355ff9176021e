import type { JsonObject } from "../../src/api/json.ts";
import type { Deployment } from "../../src/api/workloads.ts";
import type { Cluster } from "../../src/engine/cluster.ts";
import { cpuMs } from "../cpu.ts";
import { emptyWorld, NGINX, probedPod } from "../world.ts";

const STRIDE_MS = 500;
const GIVE_UP_MS = 4 * 3_600_000;
const apps = { group: "apps", version: "v1", resource: "deployments", namespace: "default", userAgent: "bench" } as const;

function create(cluster: Cluster, name: string, replicas: number): void {
  const body = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: JSON.parse(JSON.stringify(probedPod)) as JsonObject } },
  };
  cluster.parts.server.client({ name: "bench" }).send({ ...apps, verb: "create", body: body as unknown as JsonObject });
}

/** Runs until so many Deployments are complete at a generation; returns the virtual time of the last. */
function untilComplete(cluster: Cluster, count: number, generation: number): number {
  const complete = new Set<string>();
  let lastMs = 0;
  cluster.onWrite(({ object, atMs }) => {
    if (object.kind !== "Deployment") return;
    const { metadata, spec, status } = object as Deployment;
    const wanted = spec.replicas ?? 1;
    if ((status.observedGeneration ?? 0) < generation || status.updatedReplicas !== wanted || status.availableReplicas !== wanted || status.replicas !== wanted) return;
    complete.add(metadata.name);
    lastMs = atMs;
  });
  while (complete.size < count) {
    if (cluster.now > GIVE_UP_MS) throw new Error(`after ${cluster.now} ms only ${complete.size} of ${count} Deployments are complete`);
    cluster.runUntil(cluster.now + STRIDE_MS);
  }
  return lastMs;
}

export interface WorkloadsMeasured {
  readonly deployments: number;
  readonly replicas: number;
  readonly cpuMs: number;
  readonly occurrences: number;
  /** Virtual time from the first request to the last Deployment that is complete. */
  readonly virtualMs: number;
}

/** One Deployment with an HTTP readiness probe, from its create to all of its Pods Ready. */
export function deployed(replicas: number): WorkloadsMeasured {
  const cluster = emptyWorld({ pods: replicas }, NGINX);
  const before = cluster.handled;
  const { cpuMs: cpu, value } = cpuMs(() => {
    create(cluster, "web", replicas);
    return untilComplete(cluster, 1, 1);
  });
  return { deployments: 1, replicas, cpuMs: cpu, occurrences: cluster.handled - before, virtualMs: value };
}

/** So many Deployments of one replica that all get another template at once, from that to the end of the last rollout. */
export function rolled(deployments: number): WorkloadsMeasured {
  const cluster = emptyWorld({ pods: 2 * deployments }, NGINX);
  for (let at = 0; at < deployments; at += 1) create(cluster, `web-${at}`, 1);
  untilComplete(cluster, deployments, 1);
  const [before, sinceMs] = [cluster.handled, cluster.now];
  const { cpuMs: cpu, value } = cpuMs(() => {
    const client = cluster.parts.server.client({ name: "bench" });
    for (let at = 0; at < deployments; at += 1) client.send({ ...apps, verb: "patch", name: `web-${at}`, patchType: "merge", body: { spec: { template: { metadata: { annotations: { round: "2" } } } } } });
    return untilComplete(cluster, deployments, 2);
  });
  return { deployments, replicas: 1, cpuMs: cpu, occurrences: cluster.handled - before, virtualMs: value - sinceMs };
}

/** Nodes that nothing happens on. */
export function idle(nodes: number, virtualSeconds: number): { readonly nodes: number; readonly virtualSeconds: number; readonly cpuMs: number; readonly occurrences: number } {
  const cluster = emptyWorld({ pods: 0, nodes }, NGINX);
  cluster.runUntil(60_000);
  const before = cluster.handled;
  const { cpuMs: cpu } = cpuMs(() => cluster.runUntil(cluster.now + virtualSeconds * 1000));
  return { nodes, virtualSeconds, cpuMs: cpu, occurrences: cluster.handled - before };
}
