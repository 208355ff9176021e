import { rfc3339Micro } from "../../api/time.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { draw } from "../simulation/random.ts";
import type { ClusterSpec } from "./cluster-spec.ts";
import { apiServerAddress, controlPlaneObjects } from "./control-plane.ts";
import { bootTimes, type BootTimes } from "./metadata.ts";
import { namespaceObjects } from "./namespaces.ts";
import { nodeLease, nodeObject, resolveNodes, type NodeImages, type ResolvedNode } from "./nodes.ts";
import { rootCaBundle } from "./root-ca.ts";
import { storageObjects } from "./storage.ts";

/**
 * Everything that exists at t=0, as a cluster that has been up before: namespaces first, then what the control plane
 * keeps, then nodes and their leases. `imagesOf` says what a node's status lists under `images`.
 * What add-ons bring is made after it.
 */
export function bootstrapObjects(
  cluster: ClusterSpec,
  seed: number,
  startsAtMs: number,
  imagesOf: (node: ResolvedNode) => NodeImages = () => [],
): readonly KubernetesObject[] {
  const times = bootTimes(seed, startsAtMs);
  const objects = [
    ...namespaceObjects(times, cluster.namespace, rootCaBundle(seed)),
    ...controlPlaneObjects(times, apiServerAddress(cluster)),
    ...storageObjects(cluster, times),
    ...resolveNodes(cluster).flatMap((node) => nodeWithLease(node, times, imagesOf(node))),
  ];
  return objects.map((object, index) => withResourceVersion(object, String(index + 1)));
}

function nodeWithLease(node: ResolvedNode, times: BootTimes, images: NodeImages): readonly KubernetesObject[] {
  const object = nodeObject(node, times, images);
  return [object, nodeLease(object, times, rfc3339Micro(lastRenewalMs(node, times), 0))];
}

/** The kubelets renew every 10 s, each in its own phase. */
const lastRenewalMs = (node: ResolvedNode, times: BootTimes): number =>
  times.startsAtMs - draw(times.seed, `bootstrap/lease/${node.name}`, 0, 10_000);

const withResourceVersion = (object: KubernetesObject, resourceVersion: string): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion },
});
