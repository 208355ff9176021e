import { storageAnnotations, type PersistentVolume, type PersistentVolumeClaim } from "../../../api/storage.ts";
import { isError, type ApiClient } from "../../apiserver/request.ts";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import { objectKey } from "../informer.ts";
import { STORAGE, type StoragePayload } from "../persistentvolume/payloads.ts";
import { classFor, type StorageWorld } from "../persistentvolume/world.ts";
import { provisioners, volumeFor, volumeNameFor, type Provisioner } from "./provisioners.ts";

// Mirrors the rate limiter and DefaultFailedProvisionThreshold of sig-storage-lib-external-provisioner/controller/controller.go.
const RETRY_MS = 15_000;
const MAX_RETRY_MS = 1_000_000;
const MOST_FAILURES = 15;

export interface Provisioning {
  lookAtClaim(claim: PersistentVolumeClaim): void;
  lookAtVolume(volume: PersistentVolume): void;
  provision(payload: Extract<StoragePayload, { type: "Provision" }>): void;
  provisioned(payload: Extract<StoragePayload, { type: "Provisioned" }>): void;
  unprovision(payload: Extract<StoragePayload, { type: "Unprovision" }>): void;
}

export interface ProvisioningDeps {
  readonly kernel: Kernel;
  readonly world: StorageWorld;
  readonly client: ApiClient;
  /** By provisioner; empty where the cluster has no such addon. */
  readonly recorders: ReadonlyMap<string, EventRecorder>;
  /** Failures by the claim's uid; a claim that is in here is taken care of. */
  readonly failures: Map<string, number>;
  /** Uids of volumes that are being taken away. */
  readonly leaving: Set<string>;
}

/** The external provisioners of the cluster. Mirrors ProvisionController (sig-storage-lib-external-provisioner). */
export function createProvisioning({ kernel, world, client, recorders, failures, leaving }: ProvisioningDeps): Provisioning {
  const later = (delayMs: number, payload: StoragePayload): void => kernel.schedule(kernel.now + delayMs, payload);
  const running = (name: string | undefined): Provisioner | undefined => provisioners.find((each) => each.name === name && recorders.has(each.name));
  const say = ({ name }: Provisioner, claim: PersistentVolumeClaim, type: "Normal" | "Warning", reason: string, message: string): void =>
    recorders.get(name)?.event(claim, type, reason, message);

  // Mirrors shouldProvision: the binder has named it, and where the class waits for a consumer the scheduler has chosen a node.
  function provisionerOf(claim: PersistentVolumeClaim): Provisioner | undefined {
    const { annotations } = claim.metadata;
    if (claim.spec.volumeName || claim.metadata.deletionTimestamp !== undefined) return undefined;
    const waits = classFor(world, claim)?.volumeBindingMode === "WaitForFirstConsumer";
    return waits && !annotations?.[storageAnnotations.selectedNode] ? undefined : running(annotations?.[storageAnnotations.provisioner]);
  }

  function lookAtClaim(claim: PersistentVolumeClaim): void {
    const { uid } = claim.metadata;
    if (failures.has(uid) || !provisionerOf(claim)) return;
    failures.set(uid, 0);
    begin(claim);
  }

  function begin(claim: PersistentVolumeClaim): void {
    const provisioner = provisionerOf(claim);
    const { uid, namespace, name } = claim.metadata;
    if (!provisioner) {
      failures.delete(uid);
      return;
    }
    say(provisioner, claim, "Normal", "Provisioning", `External provisioner is provisioning volume for claim "${namespace}/${name}"`);
    const problem = provisioner.problem(claim, claim.metadata.annotations?.[storageAnnotations.selectedNode]);
    if (problem !== undefined) failed(provisioner, claim, problem);
    else later(provisioner.tookMs, { target: STORAGE, type: "Provision", key: objectKey(claim), uid, begin: false });
  }

  function failed(provisioner: Provisioner, claim: PersistentVolumeClaim, problem: string): void {
    const { uid } = claim.metadata;
    const count = (failures.get(uid) ?? 0) + 1;
    failures.set(uid, count);
    say(provisioner, claim, "Warning", "ProvisioningFailed", `failed to provision volume with StorageClass "${classFor(world, claim)?.metadata.name ?? ""}": ${problem}`);
    if (count >= MOST_FAILURES) return;
    const delayMs = Math.min(RETRY_MS * 2 ** (count - 1), MAX_RETRY_MS);
    later(delayMs, { target: STORAGE, type: "Provision", key: objectKey(claim), uid, begin: true });
  }

  function provision({ key, uid, begin: again }: Extract<StoragePayload, { type: "Provision" }>): void {
    const claim = world.claims.get(key);
    const provisioner = claim?.metadata.uid === uid ? provisionerOf(claim) : undefined;
    const storageClass = claim && classFor(world, claim);
    if (!claim || !provisioner || !storageClass) {
      failures.delete(uid);
      return;
    }
    if (again) {
      begin(claim);
      return;
    }
    const body = volumeFor(provisioner, claim, storageClass, claim.metadata.annotations?.[storageAnnotations.selectedNode]);
    const reply: StoragePayload = { target: STORAGE, type: "Provisioned", key, uid };
    client.send({ verb: "create", group: "", version: "v1", resource: "persistentvolumes", body, userAgent: provisioner.name }, reply);
  }

  function provisioned({ key, uid, response }: Extract<StoragePayload, { type: "Provisioned" }>): void {
    const claim = world.claims.get(key);
    const provisioner = claim && running(claim.metadata.annotations?.[storageAnnotations.provisioner]);
    failures.delete(uid);
    if (!provisioner || claim.metadata.uid !== uid) return;
    if (response && isError(response) && response.code !== 409) failed(provisioner, claim, response.body.message ?? "");
    else say(provisioner, claim, "Normal", "ProvisioningSucceeded", `Successfully provisioned volume ${volumeNameFor(claim)}`);
  }

  // Mirrors shouldDelete: what it has made itself, once the claim is gone.
  function lookAtVolume(volume: PersistentVolume): void {
    const { name, uid, annotations, deletionTimestamp } = volume.metadata;
    const provisioner = running(annotations?.[storageAnnotations.provisionedBy]);
    if (!provisioner || volume.status?.phase !== "Released" || volume.spec.persistentVolumeReclaimPolicy !== "Delete") return;
    if (deletionTimestamp !== undefined || leaving.has(uid)) return;
    leaving.add(uid);
    later(provisioner.tookMs, { target: STORAGE, type: "Unprovision", name, uid });
  }

  function unprovision({ name, uid }: Extract<StoragePayload, { type: "Unprovision" }>): void {
    leaving.delete(uid);
    client.send({ verb: "delete", group: "", version: "v1", resource: "persistentvolumes", name, body: { preconditions: { uid } }, userAgent: "local-path-provisioner" });
  }

  return { lookAtClaim, lookAtVolume, provision, provisioned, unprovision };
}
