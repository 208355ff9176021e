import { byCodeUnit } from "../../../../api/json.ts";
import type { PodSpec, Toleration } from "../../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isLabelValue, isQualifiedName } from "../formats.ts";

const taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const noKey = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';

// Mirrors ValidateTolerations (pkg/apis/core/validation/validation.go).
export function validateTolerations(tolerations: readonly Toleration[], path: string, errors: FieldError[]): void {
  tolerations.forEach((toleration, index) => {
    const at = `${path}[${index}]`;
    const { key = "", operator = "", value = "", effect = "" } = toleration;
    if (key !== "") errors.push(...invalidEach(`${at}.key`, key, isQualifiedName(key)));
    if (key === "" && operator !== "Exists") errors.push(invalid(`${at}.operator`, operator, noKey));
    if (toleration.tolerationSeconds !== undefined && effect !== "NoExecute") {
      errors.push(invalid(`${at}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    }
    validateOperator(operator, value, `${at}.operator`, errors);
    if (effect !== "") validateTaintEffect(effect, `${at}.effect`, errors);
  });
}

function validateOperator(operator: string, value: string, path: string, errors: FieldError[]): void {
  if (operator === "" || operator === "Equal") {
    const messages = isLabelValue(value);
    if (messages.length > 0) errors.push(invalid(path, value, messages.join(";")));
  } else if (operator === "Exists") {
    if (value !== "") errors.push(invalid(path, value, "value must be empty when `operator` is 'Exists'"));
  } else {
    // Comparisons are known but switched off (TaintTolerationComparisonOperators), and say so oddly.
    const compares = operator === "Lt" || operator === "Gt";
    errors.push(notSupported(path, operator, compares ? ["Equal", "Exists", "Lt", "Gt"] : ["Equal", "Exists"]));
  }
}

export function validateTaintEffect(effect: string, path: string, errors: FieldError[]): void {
  if (effect === "") errors.push(required(path));
  else if (!taintEffects.includes(effect)) errors.push(notSupported(path, effect, taintEffects));
}

const withoutSeconds = ({ key = "", operator = "", value = "", effect = "" }: Toleration): string => JSON.stringify([key, operator, value, effect]);

// Mirrors validateOnlyAddedTolerations (same file).
export function validateOnlyAddedTolerations(next: readonly Toleration[], old: readonly Toleration[], path: string, errors: FieldError[]): void {
  const kept = new Set(next.map(withoutSeconds));
  if (old.every((toleration) => kept.has(withoutSeconds(toleration)))) {
    validateTolerations(next, path, errors);
  } else errors.push(forbidden(path, "existing toleration can not be modified except its tolerationSeconds"));
}

type Gates = NonNullable<PodSpec["schedulingGates"]>;

// Mirrors validateSchedulingGates (same file).
export function validateSchedulingGates(gates: Gates, path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  gates.forEach(({ name = "" }, index) => {
    errors.push(...invalidEach(`${path}[${index}]`, name, isQualifiedName(name)));
    if (seen.has(name)) errors.push(duplicate(`${path}[${index}]`, name));
    seen.add(name);
  });
}

// Mirrors validateOnlyDeletedSchedulingGates (same file).
export function validateOnlyDeletedGates(next: Gates, old: Gates, path: string, errors: FieldError[]): void {
  const known = new Set(old.map((gate) => gate.name));
  const added = new Map(next.map((gate, index) => [gate.name, index] as const).filter(([name]) => !known.has(name)));
  for (const [name, index] of [...added].sort((a, b) => byCodeUnit(a[0], b[0]))) {
    errors.push(forbidden(`${path}[${index}].name`, `only deletion is allowed, but found new scheduling gate '${name}'`));
  }
}

export function validateReadinessGates(gates: NonNullable<PodSpec["readinessGates"]>, path: string, errors: FieldError[]): void {
  gates.forEach(({ conditionType = "" }, index) => {
    errors.push(...invalidEach(`${path}[${index}].conditionType`, conditionType, isQualifiedName(conditionType)));
  });
}
