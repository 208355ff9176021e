import type { Pod } from "../../../api/types.ts";
import { isCriticalPod } from "../resources/pod-cgroup.ts";
import { requestOf, type Shortage } from "./fit.ts";

/** What is missing, by resource. */
type Missing = readonly { readonly resource: string; readonly quantity: number }[];

const amountOf = (pod: Pod, resource: string): number => (resource === "pods" ? 1 : requestOf(pod, resource));

const less = (missing: Missing, pods: readonly Pod[]): Missing =>
  missing.map(({ resource, quantity }) => ({ resource, quantity: quantity - pods.reduce((sum, pod) => sum + amountOf(pod, resource), 0) })).filter(({ quantity }) => quantity > 0);

/** How far a pod's end would be from giving all that is missing: each resource counts by the square of the part that stays missing. */
const distance = (missing: Missing, pod: Pod): number =>
  missing.reduce((sum, { resource, quantity }) => {
    const left = quantity - amountOf(pod, resource);
    return left > 0 ? sum + (left / quantity) ** 2 : sum;
  }, 0);

// Mirrors getPodsToPreemptByDistance (pkg/kubelet/preemption/preemption.go).
function nearest(pods: readonly Pod[], missing: Missing): Pod[] {
  const chosen: Pod[] = [];
  let left = missing;
  let candidates = pods;
  while (left.length > 0 && candidates.length > 0) {
    const wanted = left;
    const best = candidates.reduce((a, b) => (distance(wanted, b) < distance(wanted, a) ? b : a));
    chosen.push(best);
    candidates = candidates.filter((pod) => pod !== best);
    left = less(left, [best]);
  }
  return chosen;
}

export type Preemption = { readonly ok: true; readonly victims: readonly Pod[] } | { readonly ok: false; readonly message: string };

/** Who has to go for a pod that the cluster cannot do without. */
// Mirrors getPodsToPreempt: as few of the better classes as can be.
export function podsToPreempt(pod: Pod, others: readonly Pod[], short: readonly Shortage[]): Preemption {
  const missing: Missing = short.map(({ resource, requested, used, capacity }) => ({ resource, quantity: requested - (capacity - used) }));
  const mayGo = others.filter((other) => !isCriticalPod(other) || (other.spec.priority ?? 0) < (pod.spec.priority ?? 0));
  const [bestEffort, burstable, guaranteed] = (["BestEffort", "Burstable", "Guaranteed"] as const).map((qos) => mayGo.filter(({ status }) => (status.qosClass ?? "BestEffort") === qos)) as [Pod[], Pod[], Pod[]];
  const unmet = less(missing, mayGo);
  if (unmet.length > 0) return { ok: false, message: `preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${unmet.map(({ resource, quantity }) => `(res: ${resource}, q: ${quantity}), `).join("")}]` };
  const guaranteedGo = nearest(guaranteed, less(missing, [...bestEffort, ...burstable]));
  const burstableGo = nearest(burstable, less(missing, [...bestEffort, ...guaranteedGo]));
  const bestEffortGo = nearest(bestEffort, less(missing, [...burstableGo, ...guaranteedGo]));
  return { ok: true, victims: [...bestEffortGo, ...burstableGo, ...guaranteedGo] };
}
