import { asJson, type JsonObject } from "../../../api/json.ts";
import { notMadeFor, type PersistentVolumeClaim, type PersistentVolumeClaimSpec } from "../../../api/storage.ts";
import type { Pod, StringMap, Volume } from "../../../api/types.ts";
import { isError, type ApiClient } from "../../apiserver/request.ts";
import type { EventRecorder } from "../../events/recorder.ts";
import { objectKey } from "../informer.ts";
import { STORAGE, type StoragePayload } from "../persistentvolume/payloads.ts";
import type { StorageWorld } from "../persistentvolume/world.ts";

export interface EphemeralVolumes {
  lookAt(pod: Pod): void;
  /** Whoever may have waited for the name. */
  claimGone(claim: PersistentVolumeClaim): void;
  podGone(pod: Pod): void;
  made(payload: Extract<StoragePayload, { type: "EphemeralMade" }>): void;
}

interface ClaimTemplate {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec: PersistentVolumeClaimSpec;
}

/** Makes the claims of generic ephemeral volumes. Mirrors ephemeralController (pkg/controller/volume/ephemeral/controller.go). */
export function createEphemeralVolumes({ world, client, recorder }: { readonly world: StorageWorld; readonly client: ApiClient; readonly recorder: EventRecorder }): EphemeralVolumes {
  const claims = { group: "", version: "v1", resource: "persistentvolumeclaims", userAgent: "kube-controller-manager" };

  function lookAt(pod: Pod): void {
    if (pod.metadata.deletionTimestamp !== undefined) return;
    for (const volume of pod.spec.volumes ?? []) if (volume.ephemeral) provide(pod, volume);
  }

  function provide(pod: Pod, volume: Volume): void {
    const known = world.claims.get(`${pod.metadata.namespace}/${pod.metadata.name}-${volume.name}`);
    if (!known) {
      const namespace = pod.metadata.namespace ?? "";
      const reply: StoragePayload = { target: STORAGE, type: "EphemeralMade", pod: objectKey(pod) };
      client.send({ ...claims, verb: "create", namespace, body: claimFor(pod, volume) }, reply);
      return;
    }
    const conflict = notMadeFor(pod, known);
    if (conflict !== undefined) recorder.event(pod, "Warning", "FailedBinding", `ephemeral volume ${volume.name}: ${conflict}`);
  }

  function claimGone({ metadata }: PersistentVolumeClaim): void {
    for (const pod of world.pods.values()) {
      if (pod.metadata.namespace === metadata.namespace && pod.spec.volumes?.some((volume) => volume.ephemeral && `${pod.metadata.name}-${volume.name}` === metadata.name)) lookAt(pod);
    }
  }

  /** A name that was taken meanwhile: the watch will tell by whom. */
  function made({ pod, response }: Extract<StoragePayload, { type: "EphemeralMade" }>): void {
    const known = world.pods.get(pod);
    if (!known || !response || !isError(response) || response.code === 409) return;
    recorder.event(known, "Warning", "FailedBinding", `ephemeral volume: ${response.body.message ?? ""}`);
  }

  // Mirrors the garbage collector: what has only one owner goes with it.
  function podGone(pod: Pod): void {
    for (const volume of pod.spec.volumes ?? []) {
      const claim = volume.ephemeral && world.claims.get(`${pod.metadata.namespace}/${pod.metadata.name}-${volume.name}`);
      if (!claim || notMadeFor(pod, claim) !== undefined || claim.metadata.deletionTimestamp !== undefined) continue;
      const { namespace = "", name, uid } = claim.metadata;
      client.send({ ...claims, verb: "delete", namespace, name, body: { preconditions: { uid } } });
    }
  }

  return { lookAt, claimGone, podGone, made };
}

function claimFor(pod: Pod, volume: Volume): JsonObject {
  const template = (volume.ephemeral?.["volumeClaimTemplate"] ?? {}) as unknown as ClaimTemplate;
  const { labels, annotations } = template.metadata ?? {};
  return asJson({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name: `${pod.metadata.name}-${volume.name}`,
      namespace: pod.metadata.namespace ?? "",
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: pod.metadata.name, uid: pod.metadata.uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: template.spec,
  });
}
