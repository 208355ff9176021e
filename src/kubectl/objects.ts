import { isObject } from "../api/json.ts";
import type { Json, JsonObject } from "../api/json.ts";
import { parseGroupVersion } from "../api/resources.ts";

// Reading objects whose kind is not known beforehand. Missing parts read as "" or empty.

export const stringAt = (object: Json | undefined, ...path: readonly string[]): string => {
  const value = at(object, ...path);
  return typeof value === "string" ? value : "";
};

export function at(object: Json | undefined, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}

export const objectAt = (object: Json | undefined, ...path: readonly string[]): JsonObject => {
  const value = at(object, ...path);
  return isObject(value) ? value : {};
};

export const listAt = (object: Json | undefined, ...path: readonly string[]): readonly Json[] => {
  const value = at(object, ...path);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};

export const objectsAt = (object: Json | undefined, ...path: readonly string[]): readonly JsonObject[] => listAt(object, ...path).filter(isObject);

export const nameOf = (object: JsonObject): string => stringAt(object, "metadata", "name");
export const namespaceOf = (object: JsonObject): string => stringAt(object, "metadata", "namespace");
export const kindOf = (object: JsonObject): string => stringAt(object, "kind");
export const groupOf = (object: JsonObject): string => parseGroupVersion(stringAt(object, "apiVersion"))?.group ?? "";

/** The object with one value replaced; undefined removes it. */
export function withValue(object: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const next = rest.length === 0 ? value : withValue(objectAt(object, key), rest, value);
  if (next !== undefined) return { ...object, [key]: next };
  const { [key]: _, ...others } = object;
  return others;
}

/** Compact JSON with sorted keys, as Go's encoder prints maps; `indent` makes it the many-line form. */
export function goJson(value: Json, indent = "", margin = ""): string {
  if (typeof value === "string") return goString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const inner = margin + indent;
  const colon = indent === "" ? ":" : ": ";
  const parts = list
    ? (value as readonly Json[]).map((item) => goJson(item, indent, inner))
    : sortedKeys(value as JsonObject).map((key) => `${goString(key)}${colon}${goJson((value as JsonObject)[key] ?? null, indent, inner)}`);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (indent === "" || parts.length === 0) return `${open}${parts.join(",")}${close}`;
  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${margin}${close}`;
}

/** Keys that hold something, in byte order (which for these texts is code unit order). */
export const sortedKeys = (object: JsonObject): string[] => Object.keys(object).filter((key) => object[key] !== undefined).sort();

// Mirrors encoding/json with HTML escaping: <, > and & do not stand as themselves.
const goString = (text: string): string =>
  JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
