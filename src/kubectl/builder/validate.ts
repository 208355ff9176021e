import { isObject } from "../../api/json.ts";
import type { Json } from "../../api/json.ts";
import { parseGroupVersion } from "../../api/resources.ts";

// Mirrors the client's part of validation (kubectl/pkg/util/openapi/validation, kubectl/pkg/validation/schema.go): only
// apiVersion and kind are looked at here, the rest is the server's field validation.
export function validateTypeMeta(value: Json, source: string): string | undefined {
  const errors = typeMetaErrors(value);
  if (errors.length === 0) return undefined;
  const distinct = [...new Set(errors)];
  const text = distinct.length === 1 ? (distinct[0] ?? "") : `[${distinct.join(", ")}]`;
  return `error validating ${JSON.stringify(source)}: error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`;
}

function typeMetaErrors(value: Json): string[] {
  if (!isObject(value)) return ["invalid object to validate"];
  const { apiVersion = null, kind = null, items } = value;
  const errors: string[] = [];
  if (apiVersion === null) errors.push("apiVersion not set");
  else if (typeof apiVersion !== "string") errors.push("apiVersion isn't string type");
  else if (!parseGroupVersion(apiVersion)) errors.push(`unexpected GroupVersion string: ${apiVersion}`);
  if (kind === null) errors.push("kind not set");
  else if (typeof kind !== "string") errors.push("kind isn't string type");
  if (errors.length > 0 || apiVersion !== "v1" || kind !== "List") return errors;
  return Array.isArray(items) ? (items as readonly Json[]).flatMap(typeMetaErrors) : [];
}
