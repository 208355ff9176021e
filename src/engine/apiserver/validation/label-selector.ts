import type { StringMap } from "../../../api/types.ts";
import { forbidden, invalid, invalidEach, pushAll, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isLabelValue, isQualifiedName } from "./formats.ts";
import { validateLabels } from "./object-meta.ts";

export interface LabelSelectorFields {
  readonly matchLabels?: StringMap;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}
export interface LabelSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

// Mirrors ValidateLabelSelector (apimachinery/pkg/apis/meta/v1/validation/validation.go).
export function validateLabelSelector(selector: LabelSelectorFields | undefined, path: string, errors: FieldError[]): void {
  if (!selector) return;
  if (selector.matchLabels) pushAll(errors, validateLabels(selector.matchLabels, `${path}.matchLabels`));
  selector.matchExpressions?.forEach((requirement, index) => validateRequirement(requirement, `${path}.matchExpressions[${index}]`, errors));
}

function validateRequirement(requirement: LabelSelectorRequirement, path: string, errors: FieldError[]): void {
  const { key = "", operator = "", values = [] } = requirement;
  if (operator === "In" || operator === "NotIn") {
    if (values.length === 0) errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length > 0) errors.push(forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else errors.push(invalid(`${path}.operator`, operator, "not a valid selector operator"));
  errors.push(...invalidEach(`${path}.key`, key, isQualifiedName(key)));
  values.forEach((value, index) => errors.push(...invalidEach(`${path}.values[${index}]`, value, isLabelValue(value))));
}
