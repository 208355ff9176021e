import type { DaemonSetSpec, DeploymentSpec, RollingSpec, StatefulSetSpec, WithSpec } from "../defaulting/workloads.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { forbidden, invalid, notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isZero, validateAtMostAll, validateIntOrPercent, validateNonNegative } from "./numbers.ts";
import { fieldIsImmutable } from "./object-meta.ts";
import { isEmptySelector, validateLastingTemplate, validatePodTemplate, validateRequiredSelector, validateSelected } from "./pod/template.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { semanticEqual } from "./semantic-equal.ts";

const specOf = <T>(object: KubernetesObject): T => ((object as WithSpec<T>).spec ?? {}) as T;

// Mirrors ValidateDeploymentSpec (pkg/apis/apps/validation/validation.go).
export function validateDeployment(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf<DeploymentSpec>(object);
  const errors: FieldError[] = [];
  validateNonNegative(spec.replicas, "spec.replicas", errors);
  validateRequiredSelector(spec.selector, "deployment", "spec.selector", errors);
  validateLastingTemplate(spec.template ?? {}, spec.selector, "ReplicaSet", "spec.template", errors);
  validateStrategy(spec.strategy ?? {}, "spec.strategy", errors);
  validateNonNegative(spec.minReadySeconds, "spec.minReadySeconds", errors);
  validateNonNegative(spec.revisionHistoryLimit, "spec.revisionHistoryLimit", errors);
  const deadline = spec.progressDeadlineSeconds;
  validateNonNegative(deadline, "spec.progressDeadlineSeconds", errors);
  if (deadline !== undefined && deadline <= (spec.minReadySeconds ?? 0)) {
    errors.push(invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"));
  }
  return errors;
}

function validateStrategy({ type = "", rollingUpdate }: NonNullable<DeploymentSpec["strategy"]>, path: string, errors: FieldError[]): void {
  const at = `${path}.rollingUpdate`;
  if (type === "Recreate") {
    if (rollingUpdate) errors.push(forbidden(at, "may not be specified when strategy `type` is 'Recreate'"));
  } else if (type !== "RollingUpdate") {
    const shown = rollingUpdate ? { MaxUnavailable: rollingUpdate.maxUnavailable ?? 0, MaxSurge: rollingUpdate.maxSurge ?? 0 } : null;
    errors.push(notSupported(path, { Type: type, RollingUpdate: shown }, ["Recreate", "RollingUpdate"]));
  } else {
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
    validateIntOrPercent(maxUnavailable, `${at}.maxUnavailable`, errors);
    validateIntOrPercent(maxSurge, `${at}.maxSurge`, errors);
    if (isZero(maxUnavailable) && isZero(maxSurge)) errors.push(invalid(`${at}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0"));
    validateAtMostAll(maxUnavailable, `${at}.maxUnavailable`, errors);
  }
}

// Mirrors ValidateReplicaSetSpec (same file).
export function validateReplicaSet(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf<RollingSpec>(object);
  const errors: FieldError[] = [];
  validateNonNegative(spec.replicas, "spec.replicas", errors);
  validateNonNegative(spec.minReadySeconds, "spec.minReadySeconds", errors);
  validateRequiredSelector(spec.selector, "deployment", "spec.selector", errors);
  validateLastingTemplate(spec.template ?? {}, spec.selector, "ReplicaSet", "spec.template", errors);
  return errors;
}

/** After the rules of a new object: the selector says which Pods are its own. */
// Mirrors ValidateDeploymentUpdate, ValidateReplicaSetUpdate and ValidateDaemonSetUpdate (same file).
export const withImmutableSelector =
  (validate: (object: KubernetesObject) => readonly FieldError[]) =>
  (next: KubernetesObject, old: KubernetesObject, subresource?: string): readonly FieldError[] => {
    if (subresource === "status") return [];
    const [after, before] = [specOf<RollingSpec>(next).selector, specOf<RollingSpec>(old).selector];
    return semanticEqual(after, before) ? validate(next) : [...validate(next), invalid("spec.selector", after ?? null, fieldIsImmutable)];
  };

// Mirrors ValidateStatefulSetSpec (same file).
export function validateStatefulSet(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf<StatefulSetSpec>(object);
  const errors: FieldError[] = [];
  const { podManagementPolicy = "" } = spec;
  if (podManagementPolicy === "") errors.push(required("spec.podManagementPolicy"));
  else if (podManagementPolicy !== "OrderedReady" && podManagementPolicy !== "Parallel") {
    errors.push(invalid("spec.podManagementPolicy", podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"));
  }
  validateStatefulUpdates(spec.updateStrategy ?? {}, "spec.updateStrategy", errors);
  validateRetention(spec.persistentVolumeClaimRetentionPolicy ?? {}, "spec.persistentVolumeClaimRetentionPolicy", errors);
  validateNonNegative(spec.replicas, "spec.replicas", errors);
  validateNonNegative(spec.minReadySeconds, "spec.minReadySeconds", errors);
  validateNonNegative(spec.ordinals?.start, "spec.ordinals.start", errors);
  validateRequiredSelector(spec.selector, "statefulset", "spec.selector", errors);
  validateLastingTemplate(spec.template ?? {}, spec.selector, "StatefulSet", "spec.template", errors);
  return errors;
}

function validateStatefulUpdates({ type = "", rollingUpdate }: NonNullable<StatefulSetSpec["updateStrategy"]>, path: string, errors: FieldError[]): void {
  const shown = rollingUpdate ? { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: rollingUpdate.maxUnavailable ?? null } : null;
  if (type === "") errors.push(required(path));
  else if (type === "OnDelete") {
    if (rollingUpdate) errors.push(invalid(`${path}.rollingUpdate`, shown, "only allowed for updateStrategy 'RollingUpdate'"));
  } else if (type !== "RollingUpdate") errors.push(invalid(path, { Type: type, RollingUpdate: shown }, "must be 'RollingUpdate' or 'OnDelete'"));
  else validateNonNegative(rollingUpdate?.partition, `${path}.rollingUpdate.partition`, errors);
}

const retentions = ["Delete", "Retain"];

function validateRetention({ whenDeleted = "", whenScaled = "" }: { whenDeleted?: string; whenScaled?: string }, path: string, errors: FieldError[]): void {
  if (!retentions.includes(whenDeleted)) errors.push(notSupported(`${path}.whenDeleted`, whenDeleted, retentions));
  if (!retentions.includes(whenScaled)) errors.push(notSupported(`${path}.whenScaled`, whenScaled, retentions));
}

const statefulMayChange = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
] as const;
const statefulRefusal =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', " +
  "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

// Mirrors ValidateStatefulSetUpdate (same file).
export function validateStatefulSetUpdate(next: KubernetesObject, old: KubernetesObject, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const fixed = (object: KubernetesObject): object =>
    Object.fromEntries(Object.entries(specOf<object>(object)).filter(([field]) => !(statefulMayChange as readonly string[]).includes(field)));
  const errors = validateStatefulSet(next);
  return semanticEqual(fixed(next), fixed(old)) ? errors : [...errors, forbidden("spec", statefulRefusal)];
}

// Mirrors ValidateDaemonSetSpec (same file).
export function validateDaemonSet(object: KubernetesObject): readonly FieldError[] {
  const spec = specOf<DaemonSetSpec>(object);
  const errors: FieldError[] = [];
  validateLabelSelector(spec.selector, "spec.selector", errors);
  const template = spec.template ?? {};
  validateSelected(template, spec.selector, "spec.template", errors);
  if (spec.selector && isEmptySelector(spec.selector)) errors.push(invalid("spec.selector", spec.selector, "empty selector is invalid for daemonset"));
  validatePodTemplate(template, "spec.template", errors);
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  if (restartPolicy !== "Always") errors.push(notSupported("spec.template.spec.restartPolicy", restartPolicy ?? "", ["Always"]));
  if (activeDeadlineSeconds !== undefined) {
    errors.push(invalid("spec.template.spec.activeDeadlineSeconds", activeDeadlineSeconds, "activeDeadlineSeconds in DaemonSet is not Supported"));
  }
  validateNonNegative(spec.minReadySeconds, "spec.minReadySeconds", errors);
  validateDaemonUpdates(spec.updateStrategy ?? {}, "spec.updateStrategy", errors);
  validateNonNegative(spec.revisionHistoryLimit, "spec.revisionHistoryLimit", errors);
  return errors;
}

function validateDaemonUpdates({ type = "", rollingUpdate }: NonNullable<DaemonSetSpec["updateStrategy"]>, path: string, errors: FieldError[]): void {
  if (type === "OnDelete") return;
  if (type !== "RollingUpdate") {
    errors.push(notSupported(`${path}.type`, type, ["RollingUpdate", "OnDelete"]));
    return;
  }
  const at = `${path}.rollingUpdate`;
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  validateIntOrPercent(maxUnavailable, `${at}.maxUnavailable`, errors);
  validateIntOrPercent(maxSurge, `${at}.maxSurge`, errors);
  const [none, noSurge] = [isZero(maxUnavailable), isZero(maxSurge)];
  if (!none && !noSurge) errors.push(invalid(`${at}.maxSurge`, maxSurge, "may not be set when maxUnavailable is non-zero"));
  if (none && noSurge) errors.push(required(`${at}.maxUnavailable`, "cannot be 0 when maxSurge is 0"));
  validateAtMostAll(maxUnavailable, `${at}.maxUnavailable`, errors);
  validateAtMostAll(maxSurge, `${at}.maxSurge`, errors);
}
