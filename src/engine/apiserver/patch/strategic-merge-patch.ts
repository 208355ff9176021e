import { isObject, jsonEqual, type Json, type JsonObject } from "../../../api/json.ts";
import { patchStrategyOf, type PatchStrategy } from "../../../api/patch-strategies.ts";
import { structIn, typeBelow, type FieldType } from "../../../api/schema/schema.ts";
import { goPrint } from "./go-print.ts";
import type { PatchResult } from "./json-patch.ts";

const DIRECTIVE = "$patch";
const RETAIN_KEYS = "$retainKeys";
const SET_ORDER = "$setElementOrder/";
const DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";

/** Thrown inside only: the patch cannot be understood. */
class PatchFault extends Error {}

// Mirrors StrategicMergeMapPatch (staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go).
/** Merges a patch into an object of a type: lists by their merge keys, with every directive. */
export function applyStrategicMergePatch(type: FieldType | undefined, original: JsonObject, patch: JsonObject): PatchResult {
  try {
    return { ok: true, value: mergeMap(original, patch, type) };
  } catch (fault) {
    if (fault instanceof PatchFault) return { ok: false, message: fault.message };
    throw fault;
  }
}

function mergeMap(original: JsonObject, patch: JsonObject, type: FieldType | undefined): JsonObject {
  const directive = patch[DIRECTIVE];
  if (directive === "replace") return withoutDirectives(patch) as JsonObject;
  if (directive === "delete") return {};
  if (directive !== undefined && directive !== "merge") throw new PatchFault(`unknown directive type: ${goPrint(directive)}`);
  const result = new Map<string, Json>(Object.entries(retained(original, patch)));
  const fields = new Set(Object.keys(patch).map(fieldOf));
  for (const field of fields) {
    if (field === DIRECTIVE || field === RETAIN_KEYS) continue;
    mergeField(result, patch, field, type);
  }
  return Object.fromEntries(result);
}

const fieldOf = (key: string): string => {
  if (key.startsWith(SET_ORDER)) return key.slice(SET_ORDER.length);
  return key.startsWith(DELETE_PRIMITIVES) ? key.slice(DELETE_PRIMITIVES.length) : key;
};

function retained(original: JsonObject, patch: JsonObject): JsonObject {
  const keep = patch[RETAIN_KEYS];
  if (keep === undefined) return original;
  if (!Array.isArray(keep)) throw new PatchFault("invalid patch format of retainKeys");
  const names = keep as readonly Json[];
  const stray = Object.keys(patch).find((key) => key !== RETAIN_KEYS && key !== DIRECTIVE && patch[key] !== null && !names.includes(key));
  if (stray !== undefined) throw new PatchFault("invalid patch format of retainKeys");
  return Object.fromEntries(Object.entries(original).filter(([key]) => names.includes(key)));
}

function mergeField(result: Map<string, Json>, patch: JsonObject, field: string, parent: FieldType | undefined): void {
  const value = Object.hasOwn(patch, field) ? patch[field] : undefined;
  const deleted = patch[DELETE_PRIMITIVES + field];
  const order = patch[SET_ORDER + field];
  if (value === null) {
    result.delete(field);
    return;
  }
  const before = result.get(field);
  const strategy = patchStrategyOf(structIn(parent), field);
  if (Array.isArray(deleted) && Array.isArray(before)) {
    const gone = deleted as readonly Json[];
    result.set(field, (before as readonly Json[]).filter((item) => !gone.some((other) => jsonEqual(item, other))));
  }
  if (value !== undefined) result.set(field, mergeValue(result.get(field), value, strategy, typeBelow(parent, field)));
  if (Array.isArray(order) && strategy.merge) {
    const merged = result.get(field);
    const server = Array.isArray(before) ? (before as readonly Json[]) : [];
    if (Array.isArray(merged)) result.set(field, ordered(merged as readonly Json[], order as readonly Json[], server, strategy));
  }
}

function mergeValue(before: Json | undefined, value: Json, strategy: PatchStrategy, type: FieldType | undefined): Json {
  if (isObject(before) && isObject(value)) return mergeMap(before, value, type);
  if (Array.isArray(value) && strategy.merge) {
    return mergeList(Array.isArray(before) ? (before as readonly Json[]) : [], value as readonly Json[], strategy, type);
  }
  return withoutDirectives(value);
}

function mergeList(original: readonly Json[], patch: readonly Json[], strategy: PatchStrategy, type: FieldType | undefined): readonly Json[] {
  const { mergeKey: key } = strategy;
  if (key === undefined) {
    const all = [...original, ...patch];
    const unique = all.filter((item, i) => all.findIndex((other) => jsonEqual(item, other)) === i);
    return ordered(unique, patch, original, strategy);
  }
  const items = patch.map((item) => {
    if (!isObject(item)) throw new PatchFault("invalid JSON document");
    return item;
  });
  if (items.some((item) => item[DIRECTIVE] === "replace")) {
    return items.filter((item) => item[DIRECTIVE] === undefined).map(withoutDirectives);
  }
  let merged: readonly Json[] = original;
  const kept: JsonObject[] = [];
  for (const item of items) {
    if (item[key] === undefined) throw new PatchFault(`map: ${goPrint(item)} does not contain declared merge key: ${key}`);
    if (item[DIRECTIVE] === "delete") merged = merged.filter((other) => !sameItem(other, item, key));
    else kept.push(item);
  }
  for (const item of kept) {
    const at = merged.findIndex((other) => sameItem(other, item, key));
    const old = merged[at];
    merged = isObject(old) ? merged.with(at, mergeMap(old, item, type)) : [...merged, withoutDirectives(item)];
  }
  return ordered(merged, kept, original, strategy);
}

const sameItem = (a: Json | undefined, b: Json | undefined, key: string): boolean =>
  isObject(a) && isObject(b) ? jsonEqual(a[key], b[key]) : false;

// Mirrors normalizeElementOrder and mergeSortedSlice (same file): the patch's items in the patch's order, the others in
// the server's, a new item as early as that allows.
function ordered(merged: readonly Json[], patchOrder: readonly Json[], serverOrder: readonly Json[], { mergeKey }: PatchStrategy): readonly Json[] {
  if (merged.length < 2) return merged;
  const patched: Placed[] = [];
  const others: Placed[] = [];
  for (const item of merged) {
    const inPatch = placeIn(patchOrder, item, mergeKey);
    (inPatch >= 0 ? patched : others).push({ item, inPatch, inServer: placeIn(serverOrder, item, mergeKey) });
  }
  patched.sort((a, b) => a.inPatch - b.inPatch);
  others.sort((a, b) => a.inServer - b.inServer);
  const result: Json[] = [];
  let next = 0;
  for (const left of others) {
    for (; next < patched.length && !isBefore(left, patched[next]!); next += 1) result.push(patched[next]!.item);
    result.push(left.item);
  }
  for (; next < patched.length; next += 1) result.push(patched[next]!.item);
  return result;
}

/** An item, and where two lists have it; -1 = nowhere. */
interface Placed {
  readonly item: Json;
  readonly inPatch: number;
  readonly inServer: number;
}

const isBefore = (a: Placed, b: Placed): boolean => a.inServer >= 0 && b.inServer >= 0 && a.inServer < b.inServer;

function placeIn(order: readonly Json[], item: Json, mergeKey: string | undefined): number {
  for (let at = 0; at < order.length; at += 1) if (mergeKey === undefined ? jsonEqual(order[at], item) : sameItem(order[at], item, mergeKey)) return at;
  return -1;
}

/** What a patch adds where nothing was: without its directives and nulls. */
function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).filter((item) => !isObject(item) || item[DIRECTIVE] !== "delete");
    return items.map(withoutDirectives);
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, field]) => field !== null && !key.startsWith("$"));
  return Object.fromEntries(kept.map(([key, field]) => [key, withoutDirectives(field)]));
}
