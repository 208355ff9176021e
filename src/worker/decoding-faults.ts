/** The places of what the server's decoder refuses: its words name fields, but not always which item of a list. */
import type { Json, JsonObject } from "../api/json.ts";
import { isObject } from "../api/json.ts";
import { parseQuantity } from "../api/quantity.ts";
import type { FieldType } from "../api/schema/schema.ts";
import { typeBelow, typeOfKind } from "../api/schema/schema.ts";
import { base64Fault } from "../engine/apiserver/decoding/base64.ts";
import { readGoTime } from "../engine/apiserver/decoding/go-time.ts";
import type { ApiResponse } from "../engine/apiserver/request.ts";
import { isError } from "../engine/apiserver/request.ts";
import { pointerOfFieldPath, pointerSegment } from "../manifest/field-paths.ts";

export interface DecodingFault {
  readonly pointer: string;
  readonly message: string;
  /** Nothing can be said of the rest of the object. */
  readonly fatal: boolean;
}

const strictPrefix = "strict decoding error: ";

/** What a 400 of a create says about the body, each fault at its place; none for any other answer. */
export function decodingFaults(response: ApiResponse, manifest: JsonObject): readonly DecodingFault[] {
  if (!isError(response) || response.code !== 400) return [];
  const message = response.body.message ?? "";
  const strict = message.indexOf(strictPrefix);
  if (strict < 0) return [{ pointer: placeOfFault(message, manifest), message, fatal: true }];
  const head = message.slice(0, strict + strictPrefix.length);
  return unknownFields(message.slice(strict + strictPrefix.length)).map(({ text, path }) => ({ pointer: pointerOfFieldPath(path, manifest), message: head + text, fatal: false }));
}

/** `unknown field "a", unknown field "b"`: the paths are Go-quoted. */
function unknownFields(text: string): readonly { readonly text: string; readonly path: string }[] {
  return [...text.matchAll(/unknown field ("(?:[^"\\]|\\.)*")/g)].map(([found, quoted]) => ({ text: found, path: JSON.parse(quoted ?? '""') as string }));
}

function placeOfFault(message: string, manifest: JsonObject): string {
  const [, found = "", path] = /cannot unmarshal (\S+)(?: \S+)? into Go struct field [^.\s]*\.(\S+) of type/.exec(message) ?? [];
  if (path !== undefined) return placesAlong(manifest, path.split("."), "").find((place) => isOfType(place.value, found, message))?.pointer ?? "";
  const type = typeOfKind(String(manifest["apiVersion"]), String(manifest["kind"]));
  return (type && firstUnreadable(manifest, type, "", message)) ?? "";
}

interface Place {
  readonly pointer: string;
  readonly value: Json;
}

/** Everything that a path without indexes may mean; Go's names of embedded structs are no fields of the text. */
function placesAlong(value: Json, path: readonly string[], pointer: string): readonly Place[] {
  if (Array.isArray(value)) return [...(path.length === 0 ? [{ pointer, value }] : []), ...(value as readonly Json[]).flatMap((item, index) => placesAlong(item, path, `${pointer}/${index}`))];
  const [first, ...rest] = path;
  if (first === undefined) return isObject(value) ? [{ pointer, value }, ...children(value, pointer)] : [{ pointer, value }];
  if (!isObject(value)) return [];
  if (Object.hasOwn(value, first)) return placesAlong(value[first] ?? null, rest, `${pointer}/${pointerSegment(first)}`);
  if (/^[A-Z]/.test(first)) return placesAlong(value, rest, pointer);
  // The keys of a map are not named.
  return children(value, pointer).flatMap((child) => placesAlong(child.value, path, child.pointer));
}

const children = (value: JsonObject, pointer: string): readonly Place[] =>
  Object.keys(value).sort().map((key) => ({ pointer: `${pointer}/${pointerSegment(key)}`, value: value[key] ?? null }));

function isOfType(value: Json, found: string, message: string): boolean {
  const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value === "boolean" ? "bool" : typeof value;
  if (kind !== found) return false;
  const number = /cannot unmarshal number (\S+) into/.exec(message)?.[1];
  return number === undefined || number === String(value);
}

/** The first value of the kind that the words are about and that cannot be read: quantities, times, bytes. */
function firstUnreadable(value: Json, type: FieldType, pointer: string, message: string): string | undefined {
  if (type.kind === "scalar") return isUnreadable(value, type.scalar, message) ? pointer : undefined;
  if (type.kind === "list") return Array.isArray(value) ? firstOf(value as readonly Json[], (item, index) => firstUnreadable(item, type.of, `${pointer}/${index}`, message)) : undefined;
  if (!isObject(value)) return undefined;
  return firstOf(children(value, pointer), (child) => {
    const below = typeBelow(type, child.pointer.slice(pointer.length + 1));
    return below && firstUnreadable(child.value, below, child.pointer, message);
  });
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUnreadable(value: Json, scalar: string, message: string): boolean {
  if (message.includes("quantit") || message.includes("unable to parse")) return scalar === "quantity" && (typeof value !== "string" || !parseQuantity(value).ok) && typeof value !== "number";
  if (message.includes("parsing time")) return (scalar === "time" || scalar === "microTime") && typeof value === "string" && !readGoTime(value, scalar).ok;
  if (message.includes("base64")) return scalar === "bytes" && typeof value === "string" && base64Fault(value) !== undefined;
  return false;
}
