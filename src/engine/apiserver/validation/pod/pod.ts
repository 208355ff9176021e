import type { Pod, PodSpec } from "../../../../api/types.ts";
import { forbidden } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { nameIsDnsSubdomain } from "../formats.ts";
import { validateObjectMeta } from "../object-meta.ts";
import { validateAnnotationsMatchFields, validatePodAnnotations } from "./annotations.ts";
import { validateImageWhitespace } from "./containers.ts";
import { validatePodSpec } from "./spec.ts";

// Mirrors validatePodMetadataAndSpec (pkg/apis/core/validation/validation.go).
export function validatePodMetadataAndSpec(pod: Pod): FieldError[] {
  const errors = validateObjectMeta(pod.metadata, true, nameIsDnsSubdomain);
  const spec: PodSpec = pod.spec ?? ({ containers: [] } as unknown as PodSpec);
  if (pod.metadata.annotations) validatePodAnnotations(pod.metadata.annotations, spec, "metadata.annotations", errors);
  validatePodSpec(spec, pod.metadata.name ?? "", "spec", errors);
  if (!spec.serviceAccountName) validateNoTokens(spec, errors);
  spec.containers?.forEach((container, index) => validateImageWhitespace(container, `spec.containers[${index}]`, errors));
  spec.initContainers?.forEach((container, index) => validateImageWhitespace(container, `spec.initContainers[${index}]`, errors));
  return errors;
}

function validateNoTokens(spec: PodSpec, errors: FieldError[]): void {
  spec.volumes?.forEach((volume, index) => {
    volume.projected?.sources?.forEach((source, at) => {
      if (!source.serviceAccountToken) return;
      const path = `spec.volumes[${index}].projected.sources[${at}].serviceAccountToken`;
      errors.push(forbidden(path, "must not be specified when serviceAccountName is not set"));
    });
  });
}

// Mirrors ValidatePodCreate (same file).
export function validatePodCreate(pod: Pod): readonly FieldError[] {
  const errors = validatePodMetadataAndSpec(pod);
  const { spec } = pod;
  if (spec?.ephemeralContainers?.length) errors.push(forbidden("spec.ephemeralContainers", "cannot be set on create"));
  if (spec?.nodeName && spec.schedulingGates?.length) {
    errors.push(forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared"));
  }
  if (spec) validateAnnotationsMatchFields(pod.metadata, spec, "spec", errors);
  return errors;
}
