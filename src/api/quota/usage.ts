/** How much of what a ResourceQuota counts an object uses: the same for admission and for the quota controller. */
import { isTerminal, podLimits, podRequests } from "../pods.ts";
import { resources, type ApiResource } from "../resources.ts";
import { parseRfc3339 } from "../time.ts";
import type { Service } from "../services.ts";
import type { PersistentVolumeClaim } from "../storage.ts";
import type { Container, KubernetesObject, Pod, ResourceList } from "../types.ts";
import { addResourceLists } from "../resource-lists.ts";

// Mirrors the legacy object count evaluators (pkg/quota/v1/evaluator/core/registry.go).
const plainlyCounted: ReadonlySet<string> = new Set(["configmaps", "resourcequotas", "replicationcontrollers", "secrets", "services", "persistentvolumeclaims"]);
const computeNames: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);

/** "count/deployments.apps" */
export const countName = ({ group, resource }: Pick<ApiResource, "group" | "resource">): string => `count/${resource}${group && `.${group}`}`;

// Mirrors podComputeUsageHelper (pkg/quota/v1/evaluator/core/pods.go).
/** What requests and limits count for, under all their names. */
export function computeUsage(requests: ResourceList | undefined, limits: ResourceList | undefined): ResourceList {
  const used: Record<string, string> = {};
  for (const [name, amount] of Object.entries(requests ?? {})) {
    if (computeNames.has(name) || name.startsWith("hugepages-")) used[name] = amount;
    used[`requests.${name}`] = amount;
  }
  for (const [name, amount] of Object.entries(limits ?? {})) if (computeNames.has(name)) used[`limits.${name}`] = amount;
  return used;
}

// Mirrors PodUsageFunc: a Pod that has ended uses nothing but its place among the objects.
const podUsage = (pod: Pod): ResourceList => (pod.status && isTerminal(pod) ? {} : { ...computeUsage(podRequests(pod.spec), podLimits(pod.spec)), pods: "1" });

/** When a Pod on its way out counts no more, as a node that is lost will never say that it has ended; Unix milliseconds. Mirrors QuotaV1Pod (same file). */
export function forgottenAtMs({ metadata: { deletionTimestamp, deletionGracePeriodSeconds } }: Pod): number | undefined {
  const deletedMs = deletionTimestamp === undefined ? undefined : parseRfc3339(deletionTimestamp);
  return deletedMs === undefined || deletionGracePeriodSeconds === undefined ? undefined : deletedMs + deletionGracePeriodSeconds * 1000;
}

// Mirrors serviceEvaluator.Usage (pkg/quota/v1/evaluator/core/services.go).
function serviceUsage({ spec }: Service): ResourceList {
  const type = spec.type ?? "ClusterIP";
  return { services: "1", "services.nodeports": String(nodePortsOf(spec)), "services.loadbalancers": type === "LoadBalancer" ? "1" : "0" };
}

/** Where a load balancer is given none, those count that it asks for by number. */
function nodePortsOf({ type, ports = [], allocateLoadBalancerNodePorts }: Service["spec"]): number {
  if (type !== "NodePort" && type !== "LoadBalancer") return 0;
  return type === "LoadBalancer" && allocateLoadBalancerNodePorts === false ? ports.filter(({ nodePort }) => nodePort).length : ports.length;
}

// Mirrors pvcEvaluator.Usage (pkg/quota/v1/evaluator/core/persistent_volume_claims.go).
function claimUsage({ spec }: PersistentVolumeClaim): ResourceList {
  const storage = spec.resources?.requests?.["storage"];
  const className = spec.storageClassName;
  const ofClass = className ? `${className}.storageclass.storage.k8s.io/` : undefined;
  return {
    persistentvolumeclaims: "1",
    ...(ofClass && { [`${ofClass}persistentvolumeclaims`]: "1" }),
    ...(storage !== undefined && { "requests.storage": storage, ...(ofClass && { [`${ofClass}requests.storage`]: storage }) }),
  };
}

/** What one object uses. */
export function usageOf(resource: Pick<ApiResource, "group" | "resource">, object: KubernetesObject): ResourceList {
  const count = { [countName(resource)]: "1" };
  if (resource.group !== "") return count;
  switch (resource.resource) {
    case "pods": return { ...podUsage(object as Pod), ...count };
    case "services": return { ...serviceUsage(object as Service), ...count };
    case "persistentvolumeclaims": return { ...claimUsage(object as PersistentVolumeClaim), ...count };
    default: return plainlyCounted.has(resource.resource) ? { [resource.resource]: "1", ...count } : count;
  }
}

/** Which of the names of a quota an object of this kind can use. */
export function countedNames({ group, resource }: Pick<ApiResource, "group" | "resource">, hard: readonly string[]): readonly string[] {
  const count = countName({ group, resource });
  return hard.filter((name) => name === count || (group === "" && (name === resource || isCoreName(resource, name))));
}

function isCoreName(resource: string, name: string): boolean {
  if (resource === "services") return name.startsWith("services.");
  if (resource === "persistentvolumeclaims") return name === "requests.storage" || name.includes(".storageclass.storage.k8s.io/");
  if (resource !== "pods" || name === "requests.storage") return false;
  return computeNames.has(name) || name.startsWith("hugepages-") || name.startsWith("requests.") || name.startsWith("limits.");
}

/** The kinds that the names of a quota count. */
export const countedResources = (hard: readonly string[]): readonly ApiResource[] =>
  resources.filter((resource) => resource.namespaced && resource.verbs.includes("create") && resource.verbs.includes("watch") && countedNames(resource, hard).length > 0);

const enforced: ReadonlySet<string> = new Set(["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"]);

// Mirrors podEvaluator.Constraints (pkg/quota/v1/evaluator/core/pods.go).
/** What containers must say because a quota counts it: "limits.cpu for: a; requests.memory for: a,b"; undefined = all is said. */
export function missingAmounts(pod: Pod, required: readonly string[]): string | undefined {
  const containers: readonly Container[] = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const podLevel = computeUsage(pod.spec.resources?.requests, pod.spec.resources?.limits);
  const missing = [...required].filter((name) => enforced.has(name) && !Object.hasOwn(podLevel, name)).sort().flatMap((name) => {
    const silent = containers.filter(({ resources: own }) => !Object.hasOwn(computeUsage(own?.requests, own?.limits), name)).map((container) => container.name);
    return silent.length > 0 ? [`${name} for: ${[...new Set(silent)].sort().join(",")}`] : [];
  });
  return missing.length > 0 ? missing.join("; ") : undefined;
}

/** The sum, of these names only; each of them is there. */
export function summed(names: readonly string[], usages: readonly ResourceList[]): ResourceList {
  const total = addResourceLists(...usages);
  return Object.fromEntries(names.map((name) => [name, total[name] ?? "0"]));
}
