import { parseGoDuration } from "../../src/api/time.ts";
import { isSidecar } from "../../src/api/pods.ts";
import type { ContainerStatus, Pod, Table } from "../../src/api/types.ts";
import type { Cluster } from "../../src/engine/cluster.ts";

/** What must hold of pods whatever happens. Each finding is one sentence; none is what is wanted. */
export interface Invariants {
  /** Looks at the world as it stands. */
  look(): void;
  readonly findings: readonly string[];
}

const LONGEST_BACKOFF_MS = 300_000;
/** What the kubelet adds when a preStop hook has used the grace up, and what its round trips take. */
const MINIMUM_GRACE_MS = 2000;
const SLACK_MS = 1500;
const BETWEEN_LOOKS_MS = 2000;

const nameOf = ({ metadata }: Pod): string => `${metadata.name} (${metadata.uid.slice(0, 8)})`;
const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])];

/** Watches a cluster from now on. */
export function watchInvariants(cluster: Cluster): Invariants {
  const findings: string[] = [];
  const find = (condition: boolean, sentence: () => string): void => {
    if (!condition && findings.length < 20) findings.push(`${cluster.now} ms: ${sentence()}`);
  };
  const last = new Map<string, Pod>();
  /** How long the containers of a pod may still run, by uid. */
  const deadlines = new Map<string, Grace>();
  const ended = new Set<string>();

  cluster.onWrite(({ object, type }) => {
    if (object.kind !== "Pod") return;
    const pod = object as Pod;
    const before = last.get(pod.metadata.uid);
    transitions(before, pod, find);
    restarts(before, pod, find);
    backoffs(pod, find);
    for (const { containerID, state, lastState } of statusesOf(pod)) {
      if (state?.running) find(!ended.has(containerID ?? ""), () => `a container of ${nameOf(pod)} runs again`);
      if (state?.terminated && containerID !== undefined) ended.add(containerID);
      if (lastState?.terminated?.containerID !== undefined) ended.add(lastState.terminated.containerID);
      for (const terminated of [state?.terminated, lastState?.terminated]) {
        if (terminated) find(terminated.exitCode >= 0 && terminated.exitCode <= 255 && (terminated.reason !== "Completed" || terminated.exitCode === 0) && (terminated.reason !== "OOMKilled" || terminated.exitCode === 137), () => `${nameOf(pod)} ended ${terminated.reason} with ${terminated.exitCode}`);
      }
    }
    noteDeadline(deadlines, pod, type === "DELETED", cluster.now);
    if (type === "DELETED") last.delete(pod.metadata.uid);
    else last.set(pod.metadata.uid, pod);
  });

  return {
    findings,
    look() {
      readySums(cluster, find);
      sandboxes(cluster, find);
      owners(cluster, find);
      grace(cluster, deadlines, find);
    },
  };
}

type Find = (condition: boolean, sentence: () => string) => void;

function transitions(before: Pod | undefined, pod: Pod, find: Find): void {
  for (const condition of pod.status.conditions ?? []) {
    const old = before?.status.conditions?.find(({ type }) => type === condition.type);
    if (!old?.lastTransitionTime) continue;
    const moved = old.lastTransitionTime !== condition.lastTransitionTime;
    find(!moved || old.status !== condition.status, () => `${condition.type} of ${nameOf(pod)} moved its time and stayed ${condition.status}`);
    find((old.lastTransitionTime ?? "") <= (condition.lastTransitionTime ?? ""), () => `${condition.type} of ${nameOf(pod)} went back in time`);
  }
}

function restarts(before: Pod | undefined, pod: Pod, find: Find): void {
  for (const { name, restartCount } of statusesOf(pod)) {
    const old = before && statusesOf(before).find((each) => each.name === name);
    find(restartCount >= (old?.restartCount ?? 0), () => `restarts of ${name} in ${nameOf(pod)} fell from ${old?.restartCount} to ${restartCount}`);
  }
}

function backoffs(pod: Pod, find: Find): void {
  for (const { state } of statusesOf(pod)) {
    const words = /^back-off (\S+) restarting/.exec(state?.waiting?.message ?? "")?.[1];
    const delay = words === undefined ? undefined : parseGoDuration(words);
    if (delay?.ok) find(delay.ms <= LONGEST_BACKOFF_MS && delay.ms >= 10_000, () => `${nameOf(pod)} backs off for ${words}`);
  }
}

/** How long a pod's containers may still run, and since when that counts. */
interface Grace {
  readonly sinceMs: number;
  readonly allowedMs: number;
}

/** The pod's grace from when it was asked for, and what the rule adds. A shorter one replaces a longer one. */
function noteDeadline(deadlines: Map<string, Grace>, { metadata }: Pod, gone: boolean, now: number): void {
  const { uid, deletionTimestamp, deletionGracePeriodSeconds: grace = 0 } = metadata;
  if (deletionTimestamp === undefined && !gone) return;
  const allowedMs = Math.max(grace, gone ? 1 : 0) * 1000 + MINIMUM_GRACE_MS + SLACK_MS;
  const known = deadlines.get(uid);
  if (!known || (allowedMs < known.allowedMs && now + allowedMs < known.sinceMs + known.allowedMs)) deadlines.set(uid, { sinceMs: now, allowedMs });
}

/** A kubelet does not break off what it has begun with a pod's containers: the grace counts from then on. */
function grace(cluster: Cluster, deadlines: Map<string, Grace>, find: Find): void {
  for (const [node, runtime] of cluster.state.runtimes) {
    for (const { view } of runtime.containers.values()) {
      const known = deadlines.get(view.podUid);
      if (view.state !== "Running" || !known) continue;
      if (cluster.state.kubelets.nodes.get(node)?.workers.get(view.podUid)?.sync?.kind === "sync") deadlines.set(view.podUid, { ...known, sinceMs: cluster.now + BETWEEN_LOOKS_MS });
      else find(cluster.now <= known.sinceMs + known.allowedMs, () => `${view.name} of ${view.podUid.slice(0, 8)} still runs ${cluster.now - known.sinceMs - known.allowedMs} ms after its grace`);
    }
  }
}

/** READY as kubectl prints it, against a count of one's own. */
function readySums(cluster: Cluster, find: Find): void {
  const answer = cluster.read({ verb: "list", group: "", version: "v1", resource: "pods", table: true, userAgent: "test" });
  const printed = new Map((answer.body as unknown as Table).rows.map(({ cells, object }) => [`${object.metadata?.namespace}/${object.metadata?.name}`, String(cells[1])]));
  for (const pod of cluster.objects().filter((o): o is Pod => o.kind === "Pod")) {
    const counted = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
    const ready = counted.filter(({ name }) => {
      const status = statusesOf(pod).find((each) => each.name === name);
      return status?.ready === true && status.state?.running !== undefined;
    });
    const cell = printed.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    find(cell === `${ready.length}/${counted.length}`, () => `READY of ${nameOf(pod)} is ${cell}, counted ${ready.length}/${counted.length}`);
    find(pod.status.phase === "Running" || ready.length === 0 || pod.status.phase === "Pending", () => `${nameOf(pod)} is ${pod.status.phase} with ready containers`);
  }
}

/** One pause for each pod that lives, none for another; nothing runs without one. */
function sandboxes(cluster: Cluster, find: Find): void {
  for (const [node, runtime] of cluster.state.runtimes) {
    const up = new Map<string, number>();
    for (const { view, pauseKey } of runtime.sandboxes.values()) {
      if (view.state !== "Ready") continue;
      up.set(view.podUid, (up.get(view.podUid) ?? 0) + 1);
      find(cluster.state.processes.processes.get(pauseKey)?.zombie === undefined && cluster.state.processes.processes.has(pauseKey), () => `a sandbox of ${view.podName} is Ready without its pause`);
    }
    const pauses = new Map<string, number>();
    for (const { host, program, zombie, task } of cluster.state.processes.processes.values()) {
      if (host === node && program === "pause" && !zombie && task.owner) pauses.set(task.owner.podUid, (pauses.get(task.owner.podUid) ?? 0) + 1);
    }
    for (const [uid, count] of pauses) find(count === 1 && up.get(uid) === 1, () => `${uid.slice(0, 8)} has ${count} pause processes and ${up.get(uid) ?? 0} sandboxes`);
    for (const { view } of runtime.containers.values()) if (view.state === "Running") find(up.get(view.podUid) === 1, () => `${view.name} of ${view.podUid.slice(0, 8)} runs without a sandbox`);
  }
}

/** Processes, addresses, ports, cgroups, files and volumes belong to something that is still there. */
function owners(cluster: Cluster, find: Find): void {
  const { processes, network, runtimes, kubelets } = cluster.state;
  const containers = new Set<string>();
  const running = new Set<string>();
  const namespaces = new Set<string>();
  const slices = new Set<string>();
  for (const runtime of runtimes.values()) {
    for (const { view, net, config } of runtime.sandboxes.values()) {
      slices.add(config.cgroupParent);
      if (view.state === "Ready") {
        running.add(view.id);
        namespaces.add(net);
      }
    }
    for (const { view } of runtime.containers.values()) {
      containers.add(view.id);
      if (view.state === "Running") running.add(view.id);
    }
  }
  for (const process of processes.processes.values()) {
    const { owner } = process.task;
    if (owner && !process.zombie) find(running.has(owner.containerId), () => `${process.argv[0]} outlives ${owner.container || "the sandbox"} of ${owner.pod}`);
  }
  for (const namespace of network.pods.keys()) find(namespaces.has(namespace), () => `the address of ${namespace} outlives its sandbox`);
  for (const listeners of network.listeners.values()) {
    for (const listener of listeners.values()) find(processes.processes.get(listener.process)?.zombie === undefined && processes.processes.has(listener.process), () => `port ${listener.port} outlives its process`);
  }
  for (const [host, cgroups] of processes.cgroups) {
    for (const path of cgroups.keys()) {
      const pod = /^(\/kubepods\.slice\/.*-pod[^/]*\.slice)/.exec(path)?.[1] ?? /^(\/kubepods\.slice\/kubepods-pod[^/]*\.slice)/.exec(path)?.[1];
      if (pod !== undefined) find(slices.has(pod), () => `${host}${path} outlives its pod`);
    }
  }
  for (const fs of processes.files.keys()) if (fs.startsWith("container/")) find(containers.has(fs.slice("container/".length)), () => `the files of ${fs} outlive it`);
  for (const { name, workers, volumes } of kubelets.nodes.values()) {
    for (const { uid } of volumes.values()) find(workers.has(uid), () => `a volume of ${uid.slice(0, 8)} outlives it`);
    for (const uid of cluster.parts.processes.files.list(`node/${name}`, "/var/lib/kubelet/pods") ?? []) find(workers.has(uid), () => `the directory of ${uid.slice(0, 8)} outlives it`);
  }
}
