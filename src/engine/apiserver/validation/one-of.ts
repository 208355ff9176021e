import { notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";

/** A required enumeration. */
export function validateOneOf(value: string | undefined, supported: readonly string[], path: string, errors: FieldError[]): void {
  if (!value) errors.push(required(path));
  else if (!supported.includes(value)) errors.push(notSupported(path, value, supported));
}
