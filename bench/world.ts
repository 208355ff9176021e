import type { JsonObject } from "../src/api/json.ts";
import type { Pod } from "../src/api/types.ts";
import { createCluster, type Cluster } from "../src/engine/cluster.ts";

/** A worker takes 110 pods by default; a few fewer leave the scheduler something to weigh. */
const PODS_PER_NODE = 100;
const MINUTE_MS = 60_000;
const GIVE_UP_MS = 60 * MINUTE_MS;
/** Between two looks at the clock's next stop: pods are counted by the store's writes, not here. */
const STRIDE_MS = 100;

export interface WorldOptions {
  readonly pods: number;
  readonly nodes?: number;
}

/** A booted cluster with room for so many pods, their image on every node: pulling would measure the registry. */
export function emptyWorld({ pods, nodes = Math.max(1, Math.ceil(pods / PODS_PER_NODE)) }: WorldOptions, images: readonly string[]): Cluster {
  return createCluster({
    seed: 1,
    startsAtMs: Date.UTC(2026, 0, 1),
    spec: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: Array.from({ length: nodes }, () => ({ images })), namespace: "default" },
    programs: [],
  });
}

/** Sends one POST per pod at the instant the clock stands at, all from one client. */
export function createPods(cluster: Cluster, count: number, spec: JsonObject): void {
  const client = cluster.parts.server.client({ name: "bench" });
  for (let i = 0; i < count; i += 1) {
    // Every pod has a spec of its own, as if each had been parsed from a file.
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: `pod-${i}`, labels: { app: "bench" } }, spec: JSON.parse(JSON.stringify(spec)) as JsonObject };
    client.send({ verb: "create", group: "", version: "v1", resource: "pods", namespace: "default", body, userAgent: "bench" });
  }
}

/** Runs until `count` pods are as `holds` wants them; returns the virtual time at which the last became so. */
export function runUntilPods(cluster: Cluster, count: number, holds: (pod: Pod) => boolean): number {
  const good = new Set<string>();
  let lastMs = 0;
  cluster.onWrite(({ object, atMs }) => {
    if (object.kind !== "Pod" || !holds(object as Pod)) return;
    good.add(object.metadata.name);
    lastMs = atMs;
  });
  while (good.size < count) {
    if (cluster.now > GIVE_UP_MS) throw new Error(`after ${cluster.now} ms only ${good.size} of ${count} pods are there`);
    cluster.runUntil(cluster.now + STRIDE_MS);
  }
  return lastMs;
}

export const isReady = (pod: Pod): boolean => pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
export const isRunning = (pod: Pod): boolean => pod.status?.phase === "Running";

/** nginx with an HTTP readiness probe, nothing else set. */
export const probedPod: JsonObject = {
  containers: [{ name: "web", image: "nginx:1.25", ports: [{ containerPort: 80 }], readinessProbe: { httpGet: { path: "/", port: 80 }, periodSeconds: 10 } }],
};
/** The same pod, unprobed. */
export const plainPod: JsonObject = { containers: [{ name: "web", image: "nginx:1.25" }] };
export const NGINX = ["nginx:1.25"];
export const BUSYBOX = ["busybox:1.36"];
export const shellPod = (script: string): JsonObject => ({ containers: [{ name: "main", image: "busybox:1.36", command: ["sh", "-c", script] }] });
