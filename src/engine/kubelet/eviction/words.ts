import { binaryQuantity } from "../../../api/binary-quantity.ts";
import { quantityValue } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";
import type { ContainerUse } from "./usage.ts";

/** Why a pod has to go. The spaces at the ends are upstream's. */
// Mirrors evictionMessage (pkg/kubelet/eviction/helpers.go).
export function evictionMessage(pod: Pod, resource: string, threshold: number, available: number, containers: readonly ContainerUse[]): string {
  const large = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap(({ name, resources }) => {
    const use = containers.find((each) => each.name === name);
    const used = resource === "memory" ? use?.memoryBytes : resource === "ephemeral-storage" ? use?.diskBytes : undefined;
    const request = resources?.requests?.[resource] ?? "0";
    return used !== undefined && used > quantityValue(request) ? [`Container ${name} was using ${binaryQuantity(used)}, request is ${request}, has larger consumption of ${resource}. `] : [];
  });
  return `The node was low on resource: ${resource}. Threshold quantity: ${binaryQuantity(threshold)}, available: ${binaryQuantity(available)}. ${large.join("")}`;
}
