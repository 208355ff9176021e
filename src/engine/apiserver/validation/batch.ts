import { asJson } from "../../../api/json.ts";
import type { JobSpec } from "../defaulting/batch.ts";
import type { WithSpec } from "../defaulting/workloads.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { invalid, notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isLabelValue } from "./formats.ts";
import { validateNonNegative } from "./numbers.ts";
import { fieldIsImmutable } from "./object-meta.ts";
import { validatePodTemplate, validateSelected } from "./pod/template.ts";
import { podSpecShape } from "./pod/go-shape.ts";
import { goValue } from "./go-shape.ts";
import { semanticEqual } from "./semantic-equal.ts";

const completionModes = ["NonIndexed", "Indexed"];
const counts = ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"] as const;

const specOf = (object: KubernetesObject): JobSpec => (object as WithSpec<JobSpec>).spec ?? {};

// Mirrors ValidateJob and ValidateJobSpec (pkg/apis/batch/validation/validation.go).
// Simplified: a Job's podFailurePolicy and the limits of indexed Jobs are not checked.
export function validateJob(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf(object);
  const errors: FieldError[] = [];
  if (!spec.manualSelector) validateGeneratedSelector(object, spec, errors);
  validateJobSpec(spec, "spec", errors);
  validateSelected(spec.template ?? {}, spec.selector, "spec.template", errors);
  return errors;
}

function validateGeneratedSelector(object: KubernetesObject, spec: JobSpec, errors: FieldError[]): void {
  const { uid, name } = object.metadata;
  const expected = { matchLabels: { "batch.kubernetes.io/controller-uid": uid } };
  for (const message of isLabelValue(name ?? "")) errors.push(invalid("spec.template.labels", name ?? "", message));
  if (!semanticEqual(spec.selector, expected)) errors.push(invalid("spec.selector", spec.selector ? asJson(spec.selector) : null, "`selector` not auto-generated"));
}

function validateJobSpec(spec: JobSpec, path: string, errors: FieldError[]): void {
  for (const field of counts) validateNonNegative(spec[field], `${path}.${field}`, errors);
  const { completionMode } = spec;
  if (completionMode !== undefined && !completionModes.includes(completionMode)) {
    errors.push(notSupported(`${path}.completionMode`, completionMode, completionModes));
  }
  if (completionMode !== "Indexed" && spec.backoffLimitPerIndex !== undefined) {
    errors.push(invalid(`${path}.backoffLimitPerIndex`, spec.backoffLimitPerIndex, "requires indexed completion mode"));
  }
  const template = spec.template ?? {};
  validatePodTemplate(template, `${path}.template`, errors);
  const policy: string = template.spec?.restartPolicy ?? "";
  if (policy === "Always" || policy === "") errors.push(required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"'));
}

// Mirrors ValidateJobUpdate (same file). Simplified: the pod template of a suspended Job cannot be changed, where a real server allows some of it.
export function validateJobUpdate(next: KubernetesObject, old: KubernetesObject, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const [after, before] = [specOf(next), specOf(old)];
  const errors: FieldError[] = [];
  validateJobSpec(after, "spec", errors);
  const elastic = after.completionMode === "Indexed" && after.completions === after.parallelism;
  if (after.completions !== before.completions && !elastic) errors.push(invalid("spec.completions", after.completions ?? null, fieldIsImmutable));
  if (!semanticEqual(after.selector, before.selector)) errors.push(invalid("spec.selector", after.selector ? asJson(after.selector) : null, fieldIsImmutable));
  validateFixedTemplate(after, before, errors);
  if (after.completionMode !== before.completionMode) errors.push(invalid("spec.completionMode", after.completionMode ?? null, fieldIsImmutable));
  return errors;
}

function validateFixedTemplate(after: JobSpec, before: JobSpec, errors: FieldError[]): void {
  if (semanticEqual(after.template, before.template)) return;
  const { spec = {} } = after.template ?? {};
  errors.push(invalid("spec.template.spec", goValue(spec, podSpecShape), fieldIsImmutable));
}

interface CronJobSpec {
  readonly schedule?: string;
  readonly concurrencyPolicy?: string;
  readonly startingDeadlineSeconds?: number;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: { readonly spec?: JobSpec };
}
const concurrencyPolicies = ["Allow", "Forbid", "Replace"];

// Mirrors validateCronJobSpec (same file). Simplified: of a CronJob's schedule only the number of fields is checked.
export function validateCronJob(object: KubernetesObject): readonly FieldError[] {
  const spec = (object as WithSpec<CronJobSpec>).spec ?? {};
  const errors: FieldError[] = [];
  validateSchedule(spec.schedule ?? "", "spec.schedule", errors);
  validateNonNegative(spec.startingDeadlineSeconds, "spec.startingDeadlineSeconds", errors);
  const { concurrencyPolicy = "" } = spec;
  if (concurrencyPolicy === "") errors.push(required("spec.concurrencyPolicy"));
  else if (!concurrencyPolicies.includes(concurrencyPolicy)) errors.push(notSupported("spec.concurrencyPolicy", concurrencyPolicy, concurrencyPolicies));
  validateJobSpec(spec.jobTemplate?.spec ?? {}, "spec.jobTemplate.spec", errors);
  validateNonNegative(spec.successfulJobsHistoryLimit, "spec.successfulJobsHistoryLimit", errors);
  validateNonNegative(spec.failedJobsHistoryLimit, "spec.failedJobsHistoryLimit", errors);
  return errors;
}

function validateSchedule(schedule: string, path: string, errors: FieldError[]): void {
  if (schedule === "") errors.push(required(path));
  else if (!schedule.startsWith("@")) {
    const fields = schedule.split(/\s+/).filter((field) => field !== "");
    if (fields.length !== 5) errors.push(invalid(path, schedule, `expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`));
  }
}
