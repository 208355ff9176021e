import type { Json } from "../../../api/json.ts";
import type { Condition, Event, KubernetesObject, Pod, Status } from "../../../api/types.ts";
import type { ApiRequest } from "../../apiserver/request.ts";
import { defaultClusterSpec, type ClusterSpec } from "../../bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../../cluster.ts";

const readManifest = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** A cluster of two nodes that tests send requests to. */
export interface PlayedCluster {
  readonly cluster: Cluster;
  /** Plays on by so many virtual milliseconds. */
  after(ms: number): void;
  create(object: object): void;
  ask(request: Partial<ApiRequest>): Status | KubernetesObject;
  pod(name?: string): Pod | undefined;
  status(name?: string): Pod["status"];
  condition(type: string, name?: string): Condition | undefined;
  /** "Reason message" of every event about a pod, in the order of their first write. */
  events(name?: string): readonly string[];
  log(container: string, name?: string): string;
  /** Runs a script on a node, whose file system lies at /node, in a pod of its own; three seconds pass. */
  onNode(node: string, script: string): void;
}

/** Begins one with these objects, all of v1. */
export const playedCluster = (...objects: object[]): PlayedCluster => playedOn({}, ...objects);

/** The same, of another make. */
export function playedOn(spec: Partial<ClusterSpec>, ...objects: object[]): PlayedCluster {
  const cluster = createCluster({ seed: 3, startsAtMs: 1_767_225_600_000, spec: { ...defaultClusterSpec, ...spec }, programs: [], journal: "off", freeze: true, readManifest });
  const ask = (request: Partial<ApiRequest>): Status | KubernetesObject => cluster.read({ group: "", version: "v1", namespace: "default", userAgent: "test", ...request } as ApiRequest).body as Status | KubernetesObject;
  const pod = (name = "web"): Pod | undefined => cluster.objects().find((o) => o.kind === "Pod" && o.metadata.name === name) as Pod | undefined;
  let scripts = 0;
  const played: PlayedCluster = {
    cluster,
    after: (ms) => void cluster.runUntil(cluster.now + ms),
    create(object) {
      const { kind, metadata } = object as KubernetesObject;
      const answer = ask({ verb: "create", resource: `${kind.toLowerCase()}s`, body: { apiVersion: "v1", ...object } as never });
      if (answer.kind === "Status") throw new Error(`${kind} ${metadata.name}: ${JSON.stringify(answer)}`);
    },
    ask,
    pod,
    status: (name) => pod(name)!.status,
    condition: (type, name) => pod(name)?.status.conditions?.find((c) => c.type === type),
    events: (name = "web") =>
      cluster
        .objects()
        .filter((o): o is Event => o.kind === "Event" && (o as Event).involvedObject.name === name)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map(({ reason, message }) => `${reason} ${message}`),
    log: (container, name = "web") => (ask({ verb: "get", resource: "pods", name, subresource: "log", query: { container } }) as unknown as { readonly text: string }).text,
    onNode(node, script) {
      scripts += 1;
      const name = `on-node-${scripts}`;
      const container = { name: "app", image: "busybox:1.36", imagePullPolicy: "IfNotPresent", command: ["sh", "-c", script], volumeMounts: [{ name: "node", mountPath: "/node" }] };
      played.create({ kind: "Pod", metadata: { name }, spec: { nodeName: node, restartPolicy: "Never", containers: [container], volumes: [{ name: "node", hostPath: { path: "/" } }] } });
      played.after(3000);
    },
  };
  for (const object of objects) played.create(object);
  return played;
}

/** A Pod called web with this spec. */
export const web = (spec: object, metadata: object = {}): object => ({ kind: "Pod", metadata: { name: "web", ...metadata }, spec });
/** A busybox container that runs a script. */
export const sh = (script: string, more: object = {}): object => ({ name: "app", image: "busybox:1.36", command: ["sh", "-c", script], ...more });
