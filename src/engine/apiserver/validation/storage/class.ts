import type { StorageClass } from "../../../../api/storage.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { fieldIsImmutable } from "../object-meta.ts";
import { semanticEqual } from "../semantic-equal.ts";

const reclaimPolicies = ["Delete", "Retain"];
const bindingModes = ["Immediate", "WaitForFirstConsumer"];

// Mirrors ValidateStorageClass (pkg/apis/storage/validation/validation.go).
export function validateStorageClass({ provisioner, reclaimPolicy = "", volumeBindingMode = "", parameters = {} }: StorageClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!provisioner) errors.push(required("provisioner"));
  if (Object.keys(parameters).includes("")) errors.push(invalid("parameters", "", "field can not be empty."));
  if (reclaimPolicy !== "" && !reclaimPolicies.includes(reclaimPolicy)) errors.push(notSupported("reclaimPolicy", reclaimPolicy, reclaimPolicies));
  if (volumeBindingMode === "") errors.push(required("volumeBindingMode"));
  else if (!bindingModes.includes(volumeBindingMode)) errors.push(notSupported("volumeBindingMode", volumeBindingMode, bindingModes));
  return errors;
}

// Mirrors ValidateStorageClassUpdate (same file).
export function validateStorageClassUpdate(next: StorageClass, old: StorageClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ["parameters", "provisioner", "reclaimPolicy"] as const) {
    if (!semanticEqual(next[field], old[field])) errors.push(forbidden(field, `updates to ${field} are forbidden.`));
  }
  if (next.volumeBindingMode !== old.volumeBindingMode) errors.push(invalid("volumeBindingMode", next.volumeBindingMode ?? "", fieldIsImmutable));
  return errors;
}
