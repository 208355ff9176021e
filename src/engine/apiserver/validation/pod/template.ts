import type { JsonObject } from "../../../../api/json.ts";
import { matchesLabelSelector } from "../../../../api/labels.ts";
import type { PodSpec, StringMap } from "../../../../api/types.ts";
import { forbidden, invalid, notSupported, pushAll, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { validateLabelSelector } from "../label-selector.ts";
import type { LabelSelectorFields } from "../label-selector.ts";
import { validateAnnotations, validateLabels } from "../object-meta.ts";
import { validateAnnotationsMatchFields, validatePodAnnotations } from "./annotations.ts";
import { validatePodSpec } from "./spec.ts";

export interface TemplateFields {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec?: PodSpec;
}
const noSpec = {} as PodSpec;

// Mirrors ValidatePodTemplateSpec (pkg/apis/core/validation/validation.go): labels and annotations lose "metadata" on the way.
export function validatePodTemplate(template: TemplateFields, path: string, errors: FieldError[]): void {
  const { metadata = {}, spec = noSpec } = template;
  validateTemplateMetadata(template, path, errors);
  validatePodSpec(spec, undefined, `${path}.spec`, errors);
  validateAnnotationsMatchFields(metadata, spec, `${path}.spec`, errors);
  if (spec.ephemeralContainers?.length) errors.push(forbidden(`${path}.spec.ephemeralContainers`, "ephemeral containers not allowed in pod template"));
}

function validateTemplateMetadata({ metadata = {}, spec = noSpec }: TemplateFields, path: string, errors: FieldError[]): void {
  if (metadata.labels) pushAll(errors, validateLabels(metadata.labels, `${path}.labels`));
  if (metadata.annotations) {
    pushAll(errors, validateAnnotations(metadata.annotations, `${path}.annotations`));
    validatePodAnnotations(metadata.annotations, spec, `${path}.annotations`, errors);
  }
}

/** The template of Pods that run for ever. `owner` as the message names it. */
// Mirrors ValidatePodTemplateSpecForReplicaSet and its like (pkg/apis/apps/validation/validation.go).
export function validateLastingTemplate(template: TemplateFields, selector: JsonObject | undefined, owner: string, path: string, errors: FieldError[]): void {
  validateSelected(template, selector, path, errors);
  // Mirrors ValidatePodTemplateSpecForStatefulSet: its volumes come from claims too, so its pod spec is not looked at.
  if (owner === "StatefulSet") validateTemplateMetadata(template, path, errors);
  else validatePodTemplate(template, path, errors);
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? noSpec;
  if (restartPolicy !== "Always") errors.push(notSupported(`${path}.spec.restartPolicy`, restartPolicy ?? "", ["Always"]));
  if (activeDeadlineSeconds !== undefined) {
    errors.push(forbidden(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${owner} is not Supported`));
  }
}

/** A selector that is missing selects nothing; an empty one asks nothing of the template. */
export function validateSelected(template: TemplateFields, selector: JsonObject | undefined, path: string, errors: FieldError[]): void {
  const labels = template.metadata?.labels;
  if (selector && (isEmptySelector(selector) || matchesLabelSelector(selector, labels ?? {}))) return;
  errors.push(invalid(`${path}.metadata.labels`, labels ?? null, "`selector` does not match template `labels`"));
}

export const isEmptySelector = (selector: LabelSelectorFields): boolean =>
  Object.keys(selector.matchLabels ?? {}).length === 0 && !selector.matchExpressions?.length;

/** The selector of a workload: there, sound and not empty. `owner` as the message names it. */
export function validateRequiredSelector(selector: JsonObject | undefined, owner: string, path: string, errors: FieldError[]): void {
  if (!selector) errors.push(required(path));
  else {
    validateLabelSelector(selector as LabelSelectorFields, path, errors);
    if (isEmptySelector(selector as LabelSelectorFields)) errors.push(invalid(path, selector, `empty selector is invalid for ${owner}`));
  }
}
