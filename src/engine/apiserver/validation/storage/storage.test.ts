import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../../../api/types.ts";
import { strategyFor } from "../../strategies/strategy.ts";
import { fieldErrorMessage } from "../field-error.ts";

const object = (fields: object, name = "a"): KubernetesObject => ({ metadata: { name, resourceVersion: "1" }, ...fields }) as unknown as KubernetesObject;
const made = (resource: string, given: KubernetesObject, group = ""): KubernetesObject => {
  const strategy = strategyFor(group, resource);
  return strategy.prepareForCreate(strategy.applyDefaults(given));
};
const faults = (resource: string, spec: object, group = ""): string[] => strategyFor(group, resource).validateCreate(made(resource, object(spec), group)).map(fieldErrorMessage);
const updateFaults = (resource: string, next: object, old: object, group = ""): string[] => {
  const strategy = strategyFor(group, resource);
  const before = made(resource, object(old), group);
  return strategy.validateUpdate(strategy.prepareForUpdate(strategy.applyDefaults(object(next)), before), before).map(fieldErrorMessage);
};

const volume = { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/data" } };

// Rows of ValidatePersistentVolumeSpec and its update (pkg/apis/core/validation/validation.go).
describe("a PersistentVolume", () => {
  test.each([
    ["as it should be", volume, []],
    ["empty", {}, [
      "spec.accessModes: Required value",
      "spec.capacity: Required value",
      'spec.capacity: Unsupported value: {}: supported values: "storage"',
      "spec: Required value: must specify a volume type",
    ]],
    ["of no size", { ...volume, capacity: { storage: "0" } }, ['spec.capacity[storage]: Invalid value: "0": must be greater than zero']],
    ["with a mode nobody knows", { ...volume, accessModes: ["ReadMaybe"] }, ['spec.accessModes: Unsupported value: "ReadMaybe": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"']],
    ["with two sources", { ...volume, nfs: { server: "nas", path: "/x" } }, ["spec.nfs: Forbidden: may not specify more than 1 volume type"]],
    ["that is local and nowhere", { ...volume, hostPath: undefined, local: { path: "/disk" } }, ["spec.nodeAffinity: Required value: Local volume requires node affinity"]],
    ["with a policy nobody knows", { ...volume, persistentVolumeReclaimPolicy: "Burn" }, ['spec.persistentVolumeReclaimPolicy: Unsupported value: "Burn": supported values: "Delete", "Recycle", "Retain"']],
    ["that would recycle the whole machine", { ...volume, hostPath: { path: "/" }, persistentVolumeReclaimPolicy: "Recycle" }, ["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"]],
  ])("%s", (_, spec, expected) => expect(faults("persistentvolumes", { spec })).toEqual(expected));

  test("keeps its source", () =>
    expect(updateFaults("persistentvolumes", { spec: { ...volume, hostPath: { path: "/other" } } }, { spec: volume })).toEqual([
      "spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation",
    ]));
  test("is born Pending, kept by default, with the empty type written out", () =>
    expect(made("persistentvolumes", object({ spec: volume }))).toMatchObject({ spec: { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem", hostPath: { path: "/data", type: "" } }, status: { phase: "Pending" } }));
});

describe("a claim", () => {
  const claim = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  const claimFaults = (spec: object): string[] => faults("persistentvolumeclaims", { spec }).filter((fault) => !fault.startsWith("metadata."));
  test.each([
    ["as it should be", claim, []],
    ["without modes and size", {}, ["spec.accessModes: Required value: at least 1 access mode is required", "spec.resources[storage]: Required value"]],
    ["for one Pod and for others", { ...claim, accessModes: ["ReadWriteOncePod", "ReadWriteMany"] }, ["spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes"]],
  ])("%s", (_, spec, expected) => expect(claimFaults(spec)).toEqual(expected));

  test("may be given a volume and a class once, and nothing else", () => {
    const changed = (spec: object, old: object = claim): string[] => updateFaults("persistentvolumeclaims", { spec }, { spec: old });
    expect(changed({ ...claim, volumeName: "v", storageClassName: "fast" })).toEqual([]);
    expect(changed({ ...claim, volumeName: "w" }, { ...claim, volumeName: "v" })[0]).toMatch(/^spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n/);
    expect(changed({ ...claim, accessModes: ["ReadWriteMany"] })[0]).toMatch(/^spec: Forbidden: spec is immutable/);
  });
});

describe("a StorageClass", () => {
  const fields = { provisioner: "example.com/x" };
  test.each([
    ["as it should be", fields, []],
    ["without a provisioner", {}, ["provisioner: Required value"]],
    ["with a policy that is for static volumes", { ...fields, reclaimPolicy: "Recycle" }, ['reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"']],
    ["with a mode nobody knows", { ...fields, volumeBindingMode: "Later" }, ['volumeBindingMode: Unsupported value: "Later": supported values: "Immediate", "WaitForFirstConsumer"']],
  ])("%s", (_, given, expected) => expect(faults("storageclasses", given, "storage.k8s.io")).toEqual(expected));

  test("does not change what claims rely on", () =>
    expect(updateFaults("storageclasses", { provisioner: "example.com/y", reclaimPolicy: "Retain", parameters: { a: "b" } }, fields, "storage.k8s.io")).toEqual([
      "parameters: Forbidden: updates to parameters are forbidden.",
      "provisioner: Forbidden: updates to provisioner are forbidden.",
      "reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.",
    ]));
});
