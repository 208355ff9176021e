import type { Job } from "../../../api/batch.ts";
import { isConditionTrue } from "../../../api/conditions.ts";
import { parseCronSchedule } from "../../../api/cron-schedule.ts";
import { asJson, type Json } from "../../../api/json.ts";
import { timeZone } from "../../../api/time-zones.ts";
import type { JobSpec } from "../defaulting/batch.ts";
import type { WithSpec } from "../defaulting/workloads.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { invalid, invalidEach, notSupported, required, tooLong } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isDns1123Label, isDns1123Subdomain, isLabelValue } from "./formats.ts";
import { validatePodFailurePolicy, validateSuccessPolicy } from "./job-policies.ts";
import { validateNonNegative } from "./numbers.ts";
import { fieldIsImmutable } from "./object-meta.ts";
import { validatePodTemplate, validateSelected } from "./pod/template.ts";
import { podSpecShape } from "./pod/go-shape.ts";
import { goValue } from "./go-shape.ts";
import { semanticEqual } from "./semantic-equal.ts";

const completionModes = ["NonIndexed", "Indexed"];
const counts = ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"] as const;

const specOf = (object: KubernetesObject): JobSpec => (object as WithSpec<JobSpec>).spec ?? {};

// Mirrors ValidateJob and ValidateJobSpec (pkg/apis/batch/validation/validation.go).
export function validateJob(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf(object);
  const errors: FieldError[] = [];
  if (!spec.manualSelector) validateGeneratedSelector(object, spec, errors);
  validateJobSpec(spec, "spec", errors);
  validateSelected(spec.template ?? {}, spec.selector, "spec.template", errors);
  const { name } = object.metadata;
  const lastPod = `${name}-${(spec.completions ?? 0) - 1}`;
  if (spec.completionMode === "Indexed" && (spec.completions ?? 0) > 0 && isDns1123Label(lastPod).length > 0) errors.push(invalid("metadata.name", name, `will not able to create pod with invalid DNS label: ${lastPod}`));
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
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) errors.push(required(`${path}.backoffLimitPerIndex`, "when maxFailedIndexes is specified"));
  if (spec.managedBy !== undefined) validateManagedBy(spec.managedBy, `${path}.managedBy`, errors);
  const { completionMode } = spec;
  if (completionMode !== undefined && !completionModes.includes(completionMode)) {
    errors.push(notSupported(`${path}.completionMode`, completionMode, completionModes));
  }
  if (completionMode === "Indexed") validateIndexed(spec, path, errors);
  else if (completionMode === undefined || completionMode === "NonIndexed") {
    for (const field of ["backoffLimitPerIndex", "maxFailedIndexes"] as const) {
      const value = spec[field];
      if (value !== undefined) errors.push(invalid(`${path}.${field}`, value, "requires indexed completion mode"));
    }
  }
  if (spec.podFailurePolicy) validatePodFailurePolicy(spec.podFailurePolicy, spec, `${path}.podFailurePolicy`, errors);
  if (spec.successPolicy && completionMode === "Indexed") validateSuccessPolicy(spec.successPolicy, spec.completions ?? 0, `${path}.successPolicy`, errors);
  else if (spec.successPolicy) errors.push(invalid(`${path}.successPolicy`, asJson(spec.successPolicy), "requires indexed completion mode"));
  const replacements = spec.podFailurePolicy ? ["Failed"] : ["Failed", "TerminatingOrFailed"];
  if (spec.podReplacementPolicy !== undefined && !replacements.includes(spec.podReplacementPolicy)) errors.push(notSupported(`${path}.podReplacementPolicy`, spec.podReplacementPolicy, replacements));
  const template = spec.template ?? {};
  validatePodTemplate(template, `${path}.template`, errors);
  const policy: string = template.spec?.restartPolicy ?? "";
  if (policy === "Always" || policy === "") errors.push(required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"'));
  if (spec.podFailurePolicy && policy !== "Never") errors.push(invalid(`${path}.template.spec.restartPolicy`, policy, 'only "Never" is supported when podFailurePolicy is specified'));
}

const LONGEST_MANAGER = 63;

// Mirrors IsDomainPrefixedPath (staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go).
function validateManagedBy(name: string, path: string, errors: FieldError[]): void {
  const slash = name.indexOf("/");
  const [host, rest] = slash < 0 ? [name, ""] : [name.slice(0, slash), name.slice(slash + 1)];
  if (name === "") errors.push(required(path));
  else if (host === "" || rest === "") errors.push(invalid(path, name, 'must be a domain-prefixed path (such as "acme.io/foo")'));
  else errors.push(...invalidEach(path, host, isDns1123Subdomain(host)));
  if (name.length > LONGEST_MANAGER) errors.push(tooLong(path, LONGEST_MANAGER));
}

const MOST_PARALLEL = 100_000;
const MANY_COMPLETIONS = 100_000;
const MOST_WITH_MANY = 10_000;

function validateIndexed({ completions, parallelism, backoffLimitPerIndex, maxFailedIndexes }: JobSpec, path: string, errors: FieldError[]): void {
  if (completions === undefined) errors.push(required(`${path}.completions`, "when completion mode is Indexed"));
  if ((parallelism ?? 0) > MOST_PARALLEL) errors.push(invalid(`${path}.parallelism`, parallelism ?? 0, `must be less than or equal to ${MOST_PARALLEL} when completion mode is Indexed`));
  if (maxFailedIndexes !== undefined && maxFailedIndexes > (completions ?? 0)) errors.push(invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, "must be less than or equal to completions"));
  if ((completions ?? 0) <= MANY_COMPLETIONS || backoffLimitPerIndex === undefined) return;
  if (maxFailedIndexes === undefined) errors.push(required(`${path}.maxFailedIndexes`, `must be specified when completions is above ${MANY_COMPLETIONS}`));
  for (const [field, value = 0] of [["parallelism", parallelism], ["maxFailedIndexes", maxFailedIndexes]] as const) {
    if (value > MOST_WITH_MANY) errors.push(invalid(`${path}.${field}`, value, `must be less than or equal to ${MOST_WITH_MANY} when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`));
  }
}

// Mirrors ValidateJobUpdate (same file).
export function validateJobUpdate(next: KubernetesObject, old: KubernetesObject, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const [after, before] = [specOf(next), specOf(old)];
  const errors: FieldError[] = [];
  validateJobSpec(after, "spec", errors);
  if (after.completions !== before.completions) {
    if (after.completionMode !== "Indexed") errors.push(invalid("spec.completions", after.completions ?? null, fieldIsImmutable));
    else if (after.completions !== undefined && after.completions !== after.parallelism) errors.push(invalid("spec.completions", after.completions, "can only be modified in tandem with spec.parallelism"));
  }
  if (!semanticEqual(after.selector, before.selector)) errors.push(invalid("spec.selector", after.selector ? asJson(after.selector) : null, fieldIsImmutable));
  validateFixedTemplate(after, mayBeRearranged(old) ? rearranged(before, after) : before, errors);
  for (const field of fixed) if (!semanticEqual(after[field], before[field])) errors.push(invalid(`spec.${field}`, (after[field] ?? null) as Json, fieldIsImmutable));
  return errors;
}
const fixed = ["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"] as const;

/** Suspended, and nothing of it runs: where and with how much its Pods will run may still change. */
function mayBeRearranged(old: KubernetesObject): boolean {
  const { spec, status } = old as unknown as Job;
  return spec.suspend === true && (status.active ?? 0) === 0 && (status.startTime === undefined || isConditionTrue(status.conditions, "Suspended"));
}

// Mirrors validatePodTemplateUpdate (same file) with MutableSchedulingDirectivesForSuspendedJobs and MutablePodResourcesForSuspendedJobs.
function rearranged(before: JobSpec, after: JobSpec): JobSpec {
  const [old, next] = [before.template ?? {}, after.template ?? {}];
  const resourcesOf = (list: "containers" | "initContainers") => {
    const known = old.spec?.[list] as readonly { readonly name?: string }[] | undefined;
    const given = next.spec?.[list] as readonly { readonly name?: string; readonly resources?: unknown }[] | undefined;
    return known && { [list]: known.map((container, index) => ({ ...container, resources: given?.[index]?.name === container.name ? given?.[index]?.resources : undefined })) };
  };
  const free = Object.fromEntries((["affinity", "nodeSelector", "tolerations", "schedulingGates"] as const).map((field) => [field, next.spec?.[field]]));
  const spec = { ...old.spec, ...free, ...resourcesOf("containers"), ...resourcesOf("initContainers") };
  const metadata = { ...old.metadata, labels: next.metadata?.labels, annotations: next.metadata?.annotations };
  return { ...before, template: { ...old, metadata, spec } as NonNullable<JobSpec["template"]> };
}

function validateFixedTemplate(after: JobSpec, before: JobSpec, errors: FieldError[]): void {
  if (semanticEqual(after.template, before.template)) return;
  const { spec = {} } = after.template ?? {};
  errors.push(invalid("spec.template.spec", goValue(spec, podSpecShape), fieldIsImmutable));
}

interface CronJobSpec {
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly concurrencyPolicy?: string;
  readonly startingDeadlineSeconds?: number;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: { readonly spec?: JobSpec };
}
const concurrencyPolicies = ["Allow", "Forbid", "Replace"];

// Mirrors validateCronJobSpec (same file).
export function validateCronJob(object: KubernetesObject): readonly FieldError[] {
  const spec = (object as WithSpec<CronJobSpec>).spec ?? {};
  const errors: FieldError[] = [];
  validateSchedule(spec.schedule ?? "", "spec.schedule", errors);
  validateNonNegative(spec.startingDeadlineSeconds, "spec.startingDeadlineSeconds", errors);
  if (spec.timeZone !== undefined) validateTimeZone(spec.timeZone, "spec.timeZone", errors);
  const { concurrencyPolicy = "" } = spec;
  if (concurrencyPolicy === "") errors.push(required("spec.concurrencyPolicy"));
  else if (!concurrencyPolicies.includes(concurrencyPolicy)) errors.push(notSupported("spec.concurrencyPolicy", concurrencyPolicy, concurrencyPolicies));
  validateJobSpec(spec.jobTemplate?.spec ?? {}, "spec.jobTemplate.spec", errors);
  validateNonNegative(spec.successfulJobsHistoryLimit, "spec.successfulJobsHistoryLimit", errors);
  validateNonNegative(spec.failedJobsHistoryLimit, "spec.failedJobsHistoryLimit", errors);
  return errors;
}

function validateSchedule(schedule: string, path: string, errors: FieldError[]): void {
  if (schedule === "") {
    errors.push(required(path));
    return;
  }
  const parsed = parseCronSchedule(schedule);
  if (!parsed.ok) errors.push(invalid(path, schedule, parsed.message));
  if (schedule.includes("TZ")) errors.push(invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"));
}

// Mirrors validateTimeZone (same file).
function validateTimeZone(name: string, path: string, errors: FieldError[]): void {
  if (name === "") errors.push(invalid(path, name, "timeZone must be nil or non-empty string"));
  else if (name.toLowerCase() === "local") errors.push(invalid(path, name, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"));
  else if (!timeZone(name)) errors.push(invalid(path, name, `unknown time zone ${name}`));
}
