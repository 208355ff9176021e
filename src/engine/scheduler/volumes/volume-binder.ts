import { asJson } from "../../../api/json.ts";
import { isFullyBound, storageAnnotations, type PersistentVolume, type PersistentVolumeClaim } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import { isReachable, reservedFor } from "../../../api/volume-matching.ts";
import { isError, type ApiClient, type ApiRequest } from "../../apiserver/request.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import type { Cache } from "../cache/cache.ts";
import type { CacheState } from "../cache/state.ts";
import { SCHEDULER, type SchedulerPayload } from "../payloads.ts";
import { podClaims, volumesOnNode } from "./pod-volumes.ts";

/** A pod whose volumes are being bound before it is. */
export interface VolumeBinding {
  readonly pod: Pod;
  readonly node: string;
  readonly turn: number;
  /** Keys of the claims that must be bound; those among them whose volume is to be provisioned. */
  readonly claims: readonly string[];
  readonly provisioned: readonly string[];
  /** Volumes that were taken. */
  readonly volumes: readonly string[];
  /** Writes without an answer yet. */
  readonly waiting: number;
  readonly giveUpAtMs: number;
}

// Mirrors checkBindings' poll and DefaultBindTimeoutSeconds (pkg/scheduler/framework/plugins/volumebinding/binder.go, apis/config).
const POLL_MS = 1_000;
const TIMEOUT_MS = 600_000;

export interface VolumeBinderDeps {
  readonly kernel: Kernel;
  readonly client: ApiClient;
  readonly cache: Cache;
  readonly state: CacheState;
  readonly bindings: Map<string, VolumeBinding>;
  nextTurn(): number;
  /** The pod is still there. */
  exists(uid: string): boolean;
  /** All volumes of the pod are bound, or they cannot be. */
  done(pod: Pod, node: string, problem?: string): void;
}

export interface VolumeBinder {
  /** Takes the pod's volumes and begins to bind them. False: there is nothing to bind. */
  begin(pod: Pod, node: string): boolean;
  written(payload: Extract<SchedulerPayload, { type: "VolumeWritten" }>): void;
  check(payload: Extract<SchedulerPayload, { type: "CheckVolumes" }>): void;
}

/** Reserve and PreBind of VolumeBinding. Mirrors AssumePodVolumes and BindPodVolumes (binder.go). */
export function createVolumeBinder({ kernel, client, cache, state, bindings, nextTurn, exists, done }: VolumeBinderDeps): VolumeBinder {
  function begin(pod: Pod, node: string): boolean {
    const claims = podClaims(pod, cache);
    const info = cache.node(node);
    if ("fault" in claims || !info || claims.toBind.length === 0) return false;
    const found = volumesOnNode(claims, info.node, cache);
    if ("reasons" in found) return false;
    const turn = nextTurn();
    const reply: SchedulerPayload = { target: SCHEDULER, type: "VolumeWritten", uid: pod.metadata.uid, turn };
    let waiting = 0;
    for (const { claim, volume } of found.existing) waiting += takeVolume(volume, claim, reply);
    for (const claim of found.provision) waiting += selectNode(claim, node, reply);
    bindings.set(pod.metadata.uid, {
      pod, node, turn, waiting,
      claims: claims.toBind.map(keyOf),
      provisioned: found.provision.map(keyOf),
      volumes: found.existing.map(({ volume }) => volume.metadata.name),
      giveUpAtMs: kernel.now + TIMEOUT_MS,
    });
    if (waiting === 0) checkLater(pod.metadata.uid, turn);
    return true;
  }

  function takeVolume(volume: PersistentVolume, claim: PersistentVolumeClaim, reply: SchedulerPayload): number {
    const taken = reservedFor(volume, claim);
    if (!taken) return 0;
    state.assumedVolumes.set(volume.metadata.name, kernel.freeze(taken));
    client.send({ ...core, verb: "update", resource: "persistentvolumes", name: volume.metadata.name, body: asJson(taken) }, reply);
    return 1;
  }

  function selectNode(claim: PersistentVolumeClaim, node: string, reply: SchedulerPayload): number {
    const { namespace = "", name, annotations } = claim.metadata;
    const chosen = { ...claim, metadata: { ...claim.metadata, annotations: { ...annotations, [storageAnnotations.selectedNode]: node } } };
    state.assumedClaims.set(keyOf(claim), kernel.freeze(chosen));
    client.send({ ...core, verb: "update", resource: "persistentvolumeclaims", namespace, name, body: asJson(chosen) }, reply);
    return 1;
  }

  function written({ uid, turn, response }: Extract<SchedulerPayload, { type: "VolumeWritten" }>): void {
    const run = bindings.get(uid);
    if (run?.turn !== turn) return;
    if (response && isError(response)) return finish(run, response.body.message ?? "");
    const waiting = run.waiting - 1;
    bindings.set(uid, { ...run, waiting });
    if (waiting === 0) checkLater(uid, turn);
  }

  const checkLater = (uid: string, turn: number): void => {
    const payload: SchedulerPayload = { target: SCHEDULER, type: "CheckVolumes", uid, turn };
    kernel.schedule(kernel.now + POLL_MS, payload);
  };

  function check({ uid, turn }: Extract<SchedulerPayload, { type: "CheckVolumes" }>): void {
    const run = bindings.get(uid);
    if (run?.turn !== turn) return;
    const problem = problemOf(run);
    if (problem !== undefined) finish(run, problem);
    else if (run.claims.every((key) => isBound(key))) finish(run);
    else if (kernel.now >= run.giveUpAtMs) finish(run, "context deadline exceeded");
    else checkLater(uid, turn);
  }

  const isBound = (key: string): boolean => {
    const claim = state.claims.get(key);
    return claim !== undefined && isFullyBound(claim);
  };

  // Mirrors checkBindings: what the scheduler chose must still stand.
  function problemOf({ pod, claims, provisioned, volumes, node }: VolumeBinding): string | undefined {
    if (!exists(pod.metadata.uid)) return `pod does not exist any more: pod "${pod.metadata.name}" not found`;
    const info = cache.node(node);
    if (!info) return `failed to get node "${node}": node "${node}" not found`;
    const gone = claims.find((key) => !state.claims.has(key));
    if (gone !== undefined) return `failed to check provisioning pvc: could not find v1.PersistentVolumeClaim "${gone}"`;
    if (volumes.some((name) => !state.volumes.has(name))) return `failed to check binding: could not find v1.PersistentVolume`;
    for (const key of provisioned) {
      const claim = state.claims.get(key)!;
      const selected = claim.metadata.annotations?.[storageAnnotations.selectedNode] ?? "";
      if (selected !== node) return `selectedNode annotation value "${selected}" not set to scheduled node "${node}"`;
      const volume = claim.spec.volumeName ? state.volumes.get(claim.spec.volumeName) : undefined;
      if (volume && !isReachable(volume, info.node)) return `pv "${volume.metadata.name}" node affinity doesn't match node "${node}": no matching NodeSelectorTerms`;
    }
    return undefined;
  }

  // Mirrors RevertAssumedPodVolumes: with a problem, what was taken is free again.
  function finish(run: VolumeBinding, problem?: string): void {
    bindings.delete(run.pod.metadata.uid);
    if (problem !== undefined) {
      for (const name of run.volumes) state.assumedVolumes.delete(name);
      for (const key of run.claims) state.assumedClaims.delete(key);
    }
    done(run.pod, run.node, problem === undefined ? undefined : `running PreBind plugin "VolumeBinding": binding volumes: ${problem}`);
  }

  return { begin, written, check };
}

const core: Pick<ApiRequest, "group" | "version" | "userAgent"> = { group: "", version: "v1", userAgent: SCHEDULER };
const keyOf = ({ metadata }: PersistentVolumeClaim): string => `${metadata.namespace}/${metadata.name}`;
