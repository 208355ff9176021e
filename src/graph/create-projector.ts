import { byCodeUnit } from "../api/json.ts";
import type { Node, Pod } from "../api/types.ts";
import { createRegistry } from "../engine/images/registry.ts";
import type { StoreWrite } from "../engine/apiserver/store/store.ts";
import type { Cluster } from "../engine/cluster.ts";
import type { PodWorker } from "../engine/kubelet/state.ts";
import { uidOnNode } from "../engine/kubelet/static-pods/static-pod.ts";
import { followChanges } from "./dirty.ts";
import { change, type Change } from "./frame.ts";
import { followLog } from "./log/follow-log.ts";
import type { Entity, EntityKey, ViewModel } from "./model.ts";
import { nodeKey, nodeView } from "./nodes/node-view.ts";
import { clusterView, partNames, partView, sessionViews, type World } from "./parts.ts";
import { observed, pullIndex, type PullIndex } from "./pods/observed.ts";
import { podKey, podView, timesOf, withProbes, type PodTimes } from "./pods/pod-view.ts";
import { NO_USAGE, processesKey, processesView, usageOf, type Usage } from "./pods/processes-view.ts";
import type { Projector } from "./projector.ts";
import { shared } from "./shared.ts";
import { podSize } from "./layout/pod-size.ts";
import { createSlots } from "./slots.ts";
import { followWorkloads } from "./workloads/follow-workloads.ts";

/** Above so many pods only those that are asked for have their processes shown. */
const FEW_PODS = 50;

/** What is kept of a pod between looks, beside its entity. */
interface KnownPod {
  readonly uid: string;
  /** By which its node knows it: that of the static Pod, where this one is its mirror. */
  readonly uidOnNode: string;
  /** Of the store: "default/web". */
  readonly key: string;
  node: string;
  times: PodTimes;
  usage: Usage;
  /** What its entity was made of: while these are the same, only its lamps can have changed. */
  madeOf: { readonly pod: Pod | undefined; readonly worker: PodWorker | undefined };
}

/**
 * Keeps the view model of a running cluster. `from`: the model of an earlier projector at this very instant, after a
 * restore: places and times that no object tells are taken over, and what is equal stays the same.
 */
export function createProjector(cluster: Cluster, world: World, from: ViewModel = new Map()): Projector {
  const model = new Map<EntityKey, Entity>(from);
  const { store } = cluster.parts.server;
  const dirty = followChanges(cluster);
  const log = followLog(cluster);
  const workloads = followWorkloads(cluster);
  const slots = createSlots();
  const pods = new Map<string, KnownPod>();
  /** By the uid of the static Pod, that of its mirror. */
  const mirrors = new Map<string, string>();
  const byNode = new Map<string, Set<string>>();
  const gone: string[] = [];
  const goneNodes: string[] = [];
  const watched = new Set<string>();
  let few = true;
  let changes: Change[] = [];

  /** Where it has its place: small pods and the others are counted apart, or their places would push one another about. */
  const roomOf = ({ spec, metadata }: Pod): string => (spec.nodeName ? `${spec.nodeName} ${podSize(metadata)}` : "");
  const knownAs = (uid: string): KnownPod | undefined => pods.get(mirrors.get(uid) ?? uid);
  const podOf = ({ key }: KnownPod): Pod | undefined => store.get("pods", key) as Pod | undefined;

  const bind = (known: KnownPod, node: string): void => {
    byNode.get(known.node)?.delete(known.uid);
    if (known.node !== "") dirty.nodes.add(known.node);
    known.node = node;
    const there = byNode.get(node) ?? new Set();
    byNode.set(node, there.add(known.uid));
    if (node !== "") dirty.nodes.add(node);
  };

  function meet(pod: Pod, key: string, times: PodTimes): void {
    const { uid } = pod.metadata;
    const known: KnownPod = { uid, uidOnNode: uidOnNode(pod), key, node: "", times, usage: NO_USAGE, madeOf: { pod: undefined, worker: undefined } };
    pods.set(uid, known);
    if (known.uidOnNode !== uid) mirrors.set(known.uidOnNode, uid);
    bind(known, pod.spec.nodeName ?? "");
    slots.take(roomOf(pod), uid);
    dirty.pods.add(uid);
    dirty.processes.add(uid);
  }

  function podWritten({ type, object, key, atMs, previous }: StoreWrite): void {
    const pod = object as Pod;
    const { uid } = pod.metadata;
    dirty.pods.add(uid);
    const known = pods.get(uid);
    if (type === "DELETED") {
      forget(uid);
      return;
    }
    const node = pod.spec.nodeName ?? "";
    if (!known) return meet(pod, key, { createdAtMs: Math.max(atMs, 0), scheduledAtMs: node === "" ? undefined : Math.max(atMs, 0) });
    if (node !== known.node) {
      bind(known, node);
      slots.take(roomOf(pod), uid);
      known.times = { ...known.times, scheduledAtMs: Math.max(atMs, 0) };
    }
    if ((previous as Pod | undefined)?.status.phase !== pod.status.phase && node !== "") dirty.nodes.add(node);
  }

  function forget(uid: string): void {
    const known = pods.get(uid);
    if (!known) return;
    bind(known, "");
    byNode.get("")?.delete(uid);
    slots.leave(uid);
    pods.delete(uid);
    if (mirrors.get(known.uidOnNode) === uid) mirrors.delete(known.uidOnNode);
    gone.push(uid);
  }

  function nodeWritten({ type, object }: StoreWrite): void {
    const { name } = object.metadata;
    if (type === "DELETED") goneNodes.push(name);
    else dirty.nodes.add(name);
  }

  cluster.onWrite((write) => {
    if (write.resource === "pods") podWritten(write);
    else if (write.resource === "nodes") nodeWritten(write);
    else workloads.written(write);
  });

  /** What was there before the first look. */
  function begin(): void {
    const seen = writtenTimes(cluster);
    const there = store.keys("pods").map((key) => ({ key, pod: store.get("pods", key) as Pod }));
    for (const { pod } of there) {
      const before = model.get(podKey(pod.metadata.uid));
      if (before?.kind === "pod") slots.claim(roomOf(pod), before.uid, before.slot);
    }
    for (const { key, pod } of there.toSorted((a, b) => byCodeUnit(a.pod.metadata.creationTimestamp, b.pod.metadata.creationTimestamp) || byCodeUnit(a.key, b.key))) {
      meet(pod, key, { ...timesOf(pod, cluster.options.startsAtMs), ...seen.get(pod.metadata.uid), ...earlierTimes(model.get(podKey(pod.metadata.uid))) });
    }
    for (const key of store.keys("nodes")) dirty.nodes.add((store.get("nodes", key) as Node).metadata.name);
    workloads.begin(model);
    for (const [key, entity] of model) {
      if (entity.kind === "pod" && !pods.has(entity.uid)) gone.push(entity.uid);
      else if (entity.kind === "node" && !store.get("nodes", entity.name)) goneNodes.push(entity.name);
      else if (entity.kind === "processes") dirty.processes.add(key.slice("processes/".length));
    }
  }

  const put = (key: EntityKey, made: Entity | undefined): void => {
    const before = model.get(key);
    const after = made && shared(before, made);
    if (before === after) return;
    if (after) model.set(key, after);
    else model.delete(key);
    changes.push(change(key, before, after));
  };

  const registry = createRegistry();
  const isAssumed = (image: string): boolean => registry.lookup(image)?.assumed ?? false;

  function lookAtPods(): void {
    for (const uid of gone.splice(0)) {
      put(podKey(uid), undefined);
      put(processesKey(uid), undefined);
    }
    const pulls = pullIndex(cluster);
    for (const uid of dirty.probes) {
      const known = knownAs(uid);
      if (known && !dirty.pods.has(uid) && !lookAtLamps(known, pulls)) dirty.pods.add(uid);
    }
    for (const uid of dirty.pods) {
      const known = knownAs(uid);
      const pod = known && podOf(known);
      if (!pod) continue;
      const seen = observed(cluster, pod, pulls);
      known.madeOf = { pod, worker: seen.worker };
      put(podKey(known.uid), podView(seen, slots.of(known.uid) ?? 0, known.times, isAssumed));
    }
    dirty.probes.clear();
    dirty.pods.clear();
  }

  /** The way for the many that are only probed. False: something else has changed too. */
  function lookAtLamps(known: KnownPod, pulls: PullIndex): boolean {
    const pod = podOf(known);
    const before = model.get(podKey(known.uid));
    if (!pod || pod !== known.madeOf.pod || before?.kind !== "pod") return false;
    const seen = observed(cluster, pod, pulls);
    if (seen.worker !== known.madeOf.worker) return false;
    put(before.key, withProbes(before, seen));
    return true;
  }

  const showsProcesses = (uid: string): boolean => pods.has(uid) && (few || watched.has(podKey(uid)));

  function lookAtProcesses(): void {
    const nowFew = pods.size <= FEW_PODS;
    if (nowFew !== few) for (const uid of pods.keys()) dirty.processes.add(uid);
    few = nowFew;
    for (const uid of dirty.processes) {
      const known = knownAs(uid);
      put(processesKey(known?.uid ?? uid), known && showsProcesses(known.uid) ? processesView(cluster, known) : undefined);
      if (!known) continue;
      const usage = usageOf(cluster, known.uidOnNode);
      if (known.node !== "" && (usage.cpuMilli !== known.usage.cpuMilli || usage.memoryBytes !== known.usage.memoryBytes)) dirty.nodes.add(known.node);
      known.usage = usage;
    }
    dirty.processes.clear();
  }

  function lookAtNodes(): void {
    for (const name of goneNodes.splice(0)) if (!store.get("nodes", name)) put(nodeKey(name), undefined);
    for (const name of dirty.nodes) {
      const node = store.get("nodes", name) as Node | undefined;
      if (!node) continue;
      const there = [...(byNode.get(name) ?? [])].map((uid) => pods.get(uid)!);
      const used = there.reduce((sum, { usage }) => ({ cpuMilli: sum.cpuMilli + usage.cpuMilli, memoryBytes: sum.memoryBytes + usage.memoryBytes }), NO_USAGE);
      put(nodeKey(name), nodeView(cluster, node, there.flatMap((known) => podOf(known) ?? []), used));
    }
    dirty.nodes.clear();
  }

  function lookAtSessions(): void {
    if (!dirty.sessions) return;
    dirty.sessions = false;
    put("cluster", clusterView(cluster, world));
    const there = sessionViews(cluster);
    for (const view of there) put(view.key, view);
    const names = new Set(there.map(({ key }) => key));
    for (const [key, { kind }] of model) if (kind === "session" && !names.has(key)) put(key, undefined);
  }

  function lookAtParts(): void {
    for (const name of partNames) {
      // Of all that wait the scheduler's figure counts those that fit nowhere: only after something has happened there.
      if (name === "kube-scheduler" && !dirty.scheduler) continue;
      const part = partView(cluster, name);
      put(part.key, part);
    }
    dirty.scheduler = false;
  }

  begin();
  return {
    model,
    watch(keys) {
      const wanted = new Set(keys);
      for (const key of [...watched, ...wanted]) if (watched.has(key) !== wanted.has(key)) dirty.processes.add(key.slice("pod/".length));
      watched.clear();
      for (const key of wanted) watched.add(key);
    },
    look({ messages = true } = {}) {
      changes = [];
      lookAtPods();
      lookAtProcesses();
      lookAtNodes();
      workloads.look(put);
      lookAtSessions();
      lookAtParts();
      return { changes, ...log.take(messages) };
    },
  };
}

function earlierTimes(entity: Entity | undefined): Partial<PodTimes> {
  if (entity?.kind !== "pod") return {};
  const scheduledAtMs = entity.steps[0]?.state === "done" ? entity.steps[0].atMs : undefined;
  return { createdAtMs: entity.createdAtMs, ...(scheduledAtMs !== undefined && { scheduledAtMs }) };
}

/** When pods were created and bound, as far as the store's history still has these writes. */
function writtenTimes({ state }: Cluster): ReadonlyMap<string, Partial<PodTimes>> {
  const times = new Map<string, Partial<PodTimes>>();
  for (const chunk of state.apiserver.store.history.chunks.values()) {
    for (const { resource, type, object, previous, atMs } of chunk) {
      if (resource !== "pods" || type === "DELETED") continue;
      const { uid } = object.metadata;
      const bound = (object as Pod).spec.nodeName !== undefined && (previous as Pod | undefined)?.spec.nodeName === undefined;
      const at = Math.max(atMs, 0);
      if (type === "ADDED" || bound) times.set(uid, { ...times.get(uid), ...(type === "ADDED" && { createdAtMs: at }), ...(bound && { scheduledAtMs: at }) });
    }
  }
  return times;
}
