import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { JournalLevel } from "../../simulation/journal.ts";
import { Simulation } from "../../simulation/simulation.ts";
import { createApiServer, newApiServerState, type ApiServer, type ApiServerPayload, type ApiServerState } from "../api-server.ts";
import { plainText, type KubeletConnection } from "../kubelet-connection.ts";
import { instantLatency, type LatencyProfile } from "../latency.ts";
import type { ApiRequest, ApiResponse, Verb, WatchEvent } from "../request.ts";

const kubelets: KubeletConnection = {
  containerLogs: (pod, container) => ({ ok: true, body: plainText(`${pod.metadata.name}/${container}\n`) }),
  exec: () => ({ ok: true, body: { kind: "StreamOpened" } }),
  attach: () => ({ ok: true, body: { kind: "StreamOpened" } }),
};

export interface Delivery {
  readonly at: number;
  readonly target: string;
  readonly event: WatchEvent;
}

/** An API server with the namespace "default" and its account, and what its watchers were told. For tests. */
export interface TestWorld {
  readonly simulation: Simulation;
  readonly state: ApiServerState;
  readonly api: ApiServer;
  readonly delivered: Delivery[];
  /** A request about pods of "default", unless it says otherwise. */
  call(verb: Verb, more?: Partial<ApiRequest>): ApiResponse;
}

const installed = (kind: string, name: string, namespace?: string): KubernetesObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, ...(namespace && { namespace }), uid: `uid-${kind}-${name}`, resourceVersion: "", creationTimestamp: "2026-01-01T00:00:00Z" },
});

export function newTestWorld({ latency = instantLatency, seed = 1, journal = "off" }: { latency?: LatencyProfile; seed?: number; journal?: JournalLevel } = {}): TestWorld {
  const simulation = new Simulation({ seed, startsAtMs: 1_767_225_600_000, bootAtMs: 0, journal, freeze: true });
  const state = newApiServerState();
  const api = createApiServer({ kernel: simulation, state, latency, kubelets });
  const delivered: Delivery[] = [];
  simulation.dispatch = (payload) => {
    if (payload.target === "kube-apiserver") api.handle(payload as ApiServerPayload);
    else delivered.push({ at: simulation.now, target: payload.target, event: (payload as unknown as { event: WatchEvent }).event });
  };
  api.install({ ...installed("Namespace", "default"), spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } } as KubernetesObject);
  api.install(installed("ServiceAccount", "default", "default"));
  const call = (verb: Verb, more: Partial<ApiRequest> = {}): ApiResponse =>
    api.serve({ verb, group: "", version: "v1", resource: "pods", namespace: "default", userAgent: "kubectl", ...more });
  return { simulation, state, api, delivered, call };
}

export const podManifest = (name: string, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, labels: { app: "web" }, ...metadata },
  spec: { containers: [{ name: "web", image: "nginx:1.27" }], ...spec },
});
