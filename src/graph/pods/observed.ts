import type { Container, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Container as RuntimeContainer, PodSandbox } from "../../engine/container-runtime/cri.ts";
import type { Pull, StopRecord } from "../../engine/container-runtime/state.ts";
import { uidOnNode } from "../../engine/kubelet/static-pods/static-pod.ts";
import type { NodeState, PodWorker, StartFailure } from "../../engine/kubelet/state.ts";
import type { KillTask, StartTask } from "../../engine/kubelet/sync.ts";
import { probeKey, type ProbeWorker } from "../../engine/kubelet/probes/probe-worker.ts";
import type { BackoffEntry } from "../../engine/kubelet/backoff.ts";
import type { ProbeType } from "../model.ts";

/** All that the engine knows of one pod now: the object, its kubelet's part and the runtime's. */
export interface ObservedPod {
  readonly pod: Pod;
  /** Unix milliseconds of 0s. */
  readonly startsAtMs: number;
  /** Absent while no kubelet has seen it. */
  readonly worker: PodWorker | undefined;
  /** The newest. */
  readonly sandbox: PodSandbox | undefined;
  /** Of that name: the newest instance in the runtime. */
  newest(container: string): RuntimeContainer | undefined;
  /** By its id. */
  instance(containerId: string): RuntimeContainer | undefined;
  stopOf(containerId: string): StopRecord | undefined;
  killOf(containerId: string): KillTask | undefined;
  startOf(container: string): StartTask | undefined;
  failureOf(container: string): StartFailure | undefined;
  pullOf(container: string): Pull | undefined;
  probe(container: string, type: ProbeType): ProbeWorker | undefined;
  crashBackoff(spec: Container): BackoffEntry | undefined;
  imageBackoff(image: string): BackoffEntry | undefined;
  /** How a volume stands with the kubelet. */
  volume(name: string): { readonly mounted: boolean; readonly delayMs: number } | undefined;
}

/** Pulls of a node by who asked for them; made once a look. */
export type PullIndex = (node: string) => ReadonlyMap<string, Pull>;

const pullKey = (uid: string, container: string): string => `${uid} ${container}`;

export function pullIndex(cluster: Cluster): PullIndex {
  const byNode = new Map<string, ReadonlyMap<string, Pull>>();
  return (node) => {
    const known = byNode.get(node);
    if (known) return known;
    const pulls = new Map<string, Pull>();
    for (const pull of cluster.state.runtimes.get(node)?.pulls.values() ?? []) {
      const { uid = "", container = "" } = pull.reply as { readonly uid?: string; readonly container?: string };
      pulls.set(pullKey(uid, container), pull);
    }
    byNode.set(node, pulls);
    return pulls;
  };
}

/** Looks at everything there is of a pod. Reads only. */
export function observed(cluster: Cluster, pod: Pod, pulls: PullIndex): ObservedPod {
  const uid = uidOnNode(pod);
  const name = pod.spec.nodeName ?? "";
  const node: NodeState | undefined = cluster.state.kubelets.nodes.get(name);
  const runtimeState = cluster.state.runtimes.get(name);
  const worker = node?.workers.get(uid);
  const runtime = runtimeState && worker ? cluster.parts.runtime(name) : undefined;
  const newest = new Map<string, RuntimeContainer>();
  for (const container of runtime?.containers(uid) ?? []) {
    const known = newest.get(container.name);
    if (!known || container.attempt >= known.attempt) newest.set(container.name, container);
  }
  const sync = worker?.sync;
  return {
    pod,
    startsAtMs: cluster.options.startsAtMs,
    worker,
    sandbox: runtime?.sandboxes(uid)[0],
    newest: (container) => newest.get(container),
    instance: (id) => runtimeState?.containers.get(id)?.view,
    stopOf: (id) => runtimeState?.stops.get(id),
    killOf: (id) => sync?.kills.find((task) => task.containerId === id),
    startOf: (container) => sync?.starts.find((task) => task.name === container),
    failureOf: (container) => node?.reasons.get(`${uid}_${container}`),
    pullOf: (container) => (sync?.starts.some((task) => task.name === container && task.step === "pull") ? pulls(name).get(pullKey(uid, container)) : undefined),
    probe: (container, type) => node?.probes.get(probeKey(uid, container, type)),
    crashBackoff: (spec) => node?.crashBackoff.get(`${uid}_${spec.name}_${spec.image}`),
    imageBackoff: (image) => node?.imageBackoff.get(`${uid}_${image}`),
    volume: (volume) => node?.volumes.get(`${uid}/${volume}`),
  };
}
