import { disruptionConditions, type PodDisruptionBudget } from "../../../api/policy.ts";
import { isPodReady } from "../../../api/pods.ts";
import { matchesLabelSelector } from "../../../api/labels.ts";
import type { Pod, Status } from "../../../api/types.ts";
import type { ServerContext } from "../server-context.ts";
import { forbidden, internalError, tooManyRequests } from "../status.ts";

const stored = "poddisruptionbudgets.policy";
// Mirrors MaxDisruptedPodSize (pkg/registry/core/pod/storage/eviction.go).
const MOST_DISRUPTED_PODS = 2000;

// Mirrors EvictionREST.Create and checkAndDecrement (pkg/registry/core/pod/storage/eviction.go).
/** Asks a Pod's budget whether it may go, and takes it off what is allowed; a refusal, if it may not. */
export function takeDisruption(context: ServerContext, pod: Pod, dryRun: boolean): Status | undefined {
  const budgets = budgetsOf(context, pod);
  if (budgets.length > 1) return internalError("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
  const [budget] = budgets;
  if (!budget || mayGoUnhealthy(budget, pod)) return undefined;
  const refused = refusal(budget);
  if (refused) return refused;
  if (!dryRun) decrement(context, budget, pod);
  return undefined;
}

function budgetsOf({ store }: ServerContext, pod: Pod): readonly PodDisruptionBudget[] {
  const budgets = store.keys(stored, pod.metadata.namespace).map((key) => store.get(stored, key) as PodDisruptionBudget);
  return budgets.filter((budget) => matchesLabelSelector(budget.spec?.selector, pod.metadata.labels));
}

/** A Pod that is not ready takes nothing away from what is healthy. */
function mayGoUnhealthy({ spec, status }: PodDisruptionBudget, pod: Pod): boolean {
  if (isPodReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return currentHealthy >= desiredHealthy && desiredHealthy > 0;
}

function refusal({ metadata, status }: PodDisruptionBudget): Status | undefined {
  const { name, generation = 0 } = metadata;
  if ((status?.observedGeneration ?? 0) < generation) return notNow(`The disruption budget ${name} is still being processed by the server.`);
  const resource = { group: "policy", resource: "poddisruptionbudget" };
  const { disruptionsAllowed = 0, disruptedPods = {}, desiredHealthy = 0, currentHealthy = 0, conditions = [] } = status ?? {};
  if (disruptionsAllowed < 0) return forbidden(resource, name, "pdb disruptions allowed is negative");
  if (Object.keys(disruptedPods).length > MOST_DISRUPTED_PODS) return forbidden(resource, name, "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
  if (disruptionsAllowed > 0) return undefined;
  const failed = conditions.find(({ type, status: state, reason }) => type === "DisruptionAllowed" && state === "False" && reason === "SyncFailed");
  if (failed) return notNow(`The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${failed.message ?? ""}`);
  if (currentHealthy <= desiredHealthy) return notNow(`The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`);
  return notNow(`The disruption budget ${name} does not allow evicting pods currently`);
}

const notNow = (message: string): Status => tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", [{ reason: "DisruptionBudget", message }]);

function decrement({ store, timestamp }: ServerContext, budget: PodDisruptionBudget, pod: Pod): void {
  const { status, metadata } = budget;
  if (!status) return;
  const now = timestamp();
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  store.update(stored, `${metadata.namespace ?? ""}/${metadata.name}`, {
    ...budget,
    status: {
      ...status,
      disruptionsAllowed,
      disruptedPods: { ...status.disruptedPods, [pod.metadata.name]: now },
      ...(disruptionsAllowed === 0 && { conditions: disruptionConditions(status, 0, metadata.generation, now) }),
    },
  } as PodDisruptionBudget);
}
