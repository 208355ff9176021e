import type { Affinity, NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from "../../../../api/types.ts";
import { forbidden, invalid, invalidEach, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isLabelValue, isQualifiedName, nameIsDnsLabel, nameIsDnsSubdomain } from "../formats.ts";
import { validateLabelSelector } from "../label-selector.ts";
import type { LabelSelectorFields } from "../label-selector.ts";

const requiredTerms = "requiredDuringSchedulingIgnoredDuringExecution";
const preferredTerms = "preferredDuringSchedulingIgnoredDuringExecution";

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelectorFields;
  readonly namespaceSelector?: LabelSelectorFields;
  readonly namespaces?: readonly string[];
  readonly topologyKey?: string;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}
export interface PodAffinityFields {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly weight?: number; readonly podAffinityTerm?: PodAffinityTerm }[];
}

// Mirrors validateAffinity (pkg/apis/core/validation/validation.go).
export function validateAffinity(affinity: Affinity, path: string, errors: FieldError[]): void {
  if (affinity.nodeAffinity) validateNodeAffinity(affinity.nodeAffinity, `${path}.nodeAffinity`, errors);
  if (affinity.podAffinity) validatePodAffinity(affinity.podAffinity as PodAffinityFields, `${path}.podAffinity`, errors);
  if (affinity.podAntiAffinity) validatePodAffinity(affinity.podAntiAffinity as PodAffinityFields, `${path}.podAntiAffinity`, errors);
}

function validateNodeAffinity(affinity: NodeAffinity, path: string, errors: FieldError[]): void {
  const hard = affinity[requiredTerms];
  if (hard) {
    const at = `${path}.${requiredTerms}.nodeSelectorTerms`;
    const terms = hard.nodeSelectorTerms ?? [];
    if (terms.length === 0) errors.push(required(at, "must have at least one node selector term"));
    terms.forEach((term, index) => validateNodeSelectorTerm(term, true, `${at}[${index}]`, errors));
  }
  affinity[preferredTerms]?.forEach(({ weight, preference }, index) => {
    const at = `${path}.${preferredTerms}[${index}]`;
    validateWeight(weight, at, errors);
    validateNodeSelectorTerm(preference ?? {}, false, `${at}.preference`, errors);
  });
}

function validateWeight(weight: number | undefined, path: string, errors: FieldError[]): void {
  const value = weight ?? 0;
  if (value <= 0 || value > 100) errors.push(invalid(`${path}.weight`, value, "must be in the range 1-100"));
}

/** `checkValues`: only required terms have their values checked. */
export function validateNodeSelectorTerm(term: NodeSelectorTerm, checkValues: boolean, path: string, errors: FieldError[]): void {
  term.matchExpressions?.forEach((requirement, index) => validateExpression(requirement, checkValues, `${path}.matchExpressions[${index}]`, errors));
  term.matchFields?.forEach((requirement, index) => validateField(requirement, `${path}.matchFields[${index}]`, errors));
}

function validateExpression(requirement: NodeSelectorRequirement, checkValues: boolean, path: string, errors: FieldError[]): void {
  const { key = "", values = [] } = requirement;
  const operator: string = requirement.operator ?? "";
  const at = `${path}.values`;
  if (operator === "In" || operator === "NotIn") {
    if (values.length === 0) errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length > 0) errors.push(forbidden(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else if (operator === "Gt" || operator === "Lt") {
    if (values.length !== 1) errors.push(required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
  } else errors.push(invalid(`${path}.operator`, operator, "not a valid selector operator"));
  errors.push(...invalidEach(`${path}.key`, key, isQualifiedName(key)));
  if (checkValues) values.forEach((value, index) => errors.push(...invalidEach(`${at}[${index}]`, value, isLabelValue(value))));
}

function validateField(requirement: NodeSelectorRequirement, path: string, errors: FieldError[]): void {
  const { key = "", values = [] } = requirement;
  const operator: string = requirement.operator ?? "";
  if (operator !== "In" && operator !== "NotIn") errors.push(invalid(`${path}.operator`, operator, "not a valid selector operator"));
  else if (values.length !== 1) {
    errors.push(required(`${path}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  }
  if (key !== "metadata.name") errors.push(invalid(`${path}.key`, key, "not a valid field selector key"));
  else values.forEach((value, index) => errors.push(...invalidEach(`${path}.values[${index}]`, value, nameIsDnsSubdomain(value, false))));
}

function validatePodAffinity(affinity: PodAffinityFields, path: string, errors: FieldError[]): void {
  affinity[requiredTerms]?.forEach((term, index) => validatePodAffinityTerm(term, `${path}.${requiredTerms}[${index}]`, errors));
  affinity[preferredTerms]?.forEach(({ weight, podAffinityTerm }, index) => {
    const at = `${path}.${preferredTerms}[${index}]`;
    validateWeight(weight, at, errors);
    validatePodAffinityTerm(podAffinityTerm ?? {}, `${at}.podAffinityTerm`, errors);
  });
}

// Mirrors validatePodAffinityTerm (same file).
function validatePodAffinityTerm(term: PodAffinityTerm, path: string, errors: FieldError[]): void {
  validateLabelSelector(term.labelSelector, `${path}.labelSelector`, errors);
  validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`, errors);
  for (const name of term.namespaces ?? []) errors.push(...invalidEach(`${path}.namespace`, name, nameIsDnsLabel(name, false)));
  validateMatchKeys(term, path, errors);
  const { topologyKey = "" } = term;
  if (topologyKey === "") errors.push(required(`${path}.topologyKey`, "can not be empty"));
  errors.push(...invalidEach(`${path}.topologyKey`, topologyKey, isQualifiedName(topologyKey)));
}

// Mirrors validateMatchLabelKeysAndMismatchLabelKeys (same file): the keys have been merged into the selector before.
function validateMatchKeys(term: PodAffinityTerm, path: string, errors: FieldError[]): void {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term;
  validateLabelKeys(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`, errors);
  validateLabelKeys(mismatchLabelKeys, labelSelector, `${path}.mismatchLabelKeys`, errors);
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key = "" } of labelSelector?.matchExpressions ?? []) {
    const index = matchLabelKeys.lastIndexOf(key);
    if (index >= 0 && selected.has(key)) errors.push(invalid(`${path}[${index}]`, key, "exists in both matchLabelKeys and labelSelector"));
    selected.add(key);
  }
  matchLabelKeys.forEach((key, index) => {
    if (!mismatchLabelKeys.includes(key)) return;
    errors.push(invalid(`${path}.matchLabelKeys[${index}]`, key, "exists in both matchLabelKeys and mismatchLabelKeys"));
  });
}

function validateLabelKeys(keys: readonly string[], selector: LabelSelectorFields | undefined, path: string, errors: FieldError[]): void {
  if (keys.length === 0) return;
  if (!selector) errors.push(forbidden(path, "must not be specified when labelSelector is not set"));
  else keys.forEach((key, index) => errors.push(...invalidEach(`${path}[${index}]`, key, isQualifiedName(key))));
}
