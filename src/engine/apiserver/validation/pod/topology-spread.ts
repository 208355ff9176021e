import type { JsonObject } from "../../../../api/json.ts";
import { duplicate, forbidden, invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isQualifiedName } from "../formats.ts";
import { validateLabelSelector } from "../label-selector.ts";
import type { LabelSelectorFields } from "../label-selector.ts";

export interface SpreadConstraint {
  readonly maxSkew?: number;
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly matchLabelKeys?: readonly string[];
  readonly labelSelector?: LabelSelectorFields;
}

const notPositive = "must be greater than zero";
const actions = ["DoNotSchedule", "ScheduleAnyway"];
const inclusionPolicies = ["Honor", "Ignore"];

// Mirrors validateTopologySpreadConstraints (pkg/apis/core/validation/validation.go).
export function validateTopologySpread(list: readonly JsonObject[], path: string, errors: FieldError[]): void {
  const constraints = list as readonly SpreadConstraint[];
  const pairOf = ({ topologyKey = "", whenUnsatisfiable = "" }: SpreadConstraint): string => `{${topologyKey}, ${whenUnsatisfiable}}`;
  const lastOf = new Map(constraints.map((constraint, index) => [pairOf(constraint), index] as const));
  constraints.forEach((constraint, index) => {
    const at = `${path}[${index}]`;
    const { maxSkew = 0, topologyKey = "", whenUnsatisfiable = "" } = constraint;
    if (maxSkew <= 0) errors.push(invalid(`${at}.maxSkew`, maxSkew, notPositive));
    if (topologyKey === "") errors.push(required(`${at}.topologyKey`, "can not be empty"));
    if (!actions.includes(whenUnsatisfiable)) errors.push(notSupported(`${at}.whenUnsatisfiable`, whenUnsatisfiable, actions));
    if (lastOf.get(pairOf(constraint)) !== index) errors.push(duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, pairOf(constraint)));
    validateMinDomains(constraint.minDomains, whenUnsatisfiable, `${at}.minDomains`, errors);
    validateInclusion(constraint.nodeAffinityPolicy, `${at}.nodeAffinityPolicy`, errors);
    validateInclusion(constraint.nodeTaintsPolicy, `${at}.nodeTaintsPolicy`, errors);
    validateMatchKeys(constraint, `${at}.matchLabelKeys`, errors);
    validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`, errors);
  });
}

function validateMinDomains(minDomains: number | undefined, action: string, path: string, errors: FieldError[]): void {
  if (minDomains === undefined) return;
  if (minDomains <= 0) errors.push(invalid(path, minDomains, notPositive));
  if (action !== "DoNotSchedule") {
    errors.push(invalid(path, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`));
  }
}

function validateInclusion(policy: string | undefined, path: string, errors: FieldError[]): void {
  if (policy !== undefined && !inclusionPolicies.includes(policy)) errors.push(notSupported(path, policy, inclusionPolicies));
}

// Mirrors validateMatchLabelKeysInTopologySpread (same file). Since the keys are merged into the selector, a key may stand there once.
function validateMatchKeys(constraint: SpreadConstraint, path: string, errors: FieldError[]): void {
  const { matchLabelKeys = [], labelSelector } = constraint;
  if (matchLabelKeys.length === 0) return;
  if (!labelSelector) {
    errors.push(forbidden(path, "must not be specified when labelSelector is not set"));
    return;
  }
  matchLabelKeys.forEach((key, index) => errors.push(...invalidEach(`${path}[${index}]`, key, isQualifiedName(key))));
  const selected = new Set(Object.keys(labelSelector.matchLabels ?? {}));
  for (const { key = "" } of labelSelector.matchExpressions ?? []) {
    const index = matchLabelKeys.lastIndexOf(key);
    if (index >= 0 && selected.has(key)) errors.push(invalid(`${path}[${index}]`, key, "exists in both matchLabelKeys and labelSelector"));
    selected.add(key);
  }
}
