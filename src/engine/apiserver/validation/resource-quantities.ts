import { isFractional, quantityOf, quantitySign } from "../../../api/quantity.ts";
import { invalid, invalidEach } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isQualifiedName } from "./formats.ts";
import { notNegative } from "./object-meta.ts";
import { isExtendedResource, isIntegerResource, isNativeResource, isStandardContainerResource, isStandardResource } from "./resource-names.ts";

// Mirrors validateResourceName (pkg/apis/core/validation/validation.go).
export function validateResourceName(name: string, path: string, errors: FieldError[]): boolean {
  const messages = isQualifiedName(name);
  if (messages.length > 0) {
    errors.push(...invalidEach(path, name, messages));
    return false;
  }
  if (name.includes("/") || isStandardResource(name)) return true;
  errors.push(invalid(path, name, "must be a standard resource type or fully qualified"));
  return false;
}

// Mirrors validateContainerResourceName (same file): both faults of an unknown plain name are told.
export function validateContainerResourceName(name: string, path: string, errors: FieldError[]): void {
  if (isStandardContainerResource(name)) return;
  validateResourceName(name, path, errors);
  if (!name.includes("/")) errors.push(invalid(path, name, "must be a standard resource for containers"));
  else if (!isNativeResource(name) && !isExtendedResource(name)) {
    errors.push(invalid(path, name, "doesn't follow extended resource name standard"));
  }
}

// Mirrors ValidateResourceQuantityValue (same file).
export function validateResourceQuantity(name: string, quantity: string, path: string, errors: FieldError[]): void {
  if (quantitySign(quantity) < 0) errors.push(invalid(path, quantity, notNegative));
  if (isIntegerResource(name) && isFractional(quantity)) errors.push(invalid(path, quantity, "must be an integer"));
}

// Mirrors validateResourceQuantityHugePageValue (same file).
export function validateHugePages(name: string, quantity: string, path: string, errors: FieldError[]): void {
  const size = quantityOf(name.slice("hugepages-".length));
  const units = (amount: { readonly value: bigint; readonly scale: number }): bigint =>
    amount.scale >= 0 ? amount.value * 10n ** BigInt(amount.scale) : amount.value / 10n ** BigInt(-amount.scale);
  const pageBytes = units(size);
  if (pageBytes > 0n && units(quantityOf(quantity)) % pageBytes === 0n) return;
  errors.push(invalid(path, quantity, `${quantity} is not positive integer multiple of ${name}`));
}
