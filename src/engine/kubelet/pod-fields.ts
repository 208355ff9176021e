import { containerNamed } from "../../api/pods.ts";
import { byCodeUnit } from "../../api/json.ts";
import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import { rfc3339Micro } from "../../api/time.ts";
import type { Pod, ResourceFieldSelector, ResourceList, StringMap } from "../../api/types.ts";

// Mirrors applyDefaults and ConfigSourceAnnotationKey (pkg/kubelet/config/common.go, pkg/kubelet/types/pod_update.go).
/** The pod as its kubelet keeps it: it notes where it has it from, and since when. */
export function asKubeletSees({ pod, firstSeenMs }: { readonly pod: Pod; readonly firstSeenMs: number }): Pod {
  const { annotations } = pod.metadata;
  const seen = rfc3339Micro(firstSeenMs, 0).replace(/\.?0*Z$/, "Z");
  const noted = { "kubernetes.io/config.seen": seen, "kubernetes.io/config.source": "api", ...annotations };
  return { ...pod, metadata: { ...pod.metadata, annotations: noted } };
}

/** What of a pod's status a field reference may name, as its kubelet knows it. */
export interface KnownStatus {
  readonly podIP?: string;
  readonly hostIP?: string;
  readonly nodeName: string;
}

// Mirrors ExtractFieldPathAsString (pkg/fieldpath/fieldpath.go) and podFieldSelectorRuntimeValue (pkg/kubelet/kubelet_pods.go).
export function podFieldValue(pod: Pod, path: string, known: KnownStatus): string | undefined {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) return pod.metadata[subscript[1] as "labels" | "annotations"]?.[subscript[2]!] ?? "";
  return fields[path]?.(pod, known);
}

const fields: Readonly<Record<string, (pod: Pod, known: KnownStatus) => string>> = {
  "metadata.name": (pod) => pod.metadata.name,
  "metadata.namespace": (pod) => pod.metadata.namespace ?? "",
  "metadata.uid": (pod) => pod.metadata.uid,
  "metadata.labels": (pod) => formatMap(pod.metadata.labels),
  "metadata.annotations": (pod) => formatMap(pod.metadata.annotations),
  "spec.nodeName": (_, known) => known.nodeName,
  "spec.serviceAccountName": (pod) => pod.spec.serviceAccountName ?? "",
  "status.hostIP": (_, known) => known.hostIP ?? "",
  "status.hostIPs": (_, known) => known.hostIP ?? "",
  "status.podIP": (_, known) => known.podIP ?? "",
  "status.podIPs": (_, known) => known.podIP ?? "",
};

// Mirrors FormatMap (pkg/fieldpath/fieldpath.go): key="quoted value", sorted, one a line.
const formatMap = (map: StringMap | undefined): string =>
  Object.keys(map ?? {})
    .sort(byCodeUnit)
    .map((key) => `${key}=${JSON.stringify(map![key])}`)
    .join("\n");

// Mirrors ExtractContainerResourceValue (pkg/api/v1/resource/helpers.go): without a limit the node's allocatable counts; divided and rounded up.
export function resourceFieldValue(
  pod: Pod,
  selector: ResourceFieldSelector,
  ownContainer: string,
  allocatable: ResourceList | undefined,
): { readonly value: string } | { readonly problem: string } {
  const name = selector.containerName ?? ownContainer;
  const container = containerNamed(pod.spec, name);
  if (!container) return { problem: `container ${name} not found` };
  const [list, ...rest] = selector.resource.split(".");
  const resource = rest.join(".");
  const limit = container.resources?.limits?.[resource] ?? allocatable?.[resource];
  const amount = list === "limits" ? limit : (container.resources?.requests?.[resource] ?? (list === "requests" ? "0" : undefined));
  if (amount === undefined) return { problem: `Unsupported container resource : ${selector.resource}` };
  return { value: String(divided(resource, amount, selector.divisor)) };
}

function divided(resource: string, amount: string, divisor = "1"): number {
  const by = divisor === "0" ? "1" : divisor;
  if (resource === "cpu") return Math.ceil(quantityMilli(amount) / quantityMilli(by));
  return Math.ceil(quantityValue(amount) / quantityValue(by));
}
