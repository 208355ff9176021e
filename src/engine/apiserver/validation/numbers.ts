import { percentErrors } from "../../../api/names.ts";
import { invalid, invalidEach } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { notNegative } from "./object-meta.ts";

// Mirrors ValidateNonnegativeField (apimachinery/pkg/api/validation/generic.go).
export function validateNonNegative(value: number | undefined, path: string, errors: FieldError[]): void {
  if (value !== undefined && value < 0) errors.push(invalid(path, value, notNegative));
}

export type IntOrPercent = number | string;

// Mirrors ValidatePositiveIntOrPercent (pkg/apis/apps/validation/validation.go): zero is positive enough.
export function validateIntOrPercent(value: IntOrPercent, path: string, errors: FieldError[]): void {
  if (typeof value === "string") errors.push(...invalidEach(path, value, percentErrors(value)));
  else validateNonNegative(value, path, errors);
}

// Mirrors IsNotMoreThan100Percent (same file).
export function validateAtMostAll(value: IntOrPercent, path: string, errors: FieldError[]): void {
  if (typeof value === "string" && /^\d+%$/.test(value) && Number(value.slice(0, -1)) > 100) {
    errors.push(invalid(path, value, "must not be greater than 100%"));
  }
}

/** 0, "0%" and what is no number at all. */
export const isZero = (value: IntOrPercent): boolean => (typeof value === "string" ? !/^0*[1-9]\d*%$/.test(value) : value === 0);
