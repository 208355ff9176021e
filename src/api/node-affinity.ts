import { labelValueErrors } from "./names.ts";
import type { Node, NodeSelectorRequirement, NodeSelectorTerm, Pod, StringMap } from "./types.ts";

// Mirrors GetRequiredNodeAffinity (staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go).
/** True when the node satisfies both the pod's nodeSelector and its required node affinity. */
export function matchesRequiredNodeAffinity({ spec }: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (spec.nodeSelector && !Object.entries(spec.nodeSelector).every(([key, value]) => labels[key] === value)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some((term) => matchesNodeSelectorTerm(term, node));
}

/** True when the node matches every expression and field of the term; an empty term matches nothing. */
export function matchesNodeSelectorTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  if (!matchExpressions.every(isReadable)) return false;
  return matchesAll(matchExpressions, node.metadata.labels ?? {}) && matchesAll(matchFields, { "metadata.name": node.metadata.name });
}

// Mirrors newNodeSelectorTerm (same file): a term with a value that no label can have is not read at all.
const isReadable = ({ operator, values = [] }: NodeSelectorRequirement): boolean => (operator !== "In" && operator !== "NotIn") || values.every((value) => labelValueErrors(value).length === 0);

const matchesAll = (requirements: readonly NodeSelectorRequirement[], labels: StringMap): boolean =>
  requirements.every((requirement) => matches(requirement, labels));

function matches({ key, operator, values = [] }: NodeSelectorRequirement, labels: StringMap): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return compareIntegers(value, values[0], (left, right) => left > right);
    case "Lt":
      return compareIntegers(value, values[0], (left, right) => left < right);
    default:
      return false;
  }
}

function compareIntegers(left: string | undefined, right: string | undefined, holds: (left: bigint, right: bigint) => boolean): boolean {
  const integer = /^[+-]?\d+$/;
  if (left === undefined || right === undefined || !integer.test(left) || !integer.test(right)) return false;
  return holds(BigInt(left.replace("+", "")), BigInt(right.replace("+", "")));
}
