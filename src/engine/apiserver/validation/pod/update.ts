import type { Container, Pod, PodSpec } from "../../../../api/types.ts";
import { forbidden, invalid, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { rangeMessage } from "../formats.ts";
import { validateObjectMetaUpdate } from "../object-meta.ts";
import { semanticEqual } from "../semantic-equal.ts";
import { validatePodAnnotationUpdate } from "./annotations.ts";
import { validateGatedPlacement, withPlacementOf } from "./gated-update.ts";
import { validatePodMetadataAndSpec } from "./pod.ts";
import { validateOnlyAddedTolerations, validateOnlyDeletedGates } from "./scheduling.ts";
import { podSpecDiff } from "./spec-diff.ts";

const updatable = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");
const longestDeadline = 2 ** 31 - 1;

/** What every door of a Pod checks first: metadata, annotations and the new spec on its own. */
export function validateCommonUpdate(next: Pod, old: Pod): FieldError[] {
  const errors = [...validateObjectMetaUpdate(next.metadata, old.metadata), ...validatePodMetadataAndSpec(next)];
  validatePodAnnotationUpdate(next.metadata.annotations ?? {}, old.metadata.annotations ?? {}, next.spec, "metadata.annotations", errors);
  return errors;
}

// Mirrors ValidatePodUpdate (pkg/apis/core/validation/validation.go).
export function validatePodUpdate(next: Pod, old: Pod): readonly FieldError[] {
  const errors = validateCommonUpdate(next, old);
  const added = !sameLength(next.spec.containers, old.spec.containers);
  if (!validateImages(next.spec.containers, added, "spec.containers", errors)) return errors;
  const addedInit = !sameLength(next.spec.initContainers, old.spec.initContainers);
  if (!validateImages(next.spec.initContainers ?? [], addedInit, "spec.initContainers", errors)) return errors;
  if (!validateDeadline(next.spec.activeDeadlineSeconds, old.spec.activeDeadlineSeconds, errors)) return errors;
  validateOnlyAddedTolerations(next.spec.tolerations ?? [], old.spec.tolerations ?? [], "spec.tolerations", errors);
  validateOnlyDeletedGates(next.spec.schedulingGates ?? [], old.spec.schedulingGates ?? [], "spec.schedulingGates", errors);
  if (semanticEqual(next.spec, old.spec)) return errors;
  const rest = withoutUpdatable(next.spec, old.spec, errors);
  if (!semanticEqual(rest, old.spec)) {
    errors.push(forbidden("spec", `pod updates may not change fields other than ${updatable}\n${podSpecDiff(old.spec, rest)}`));
  }
  return errors;
}

const sameLength = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean => (a?.length ?? 0) === (b?.length ?? 0);

// Mirrors ValidateContainerUpdates (same file). False stops the validation.
function validateImages(containers: readonly Container[], changedInNumber: boolean, path: string, errors: FieldError[]): boolean {
  if (changedInNumber) {
    errors.push(forbidden(path, "pod updates may not add or remove containers"));
    return false;
  }
  containers.forEach(({ image = "" }, index) => {
    const at = `${path}[${index}].image`;
    if (image === "") errors.push(required(at));
    if (image.trim() !== image) errors.push(invalid(at, image, "must not have leading or trailing whitespace"));
  });
  return true;
}

/** From none to some, or to less. False stops the validation. */
function validateDeadline(next: number | undefined, old: number | undefined, errors: FieldError[]): boolean {
  const path = "spec.activeDeadlineSeconds";
  if (next === undefined) {
    if (old !== undefined) errors.push(invalid(path, null, "must not update from a positive integer to nil value"));
    return true;
  }
  if (next < 0 || next > longestDeadline) errors.push(invalid(path, next, rangeMessage(0, longestDeadline)));
  else if (old !== undefined && old < next) errors.push(invalid(path, next, "must be less than or equal to previous value"));
  else return true;
  return false;
}

/** The new spec with the old value of everything that may change. */
function withoutUpdatable(next: PodSpec, old: PodSpec, errors: FieldError[]): PodSpec {
  let rest: PodSpec = {
    ...next,
    containers: withImagesOf(next.containers, old.containers),
    ...(next.initContainers && { initContainers: withImagesOf(next.initContainers, old.initContainers) }),
  };
  rest = withFieldOf(rest, old, "activeDeadlineSeconds");
  rest = withFieldOf(rest, old, "schedulingGates");
  rest = withFieldOf(rest, old, "tolerations");
  if (old.terminationGracePeriodSeconds < 0 && next.terminationGracePeriodSeconds === 1) rest = withFieldOf(rest, old, "terminationGracePeriodSeconds");
  if (!old.schedulingGates?.length) return rest;
  validateGatedPlacement(rest, old, errors);
  return withPlacementOf(rest, old);
}

const withImagesOf = (next: readonly Container[], old: readonly Container[] | undefined): readonly Container[] =>
  next.map((container, index) => ({ ...container, image: old?.[index]?.image ?? container.image }));

/** `spec` with the field as `other` has it, or without it. */
export function withFieldOf<K extends keyof PodSpec>(spec: PodSpec, other: PodSpec, field: K): PodSpec {
  const { [field]: _dropped, ...rest } = spec;
  return (other[field] === undefined ? rest : { ...rest, [field]: other[field] }) as PodSpec;
}

