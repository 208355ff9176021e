import { describe, expect, test } from "vitest";
import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import { harness, podOf, type Harness } from "../../pod-harness.ts";

const GIB = "1Gi";
const volume = (name: string, spec: object = {}, metadata: object = {}): object => ({
  kind: "PersistentVolume",
  metadata: { name, ...metadata },
  spec: { capacity: { storage: GIB }, accessModes: ["ReadWriteOnce"], storageClassName: "manual", hostPath: { path: `/tmp/${name}` }, ...spec },
});
const claim = (name: string, spec: object = {}, metadata: object = {}): object => ({
  kind: "PersistentVolumeClaim",
  metadata: { name, ...metadata },
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: "manual", resources: { requests: { storage: "500Mi" } }, ...spec },
});
const storageClass = (name: string, fields: object): object => ({ kind: "StorageClass", metadata: { name }, provisioner: "example.com/nobody", ...fields });
const user = (claimName: string, name = "web", script = "sleep 3600"): object =>
  podOf(script, { name, volumes: [{ name: "v", persistentVolumeClaim: { claimName } }], mounts: [{ name: "v", mountPath: "/v" }], spec: { terminationGracePeriodSeconds: 1 } });

const phase = (h: Harness, name: string): string | undefined => h.object<PersistentVolume>("PersistentVolume", name)?.status?.phase;
const claimed = (h: Harness, name: string): string | undefined => {
  const found = h.object<PersistentVolumeClaim>("PersistentVolumeClaim", name);
  return found && `${found.status?.phase} ${found.spec.volumeName ?? "-"}`;
};

describe("a claim gets", () => {
  test.each([
    ["the smallest volume that is large enough", [volume("big", { capacity: { storage: "10Gi" } }), volume("fits"), volume("tiny", { capacity: { storage: "100Mi" } })], {}, "Bound fits"],
    ["no volume of another class", [volume("other", { storageClassName: "fast" })], {}, "Pending -"],
    ["a volume without a class, where it asks for none", [volume("plain", { storageClassName: "" })], { storageClassName: "" }, "Bound plain"],
    ["no volume that lacks a mode", [volume("once")], { accessModes: ["ReadWriteMany"] }, "Pending -"],
    ["a volume with more modes than it needs", [volume("many", { accessModes: ["ReadWriteOnce", "ReadWriteMany"] })], { accessModes: ["ReadWriteMany"] }, "Bound many"],
    ["a volume that its selector chooses", [volume("a"), volume("b", {}, { labels: { disk: "ssd" } })], { selector: { matchLabels: { disk: "ssd" } } }, "Bound b"],
    ["no block device for a file system", [volume("raw", { volumeMode: "Block" })], {}, "Pending -"],
    ["the volume that it names, though a smaller one is free", [volume("a"), volume("b", { capacity: { storage: "5Gi" } })], { volumeName: "b" }, "Bound b"],
    ["the volume that is reserved for it", [volume("a"), volume("kept", { capacity: { storage: "5Gi" }, claimRef: { namespace: "default", name: "data" } })], {}, "Bound kept"],
    ["no volume that is reserved for another", [volume("kept", { claimRef: { namespace: "default", name: "other" } })], {}, "Pending -"],
  ] as const)("%s", (_, volumes, spec, expected) => {
    const h = harness([...volumes]);
    h.cluster.runUntil(100);
    h.create(claim("data", spec));
    h.cluster.runUntil(1000);
    expect(claimed(h, "data")).toBe(expected);
  });

  test("a volume that comes later, at the binder's next look at everything", () => {
    const h = harness([claim("data")]);
    h.cluster.runUntil(1000);
    h.create(volume("late"));
    h.cluster.runUntil(2000);
    expect(claimed(h, "data")).toBe("Pending -");
    h.cluster.runUntil(17_000);
    expect(claimed(h, "data")).toBe("Bound late");
  });

  test("one volume only, and each volume one claim", () => {
    const h = harness([volume("a"), volume("b")]);
    h.cluster.runUntil(100);
    for (const name of ["x", "y", "z"]) h.create(claim(name));
    h.cluster.runUntil(1000);
    expect(["x", "y", "z"].map((name) => claimed(h, name))).toEqual(["Bound a", "Bound b", "Pending -"]);
  });
});

describe("what is said of a claim that waits", () => {
  test.each([
    ["without a class", { storageClassName: "" }, [], "Normal FailedBinding no persistent volumes available for this claim and no storage class is set"],
    ["for a class that is not there", { storageClassName: "nope" }, [], 'Warning ProvisioningFailed storageclass.storage.k8s.io "nope" not found'],
    ["for a provisioner that nobody runs", { storageClassName: "x" }, [storageClass("x", {})], "Normal ExternalProvisioning Waiting for a volume to be created either by the external provisioner 'example.com/nobody' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered."],
    ["for a class that provisions nothing", { storageClassName: "x" }, [storageClass("x", { provisioner: "kubernetes.io/no-provisioner" })], "Warning ProvisioningFailed no volume plugin matched name: kubernetes.io/no-provisioner"],
    ["for a driver that took over", { storageClassName: "x" }, [storageClass("x", { provisioner: "kubernetes.io/gce-pd" })], "Normal ExternalProvisioning Waiting for a volume to be created either by the external provisioner 'pd.csi.storage.gke.io' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered."],
    ["for its first consumer", { storageClassName: "x" }, [storageClass("x", { volumeBindingMode: "WaitForFirstConsumer" })], "Normal WaitForFirstConsumer waiting for first consumer to be created before binding"],
    ["for a volume that is too small", { volumeName: "tiny" }, [volume("tiny", { capacity: { storage: "1Mi" } })], 'Warning VolumeMismatch Cannot bind to requested volume "tiny": requested PV is too small'],
    ["for a volume of another class", { volumeName: "other" }, [volume("other", { storageClassName: "fast" })], 'Warning VolumeMismatch Cannot bind to requested volume "other": storageClassName does not match'],
    ["for somebody else's volume", { volumeName: "kept" }, [volume("kept", { claimRef: { namespace: "default", name: "other" } })], 'Warning FailedBinding volume "kept" already bound to a different claim.'],
  ] as const)("%s", (_, spec, objects, expected) => {
    const h = harness([...objects]);
    h.cluster.runUntil(100);
    h.create(claim("data", spec));
    h.cluster.runUntil(2000);
    expect(h.events("data")).toEqual([expected]);
    expect(claimed(h, "data")).toMatch(/^Pending/);
  });

  test("for a Pod that fits nowhere", () => {
    const h = harness([storageClass("x", { volumeBindingMode: "WaitForFirstConsumer" }), { ...user("data"), spec: { ...(user("data") as { spec: object }).spec, nodeSelector: { disk: "ssd" } } }, claim("data", { storageClassName: "x" })]);
    h.cluster.runUntil(2000);
    expect(h.events("data")).toEqual(["Normal WaitForPodScheduled waiting for pod web to be scheduled"]);
  });
});

describe("a claim that is deleted", () => {
  test("stays while a Pod of a node names it, even one that has ended", () => {
    const h = harness([volume("a")]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.create(user("data", "web", "true"));
    h.cluster.runUntil(5000);
    expect(h.pod()?.status.phase).toBe("Succeeded");
    h.remove("persistentvolumeclaims", "data");
    h.cluster.runUntil(8000);
    expect(h.object("PersistentVolumeClaim", "data")?.metadata.deletionTimestamp).toBeDefined();
    h.remove("pods", "web");
    h.cluster.runUntil(14_000);
    expect(h.object("PersistentVolumeClaim", "data")).toBeUndefined();
    expect(phase(h, "a")).toBe("Released");
  });

  test("keeps a new Pod that names it from being placed", () => {
    const h = harness([volume("a")]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.create(user("data"));
    h.cluster.runUntil(5000);
    h.remove("persistentvolumeclaims", "data");
    h.create(user("data", "second"));
    h.cluster.runUntil(8000);
    expect(h.events("second")).toContain('Warning FailedScheduling 0/2 nodes are available: persistentvolumeclaim "data" is being deleted. not found');
  });

  test.each([
    ["Retain", volume("a", { persistentVolumeReclaimPolicy: "Retain" }), "Released", []],
    ["Delete, below /tmp", volume("a", { persistentVolumeReclaimPolicy: "Delete" }), undefined, []],
    ["Delete, elsewhere", volume("a", { persistentVolumeReclaimPolicy: "Delete", hostPath: { path: "/data" } }), "Failed", ["Warning VolumeFailedDelete host_path deleter only supports /tmp/.+ but received provided /data"]],
    ["Delete, with a plugin that deletes nothing", volume("a", { persistentVolumeReclaimPolicy: "Delete", hostPath: undefined, nfs: { server: "nas", path: "/x" } }), "Failed", ['Warning VolumeFailedDelete error getting deleter volume plugin for volume "a": no deletable volume plugin matched']],
  ] as const)("leaves its volume as the policy says: %s", (_, given, expected, events) => {
    const h = harness([given]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.cluster.runUntil(1000);
    expect(claimed(h, "data")).toBe("Bound a");
    h.remove("persistentvolumeclaims", "data");
    h.cluster.runUntil(3000);
    expect(phase(h, "a")).toBe(expected);
    expect(h.events("a")).toEqual(events);
  });

  test("leaves a volume that nobody else gets, until its reference is taken away", () => {
    const h = harness([volume("a")]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.cluster.runUntil(1000);
    h.remove("persistentvolumeclaims", "data");
    h.cluster.runUntil(2000);
    h.create(claim("next"));
    h.cluster.runUntil(20_000);
    expect(claimed(h, "next")).toBe("Pending -");
    h.patch("persistentvolumes", "a", { spec: { claimRef: null } });
    h.cluster.runUntil(40_000);
    expect(claimed(h, "next")).toBe("Bound a");
  });
});

test("a volume that is deleted stays while it is bound", () => {
  const h = harness([volume("a")]);
  h.cluster.runUntil(100);
  h.create(claim("data"));
  h.cluster.runUntil(1000);
  h.remove("persistentvolumes", "a");
  h.cluster.runUntil(3000);
  expect(h.object("PersistentVolume", "a")?.metadata.deletionTimestamp).toBeDefined();
  h.remove("persistentvolumeclaims", "data");
  h.cluster.runUntil(5000);
  expect(h.object("PersistentVolume", "a")).toBeUndefined();
});

test("a claim whose volume was torn away is lost, and says so once", () => {
  const h = harness([volume("a")]);
  h.cluster.runUntil(100);
  h.create(claim("data"));
  h.cluster.runUntil(1000);
  h.remove("persistentvolumes", "a");
  h.patch("persistentvolumes", "a", { metadata: { finalizers: null } });
  h.cluster.runUntil(40_000);
  expect(claimed(h, "data")).toBe("Lost a");
  expect(h.events("data")).toEqual(["Warning ClaimLost Bound claim has lost its PersistentVolume. Data on the volume is lost!"]);
});

describe("with the storage addon", () => {
  const dynamic = { storageClassName: undefined };
  const addons = { addons: ["storage"] };

  test("a claim without a class gets the default one, and a volume on its first Pod's node", () => {
    const h = harness([claim("data", dynamic)], addons);
    h.cluster.runUntil(3000);
    expect(claimed(h, "data")).toBe("Pending -");
    h.create(user("data"));
    h.cluster.runUntil(12_000);
    const found = h.object<PersistentVolumeClaim>("PersistentVolumeClaim", "data");
    const made = h.object<PersistentVolume>("PersistentVolume", `pvc-${found?.metadata.uid}`);
    expect(found).toMatchObject({ spec: { storageClassName: "standard", volumeName: made?.metadata.name }, status: { phase: "Bound", capacity: { storage: "500Mi" } } });
    expect(made?.spec).toMatchObject({ persistentVolumeReclaimPolicy: "Delete", nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ values: [h.pod()?.spec.nodeName] }] }] } } });
    expect(h.pod()?.status.phase).toBe("Running");
    expect(h.events("data").map((event) => event.split(" ")[1]).sort()).toEqual(["ExternalProvisioning", "Provisioning", "ProvisioningSucceeded", "WaitForFirstConsumer"]);
  });

  test("the volume goes with its claim", () => {
    const h = harness([claim("data", dynamic), user("data", "web", "echo kept > /v/f")], addons);
    h.cluster.runUntil(10_000);
    const name = h.object<PersistentVolumeClaim>("PersistentVolumeClaim", "data")?.spec.volumeName ?? "";
    h.remove("pods", "web");
    h.remove("persistentvolumeclaims", "data");
    h.cluster.runUntil(20_000);
    expect(h.object("PersistentVolume", name)).toBeUndefined();
  });

  test.each([
    ["a mode that one node cannot give", { accessModes: ["ReadWriteMany"] }, "NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes"],
    ["a selector", { selector: { matchLabels: { a: "b" } } }, "claim.Spec.Selector is not supported"],
    ["a block device", { volumeMode: "Block" }, "rancher.io/local-path does not support block volume provisioning"],
  ] as const)("%s is refused", (_, spec, problem) => {
    const h = harness([claim("data", { ...dynamic, ...spec }), user("data")], addons);
    h.cluster.runUntil(8000);
    expect(h.events("data")).toContain(`Warning ProvisioningFailed failed to provision volume with StorageClass "standard": ${problem}`);
  });

  test("a class that binds at once needs a provisioner that asks for no node", () => {
    const immediate = (name: string, provisioner: string): object => storageClass(name, { provisioner, volumeBindingMode: "Immediate" });
    const h = harness([immediate("here", "rancher.io/local-path"), immediate("there", "k8s.io/minikube-hostpath"), claim("a", { storageClassName: "here" }), claim("b", { storageClassName: "there" })], addons);
    h.cluster.runUntil(5000);
    expect(h.events("a")).toContain('Warning ProvisioningFailed failed to provision volume with StorageClass "here": configuration error, no node was specified');
    expect(claimed(h, "b")).toMatch(/^Bound pvc-/);
  });

  test("an ephemeral volume's claim is made for the Pod, and goes with it", () => {
    const template = { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Mi" } } } };
    const h = harness([podOf("sleep 3600", { volumes: [{ name: "scratch", ephemeral: { volumeClaimTemplate: template } }], mounts: [{ name: "scratch", mountPath: "/v" }], spec: { terminationGracePeriodSeconds: 1 } })], addons);
    h.cluster.runUntil(10_000);
    expect(h.object("PersistentVolumeClaim", "web-scratch")?.metadata.ownerReferences).toMatchObject([{ kind: "Pod", name: "web", controller: true, blockOwnerDeletion: true }]);
    expect(h.pod()?.status.phase).toBe("Running");
    h.remove("pods", "web");
    h.cluster.runUntil(20_000);
    expect(h.object("PersistentVolumeClaim", "web-scratch")).toBeUndefined();
  });

  test("a claim of that name that was there before is not the Pod's", () => {
    const template = { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Mi" } } } };
    const h = harness([claim("web-scratch", dynamic)], addons);
    h.cluster.runUntil(500);
    h.create(podOf("true", { volumes: [{ name: "scratch", ephemeral: { volumeClaimTemplate: template } }], mounts: [{ name: "scratch", mountPath: "/v" }] }));
    h.cluster.runUntil(3000);
    expect(h.events("web")).toContain("Warning FailedBinding ephemeral volume scratch: PVC default/web-scratch was not created for pod default/web (pod is not owner)");
  });
});

describe("a claim that asks for more", () => {
  const grow = { spec: { resources: { requests: { storage: "800Mi" } } } };
  const bound = (...objects: object[]): Harness => {
    const h = harness([...objects, volume("a", { capacity: { storage: "600Mi" } })]);
    h.cluster.runUntil(100);
    h.create(claim("data"));
    h.cluster.runUntil(1000);
    return h;
  };
  test("is refused where its class does not allow it", () =>
    expect(() => bound().patch("persistentvolumeclaims", "data", grow)).toThrow(/persistentvolumeclaims \\"data\\" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize/));
  test("waits for somebody who can make the volume larger", () => {
    const h = bound(storageClass("manual", { allowVolumeExpansion: true }));
    h.patch("persistentvolumeclaims", "data", grow);
    h.cluster.runUntil(3000);
    expect(h.events("data")).toContain("Normal ExternalExpanding waiting for an external controller to expand this PVC");
    expect(h.object<PersistentVolumeClaim>("PersistentVolumeClaim", "data")?.status?.capacity).toEqual({ storage: "600Mi" });
  });
  test("never gets smaller", () =>
    expect(() => bound().patch("persistentvolumeclaims", "data", { spec: { resources: { requests: { storage: "100Mi" } } } })).toThrow(/spec.resources.requests.storage: Forbidden: field can not be less than status.capacity/));
});
