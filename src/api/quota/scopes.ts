/** Which Pods a ResourceQuota looks at. */
import { qosClass } from "../pods.ts";
import type { KubernetesObject, Pod, ResourceList } from "../types.ts";

export interface ResourceQuota extends KubernetesObject {
  readonly spec: {
    readonly hard?: ResourceList;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: { readonly matchExpressions?: readonly ScopeRequirement[] };
  };
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList };
}
interface ScopeRequirement {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

// Mirrors podMatchesScopeFunc (pkg/quota/v1/evaluator/core/pods.go).
/** True if an object is one of those that the quota counts; objects other than Pods have no scope but a claim's class. */
export function isInScope({ spec }: ResourceQuota, object: KubernetesObject): boolean {
  const requirements: readonly ScopeRequirement[] = [
    ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: "Exists" })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ];
  return requirements.every((requirement) => matches(requirement, object));
}

function matches({ scopeName, operator, values = [] }: ScopeRequirement, object: KubernetesObject): boolean {
  if (scopeName === "VolumeAttributesClass") return object.kind === "PersistentVolumeClaim" && named(operator, values, (object as { readonly spec?: { readonly volumeAttributesClassName?: string } }).spec?.volumeAttributesClassName);
  if (object.kind !== "Pod") return false;
  const { spec } = object as Pod;
  const isTerminating = typeof spec.activeDeadlineSeconds === "number" && spec.activeDeadlineSeconds >= 0;
  switch (scopeName) {
    case "Terminating": return isTerminating;
    case "NotTerminating": return !isTerminating;
    case "BestEffort": return qosClass(spec) === "BestEffort";
    case "NotBestEffort": return qosClass(spec) !== "BestEffort";
    case "PriorityClass": return named(operator, values, spec.priorityClassName);
    case "CrossNamespacePodAffinity": return crossesNamespaces(spec.affinity);
    default: return false;
  }
}

function named(operator: string, values: readonly string[], name: string | undefined): boolean {
  const given = name ?? "";
  switch (operator) {
    case "In": return values.includes(given) && given !== "";
    case "NotIn": return !values.includes(given);
    case "Exists": return given !== "";
    case "DoesNotExist": return given === "";
    default: return false;
  }
}

/** Any (anti-)affinity term that names other namespaces. */
function crossesNamespaces(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(crossesNamespaces);
  if (typeof value !== "object" || value === null) return false;
  const term = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(term["namespaces"]) && term["namespaces"].length > 0) return true;
  if (term["namespaceSelector"] !== undefined && term["namespaceSelector"] !== null) return true;
  return Object.values(term).some(crossesNamespaces);
}
