import { byCodeUnit } from "../../../../api/json.ts";
import { compareQuantities } from "../../../../api/quantity.ts";
import type { ResourceList, StringMap } from "../../../../api/types.ts";
import { forbidden, invalid, invalidEach, notSupported, pushAll, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { nameIsDnsSubdomain } from "../formats.ts";
import { validateLabelSelector } from "../label-selector.ts";
import type { LabelSelectorFields } from "../label-selector.ts";
import { validateAnnotations, validateLabels } from "../object-meta.ts";
import { validateResourceQuantity } from "../resource-quantities.ts";

export interface ClaimSpec {
  readonly accessModes?: readonly string[];
  readonly selector?: LabelSelectorFields;
  readonly resources?: { readonly requests?: ResourceList };
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly volumeAttributesClassName?: string;
}
interface ClaimTemplate {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec?: ClaimSpec;
}

// Mirrors ValidatePersistentVolumeClaimTemplate (pkg/apis/core/validation/validation.go).
export function validateClaimTemplate(template: ClaimTemplate, path: string, errors: FieldError[]): void {
  const { metadata = {}, spec = {} } = template;
  if (metadata.annotations) pushAll(errors, validateAnnotations(metadata.annotations, `${path}.metadata.annotations`));
  if (metadata.labels) pushAll(errors, validateLabels(metadata.labels, `${path}.metadata.labels`));
  for (const field of Object.keys(metadata).sort(byCodeUnit)) {
    if (field !== "labels" && field !== "annotations") errors.push(forbidden(`${path}.metadata.${field}`, "cannot be set"));
  }
  validateClaimSpec(spec, `${path}.spec`, errors);
}

const accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const volumeModes = ["Block", "Filesystem"];

// Mirrors ValidatePersistentVolumeClaimSpec (same file). Simplified: the data source of a volume claim is not checked.
export function validateClaimSpec(spec: ClaimSpec, path: string, errors: FieldError[]): void {
  const modes = spec.accessModes ?? [];
  if (modes.length === 0) errors.push(required(`${path}.accessModes`, "at least 1 access mode is required"));
  validateLabelSelector(spec.selector, `${path}.selector`, errors);
  for (const mode of modes) if (!accessModes.includes(mode)) errors.push(notSupported(`${path}.accessModes`, mode, accessModes));
  if (modes.includes("ReadWriteOncePod") && modes.some((mode) => mode !== "ReadWriteOncePod" && accessModes.includes(mode))) {
    errors.push(forbidden(`${path}.accessModes`, "may not use ReadWriteOncePod with other access modes"));
  }
  validateStorage(spec.resources?.requests?.["storage"], `${path}.resources[storage]`, errors);
  const { storageClassName, volumeMode, volumeAttributesClassName } = spec;
  if (storageClassName) errors.push(...invalidEach(`${path}.storageClassName`, storageClassName, nameIsDnsSubdomain(storageClassName, false)));
  if (volumeMode !== undefined && !volumeModes.includes(volumeMode)) errors.push(notSupported(`${path}.volumeMode`, volumeMode, volumeModes));
  if (volumeAttributesClassName) {
    errors.push(...invalidEach(`${path}.volumeAttributesClassName`, volumeAttributesClassName, nameIsDnsSubdomain(volumeAttributesClassName, false)));
  }
}

function validateStorage(storage: string | undefined, path: string, errors: FieldError[]): void {
  if (storage === undefined) errors.push(required(path));
  else if (compareQuantities(storage, "0") <= 0) errors.push(invalid(path, storage, "must be greater than zero"));
  else validateResourceQuantity("storage", storage, path, errors);
}
