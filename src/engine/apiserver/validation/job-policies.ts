import type { PodFailurePolicy, PodFailurePolicyRule, SuccessPolicy } from "../../../api/batch.ts";
import { asJson } from "../../../api/json.ts";
import type { JobSpec } from "../defaulting/batch.ts";
import { duplicate, invalid, invalidEach, notSupported, required, tooLong, tooMany } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isQualifiedName } from "./formats.ts";
import { validateNonNegative } from "./numbers.ts";

const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;
const MOST_INDEX_BYTES = 65_536;
const actions = ["Count", "FailIndex", "FailJob", "Ignore"];
const operators = ["In", "NotIn"];
const statuses = ["False", "True", "Unknown"];

/** An error that shows no value. */
const faulty = (field: string, detail: string): FieldError => ({ type: "FieldValueInvalid", field, detail });
const listed = (values: readonly string[]): string => `valid values: [${values.map((value) => JSON.stringify(value)).join(" ")}]`;

function oneOf(value: string | undefined, path: string, supported: readonly string[], errors: FieldError[]): void {
  if (!value) errors.push(required(path, listed(supported)));
  else if (!supported.includes(value)) errors.push(notSupported(path, value, supported));
}

// Mirrors validatePodFailurePolicy (pkg/apis/batch/validation/validation.go).
export function validatePodFailurePolicy({ rules = [] }: Partial<PodFailurePolicy>, spec: JobSpec, path: string, errors: FieldError[]): void {
  if (rules.length > MOST_RULES) errors.push(tooMany(`${path}.rules`, rules.length, MOST_RULES));
  const pod = (spec.template?.spec ?? {}) as { readonly containers?: readonly { readonly name?: string }[]; readonly initContainers?: readonly { readonly name?: string }[] };
  const containers = new Set([...(pod.containers ?? []), ...(pod.initContainers ?? [])].map(({ name = "" }) => name));
  for (const [index, rule] of rules.entries()) validateRule(rule, spec, containers, `${path}.rules[${index}]`, errors);
}

function validateRule(rule: PodFailurePolicyRule, spec: JobSpec, containers: ReadonlySet<string>, path: string, errors: FieldError[]): void {
  if (rule.action === "FailIndex" && spec.backoffLimitPerIndex === undefined) errors.push(invalid(`${path}.action`, rule.action, "requires the backoffLimitPerIndex to be set"));
  else oneOf(rule.action, `${path}.action`, actions, errors);
  const patterns = rule.onPodConditions ?? [];
  if (rule.onExitCodes) validateExitCodes(rule.onExitCodes, containers, `${path}.onExitCodes`, errors);
  if (patterns.length > MOST_RULES) errors.push(tooMany(`${path}.onPodConditions`, patterns.length, MOST_RULES));
  for (const [index, { type, status }] of patterns.entries()) {
    errors.push(...invalidEach(`${path}.onPodConditions[${index}].type`, type, isQualifiedName(type)));
    oneOf(status, `${path}.onPodConditions[${index}].status`, statuses, errors);
  }
  if (rule.onExitCodes && patterns.length > 0) errors.push(faulty(path, "specifying both OnExitCodes and OnPodConditions is not supported"));
  if (!rule.onExitCodes && patterns.length === 0) errors.push(faulty(path, "specifying one of OnExitCodes and OnPodConditions is required"));
}

function validateExitCodes({ operator, values = [], containerName }: Partial<NonNullable<PodFailurePolicyRule["onExitCodes"]>>, containers: ReadonlySet<string>, path: string, errors: FieldError[]): void {
  oneOf(operator, `${path}.operator`, operators, errors);
  if (containerName !== undefined && !containers.has(containerName)) errors.push(invalid(`${path}.containerName`, containerName, "must be one of the container or initContainer names in the pod template"));
  if (values.length === 0) errors.push(invalid(`${path}.values`, asJson(values), "at least one value is required"));
  else if (values.length > MOST_EXIT_CODES) errors.push(tooMany(`${path}.values`, values.length, MOST_EXIT_CODES));
  for (const [index, value] of values.entries()) {
    if (value === 0 && operator === "In") errors.push(invalid(`${path}.values[${index}]`, value, "must not be 0 for the In operator"));
    if (values.indexOf(value) < index) errors.push(duplicate(`${path}.values[${index}]`, value));
  }
  if (values.some((value, index) => index > 0 && value < (values[index - 1] ?? 0))) errors.push(invalid(`${path}.values`, asJson(values), "must be ordered"));
}

// Mirrors validateSuccessPolicy (same file).
export function validateSuccessPolicy({ rules = [] }: Partial<SuccessPolicy>, completions: number, path: string, errors: FieldError[]): void {
  if (rules.length === 0) errors.push(required(`${path}.rules`, "at least one rules must be specified when the successPolicy is specified"));
  if (rules.length > MOST_RULES) errors.push(tooMany(`${path}.rules`, rules.length, MOST_RULES));
  for (const [index, { succeededIndexes, succeededCount }] of rules.entries()) {
    const at = `${path}.rules[${index}]`;
    if (succeededIndexes === undefined && succeededCount === undefined) errors.push(required(at, "at least one of succeededCount or succeededIndexes must be specified"));
    const named = succeededIndexes === undefined ? undefined : validateIndexes(succeededIndexes, completions, `${at}.succeededIndexes`, errors);
    if (succeededCount === undefined) continue;
    validateNonNegative(succeededCount, `${at}.succeededCount`, errors);
    if (succeededCount > completions) errors.push(invalid(`${at}.succeededCount`, succeededCount, `must be less than or equal to ${completions} (the number of specified completions)`));
    if (named !== undefined && succeededCount > named) errors.push(invalid(`${at}.succeededCount`, succeededCount, `must be less than or equal to ${named} (the number of indexes in the specified succeededIndexes field)`));
  }
}

/** How many indexes a text names. */
function validateIndexes(text: string, completions: number, path: string, errors: FieldError[]): number {
  if (text.length > MOST_INDEX_BYTES) errors.push(tooLong(path, MOST_INDEX_BYTES));
  const read = readIndexes(text, completions);
  if (typeof read === "number") return read;
  errors.push(invalid(path, text, `error parsing succeededIndexes: ${read}`));
  return 0;
}

// Mirrors validateIndexesFormat (same file): intervals in order that do not touch.
function readIndexes(text: string, completions: number): number | string {
  if (text === "") return 0;
  let [total, last] = [0, -1];
  for (const part of text.split(",")) {
    const limits = part.split("-");
    if (limits.length > 2) return `the fragment ${JSON.stringify(part)} violates the requirement that an index interval can have at most two parts separated by '-'`;
    const [low = 0, high = low] = limits.map((limit) => (/^[+-]?\d+$/.test(limit) ? Number(limit) : Number.NaN));
    const bad = limits.find((limit) => !/^[+-]?\d+$/.test(limit));
    if (bad !== undefined) return `cannot convert string to integer for index: ${JSON.stringify(bad)}`;
    const beyond = limits.find((limit) => Number(limit) >= completions);
    if (beyond !== undefined) return `too large index: ${JSON.stringify(beyond)}`;
    if (low <= last) return `non-increasing order, previous: ${last}, current: ${low}`;
    if (limits.length === 2 && low >= high) return `non-increasing order, previous: ${low}, current: ${high}`;
    total += high - low + 1;
    last = high;
  }
  return total;
}
