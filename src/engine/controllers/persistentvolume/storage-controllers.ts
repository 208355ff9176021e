import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { ApiClient, WatchEvent } from "../../apiserver/request.ts";
import { createEventRecorder, newEventRecorderState, type EventRecorder, type EventRecorderState } from "../../events/recorder.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { createEphemeralVolumes } from "../ephemeral-volume/ephemeral-volumes.ts";
import { objectKey } from "../informer.ts";
import { expansionAsked } from "../volume-expand/expand.ts";
import { createProtection } from "../volume-protection/protection.ts";
import { provisioners } from "../volume-provisioner/provisioners.ts";
import { createProvisioning } from "../volume-provisioner/provisioning.ts";
import { createBinder, newBinderState, type BinderState } from "./binder.ts";
import { STORAGE, type StoragePayload } from "./payloads.ts";
import { claimKeysOf, newStorageWorld, take, type StorageWorld } from "./world.ts";

export interface StorageState {
  readonly world: StorageWorld;
  readonly binder: BinderState;
  readonly letting: Set<string>;
  readonly failures: Map<string, number>;
  readonly leaving: Set<string>;
  /** By component. */
  readonly recorders: Map<string, EventRecorderState>;
}

const BINDER = "persistentvolume-controller";
const EPHEMERAL = "ephemeral_volume";
const EXPAND = "volume_expand";
const components: readonly string[] = [BINDER, EPHEMERAL, EXPAND, ...provisioners.map(({ component }) => component)];

export const newStorageState = (): StorageState =>
  slice({
    world: newStorageWorld(),
    binder: newBinderState(),
    letting: new Set<string>(),
    failures: new Map<string, number>(),
    leaving: new Set<string>(),
    recorders: new Map(components.map((component) => [component, newEventRecorderState()])),
  });

export interface StorageDeps {
  readonly kernel: Kernel;
  readonly state: StorageState;
  readonly client: ApiClient;
  /** The `storage` addon is on: claims of its classes are provisioned. */
  readonly provisions: boolean;
  readonly instant: boolean;
}

export interface StorageControllers extends Component<StoragePayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
  /** Whose answers come back under names of their own. */
  readonly recorders: readonly EventRecorder[];
}

/** All that moves volumes and claims, but for scheduler and kubelets: binder, protection, ephemeral volumes, expansion, provisioners. */
export function createStorageControllers({ kernel, state, client, provisions, instant }: StorageDeps): StorageControllers {
  const { world } = state;
  const recorders = new Map(
    components.map((component) => [component, createEventRecorder({ kernel, state: state.recorders.get(component)!, client, component, userAgent: "kube-controller-manager" })]),
  );
  const recorder = (component: string): EventRecorder => recorders.get(component)!;
  const binder = createBinder({ kernel, state: state.binder, world, client, recorder: recorder(BINDER), instant });
  const protection = createProtection({ world, client, letting: state.letting });
  const ephemeral = createEphemeralVolumes({ world, client, recorder: recorder(EPHEMERAL) });
  const provisioning = createProvisioning({
    kernel, world, client, failures: state.failures, leaving: state.leaving,
    recorders: new Map(provisions ? provisioners.map(({ name, component }) => [name, recorder(component)]) : []),
  });

  function start(): void {
    const core = { group: "", version: "v1" };
    client.watch({ id: `${STORAGE}/classes`, group: "storage.k8s.io", version: "v1", resource: "storageclasses", deliver: { target: STORAGE, type: "ClassEvent" } });
    client.watch({ id: `${STORAGE}/volumes`, ...core, resource: "persistentvolumes", deliver: { target: STORAGE, type: "VolumeEvent" } });
    client.watch({ id: `${STORAGE}/claims`, ...core, resource: "persistentvolumeclaims", deliver: { target: STORAGE, type: "ClaimEvent" } });
    client.watch({ id: `${STORAGE}/pods`, ...core, resource: "pods", deliver: { target: STORAGE, type: "PodEvent" } });
  }

  function onVolume(event: WatchEvent<PersistentVolume>): void {
    if (!take(world.volumes, event)) return;
    const { object } = event;
    const { claimRef } = object.spec;
    if (event.type === "DELETED") {
      if (claimRef) binder.add("claim", `${claimRef.namespace}/${claimRef.name}`);
      return;
    }
    binder.add("volume", object.metadata.name);
    protection.lookAtVolume(object.metadata.name);
    provisioning.lookAtVolume(object);
  }

  function onClaim(event: WatchEvent<PersistentVolumeClaim>): void {
    const { object } = event;
    const key = objectKey(object);
    const before = world.claims.get(key);
    if (!take(world.claims, event)) return;
    if (event.type === "DELETED") {
      if (object.spec.volumeName) binder.add("volume", object.spec.volumeName);
      state.failures.delete(object.metadata.uid);
      ephemeral.claimGone(object);
      return;
    }
    binder.add("claim", key);
    protection.lookAtClaim(key);
    expansionAsked(recorder(EXPAND), object, before);
    provisioning.lookAtClaim(object);
  }

  function onPod(event: WatchEvent<Pod>): void {
    const { object: pod, type } = event;
    const claims = claimKeysOf(pod);
    if (claims.length === 0) return;
    const known = world.pods.get(objectKey(pod));
    take(world.pods, event);
    if (type === "DELETED") ephemeral.podGone(pod);
    else if (!known) ephemeral.lookAt(pod);
    for (const key of claims) protection.lookAtClaim(key);
  }

  function handle(payload: StoragePayload): void {
    switch (payload.type) {
      case "VolumeEvent":
        return payload.event && isOfObject(payload.event) ? onVolume(payload.event) : undefined;
      case "ClaimEvent":
        return payload.event && isOfObject(payload.event) ? onClaim(payload.event) : undefined;
      case "ClassEvent":
        return payload.event && isOfObject(payload.event) ? void take(world.classes, payload.event) : undefined;
      case "PodEvent":
        return payload.event && isOfObject(payload.event) ? onPod(payload.event) : undefined;
      case "VolumeWork":
        return binder.workOnVolumes();
      case "Resync":
        return binder.resync();
      case "Written":
        return binder.written(payload);
      case "Unprotected":
        return protection.unprotected(payload);
      case "EphemeralMade":
        return ephemeral.made(payload);
      case "Provision":
        return provisioning.provision(payload);
      case "Provisioned":
        return provisioning.provisioned(payload);
      case "Unprovision":
        return provisioning.unprovision(payload);
    }
  }

  return { start, handle, recorders: [...recorders.values()] };
}

const isOfObject = ({ type }: WatchEvent): boolean => type !== "BOOKMARK" && type !== "ERROR";
