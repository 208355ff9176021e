import { failedSyncConditions, type PodDisruptionBudget } from "../../../api/policy.ts";
import { matchesLabelSelector } from "../../../api/labels.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Look, type Work } from "../manager/controller.ts";
import { sent, updatingStatus } from "../manager/requests.ts";
import { asksForScale, budgetStatus, stillDisrupted } from "./budget.ts";
import { expectedScale, type Scale } from "./expected-scale.ts";

const BUDGETS = "poddisruptionbudgets";

/** A Pod that has several budgets. */
interface Torn {
  readonly pod: Pod;
  readonly chosen: string;
}
interface Input {
  readonly torn?: undefined;
  readonly budget: PodDisruptionBudget;
  readonly pods: readonly Pod[];
  readonly scale: Scale;
  readonly unixMs: number;
}

/** Says how many Pods of a budget may be disrupted. Mirrors DisruptionController (pkg/controller/disruption/disruption.go). */
export const disruptionController = controller<Input | { readonly torn: Torn }>({
  name: "disruption-controller",
  component: "controllermanager",
  watches: [BUDGETS, "pods", "deployments", "replicasets", "replicationcontrollers", "statefulsets"],
  concerned: (change, caches) => (change.resource === BUDGETS ? [objectKey(change.object)] : change.resource === "pods" ? budgetsOf(change, caches) : []),
  gather,
  work: (input) => (input.torn ? warn(input.torn) : work(input)),
});

const TORN = "pod ";

const budgetsFor = ({ metadata: { namespace = "", labels } }: KubernetesObject, caches: Caches): readonly PodDisruptionBudget[] =>
  caches.inNamespace<PodDisruptionBudget>(BUDGETS, namespace).filter(({ spec }) => matchesLabelSelector(spec.selector, labels));

// Mirrors getPdbForPod: of several budgets one is looked at, and the Pod is told of it.
function budgetsOf({ object, old, type }: Change, caches: Caches): readonly string[] {
  const now = budgetsFor(object, caches);
  const former = old && old.metadata.labels !== object.metadata.labels ? budgetsFor(old, caches).filter((budget) => !now.includes(budget)) : [];
  const isTorn = now.length > 1 && type !== "DELETED";
  return [...[...now.slice(0, 1), ...former].map(objectKey), ...(isTorn ? [`${TORN}${objectKey(object)}`] : [])];
}

function* warn({ pod, chosen }: Torn): Work {
  const { namespace = "", name } = pod.metadata;
  yield { event: { about: pod, type: "Warning", reason: "MultiplePodDisruptionBudgets", message: `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${chosen}" arbitrarily.` } };
  return undefined;
}

function gather(key: string, { caches, unixMs }: Look): Input | { readonly torn: Torn } | undefined {
  if (key.startsWith(TORN)) {
    const pod = caches.get<Pod>("pods", key.slice(TORN.length));
    const [chosen, other] = pod ? budgetsFor(pod, caches) : [];
    return pod && chosen && other ? { torn: { pod, chosen: chosen.metadata.name } } : undefined;
  }
  const budget = caches.get<PodDisruptionBudget>(BUDGETS, key);
  if (!budget) return undefined;
  const pods = caches.inNamespace<Pod>("pods", budget.metadata.namespace ?? "").filter(({ metadata }) => matchesLabelSelector(budget.spec.selector, metadata.labels));
  return { budget, pods, scale: asksForScale(budget) ? expectedScale(pods, caches) : { count: pods.length }, unixMs };
}

// Mirrors trySync and failSafe.
function* work({ budget, pods, scale, unixMs }: Input): Work {
  if (pods.length === 0) yield { event: { about: budget, type: "Normal", reason: "NoPods", message: "No matching pods found" } };
  if ("problem" in scale) {
    yield { event: { about: budget, type: "Warning", reason: "CalculateExpectedPodCountFailed", message: `Failed to calculate the number of expected pods: ${scale.problem}` } };
    yield* failSafe(budget, scale.problem, unixMs);
    return { retry: true };
  }
  const disrupted = stillDisrupted(budget, pods, unixMs);
  for (const { metadata, ...pod } of disrupted.overdue) {
    yield { event: { about: { ...pod, metadata }, type: "Warning", reason: "NotDeleted", message: `Pod was expected by PDB ${objectKey(budget)} to be deleted but it wasn't` } };
  }
  const status = budgetStatus(budget, scale.count, pods, disrupted.pods, unixMs);
  if (status && isError(yield* sent(updatingStatus(BUDGETS, { ...budget, status } as PodDisruptionBudget)))) return { retry: true };
  if (disrupted.nextMs !== undefined) yield { after: disrupted.nextMs - unixMs + 1 };
  return undefined;
}

function* failSafe(budget: PodDisruptionBudget, problem: string, unixMs: number): Work<void> {
  const { status, metadata: { generation } } = budget;
  const known = status?.conditions?.some(({ reason, message }) => reason === "SyncFailed" && message === problem);
  if (known && status?.disruptionsAllowed === 0) return;
  const conditions = failedSyncConditions(status, problem, generation, rfc3339(unixMs));
  const next = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, ...status, ...(generation !== undefined && { observedGeneration: generation }), disruptionsAllowed: 0, conditions };
  yield* sent(updatingStatus(BUDGETS, { ...budget, status: next } as PodDisruptionBudget));
}
