import type { JsonObject } from "../../../../api/json.ts";
import type { NodeSelectorRequirement, NodeSelectorTerm, PodSpec } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { invalid } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { goValue } from "../go-shape.ts";
import { nodeRequirementShape, nodeSelectorTermShape } from "./go-shape.ts";

const hard = "requiredDuringSchedulingIgnoredDuringExecution";
const termsPath = `spec.affinity.nodeAffinity.${hard}.nodeSelectorTerms`;
const onlyAdditions = "only additions are allowed (no mutations or deletions)";

// Mirrors the gated part of ValidatePodUpdate, validateNodeSelectorMutation and validateNodeAffinityMutation
// (pkg/apis/core/validation/validation.go): while gates stand, the choice of nodes may be narrowed.
export function validateGatedPlacement(next: PodSpec, old: PodSpec, errors: FieldError[]): void {
  const selector = next.nodeSelector ?? {};
  if (Object.entries(old.nodeSelector ?? {}).some(([key, value]) => own(selector, key) !== value)) {
    errors.push(invalid("spec.nodeSelector", next.nodeSelector ?? null, "only additions to spec.nodeSelector are allowed (no mutations or deletions)"));
  }
  const terms = termsOf(next);
  const oldTerms = termsOf(old);
  if (oldTerms.length === 0) return;
  if (terms.length !== oldTerms.length) {
    const detail = "no additions/deletions to non-empty NodeSelectorTerms list are allowed";
    errors.push(invalid(termsPath, terms.map(goTerm), detail));
    return;
  }
  terms.forEach((term, index) => {
    if (!narrows(term, oldTerms[index] ?? {})) errors.push(invalid(`${termsPath}[${index}]`, goTerm(term), onlyAdditions));
  });
}

const termsOf = (spec: PodSpec): readonly NodeSelectorTerm[] => spec.affinity?.nodeAffinity?.[hard]?.nodeSelectorTerms ?? [];

// Mirrors validateNodeSelectorTermHasOnlyAdditions (same file): an empty term matches nothing, so it must stay empty.
function narrows(next: NodeSelectorTerm, old: NodeSelectorTerm): boolean {
  const size = (term: NodeSelectorTerm): number => (term.matchExpressions?.length ?? 0) + (term.matchFields?.length ?? 0);
  if (size(old) === 0) return size(next) === 0;
  const keeps = (list: readonly NodeSelectorRequirement[] = [], before: readonly NodeSelectorRequirement[] = []): boolean => {
    const kept = new Set(list.map(textOf));
    return before.every((requirement) => kept.has(textOf(requirement)));
  };
  return keeps(next.matchExpressions, old.matchExpressions) && keeps(next.matchFields, old.matchFields);
}

const textOf = (requirement: NodeSelectorRequirement): string => JSON.stringify(goValue(requirement, nodeRequirementShape));
const goTerm = (term: NodeSelectorTerm): JsonObject => goValue(term, nodeSelectorTermShape);

/** `next` with node selector and node affinity as `old` has them: they have been checked. */
export function withPlacementOf(next: PodSpec, old: PodSpec): PodSpec {
  const { nodeSelector: _selector, affinity, ...rest } = next;
  const { nodeAffinity: _nodes, ...others } = affinity ?? {};
  const nodeAffinity = old.affinity?.nodeAffinity;
  const merged = { ...others, ...(nodeAffinity && { nodeAffinity }) };
  const dropped = Object.keys(merged).length === 0 && old.affinity === undefined;
  return { ...rest, ...(old.nodeSelector && { nodeSelector: old.nodeSelector }), ...(!dropped && affinity !== undefined && { affinity: merged }), ...(affinity === undefined && nodeAffinity && { affinity: { nodeAffinity } }) };
}
