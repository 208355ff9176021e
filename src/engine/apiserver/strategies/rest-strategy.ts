import type { KubernetesObject } from "../../../api/types.ts";
import type { FieldError } from "../validation/field-error.ts";

/**
 * What the API server asks of a kind. Mirrors rest.RESTCreateStrategy and rest.RESTUpdateStrategy
 * (apiserver/pkg/registry/rest). Objects go in decoded and frozen; new ones come out, unchanged parts shared.
 *
 * The order of a create: applyDefaults (at decode), name and system metadata, mutating admission, prepareForCreate,
 * validateCreate, warningsOnCreate. Of an update: applyDefaults on the new object, prepareForUpdate, admission,
 * validateUpdate, warningsOnUpdate.
 */
export interface Strategy<T extends KubernetesObject = KubernetesObject> {
  /** Idempotent; runs on whatever is decoded: bodies of requests and results of patches. */
  applyDefaults(object: T): T;
  /** Drops what a creator may not set (status); sets metadata.generation where the kind tracks it. */
  prepareForCreate(object: T): T;
  /** Keeps from `old` what this door may not change; raises metadata.generation when what it counts has changed. */
  prepareForUpdate(next: T, old: T, subresource?: string): T;
  validateCreate(object: T): readonly FieldError[];
  validateUpdate(next: T, old: T, subresource?: string): readonly FieldError[];
  /** Texts of Warning headers. */
  warningsOnCreate(object: T): readonly string[];
  warningsOnUpdate(next: T, old: T, subresource?: string): readonly string[];
  /** PUT on a missing name creates it. */
  readonly allowCreateOnUpdate: boolean;
  /** PUT without a resourceVersion is allowed. */
  readonly allowUnconditionalUpdate: boolean;
}
