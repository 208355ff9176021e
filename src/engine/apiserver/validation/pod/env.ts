import type { JsonObject } from "../../../../api/json.ts";
import type { EnvFromSource, EnvVar, EnvVarSource, KeySelector, Volume } from "../../../../api/types.ts";
import { invalid, invalidEach, notFound, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isConfigMapKey, isRelaxedEnvVarName, nameIsDnsSubdomain } from "../formats.ts";
import { validateNonReservedPath } from "../paths.ts";
import { envFieldPaths, validateFieldRef, validateResourceFieldRef } from "./field-refs.ts";

type Volumes = ReadonlyMap<string, Volume>;

// Mirrors ValidateEnv (pkg/apis/core/validation/validation.go).
export function validateEnv(variables: readonly EnvVar[], volumes: Volumes, path: string, errors: FieldError[]): void {
  variables.forEach((variable, index) => {
    const at = `${path}[${index}]`;
    if (!variable.name) errors.push(required(`${at}.name`));
    else errors.push(...invalidEach(`${at}.name`, variable.name, isRelaxedEnvVarName(variable.name)));
    if (variable.valueFrom) validateValueFrom(variable.valueFrom, variable.value ?? "", volumes, `${at}.valueFrom`, errors);
  });
}

function validateValueFrom(source: EnvVarSource, value: string, volumes: Volumes, path: string, errors: FieldError[]): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  if (fieldRef) validateFieldRef(fieldRef, envFieldPaths, `${path}.fieldRef`, errors);
  if (resourceFieldRef) validateResourceFieldRef(resourceFieldRef, false, `${path}.resourceFieldRef`, errors);
  if (configMapKeyRef) validateKeyRef(configMapKeyRef, `${path}.configMapKeyRef`, errors);
  if (secretKeyRef) validateKeyRef(secretKeyRef, `${path}.secretKeyRef`, errors);
  if (fileKeyRef) validateFileKeyRef(fileKeyRef, volumes, `${path}.fileKeyRef`, errors);
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(Boolean).length;
  if (count === 0) {
    errors.push(invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"));
  } else if (value !== "") errors.push(invalid(path, "", "may not be specified when `value` is not empty"));
  else if (count > 1) errors.push(invalid(path, "", "may not have more than one field specified at a time"));
}

function validateKeyRef(ref: KeySelector, path: string, errors: FieldError[]): void {
  const { name = "", key = "" } = ref;
  errors.push(...invalidEach(`${path}.name`, name, nameIsDnsSubdomain(name, false)));
  if (key === "") errors.push(required(`${path}.key`));
  else errors.push(...invalidEach(`${path}.key`, key, isConfigMapKey(key)));
}

// Mirrors validateFileKeySelector (same file, EnvFiles).
function validateFileKeyRef(ref: JsonObject, volumes: Volumes, path: string, errors: FieldError[]): void {
  const { volumeName = "", path: file = "", key = "" } = ref as { volumeName?: string; path?: string; key?: string };
  if (volumeName === "") errors.push(required(`${path}.volumeName`));
  else if (!volumes.has(volumeName)) errors.push(notFound(`${path}.volumeName`, volumeName));
  else if (volumes.get(volumeName)?.emptyDir === undefined) {
    errors.push(invalid(`${path}.volumeName`, volumeName, "referenced volume must be of type emptyDir"));
  }
  if (file === "") errors.push(required(`${path}.path`));
  else validateNonReservedPath(file, `${path}.path`, errors);
  if (key === "") errors.push(required(`${path}.key`));
  else errors.push(...invalidEach(`${path}.key`, key, isRelaxedEnvVarName(key)));
}

// Mirrors ValidateEnvFrom (same file). The two last faults carry the list's path, not the item's.
export function validateEnvFrom(sources: readonly EnvFromSource[], path: string, errors: FieldError[]): void {
  sources.forEach((source, index) => {
    const at = `${path}[${index}]`;
    const { prefix, configMapRef, secretRef } = source;
    if (prefix) errors.push(...invalidEach(`${at}.prefix`, prefix, isRelaxedEnvVarName(prefix)));
    if (configMapRef) validateName(configMapRef.name, `${at}.configMapRef.name`, errors);
    if (secretRef) validateName(secretRef.name, `${at}.secretRef.name`, errors);
    if (!configMapRef && !secretRef) errors.push(invalid(path, "", "must specify one of: `configMapRef` or `secretRef`"));
    else if (configMapRef && secretRef) errors.push(invalid(path, "", "may not have more than one field specified at a time"));
  });
}

function validateName(name: string | undefined, path: string, errors: FieldError[]): void {
  if (!name) errors.push(required(path));
  else errors.push(...invalidEach(path, name, nameIsDnsSubdomain(name, true)));
}
