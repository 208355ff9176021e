import { podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";
import type { NodeContext } from "../context.ts";
import { allocatedPod } from "./allocation.ts";

export interface Refusal {
  readonly reason: "Deferred" | "Infeasible";
  readonly message: string;
}

// Mirrors predicateAdmitHandler.Admit for a resize (pkg/kubelet/lifecycle/predicate.go): what no node of this size could give is
// infeasible, what others have taken is deferred.
export function resizeRefusal(ctx: NodeContext, pod: Pod): Refusal | undefined {
  const allocatable = ctx.sources.node(ctx.node.name)?.status.allocatable ?? {};
  const others = [...ctx.node.workers.values()].filter((w) => w.uid !== pod.metadata.uid && w.admitted && w.stage !== "terminated").map(allocatedPod);
  for (const resource of ["cpu", "memory"]) {
    const capacity = amount(resource, allocatable[resource]);
    const requested = amount(resource, podRequests(pod.spec)[resource]);
    if (allocatable[resource] !== undefined && requested > capacity) {
      return { reason: "Infeasible", message: `Node didn't have enough capacity: ${resource}, requested: ${requested}, capacity: ${capacity}` };
    }
    const used = others.reduce((sum, other) => sum + amount(resource, podRequests(other.spec)[resource]), 0);
    if (allocatable[resource] !== undefined && used + requested > capacity) {
      return { reason: "Deferred", message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}` };
    }
  }
  return undefined;
}

const amount = (resource: string, quantity = "0"): number => (resource === "cpu" ? quantityMilli(quantity) : quantityValue(quantity));
