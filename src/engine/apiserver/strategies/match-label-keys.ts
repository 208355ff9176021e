import type { JsonObject } from "../../../api/json.ts";
import type { Affinity, PodSpec, StringMap } from "../../../api/types.ts";
import { own } from "../own.ts";
import { each, within } from "../defaulting/fill.ts";
import type { PodAffinityFields, PodAffinityTerm } from "../validation/pod/affinity.ts";
import type { SpreadConstraint } from "../validation/pod/topology-spread.ts";

// Mirrors mutatePodAffinity and mutateTopologySpreadConstraints (pkg/registry/core/pod/strategy.go).
/** Adds what matchLabelKeys and mismatchLabelKeys say to the label selectors, with the values of the pod's own labels. */
export function mergeMatchLabelKeys(spec: PodSpec, labels: StringMap): PodSpec {
  const spread = within(spec, "topologySpreadConstraints", (list) => each(list, (item) => merge(item, labels)));
  return within(spread, "affinity", (affinity) => mergeAffinity(affinity, labels));
}

function mergeAffinity(affinity: Affinity, labels: StringMap): Affinity {
  const both = (value: JsonObject): JsonObject => {
    let next = value as PodAffinityFields;
    next = within(next, "requiredDuringSchedulingIgnoredDuringExecution", (terms) => each(terms, (term) => merge(term, labels)));
    next = within(next, "preferredDuringSchedulingIgnoredDuringExecution", (terms) =>
      each(terms, (weighted) => within(weighted, "podAffinityTerm", (term: PodAffinityTerm) => merge(term, labels))),
    );
    return next as JsonObject;
  };
  return within(within(affinity, "podAffinity", both), "podAntiAffinity", both);
}

type Keyed = Pick<PodAffinityTerm, "labelSelector" | "matchLabelKeys" | "mismatchLabelKeys"> | SpreadConstraint;

function merge<T extends object>(given: T, labels: StringMap): T {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = given as Keyed & { readonly mismatchLabelKeys?: readonly string[] };
  if (!labelSelector) return given;
  const requirement = (operator: string) => (key: string) => {
    const value = own(labels, key);
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  };
  const added = [...matchLabelKeys.flatMap(requirement("In")), ...mismatchLabelKeys.flatMap(requirement("NotIn"))];
  if (added.length === 0) return given;
  return { ...given, labelSelector: { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...added] } };
}
