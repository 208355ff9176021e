import { asJson, type JsonObject } from "../../../api/json.ts";
import { storageAnnotations, volumeModeOf, type PersistentVolumeClaim, type StorageClass } from "../../../api/storage.ts";

/** A program of the cluster that makes volumes for claims. */
export interface Provisioner {
  /** What a StorageClass names. */
  readonly name: string;
  /** Of Events: the program, its Pod, its identity. */
  readonly component: string;
  /** How long it takes to make a volume, or to take it away. */
  readonly tookMs: number;
  /** Why it cannot serve the claim; undefined when it can. */
  problem(claim: PersistentVolumeClaim, node: string | undefined): string | undefined;
  /** What a PersistentVolume says of where it lies. */
  source(claim: PersistentVolumeClaim, node: string | undefined): { readonly spec: JsonObject; readonly annotations: JsonObject };
}

export const volumeNameFor = (claim: PersistentVolumeClaim): string => `pvc-${claim.metadata.uid}`;

// Mirrors provisionFor (rancher/local-path-provisioner, provisioner.go), with the settings that kind ships.
// Simplified: no helper Pod makes the directory of a new volume; the kubelet of the chosen node does when it first mounts it.
const localPath: Provisioner = {
  name: "rancher.io/local-path",
  component: "rancher.io/local-path_local-path-provisioner-7dc846544d-q5vzn_5d1f8a34-6e0c-4a57-9d4e-2b8f3c9a7e10",
  tookMs: 2_400,
  problem(claim, node) {
    if (volumeModeOf(claim) === "Block") return `${localPath.name} does not support block volume provisioning`;
    if (claim.spec.selector) return "claim.Spec.Selector is not supported";
    if (claim.spec.accessModes?.some((mode) => mode !== "ReadWriteOnce" && mode !== "ReadWriteOncePod")) {
      return "NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes";
    }
    return node === undefined ? "configuration error, no node was specified" : undefined;
  },
  source: (claim, node = "") => ({
    spec: {
      hostPath: { path: `/var/local-path-provisioner/${volumeNameFor(claim)}_${claim.metadata.namespace}_${claim.metadata.name}`, type: "DirectoryOrCreate" },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [node] }] }] } },
    },
    annotations: { "local.path.provisioner/selected-node": node },
  }),
};

// Mirrors Provision (kubernetes/minikube, pkg/storage/storage_provisioner.go): made for one node, it asks for none.
const minikubeHostPath: Provisioner = {
  name: "k8s.io/minikube-hostpath",
  component: "k8s.io/minikube-hostpath_minikube_3f6f2f0e-98c1-4d4b-8a57-7f1c0d2e5b93",
  tookMs: 20,
  problem: (claim) => (volumeModeOf(claim) === "Block" ? `${minikubeHostPath.name} does not support block volume provisioning` : undefined),
  source: (claim) => ({
    spec: { hostPath: { path: `/tmp/hostpath-provisioner/${claim.metadata.namespace}/${claim.metadata.name}`, type: "" } },
    annotations: { hostPathProvisionerIdentity: "3f6f2f0e-98c1-4d4b-8a57-7f1c0d2e5b93" },
  }),
};

/** What the `storage` addon runs. */
export const provisioners: readonly Provisioner[] = [localPath, minikubeHostPath];

// Mirrors provisionClaimOperation (sig-storage-lib-external-provisioner/controller/controller.go): the volume is born reserved for its claim.
export function volumeFor(provisioner: Provisioner, claim: PersistentVolumeClaim, storageClass: StorageClass, node: string | undefined): JsonObject {
  const { name, namespace = "", uid, resourceVersion } = claim.metadata;
  const { spec, annotations } = provisioner.source(claim, node);
  return asJson({
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: volumeNameFor(claim), annotations: { ...annotations, [storageAnnotations.provisionedBy]: provisioner.name } },
    spec: {
      accessModes: claim.spec.accessModes ?? [],
      capacity: { storage: claim.spec.resources?.requests?.["storage"] ?? "0" },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid, resourceVersion },
      ...spec,
      ...(storageClass.mountOptions && { mountOptions: storageClass.mountOptions }),
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
      storageClassName: storageClass.metadata.name,
      volumeMode: volumeModeOf(claim),
    },
  });
}
