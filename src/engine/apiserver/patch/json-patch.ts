import { isObject, jsonEqual, type Json, type JsonObject } from "../../../api/json.ts";

/** An operation of RFC 6902. */
export interface JsonPatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

export type PatchResult = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** Thrown inside only: an operation that cannot be done. */
class PatchFault extends Error {}

// Mirrors github.com/evanphx/json-patch Apply, with EnsurePathExistsOnAdd off and negative indices allowed.
/** Applies the operations in order to a copy; the first that fails fails all. */
export function applyJsonPatch(document: Json, operations: readonly JsonPatchOperation[]): PatchResult {
  try {
    return { ok: true, value: operations.reduce(applyOperation, document) };
  } catch (fault) {
    if (fault instanceof PatchFault) return { ok: false, message: fault.message };
    throw fault;
  }
}

function applyOperation(document: Json, operation: JsonPatchOperation): Json {
  const path = pointer(operation.path);
  switch (operation.op) {
    case "add":
      return put(document, path, required(operation), true);
    case "replace":
      read(document, path, "replace");
      return put(document, path, required(operation), false);
    case "remove":
      return take(document, path);
    case "move": {
      const from = pointer(operation.from);
      const moved = read(document, from, "move");
      return put(take(document, from), path, moved, true);
    }
    case "copy":
      return put(document, path, read(document, pointer(operation.from), "copy"), true);
    case "test":
      if (!jsonEqual(tryRead(document, path) ?? null, operation.value ?? null)) throw new PatchFault(`testing value ${operation.path} failed`);
      return document;
    default:
      throw new PatchFault(`Unexpected kind: ${operation.op}`);
  }
}

const required = ({ value }: JsonPatchOperation): Json => value ?? null;

function pointer(text: unknown): readonly string[] {
  if (text === "") return [];
  if (typeof text !== "string" || !text.startsWith("/")) throw new PatchFault("invalid pointer");
  return text.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function place(list: readonly Json[], part: string, end: number): number {
  if (part === "-") return list.length;
  const index = /^-?\d+$/.test(part) ? Number(part) : Number.NaN;
  const from0 = index < 0 ? index + list.length : index;
  if (!(from0 >= 0 && from0 <= end)) throw new PatchFault(`Unable to access invalid index: ${part}`);
  return from0;
}

function child(value: Json, part: string): Json | undefined {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list[place(list, part, list.length - 1)];
  }
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

const tryRead = (document: Json, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, part) => (at === undefined ? undefined : child(at, part)), document);

function read(document: Json, path: readonly string[], operation: string): Json {
  const value = tryRead(document, path);
  if (value === undefined) throw new PatchFault(`${operation} operation does not apply: doc is missing path`);
  return value;
}

/** A copy of the document with the value at the path; `insert` shifts a list's items. */
function put(document: Json, path: readonly string[], value: Json, insert: boolean): Json {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (Array.isArray(document)) {
    const list = [...(document as readonly Json[])];
    const last = rest.length === 0;
    const at = place(list, part, last && insert ? list.length : list.length - 1);
    if (last) list.splice(at, insert ? 0 : 1, value);
    else list[at] = put(list[at] ?? null, rest, value, insert);
    return list;
  }
  if (!isObject(document)) throw new PatchFault("add operation does not apply: doc is missing path");
  if (rest.length === 0) return withKey(document, part, value);
  if (!Object.hasOwn(document, part)) throw new PatchFault("add operation does not apply: doc is missing path");
  return withKey(document, part, put(document[part]!, rest, value, insert));
}

/** Defines the key as data whatever its name: "__proto__" is a key like any other. */
function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(object).filter(([k]) => k !== key), [key, value]]);
}

function take(document: Json, path: readonly string[]): Json {
  const [part, ...rest] = path;
  if (part === undefined) throw new PatchFault("remove operation does not apply: the whole document");
  if (rest.length > 0) {
    const below = child(document, part);
    if (below === undefined) throw new PatchFault("remove operation does not apply: doc is missing path");
    const kept = take(below, rest);
    if (!Array.isArray(document)) return withKey(document as JsonObject, part, kept);
    const copy = [...(document as readonly Json[])];
    copy[place(copy, part, copy.length - 1)] = kept;
    return copy;
  }
  if (Array.isArray(document)) {
    const list = document as readonly Json[];
    const at = place(list, part, list.length - 1);
    return list.filter((_, i) => i !== at);
  }
  if (!isObject(document) || !Object.hasOwn(document, part)) throw new PatchFault("remove operation does not apply: doc is missing path");
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== part));
}
