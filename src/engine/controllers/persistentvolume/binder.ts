import { asJson } from "../../../api/json.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { isError, type ApiClient, type ApiResponse } from "../../apiserver/request.ts";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { objectKey } from "../informer.ts";
import { claimStep } from "./claim-step.ts";
import type { StoragePayload } from "./payloads.ts";
import { STORAGE } from "./payloads.ts";
import type { Said, Step, Write } from "./step.ts";
import { volumeStep } from "./volume-step.ts";
import { take, type StorageWorld } from "./world.ts";

export type Kind = "volume" | "claim";

export interface BinderState {
  /** Names of volumes and keys of claims that wait for a look, in order. */
  readonly volumes: Set<string>;
  readonly claims: Set<string>;
  /** What each of the two workers is at, "" for nothing. */
  busyVolume: string;
  busyClaim: string;
  resyncDue: boolean;
}
export const newBinderState = (): BinderState => slice({ volumes: new Set<string>(), claims: new Set<string>(), busyVolume: "", busyClaim: "", resyncDue: false });

// Mirrors the default of --pvclaimbinder-sync-period. Simplified: the moments at which claims and volumes are compared stand at the same place in every run, where they were measured once.
const RESYNC_MS = 15_000;
const RESYNC_PHASE_MS = 8_850;
/** Measured: a claim that is made 9 ms after a volume does not yet find it available. */
const VOLUME_WORK_MS = 8;

export interface BinderDeps {
  readonly kernel: Kernel;
  readonly state: BinderState;
  readonly world: StorageWorld;
  readonly client: ApiClient;
  readonly recorder: EventRecorder;
  readonly instant: boolean;
}

export interface Binder {
  /** The object wants a look. */
  add(kind: Kind, key: string): void;
  workOnVolumes(): void;
  written(payload: Extract<StoragePayload, { type: "Written" }>): void;
  resync(): void;
}

/** Ties claims to volumes. Mirrors PersistentVolumeController (pkg/controller/volume/persistentvolume/pv_controller_base.go): one worker for volumes, one for claims. */
export function createBinder({ kernel, state, world, client, recorder, instant }: BinderDeps): Binder {
  const now = (): string => rfc3339(kernel.startsAtMs + kernel.now);

  function add(kind: Kind, key: string): void {
    const queue = kind === "volume" ? state.volumes : state.claims;
    if (queue.has(key)) return;
    const idle = queue.size === 0;
    queue.add(key);
    if (!isSettled(kind, key)) resyncLater();
    if (kind === "claim") workOnClaims();
    else if (idle) kernel.schedule(kernel.now + (instant ? 0 : VOLUME_WORK_MS), { target: STORAGE, type: "VolumeWork" });
  }

  function workOnClaims(): void {
    while (state.busyClaim === "" && state.claims.size > 0) startNext("claim", state.claims);
  }
  function workOnVolumes(): void {
    while (state.busyVolume === "" && state.volumes.size > 0) startNext("volume", state.volumes);
  }
  function startNext(kind: Kind, queue: Set<string>): void {
    const [key = ""] = queue;
    queue.delete(key);
    lookAt(kind, key);
  }

  const setBusy = (kind: Kind, key: string): void => {
    if (kind === "volume") state.busyVolume = key;
    else state.busyClaim = key;
  };

  function stepFor(kind: Kind, key: string): Step | undefined {
    if (kind === "volume") {
      const volume = world.volumes.get(key);
      return volume && volumeStep(volume, world, now());
    }
    const claim = world.claims.get(key);
    return claim && claimStep(claim, world, now());
  }

  /** One step of a worker. */
  function lookAt(kind: Kind, key: string): void {
    setBusy(kind, "");
    const step = stepFor(kind, key);
    if (!step) return;
    if (step.wake !== undefined) add("claim", step.wake);
    if (!step.write) {
      say(step.said);
      return;
    }
    setBusy(kind, key);
    send(step.write, { target: STORAGE, type: "Written", kind, key, said: step.said ?? [], last: step.last === true });
  }

  function send({ what, object }: Write, reply: StoragePayload): void {
    const { name, namespace } = object.metadata;
    const resource = what === "claim" || what === "claimStatus" ? "persistentvolumeclaims" : "persistentvolumes";
    const request = { group: "", version: "v1", resource, name, ...(namespace !== undefined && { namespace }), userAgent: "kube-controller-manager" };
    if (what === "deleteVolume") client.send({ ...request, verb: "delete", body: { preconditions: { uid: object.metadata.uid } } }, reply);
    else client.send({ ...request, verb: "update", ...((what === "claimStatus" || what === "volumeStatus") && { subresource: "status" }), body: asJson(object) }, reply);
  }

  const say = (said: readonly Said[] = []): void => said.forEach(({ about, type, reason, message }) => recorder.event(about, type, reason, message));

  function written({ kind, key, said, last, response }: Extract<StoragePayload, { type: "Written" }>): void {
    setBusy(kind, "");
    if (response && !isError(response)) {
      remember(response);
      say(said);
      if (!last) lookAt(kind, key);
    }
    workOnVolumes();
    workOnClaims();
  }

  /** What a write was answered with is known at once. */
  function remember({ body }: ApiResponse): void {
    const object = body as KubernetesObject;
    if (object.kind === "PersistentVolume" && world.volumes.has(objectKey(object))) take(world.volumes, { type: "MODIFIED", object: object as PersistentVolume });
    if (object.kind === "PersistentVolumeClaim" && world.claims.has(objectKey(object))) take(world.claims, { type: "MODIFIED", object: object as PersistentVolumeClaim });
  }

  /** A look every 15 s would change nothing about it. */
  function isSettled(kind: Kind, key: string): boolean {
    if (kind === "claim") {
      const phase = world.claims.get(key)?.status?.phase;
      return phase === undefined || phase === "Bound" || phase === "Lost";
    }
    const volume = world.volumes.get(key);
    return volume?.status?.phase !== "Released" || volume.spec.persistentVolumeReclaimPolicy === "Retain";
  }

  function resyncLater(): void {
    if (state.resyncDue) return;
    state.resyncDue = true;
    const into = (((kernel.now - RESYNC_PHASE_MS) % RESYNC_MS) + RESYNC_MS) % RESYNC_MS;
    kernel.schedule(kernel.now + RESYNC_MS - into, { target: STORAGE, type: "Resync" });
  }

  function resync(): void {
    state.resyncDue = false;
    for (const name of world.volumes.keys()) if (!isSettled("volume", name)) add("volume", name);
    for (const key of world.claims.keys()) if (!isSettled("claim", key)) add("claim", key);
  }

  return { add, workOnVolumes, written, resync };
}
