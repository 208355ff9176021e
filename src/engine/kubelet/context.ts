import type { PersistentVolume, PersistentVolumeClaim } from "../../api/storage.ts";
import type { ConfigMap, Node, Pod, Secret } from "../../api/types.ts";
import type { ApiClient } from "../apiserver/request.ts";
import type { ContainerRuntime } from "../container-runtime/cri.ts";
import type { EventRecorder } from "../events/recorder.ts";
import type { Network } from "../network/network.ts";
import type { FileSystems } from "../processes/file-systems.ts";
import type { JournalDetails } from "../simulation/journal-details.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { EvictionPolicy } from "./eviction/policy.ts";
import type { ImagePolicy } from "./image-gc.ts";
import type { WriteLine } from "./log-lines.ts";
import type { KubeletLatency } from "./latency.ts";
import type { NodeState, PodWorker } from "./state.ts";

/** All that the code of one kubelet works with. */
export interface NodeContext {
  readonly kernel: Kernel;
  readonly node: NodeState;
  readonly client: ApiClient;
  readonly recorder: EventRecorder;
  /** Writes to the kubelet's own log. */
  readonly log: WriteLine;
  readonly runtime: ContainerRuntime;
  readonly network: Network;
  readonly files: FileSystems;
  /** A Pod out of the text of a manifest, with its defaults. */
  readPod(manifest: string): Pod | undefined;
  /** How much a container's log takes on the node's disk. */
  logBytes(key: string): number;
  readonly latency: KubeletLatency;
  /** What the machine is made of. */
  readonly hardware: { readonly memoryBytes: number; readonly diskBytes: number; readonly processes: number };
  /** What of it is in use. */
  hostUse(node: string): { readonly memoryBytes: number; readonly processes: number };
  /** When pods have to go for want of something; absent = the defaults. */
  readonly evictionPolicy?: EvictionPolicy;
  /** Limits for images; absent = the defaults. */
  readonly imagePolicy?: ImagePolicy;
  /** The shared watch caches. */
  readonly sources: Sources;
}

/** What pods refer to, as last delivered by the kubelet's watches. */
export interface Sources {
  configMap(namespace: string, name: string): ConfigMap | undefined;
  secret(namespace: string, name: string): Secret | undefined;
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined;
  volume(name: string): PersistentVolume | undefined;
  /** Services of a namespace and default/kubernetes, for environment variables. */
  services(namespace: string): readonly ServiceAddress[];
  node(name: string): Node | undefined;
}

export interface ServiceAddress {
  readonly name: string;
  readonly clusterIP: string;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[];
}

/** The id of a node's own file system. */
export const nodeFileSystem = (node: string): string => `node/${node}`;

export const fieldPath = (kind: "init" | "regular" | "ephemeral", name: string): string =>
  `spec.${kind === "init" ? "initContainers" : kind === "ephemeral" ? "ephemeralContainers" : "containers"}{${name}}`;

/** Replaces a worker's value. The worker of a pod that has gone stays gone. */
export function updateWorker(ctx: NodeContext, uid: string, change: Partial<PodWorker>): PodWorker | undefined {
  const worker = ctx.node.workers.get(uid);
  if (!worker) return undefined;
  const next = ctx.kernel.freeze({ ...worker, ...change });
  ctx.node.workers.set(uid, next);
  return next;
}

export const hostIPOf = (ctx: NodeContext): string =>
  ctx.sources.node(ctx.node.name)?.status.addresses?.find((a) => a.type === "InternalIP")?.address ?? "";

export const podSubject = (pod: Pod): string => `pod/${pod.metadata.namespace}/${pod.metadata.name}`;

export const reasonKey = (uid: string, container: string): string => `${uid}_${container}`;

type Decision = "sync" | "kill" | "startFailed" | "backoff" | "status" | "ended" | "evicted";

/** Writes a kubelet's decision down. */
export function decided<Type extends Decision>(ctx: NodeContext, pod: Pod, type: Type, detail: Omit<JournalDetails[Type], "podUid">): void {
  const { journal } = ctx.kernel;
  if (!journal.wants("decision")) return;
  journal.write("decision", { actor: `kubelet ${ctx.node.name}`, type, subject: podSubject(pod), detail: { podUid: pod.metadata.uid, ...detail } });
}
