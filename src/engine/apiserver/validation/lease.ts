import type { Lease } from "../../../api/types.ts";
import { invalid } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { notNegative } from "./object-meta.ts";

// Mirrors ValidateLeaseSpec (pkg/apis/coordination/validation/validation.go).
export function validateLease({ spec }: Lease): readonly FieldError[] {
  const { leaseDurationSeconds: duration, leaseTransitions: transitions } = spec ?? {};
  const errors: FieldError[] = [];
  if (duration !== undefined && duration <= 0) errors.push(invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"));
  if (transitions !== undefined && transitions < 0) errors.push(invalid("spec.leaseTransitions", transitions, notNegative));
  return errors;
}
