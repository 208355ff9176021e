import { byCodeUnit } from "../../../api/json.ts";
import { base64Length, decodeBase64Text } from "../../../api/base64.ts";
import { utf8Length } from "../../../api/utf8.ts";
import type { ConfigMap, Secret, StringMap } from "../../../api/types.ts";
import { own } from "../own.ts";
import { forbidden, invalid, invalidEach, required, tooLong } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isConfigMapKey } from "./formats.ts";
import { fieldIsImmutable } from "./object-meta.ts";
import { semanticEqual } from "./semantic-equal.ts";

const maxBytes = 1024 * 1024;
const whenImmutable = "field is immutable when `immutable` is set";

const keysOf = (map: StringMap | undefined): readonly string[] => Object.keys(map ?? {}).sort(byCodeUnit);

// Mirrors ValidateConfigMap (pkg/apis/core/validation/validation.go), without metadata.
export function validateConfigMap({ data, binaryData }: ConfigMap): readonly FieldError[] {
  const errors: FieldError[] = [];
  let bytes = 0;
  for (const key of keysOf(data)) {
    errors.push(...invalidEach(`data[${key}]`, key, isConfigMapKey(key)));
    if (own(binaryData, key) !== undefined) errors.push(invalid(`data[${key}]`, key, "duplicate of key present in binaryData"));
    bytes += utf8Length(data?.[key] ?? "");
  }
  for (const key of keysOf(binaryData)) {
    errors.push(...invalidEach(`binaryData[${key}]`, key, isConfigMapKey(key)));
    bytes += base64Length(binaryData?.[key] ?? "");
  }
  // The whole object is meant; an empty path prints as an index.
  if (bytes > maxBytes) errors.push(tooLong("[]", maxBytes));
  return errors;
}

// Mirrors ValidateConfigMapUpdate (same file), without metadata.
export function validateConfigMapUpdate(next: ConfigMap, old: ConfigMap): readonly FieldError[] {
  return [...validateImmutable(next, old, ["data", "binaryData"]), ...validateConfigMap(next)];
}

type Data = { readonly immutable?: boolean; readonly data?: StringMap; readonly binaryData?: StringMap };

function validateImmutable(next: Data, old: Data, fields: readonly ("data" | "binaryData")[]): FieldError[] {
  if (!old.immutable) return [];
  const errors = next.immutable ? [] : [forbidden("immutable", whenImmutable)];
  for (const field of fields) if (!semanticEqual(next[field] ?? {}, old[field] ?? {})) errors.push(forbidden(field, whenImmutable));
  return errors;
}

const redacted = "<secret contents redacted>";
const accountName = "kubernetes.io/service-account.name";

// Mirrors ValidateSecret (same file), without metadata.
export function validateSecret(secret: Secret): readonly FieldError[] {
  const errors: FieldError[] = [];
  let bytes = 0;
  for (const key of keysOf(secret.data)) {
    errors.push(...invalidEach(`data[${key}]`, key, isConfigMapKey(key)));
    bytes += base64Length(secret.data?.[key] ?? "");
  }
  if (bytes > maxBytes) errors.push(tooLong("data", maxBytes));
  validateSecretType(secret, errors);
  return errors;
}

function validateSecretType(secret: Secret, errors: FieldError[]): void {
  const need = (...keys: readonly string[]): void => {
    for (const key of keys) if (secret.data?.[key] === undefined) errors.push(required(`data[${key}]`));
  };
  switch (secret.type) {
    case "kubernetes.io/service-account-token":
      if (!secret.metadata.annotations?.[accountName]) errors.push(required(`metadata.annotations[${accountName}]`));
      return;
    case "kubernetes.io/dockercfg":
      return validateJsonKey(secret, ".dockercfg", errors);
    case "kubernetes.io/dockerconfigjson":
      return validateJsonKey(secret, ".dockerconfigjson", errors);
    case "kubernetes.io/basic-auth":
      if (secret.data?.["username"] === undefined && secret.data?.["password"] === undefined) need("username", "password");
      return;
    case "kubernetes.io/ssh-auth":
      if (!secret.data?.["ssh-privatekey"]) errors.push(required("data[ssh-privatekey]"));
      return;
    case "kubernetes.io/tls":
      return need("tls.crt", "tls.key");
    default:
  }
}

function validateJsonKey(secret: Secret, key: string, errors: FieldError[]): void {
  const value = secret.data?.[key];
  if (value === undefined) errors.push(required(`data[${key}]`));
  else {
    const fault = jsonMapFault(decodeBase64Text(value));
    if (fault !== undefined) errors.push(invalid(`data[${key}]`, redacted, fault));
  }
}

// Mirrors json.Unmarshal into a map (Go's encoding/json). Simplified: a pull secret whose JSON is broken inside is refused in the words for JSON that ends too early.
function jsonMapFault(text: string): string | undefined {
  const trimmed = text.trim();
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    const first = trimmed[0];
    if (first === undefined || /[{["\-0-9tfn]/.test(first)) return "unexpected end of JSON input";
    return `invalid character '${first}' looking for beginning of value`;
  }
  if (value === null || (typeof value === "object" && !Array.isArray(value))) return undefined;
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}

// Mirrors ValidateSecretUpdate (same file), without metadata.
export function validateSecretUpdate(next: Secret, old: Secret): readonly FieldError[] {
  const type = next.type === old.type ? [] : [invalid("type", next.type ?? "", fieldIsImmutable)];
  return [...type, ...validateImmutable(next, old, ["data"]), ...validateSecret(next)];
}
