import { podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Pod, ResourceList } from "../../../api/types.ts";

/** A resource of which a pod wants more than there is left. CPU in thousandths. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** How much of a resource a pod has asked for. */
export function requestOf({ spec }: Pod, resource: string): number {
  const quantity = podRequests(spec)[resource] ?? "0";
  return resource === "cpu" ? quantityMilli(quantity) : quantityValue(quantity);
}

const FIRST = ["cpu", "memory", "ephemeral-storage"];

// Mirrors fitsRequest (pkg/scheduler/framework/plugins/noderesources/fit.go), and removeMissingExtendedResources (pkg/kubelet/lifecycle/predicate.go).
export function shortages(pod: Pod, others: readonly Pod[], allocatable: ResourceList): readonly Shortage[] {
  const slots = quantityValue(allocatable["pods"] ?? "110");
  const full = others.length + 1 > slots ? [{ resource: "pods", requested: 1, used: others.length, capacity: slots }] : [];
  const extended = Object.keys(podRequests(pod.spec)).filter((name) => !FIRST.includes(name) && allocatable[name] !== undefined);
  return [...full, ...[...FIRST, ...extended].flatMap((resource) => shortage(resource, pod, others, allocatable[resource]))];
}

function shortage(resource: string, pod: Pod, others: readonly Pod[], allocatable: string | undefined): Shortage[] {
  const requested = requestOf(pod, resource);
  if (requested === 0 || allocatable === undefined) return [];
  const capacity = resource === "cpu" ? quantityMilli(allocatable) : quantityValue(allocatable);
  const used = others.reduce((sum, other) => sum + requestOf(other, resource), 0);
  return used + requested <= capacity ? [] : [{ resource, requested, used, capacity }];
}
