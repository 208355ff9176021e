import { asJson, byCodeUnit } from "../../../api/json.ts";
import { utf8Length } from "../../../api/utf8.ts";
import type { ObjectMeta, OwnerReference, StringMap } from "../../../api/types.ts";
import { forbidden, invalid, invalidEach, pushAll, quote, required, tooLong } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isLabelValue, isQualifiedName, nameIsDnsLabel } from "./formats.ts";
import type { NameCheck } from "./formats.ts";

export const fieldIsImmutable = "field is immutable";
export const notNegative = "must be greater than or equal to 0";
const maxAnnotationBytes = 256 * 1024;

// Mirrors ValidateObjectMeta (apimachinery/pkg/api/validation/objectmeta.go, with pkg/apis/core/validation's finalizer rule).
export function validateObjectMeta(meta: ObjectMeta, namespaced: boolean, nameCheck: NameCheck, path = "metadata"): FieldError[] {
  const errors: FieldError[] = [];
  if (meta.generateName) errors.push(...invalidEach(`${path}.generateName`, meta.generateName, nameCheck(meta.generateName, true)));
  if (!meta.name) errors.push(required(`${path}.name`, "name or generateName is required"));
  else errors.push(...invalidEach(`${path}.name`, meta.name, nameCheck(meta.name, false)));
  pushAll(errors, validateNamespace(meta.namespace, namespaced, `${path}.namespace`));
  if ((meta.generation ?? 0) < 0) errors.push(invalid(`${path}.generation`, meta.generation ?? 0, notNegative));
  validateCommon(meta, path, errors);
  pushAll(errors, validateFinalizers(meta.finalizers ?? [], `${path}.finalizers`));
  pushAll(errors, validateKubeFinalizers(meta.finalizers ?? [], `${path}.finalizers`));
  return errors;
}

// Mirrors ValidateObjectMetaUpdate (same files).
export function validateObjectMetaUpdate(next: ObjectMeta, old: ObjectMeta, path = "metadata"): FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp !== undefined) pushAll(errors, validateNoNewFinalizers(next.finalizers ?? [], old.finalizers ?? [], `${path}.finalizers`));
  if (!next.resourceVersion) errors.push(invalid(`${path}.resourceVersion`, next.resourceVersion ?? "", "must be specified for an update"));
  if ((next.generation ?? 0) < (old.generation ?? 0)) errors.push(invalid(`${path}.generation`, next.generation ?? 0, "must not be decremented"));
  for (const field of ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] as const) {
    if (next[field] !== old[field]) errors.push(invalid(`${path}.${field}`, next[field] ?? null, fieldIsImmutable));
  }
  validateCommon(next, path, errors);
  pushAll(errors, validateKubeFinalizers(next.finalizers ?? [], `${path}.finalizers`));
  return errors;
}

function validateCommon(meta: ObjectMeta, path: string, errors: FieldError[]): void {
  if (meta.labels) pushAll(errors, validateLabels(meta.labels, `${path}.labels`));
  if (meta.annotations) pushAll(errors, validateAnnotations(meta.annotations, `${path}.annotations`));
  if (meta.ownerReferences) pushAll(errors, validateOwnerReferences(meta.ownerReferences, `${path}.ownerReferences`));
}

function validateNamespace(namespace: string | undefined, namespaced: boolean, path: string): FieldError[] {
  if (!namespaced) return namespace ? [forbidden(path, "not allowed on this type")] : [];
  return namespace ? invalidEach(path, namespace, nameIsDnsLabel(namespace, false)) : [required(path)];
}

/** Keys in byte order: upstream walks Go maps, whose order is random. */
export function validateLabels(labels: StringMap, path: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const key of Object.keys(labels).sort(byCodeUnit)) {
    errors.push(...invalidEach(path, key, isQualifiedName(key)));
    const value = labels[key] ?? "";
    errors.push(...invalidEach(path, value, isLabelValue(value)));
  }
  return errors;
}

export function validateAnnotations(annotations: StringMap, path: string): FieldError[] {
  const errors: FieldError[] = [];
  let length = 0;
  for (const key of Object.keys(annotations).sort(byCodeUnit)) {
    errors.push(...invalidEach(path, key, isQualifiedName(key.toLowerCase())));
    length += key.length + (annotations[key] ?? "").length;
  }
  // A string has at least as many bytes as code units, at most three times as many: count only where it can matter.
  if (length * 3 > maxAnnotationBytes && mapBytes(annotations) > maxAnnotationBytes) errors.push(tooLong(path, maxAnnotationBytes));
  return errors;
}

/** Bytes of keys and values in UTF-8. */
export const mapBytes = (map: StringMap): number =>
  Object.entries(map).reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);

/** Each message repeats the whole list. */
const mostControllersTold = 10;

function validateOwnerReferences(references: readonly OwnerReference[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  let told = 0;
  for (const reference of references) {
    pushAll(errors, validateOwnerReference(reference, path));
    if (!reference.controller) continue;
    const name = `${reference.kind}/${reference.name}`;
    if (controller === undefined) controller = name;
    else if (told++ < mostControllersTold) {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalid(path, asJson(references), detail));
    }
  }
  return errors;
}

function validateOwnerReference(reference: OwnerReference, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const { apiVersion = "", kind = "", name = "", uid = "" } = reference;
  if (apiVersion === "" || apiVersion.endsWith("/")) errors.push(invalid(`${path}.apiVersion`, apiVersion, "version must not be empty"));
  if (kind === "") errors.push(invalid(`${path}.kind`, kind, "must not be empty"));
  if (name === "") errors.push(invalid(`${path}.name`, name, "must not be empty"));
  if (uid === "") errors.push(invalid(`${path}.uid`, uid, "must not be empty"));
  if (apiVersion === "v1" && kind === "Event") {
    errors.push(invalid(path, asJson(reference), "/v1, Kind=Event is disallowed from being an owner"));
  }
  return errors;
}

function validateFinalizers(finalizers: readonly string[], path: string): FieldError[] {
  const errors = finalizers.flatMap((finalizer) => invalidEach(path, finalizer, isQualifiedName(finalizer)));
  if (finalizers.includes("orphan") && finalizers.includes("foregroundDeletion")) {
    errors.push(invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set"));
  }
  return errors;
}

const standardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

// Mirrors validateKubeFinalizerName (pkg/apis/core/validation/validation.go).
export const kubeFinalizerFault = (finalizer: string, path: string): FieldError[] =>
  finalizer.includes("/") || standardFinalizers.includes(finalizer)
    ? []
    : [invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified")];

const validateKubeFinalizers = (finalizers: readonly string[], path: string): FieldError[] =>
  finalizers.flatMap((finalizer, index) => kubeFinalizerFault(finalizer, `${path}[${index}]`));

function validateNoNewFinalizers(next: readonly string[], old: readonly string[], path: string): FieldError[] {
  const known = new Set(old);
  const extra = [...new Set(next.filter((finalizer) => !known.has(finalizer)))].sort(byCodeUnit);
  if (extra.length === 0) return [];
  const list = `[]string{${extra.map(quote).join(", ")}}`;
  return [forbidden(path, `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`)];
}
