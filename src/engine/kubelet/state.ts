import type { Pod, PodStatus } from "../../api/types.ts";
import type { BackoffEntry } from "./backoff.ts";
import type { ImageRecord } from "./node-images.ts";
import { NO_PRESSURE, type Pressure } from "./eviction/pressure.ts";
import type { ProbeWorker } from "./probes/probe-worker.ts";
import type { ResizeState } from "./resize/allocation.ts";
import type { TakenAway } from "./restart-all.ts";
import type { Sync } from "./sync.ts";
import type { MountedVolume } from "./volumes/mounted-volume.ts";
import { slice } from "../simulation/slice.ts";

/** The kubelets of all nodes, by node name. */
export interface KubeletState {
  readonly nodes: Map<string, NodeState>;
  /** Nodes whose kubelet does not run. */
  readonly stopped: Set<string>;
  /** What pods refer to, as the kubelets' watches delivered it: "ConfigMap/ns/name", "Secret/ns/name", "Service/ns/name". */
  readonly sources: Map<string, unknown>;
}

/** One kubelet. */
export interface NodeState {
  readonly name: string;
  /** Minor of the kubelet: "1.36". */
  readonly version: string;
  /** How often its process began anew: what an earlier one asked for is not mistaken for an answer to this one. */
  readonly starts: number;
  /** Phase of the sync loop's 1 s ticker and of the runtime's relist, each in [0, 1000). */
  readonly syncPhaseMs: number;
  readonly relistPhaseMs: number;
  readonly workers: Map<string, PodWorker>;
  readonly probes: Map<string, ProbeWorker>;
  /** Container restarts, by pod and container spec; image pulls, by pod and image. */
  readonly crashBackoff: Map<string, BackoffEntry>;
  readonly imageBackoff: Map<string, BackoffEntry>;
  /** What is known of the node's images, by id; nothing of those that were there before t=0. */
  readonly imageRecords: Map<string, ImageRecord>;
  /** Why a container could not be started, by uid and name: the waiting state of the next status. */
  readonly reasons: Map<string, StartFailure>;
  readonly volumes: Map<string, MountedVolume>;
  /** What stands for the node's own pods in the API, as the watch delivered it, by "namespace/name"; and those that were asked for. */
  readonly mirrors: Map<string, Pod>;
  readonly mirrorsAsked: Set<string>;
  /** The first user id on the node of each pod that has users of its own, by uid. */
  readonly hostIds: Map<string, number>;
  /** When the manifests are read next, or -1. */
  manifestsDueAtMs: number;
  /** Pods whose runtime state changed since the last relist, and what that followed from: an entry of the journal. */
  readonly changed: Map<string, number>;
  /** When the eviction manager looks next, or earlier than now while nothing needs it. */
  evictionDueAtMs: number;
  /** What the node is short of. */
  pressure: Pressure;
  /** When the node's images are reported next, and when the collector of unused ones looks next; past = never. */
  imagesDueAtMs: number;
  imageGCDueAtMs: number;
  /** Collections in a row that freed too little. */
  imageGCFailures: number;
}

export interface StartFailure {
  readonly reason: string;
  readonly message: string;
}

/**
 * What one kubelet knows of one pod. Mirrors podSyncStatus (pkg/kubelet/pod_workers.go): a pod is synced until it must
 * end, then terminating until nothing of it runs, then terminated until its object is gone.
 */
export interface PodWorker {
  readonly uid: string;
  /** As last delivered by the watch; the API server may know better. */
  readonly pod: Pod;
  readonly stage: "syncing" | "terminating" | "terminated";
  /** Unix milliseconds. */
  readonly firstSeenMs: number;
  readonly admitted: boolean;
  /** The sync under way, or null while the worker sleeps. */
  readonly sync: Sync | null;
  readonly nextSyncId: number;
  /** Something happened during the sync: sync again at once. */
  readonly pending: boolean;
  /** What that followed from: an entry of the journal. */
  readonly pendingCause: number;
  /** Virtual time of the next sync that is queued, -1 for none. */
  readonly dueAtMs: number;
  /** The object is gone from the API: a forced deletion. */
  readonly deleted: boolean;
  /** Seconds for the kill, where the reason for it sets them. */
  readonly graceSeconds: number | null;
  /** Why the kubelet itself ended it: phase Failed with this reason. */
  readonly failure: { readonly reason: string; readonly message: string; /** It is taken away for the sake of others. */ readonly disruption?: boolean } | null;
  /** As last sent to the API server. */
  readonly status: PodStatus | null;
  /** Containers that went so that all begin again. */
  readonly takenAway: readonly TakenAway[];
  /** Null while its resources are those that it came with. */
  readonly resize: ResizeState | null;
  readonly volumesMounted: boolean;
  /** Since when, or -1. Virtual milliseconds. */
  readonly volumesMountedAtMs: number;
  /** A source of its volumes has changed since they were last written. */
  readonly volumesStale: boolean;
  /** When the last pass ended, or -1. Virtual milliseconds. */
  readonly syncedAtMs: number;
}

/** No node yet. */
export const newKubeletState = (): KubeletState => slice({ nodes: new Map(), stopped: new Set(), sources: new Map() });

/** A kubelet that has been running for long, with its tickers' phases. */
export const newNodeState = (name: string, version: string, phases: { syncPhaseMs: number; relistPhaseMs: number }, starts = 0): NodeState =>
  slice({
    name,
    version,
    starts,
    ...phases,
    workers: new Map(),
    probes: new Map(),
    crashBackoff: new Map(),
    imageBackoff: new Map(),
    imageRecords: new Map(),
    reasons: new Map(),
    volumes: new Map(),
    mirrors: new Map(),
    mirrorsAsked: new Set(),
    hostIds: new Map(),
    manifestsDueAtMs: -1,
    changed: new Map(),
    evictionDueAtMs: Number.MIN_SAFE_INTEGER,
    pressure: NO_PRESSURE,
    imagesDueAtMs: Number.MIN_SAFE_INTEGER,
    imageGCDueAtMs: Number.MIN_SAFE_INTEGER,
    imageGCFailures: 0,
  });
