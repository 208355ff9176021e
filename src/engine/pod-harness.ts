import type { JsonObject } from "../api/json.ts";
import type { ApiRequest, ApiResponse } from "./apiserver/request.ts";
import type { Event, KubernetesObject, Pod } from "../api/types.ts";
import { defaultClusterSpec } from "./bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "./cluster.ts";

/** For tests: a small cluster with objects in it, and what can be seen of its pods. */
export interface Harness {
  readonly cluster: Cluster;
  create(object: object): ApiResponse;
  patch(resource: string, name: string, body: object): void;
  remove(resource: string, name: string): void;
  pod(name?: string): Pod | undefined;
  object<T extends KubernetesObject>(kind: string, name: string): T | undefined;
  /** "Warning FailedMount …" about an object, in the order of their last writing. */
  events(name: string): readonly string[];
  log(name?: string): string;
}

const plural = (kind: string): string => (kind.endsWith("s") ? `${kind}es` : `${kind}s`).toLowerCase();
const groups: Readonly<Record<string, string>> = { storageclasses: "storage.k8s.io" };

export function harness(objects: readonly object[], { addons = [] as readonly string[], seed = 3 } = {}): Harness {
  const cluster = createCluster({ seed, startsAtMs: 1_767_225_600_000, spec: { ...defaultClusterSpec, addons }, programs: [], journal: "off", freeze: true });
  const ask = (request: Partial<ApiRequest> & { readonly resource: string }): ApiResponse => {
    const group = groups[request.resource] ?? "";
    const clusterWide = ["persistentvolumes", "storageclasses", "nodes"].includes(request.resource);
    return cluster.read({ verb: "get", group, version: "v1", userAgent: "test", ...(!clusterWide && { namespace: "default" }), ...request } as ApiRequest);
  };
  const must = (response: ApiResponse): ApiResponse => {
    if (response.code >= 300) throw new Error(JSON.stringify(response.body));
    return response;
  };
  const object = <T extends KubernetesObject>(kind: string, name: string): T | undefined =>
    cluster.objects().find((o) => o.kind === kind && o.metadata.name === name) as T | undefined;
  const create = (given: object): ApiResponse => {
    const { kind } = given as KubernetesObject;
    return ask({ verb: "create", resource: plural(kind), body: { apiVersion: kind === "StorageClass" ? "storage.k8s.io/v1" : "v1", ...given } as JsonObject });
  };
  for (const given of objects) must(create(given));
  return {
    cluster,
    create,
    patch: (resource, name, body) => void must(ask({ verb: "patch", resource, name, patchType: "merge", body: body as JsonObject })),
    remove: (resource, name) => void must(ask({ verb: "delete", resource, name })),
    pod: (name = "web") => object<Pod>("Pod", name),
    object,
    events: (name) =>
      cluster
        .objects()
        .filter((o): o is Event => o.kind === "Event" && (o as Event).involvedObject.name === name)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map(({ type, reason, message }) => `${type} ${reason} ${message}`),
    log: (name = "web") => String((ask({ resource: "pods", name, subresource: "log" }).body as { readonly text?: string }).text ?? ""),
  };
}

/** A pod of one busybox container that runs a script. */
export const podOf = (script: string, { name = "web", volumes = [] as readonly object[], mounts = [] as readonly object[], container = {}, spec = {}, metadata = {} } = {}): object => ({
  kind: "Pod",
  metadata: { name, ...metadata },
  spec: { restartPolicy: "Never", volumes, containers: [{ name: "app", image: "busybox:1.36", command: ["sh", "-c", script], volumeMounts: mounts, ...container }], ...spec },
});
