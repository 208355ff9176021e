import type { KubernetesObject } from "../../api/types.ts";
import type { ClusterSpec } from "./cluster-spec.ts";
import { meta, type BootTimes } from "./metadata.ts";

/** The default StorageClass of the `storage` addon, as kind ships it. */
export function storageObjects({ addons }: ClusterSpec, times: BootTimes): readonly KubernetesObject[] {
  if (!addons.includes("storage")) return [];
  const standard = {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { ...meta(times, "storageclasses/standard", "standard"), annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "rancher.io/local-path",
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
  };
  return [standard];
}
