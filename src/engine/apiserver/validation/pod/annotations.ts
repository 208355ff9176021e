import { byCodeUnit } from "../../../../api/json.ts";
import type { ConfinementProfile, ObjectMeta, PodSpec, StringMap } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { forbidden, invalid, quote } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { validateDescendingPath } from "../paths.ts";
import { visitContainers } from "./visit.ts";

export const mirrorPodAnnotation = "kubernetes.io/config.mirror";
export const appArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";
export const seccompPodAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
export const seccompContainerPrefix = "container.seccomp.security.alpha.kubernetes.io/";
const deletionCost = "controller.kubernetes.io/pod-deletion-cost";

// Mirrors ValidatePodSpecificAnnotations (pkg/apis/core/validation/validation.go).
// Simplified: tolerations in the annotation scheduler.alpha.kubernetes.io/tolerations are not looked into.
export function validatePodAnnotations(annotations: StringMap, spec: PodSpec, path: string, errors: FieldError[]): void {
  const mirror = annotations[mirrorPodAnnotation];
  if (mirror !== undefined && !spec.nodeName) {
    errors.push(invalid(`${path}[${mirrorPodAnnotation}]`, mirror, "must set spec.nodeName if mirror pod annotation is set"));
  }
  const cost = annotations[deletionCost];
  if (cost !== undefined && !isInt32(cost)) errors.push(invalid(`${path}[${deletionCost}]`, cost, "must be a 32bit integer"));
  const names = new Set<string>();
  visitContainers(spec, "", (container) => names.add(container.name));
  for (const key of Object.keys(annotations).sort(byCodeUnit)) {
    const value = annotations[key] ?? "";
    if (key === seccompPodAnnotation || key.startsWith(seccompContainerPrefix)) validateSeccompText(value, `${path}.${key}`, errors);
    if (key.startsWith(appArmorPrefix)) validateAppArmorText(key, value, names, path, errors);
  }
}

// Mirrors GetDeletionCostFromPodAnnotations (pkg/apis/core/helper/helpers.go): no plus sign, no leading zeros.
const isInt32 = (text: string): boolean => /^(0|-?[1-9]\d{0,9})$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;

function validateSeccompText(profile: string, path: string, errors: FieldError[]): void {
  if (["runtime/default", "docker/default", "unconfined"].includes(profile)) return;
  if (profile.startsWith("localhost/")) validateDescendingPath(profile.slice("localhost/".length), path, errors);
  else errors.push(invalid(path, profile, "must be a valid seccomp profile"));
}

function validateAppArmorText(key: string, profile: string, names: ReadonlySet<string>, path: string, errors: FieldError[]): void {
  const name = key.slice(appArmorPrefix.length);
  if (!names.has(name)) errors.push(invalid(`${path}[${key}]`, name, "container not found"));
  if (profile !== "" && profile !== "runtime/default" && profile !== "unconfined" && !profile.startsWith("localhost/")) {
    errors.push(invalid(`${path}[${key}]`, profile, `invalid AppArmor profile name: ${quote(profile)}`));
  }
}

// Mirrors ValidatePodSpecificAnnotationUpdates (same file).
export function validatePodAnnotationUpdate(next: StringMap, old: StringMap, spec: PodSpec, path: string, errors: FieldError[]): void {
  const refuse = (key: string, verb: string): void => {
    if (key.startsWith(appArmorPrefix)) errors.push(forbidden(`${path}[${key}]`, `may not ${verb} AppArmor annotations`));
    if (key === mirrorPodAnnotation) errors.push(forbidden(`${path}[${key}]`, `may not ${verb} mirror pod annotation`));
  };
  for (const key of Object.keys(old).sort(byCodeUnit)) if (own(next, key) !== own(old, key)) refuse(key, "remove or update");
  for (const key of Object.keys(next).sort(byCodeUnit)) if (own(old, key) === undefined) refuse(key, "add");
  validatePodAnnotations(next, spec, path, errors);
}

// Mirrors validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate (same file).
export function validateAnnotationsMatchFields(meta: Pick<ObjectMeta, "annotations">, spec: PodSpec, path: string, errors: FieldError[]): void {
  const annotations = meta.annotations;
  if (!annotations) return;
  const ofPod = spec.securityContext;
  match(annotations[seccompPodAnnotation], ofPod?.seccompProfile, "seccomp", `${path}.securityContext.seccompProfile`, errors);
  visitContainers(spec, path, (container, at) => {
    const profile = container.securityContext?.seccompProfile;
    match(annotations[seccompContainerPrefix + container.name], profile, "seccomp", `${at}.securityContext.seccompProfile`, errors);
  });
  if (spec.os?.name === "windows") return;
  visitContainers(spec, path, (container, at) => {
    const profile = container.securityContext?.appArmorProfile ?? ofPod?.appArmorProfile;
    match(annotations[appArmorPrefix + container.name], profile, "apparmor", `${at}.securityContext.appArmorProfile`, errors);
  });
}

function match(text: string | undefined, profile: ConfinementProfile | undefined, what: "seccomp" | "apparmor", path: string, errors: FieldError[]): void {
  if (text === undefined || !profile) return;
  const otherType = (): void => {
    errors.push(forbidden(`${path}.type`, `${what} type in annotation and field must match`));
  };
  if (profile.type === "Unconfined") {
    if (text !== "unconfined") otherType();
  } else if (profile.type === "RuntimeDefault") {
    if (text !== "runtime/default" && !(what === "seccomp" && text === "docker/default")) otherType();
  } else if (profile.type === "Localhost") {
    if (!text.startsWith("localhost/")) otherType();
    else if (text.slice("localhost/".length) !== profile.localhostProfile) {
      errors.push(forbidden(`${path}.localhostProfile`, `${what} profile in annotation and field must match`));
    }
  }
}
