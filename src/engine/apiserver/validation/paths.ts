import { invalid } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";

// Mirrors validatePathNoBacksteps, validateLocalDescendingPath and ValidateLocalNonReservedPath (pkg/apis/core/validation/validation.go).

export const hasBacksteps = (path: string): boolean => path.split("/").includes("..");

export function validateNoBacksteps(value: string, field: string, errors: FieldError[]): void {
  if (hasBacksteps(value)) errors.push(invalid(field, value, "must not contain '..'"));
}

/** Relative and without '..'. */
export function validateDescendingPath(value: string, field: string, errors: FieldError[]): void {
  if (value.startsWith("/")) errors.push(invalid(field, value, "must be a relative path"));
  validateNoBacksteps(value, field, errors);
}

/** As above, and free of the names that the kubelet keeps for itself ("..data"). */
export function validateNonReservedPath(value: string, field: string, errors: FieldError[]): void {
  validateDescendingPath(value, field, errors);
  if (value.startsWith("..") && !value.startsWith("../")) errors.push(invalid(field, value, "must not start with '..'"));
}
