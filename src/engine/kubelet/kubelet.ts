import type { PersistentVolume } from "../../api/storage.ts";
import type { Pod } from "../../api/types.ts";
import type { ApiClient, WatchEvent } from "../apiserver/request.ts";
import type { ContainerEvent, ContainerRuntime } from "../container-runtime/cri.ts";
import { logging, plegLine, syncLoopLine, type LogLine } from "./log-lines.ts";
import type { EventRecorder } from "../events/recorder.ts";
import type { Network } from "../network/network.ts";
import type { FileSystems } from "../processes/file-systems.ts";
import type { EvictionPolicy } from "./eviction/policy.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { cleanUp } from "./clean-up.ts";
import { nodeFileSystem, type NodeContext } from "./context.ts";
import { collectImages, type ImagePolicy } from "./image-gc.ts";
import { watchEviction } from "./eviction/manager.ts";
import { reportPressure, tellNode } from "./eviction/pressure.ts";
import { preStopDone, preStopExpired } from "./kill-container.ts";
import type { KubeletLatency } from "./latency.ts";
import { reportImages } from "./node-images.ts";
import { toKubelet, type KubeletPayload, type SourceKind } from "./payloads.ts";
import { applyStart, sandboxStarted, volumesWaited } from "./pod-sync.ts";
import { putSync } from "./put-sync.ts";
import { deadlineExceeded, evict, goOn, markChanged, podAdded, podChanged, podDeleted, queuePass, startPass } from "./pod-worker.ts";
import { isStarted, probeAnswered, probeDue, startupPassed } from "./probes/prober.ts";
import { sourceKey, sourcesFrom } from "./source-cache.ts";
import { resourcesUpdated } from "./resize/update.ts";
import { createAnswered, postStartAnswered, postStartKilled, pullAnswered, startAnswered } from "./start-container.ts";
import { MANIFESTS, mirrorOf } from "./static-pods/static-pod.ts";
import { applyManifests, mirrorAnswered, mirrorEvent, readManifestsAt } from "./static-pods/static-pods.ts";
import { newNodeState, type KubeletState, type PodWorker } from "./state.ts";
import { publishProbeResult, statusAnswered } from "./status-manager.ts";
import type { KillTask, Sync } from "./sync.ts";
import { provisionedVolumeGone } from "./volumes/provisioned.ts";
import { refreshStale, volumesAreStale } from "./volumes/stale.ts";
import { podsWithVolumes, takeOff } from "./volumes/volume-manager.ts";

export interface KubeletDeps {
  /** A Pod out of the text of a manifest, with its defaults. */
  readPod(manifest: string): Pod | undefined;
  /** Calls back whenever something below a directory changes. */
  watchFiles(fileSystem: string, directory: string, listener: () => void): void;
  logBytes(key: string): number;
  hardware(node: string): NodeContext["hardware"];
  hostUse: NodeContext["hostUse"];
  readonly evictionPolicy?: EvictionPolicy;
  readonly kernel: Kernel;
  readonly state: KubeletState;
  /** Of what all share. */
  readonly client: ApiClient;
  clientOf(node: string): ApiClient;
  readonly network: Network;
  readonly files: FileSystems;
  readonly latency: KubeletLatency;
  /** Limits for images; absent = the defaults. */
  readonly imagePolicy?: ImagePolicy;
  runtime(node: string): ContainerRuntime;
  recorder(node: string): EventRecorder;
  /** Writes to a kubelet's own log, the journal of its unit. */
  log?(node: string, line: LogLine): void;
  /** Told of every container that has ended, for those who follow its log. */
  containerEnded(containerId: string): void;
}

/** The kubelets of all nodes as one component; each acts only on its own node's state. */
export interface Kubelets extends Component<KubeletPayload> {
  /** A kubelet that has been running for long begins to watch its pods. */
  addNode(name: string, version: string): void;
  /** Watches what all kubelets share. Once, before the first node. */
  watchSources(): void;
  context(node: string): NodeContext | undefined;
  /** Much more of a node's memory or disk is used than before. */
  strained(node: string): void;
  /** The node itself ran out of memory, and its kernel has killed a process. */
  outOfMemory(node: string, command: string, pid: number): void;
  /** Its process has ended: it acts no more, and what it asked for is answered to nobody. Its pods run on. */
  stop(node: string): void;
  /** A new process begins: of its pods it knows what the API server, the runtime and the disk tell. */
  start(node: string): void;
  isRunning(node: string): boolean;
}

type ToSyncPayload = Extract<KubeletPayload, { sync: number }>;

/** Puts the kubelets together around their state. */
export function createKubelets(deps: KubeletDeps): Kubelets {
  const { kernel, state } = deps;
  const contexts = new Map<string, NodeContext>();
  const sources = sourcesFrom(state);

  function context(name: string): NodeContext | undefined {
    const node = state.nodes.get(name);
    if (!node) return undefined;
    const known = contexts.get(name);
    if (known) return known;
    const { network, files, latency, readPod, logBytes, imagePolicy } = deps;
    const write = (line: LogLine): void => deps.log?.(name, line);
    const made: NodeContext = { kernel, node, hardware: deps.hardware(name), hostUse: deps.hostUse, ...(deps.evictionPolicy && { evictionPolicy: deps.evictionPolicy }), client: deps.clientOf(name), network, files, latency, readPod, logBytes, sources, runtime: deps.runtime(name), recorder: logging(deps.recorder(name), write), log: write, ...(imagePolicy && { imagePolicy }) };
    contexts.set(name, made);
    return made;
  }

  function addNode(name: string, version: string): void {
    const syncPhaseMs = kernel.draw(`kubelet/${name}/phase`, 1000);
    // Simplified: the kubelet's two rhythms (looking at containers, looking at pods) keep the distance that was measured once; in life they drift apart.
    const relistPhaseMs = (syncPhaseMs + 150 + kernel.draw(`kubelet/${name}/phase`, 550)) % 1000;
    state.nodes.set(name, newNodeState(name, version, { syncPhaseMs, relistPhaseMs }));
    watchPods(name);
    watchManifests(name);
    if ((deps.files.list(nodeFileSystem(name), MANIFESTS) ?? []).length > 0) readManifestsAt(context(name)!, kernel.now + MANIFEST_EVENT_MS);
  }

  const isRunning = (name: string): boolean => !state.stopped.has(name);

  function stop(name: string): void {
    if (!state.nodes.has(name) || !isRunning(name)) return;
    state.stopped.add(name);
    deps.client.unwatch(watchOf(name));
  }

  function start(name: string): void {
    const old = state.nodes.get(name);
    if (!old || isRunning(name)) return;
    state.stopped.delete(name);
    const { syncPhaseMs, relistPhaseMs, version, volumes, starts } = old;
    const fresh = newNodeState(name, version, { syncPhaseMs, relistPhaseMs }, starts + 1);
    for (const [key, volume] of volumes) fresh.volumes.set(key, volume);
    state.nodes.set(name, fresh);
    contexts.delete(name);
    watchPods(name);
    readManifestsAt(context(name)!, kernel.now + MANIFEST_EVENT_MS);
    kernel.schedule(kernel.now + HOUSEKEEPING_MS, toKubelet({ target: "kubelet", type: "Housekeeping", node: name }));
  }

  const watchOf = (name: string): string => `kubelet/${name}/pods`;
  function watchPods(name: string): void {
    const deliver = { target: "kubelet", type: "PodEvent", node: name };
    deps.client.watch({ id: watchOf(name), group: "", version: "v1", resource: "pods", fieldSelector: `spec.nodeName=${name}`, deliver });
  }

  /** The kubelet reads its manifests anew a moment after they changed. */
  function watchManifests(name: string): void {
    deps.watchFiles(nodeFileSystem(name), MANIFESTS, () => {
      const ctx = context(name);
      if (ctx) readManifestsAt(ctx, kernel.now + MANIFEST_EVENT_MS);
    });
  }
  for (const name of state.nodes.keys()) watchManifests(name);

  function strained(name: string): void {
    const ctx = context(name);
    if (ctx) watchEviction(ctx);
  }

  // Mirrors realWatcher.Start (pkg/kubelet/oom/oom_watcher_linux.go).
  function outOfMemory(name: string, command: string, pid: number): void {
    const ctx = context(name);
    if (ctx) tellNode(ctx, "Warning", "SystemOOM", `System OOM encountered, victim process: ${command}, pid: ${pid}`);
  }

  function watchSources(): void {
    for (const [kind, resource] of [["ConfigMap", "configmaps"], ["Secret", "secrets"], ["Service", "services"], ["Node", "nodes"], ["PersistentVolume", "persistentvolumes"], ["PersistentVolumeClaim", "persistentvolumeclaims"]] as const) {
      const deliver = { target: "kubelet", type: "SourceEvent", kind };
      deps.client.watch({ id: `kubelet/${resource}`, group: "", version: "v1", resource, deliver });
    }
  }

  /** Mounted ConfigMaps and Secrets are looked at again at the pod's next resync. */
  function sourceChanged(kind: SourceKind, { type, object }: WatchEvent): void {
    const key = sourceKey(kind, object.metadata.namespace, object.metadata.name);
    if (type === "DELETED") state.sources.delete(key);
    else state.sources.set(key, object);
    if (kind === "PersistentVolume" && type === "DELETED") for (const name of state.nodes.keys()) provisionedVolumeGone(context(name)!, object as PersistentVolume);
    if (kind !== "ConfigMap" && kind !== "Secret") return;
    for (const name of state.nodes.keys()) {
      for (const worker of state.nodes.get(name)!.workers.values()) {
        if (worker.pod.metadata.namespace === object.metadata.namespace && mounts(worker.pod, kind, object.metadata.name)) {
          volumesAreStale(context(name)!, worker);
        }
      }
    }
  }

  function handle(payload: KubeletPayload): void {
    if (payload.type === "SourceEvent") {
      sourceChanged(payload.kind, payload.event);
      return;
    }
    const ctx = isRunning(payload.node) ? context(payload.node) : undefined;
    if (payload.type === "RuntimeEvent" && payload.event.type === "ContainerExited") deps.containerEnded(payload.event.containerId);
    if (ctx) handleOnNode(ctx, payload);
  }

  return { addNode, watchSources, context, strained, outOfMemory, stop, start, isRunning, handle };
}

// Mirrors what passes between a manifest's change and the pod's in a recording (inotify, pkg/kubelet/config/file_linux.go).
const MANIFEST_EVENT_MS = 300;
// Mirrors housekeepingPeriod (pkg/kubelet/kubelet.go).
const HOUSEKEEPING_MS = 2000;

const mounts = (pod: Pod, kind: "ConfigMap" | "Secret", name: string): boolean =>
  (pod.spec.volumes ?? []).some((volume) =>
    kind === "ConfigMap"
      ? volume.configMap?.name === name || volume.projected?.sources?.some((s) => s.configMap?.name === name)
      : volume.secret?.secretName === name || volume.projected?.sources?.some((s) => s.secret?.name === name),
  );

function handleOnNode(ctx: NodeContext, payload: Exclude<KubeletPayload, { type: "SourceEvent" }>): void {
  switch (payload.type) {
    case "PodEvent":
      return podEvent(ctx, payload.event);
    case "RuntimeEvent":
      logRuntime(ctx, payload.event);
      if (payload.event.type !== "ContainerStarted") markChanged(ctx, payload.event.podUid);
      return;
    case "ManifestsChanged":
      return ctx.node.manifestsDueAtMs === payload.atMs ? applyManifests(ctx) : undefined;
    case "MirrorAnswered":
      return mirrorAnswered(ctx, payload.uid, payload.response);
    case "Relist":
      return relist(ctx);
    case "Housekeeping":
      return endOrphans(ctx);
    case "PressureReportDue":
      return reportPressure(ctx);
    case "EvictionCheck":
      return ctx.node.evictionDueAtMs === payload.atMs ? evict(ctx) : undefined;
    case "NodeImagesDue":
      return reportImages(ctx, payload.atMs);
    case "ImageGCDue":
      return collectImages(ctx, payload.atMs);
    case "SyncDue":
      if (ctx.node.workers.get(payload.uid)?.dueAtMs === payload.atMs) startPass(ctx, payload.uid);
      return;
    case "Deadline":
      return deadlineExceeded(ctx, payload.uid);
    case "Cleanup":
      return cleanUp(ctx, payload.uid);
    case "VolumesDue": {
      const worker = ctx.node.workers.get(payload.uid);
      if (worker?.stage === "syncing") refreshStale(ctx, worker);
      return;
    }
    case "SandboxDiscarded":
      return ctx.runtime.removePodSandbox(payload.sandbox, toKubelet({ target: "kubelet", type: "OrphanRemoved", node: ctx.node.name, uid: payload.uid }));
    case "OrphanRemoved":
      return forgetOrphan(ctx, payload.uid);
    case "Removed":
      return;
    case "StatusAnswered":
      return statusAnswered(ctx, payload.uid, payload.response) ? queuePass(ctx, payload.uid, ctx.kernel.now) : undefined;
    case "ProbeDue":
      return probeDue(ctx, payload.probe, payload.turn);
    case "ProbeAnswered":
      return probed(ctx, payload);
    default:
      return answered(ctx, payload);
  }
}

function logPod(ctx: NodeContext, type: WatchEvent["type"], pod: Pod): void {
  const before = ctx.node.workers.get(pod.metadata.uid)?.pod;
  if (type === "ADDED") ctx.log(syncLoopLine("ADD", pod));
  else if (type === "DELETED") ctx.log(syncLoopLine("REMOVE", pod));
  else if (pod.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) ctx.log(syncLoopLine("DELETE", pod));
}

function logRuntime(ctx: NodeContext, event: ContainerEvent): void {
  const pod = ctx.node.workers.get(event.podUid)?.pod;
  if (pod) ctx.log(plegLine(pod, event));
}

function podEvent(ctx: NodeContext, { type, object }: WatchEvent<Pod>): void {
  if (mirrorOf(object) !== undefined) return mirrorEvent(ctx, type, object);
  logPod(ctx, type, object);
  if (type === "ADDED") podAdded(ctx, object);
  else if (type === "MODIFIED") podChanged(ctx, object);
  else if (type === "DELETED") podDeleted(ctx, object);
}

/** The runtime is looked at: every pod whose containers changed is synced. Mirrors Relist (pkg/kubelet/pleg/generic.go). */
function relist(ctx: NodeContext): void {
  const changed = [...ctx.node.changed];
  ctx.node.changed.clear();
  for (const [uid, cause] of changed) {
    ctx.kernel.journal.cause = cause;
    startPass(ctx, uid);
  }
}

function probed(ctx: NodeContext, payload: Extract<KubeletPayload, { type: "ProbeAnswered" }>): void {
  if (!probeAnswered(ctx, payload)) return;
  const container = ctx.runtime.container(payload.containerId);
  if (container && payload.probe.endsWith("/startup") && isStarted(ctx, container)) startupPassed(ctx, container);
  if (container && ctx.node.workers.get(payload.uid)?.sync && !payload.probe.endsWith("/liveness")) publishProbeResult(ctx, container);
  startPass(ctx, payload.uid);
}

/** An operation of a pass was answered. Answers to a pass that was given up are dropped, and what they made is taken back. */
function answered(ctx: NodeContext, payload: ToSyncPayload): void {
  const worker = ctx.node.workers.get(payload.uid);
  const sync = worker?.sync;
  if (!worker || !sync || sync.id !== payload.sync) {
    if (payload.type === "SandboxStarted" && payload.result?.ok && (!worker || worker.stage !== "syncing")) discardSandbox(ctx, payload.uid, payload.result.value.id);
    return;
  }
  apply(ctx, worker, sync, payload);
  goOn(ctx, payload.uid);
}

// Mirrors HandlePodCleanups (pkg/kubelet/kubelet_pods.go): what runs of pods that nobody wants any more is ended, then their volumes go.
function endOrphans(ctx: NodeContext): void {
  for (const { podUid, id } of ctx.runtime.allSandboxes()) if (!ctx.node.workers.has(podUid)) discardSandbox(ctx, podUid, id);
  for (const uid of podsWithVolumes(ctx)) forgetOrphan(ctx, uid);
}

function forgetOrphan(ctx: NodeContext, uid: string): void {
  if (!ctx.node.workers.has(uid) && ctx.runtime.sandboxes(uid).length === 0) takeOff(ctx, uid);
}

/** A sandbox that came up after its pod had ended. */
function discardSandbox(ctx: NodeContext, uid: string, sandbox: string): void {
  const stopped: KubeletPayload = { target: "kubelet", type: "SandboxDiscarded", node: ctx.node.name, uid, sandbox };
  ctx.runtime.stopPodSandbox(sandbox, stopped);
}

function apply(ctx: NodeContext, worker: PodWorker, sync: Sync, payload: ToSyncPayload): void {
  switch (payload.type) {
    case "VolumesWait":
      return sync.step === "mounting" ? volumesWaited(ctx, worker, sync) : undefined;
    case "SandboxStarted":
      return sandboxStarted(ctx, worker, payload.result!);
    case "SandboxStopped":
      putSync(ctx, worker.uid, { step: sync.createSandbox === null ? "resize" : "createSandbox" });
      return;
    case "PreStopDone":
      return replaceKill(ctx, worker, sync, payload.container, (task) => preStopDone(ctx, worker, task, payload.result!));
    case "PreStopExpired":
      return replaceKill(ctx, worker, sync, payload.container, preStopExpired);
    default:
      return applyToContainer(ctx, worker, sync, payload);
  }
}

function applyToContainer(ctx: NodeContext, worker: PodWorker, sync: Sync, payload: Extract<ToSyncPayload, { container: string }>): void {
  const task = sync.starts.find((t) => t.name === payload.container);
  switch (payload.type) {
    case "ImagePulled":
      return task && applyStart(ctx, worker.uid, pullAnswered(ctx, worker, sync, task, payload.result!));
    case "ContainerCreated":
      return task && applyStart(ctx, worker.uid, createAnswered(ctx, worker, sync, task, payload.result!));
    case "ContainerStarted":
      return task && applyStart(ctx, worker.uid, startAnswered(ctx, worker, sync, task, payload.result!));
    case "PostStartDone":
      return task && applyStart(ctx, worker.uid, postStartAnswered(ctx, worker, sync, task, payload.result!));
    case "ContainerReset":
      putSync(ctx, worker.uid, { resets: sync.resets.map((each) => (each.containerId === payload.container ? { ...each, step: "done" } : each)) });
      return;
    case "ContainerUpdated":
      return resourcesUpdated(ctx, worker, sync, payload.container, payload.result!);
    case "ContainerStopped":
      if (task) return applyStart(ctx, worker.uid, postStartKilled(ctx, worker, task));
      return replaceKill(ctx, worker, sync, payload.container, (kill) => ({ ...kill, step: "done" }));
    default:
      return;
  }
}

function replaceKill(ctx: NodeContext, worker: PodWorker, sync: Sync, containerId: string, change: (task: KillTask) => KillTask): void {
  putSync(ctx, worker.uid, { kills: sync.kills.map((task) => (task.containerId === containerId ? change(task) : task)) });
}
