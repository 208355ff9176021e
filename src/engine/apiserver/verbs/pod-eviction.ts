import { isObject } from "../../../api/json.ts";
import { matchesLabelSelector } from "../../../api/labels.ts";
import type { Condition, KubernetesObject, LabelSelector, Pod, Status } from "../../../api/types.ts";
import type { DeleteOptions } from "../request.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { internalError, isStatus, notFound, success, tooManyRequests } from "../status.ts";
import { deleteObject } from "./delete.ts";
import { commitUpdate } from "./update.ts";

interface DisruptionBudget extends KubernetesObject {
  readonly spec?: { readonly selector?: LabelSelector };
  readonly status?: { readonly disruptionsAllowed?: number; readonly currentHealthy?: number; readonly desiredHealthy?: number };
}

/** POST of pods/eviction: a deletion that asks the disruption budgets first. */
// Mirrors EvictionREST.Create (pkg/registry/core/pod/storage/eviction.go).
// Simplified: nothing fills in the status of a PodDisruptionBudget, so it refuses every eviction of its pods, as a new one does in life.
export function evict(context: ServerContext, call: Call): Status {
  const { request, resource } = call;
  const pod = context.store.get("pods", keyOfCall(call)) as Pod | undefined;
  if (!pod) return notFound(resource, request.name ?? "");
  const options = deleteOptions(request.body);
  if (!ignoresBudgets(pod)) {
    const budgets = budgetsOf(context, pod);
    if (budgets.length > 1) return internalError("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
    const refused = budgets[0] && refusal(budgets[0]);
    if (refused) return refused;
  }
  const marked = commitUpdate(context, call, withDisruption(pod, context.timestamp()), pod);
  const answer = deleteObject(context, call, marked, options);
  return isStatus(answer) && answer.status === "Failure" ? answer : success(undefined, 201);
}

const ignoresBudgets = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined || ["Succeeded", "Failed", "Pending"].includes(status.phase);

function budgetsOf({ store }: ServerContext, pod: Pod): readonly DisruptionBudget[] {
  const stored = "poddisruptionbudgets.policy";
  const budgets = store.keys(stored, pod.metadata.namespace).map((key) => store.get(stored, key) as DisruptionBudget);
  return budgets.filter((budget) => matchesLabelSelector(budget.spec?.selector, pod.metadata.labels));
}

function refusal({ metadata, status }: DisruptionBudget): Status | undefined {
  if ((status?.disruptionsAllowed ?? 0) > 0) return undefined;
  const message = `The disruption budget ${metadata.name} needs ${status?.desiredHealthy ?? 0} healthy pods and has ${status?.currentHealthy ?? 0} currently`;
  return tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", [{ reason: "DisruptionBudget", message }]);
}

function deleteOptions(body: unknown): DeleteOptions {
  const options = isObject(body) ? body["deleteOptions"] : undefined;
  return isObject(options) ? (options as DeleteOptions) : {};
}

function withDisruption(pod: Pod, time: string): Pod {
  const conditions = pod.status.conditions ?? [];
  const disruption: Condition = {
    type: "DisruptionTarget",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: time,
    reason: "EvictionByEvictionAPI",
    message: "Eviction API: evicting",
  };
  const others = conditions.filter(({ type }) => type !== "DisruptionTarget");
  return { ...pod, status: { ...pod.status, conditions: [...others, disruption] } };
}
