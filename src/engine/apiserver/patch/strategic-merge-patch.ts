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
  const same = (a: Json, b: Json): boolean => (mergeKey === undefined ? jsonEqual(a, b) : sameItem(a, b, mergeKey));
  const indexIn = (order: readonly Json[], item: Json): number => order.findIndex((other) => same(other, item));
  const patched = merged.filter((item) => indexIn(patchOrder, item) >= 0);
  const others = merged.filter((item) => indexIn(patchOrder, item) < 0);
  const right = patched.toSorted((a, b) => indexIn(patchOrder, a) - indexIn(patchOrder, b));
  const left = others.toSorted((a, b) => indexIn(serverOrder, a) - indexIn(serverOrder, b));
  const result: Json[] = [];
  while (left.length > 0 && right.length > 0) {
    const [l, r] = [indexIn(serverOrder, left[0]!), indexIn(serverOrder, right[0]!)];
    result.push(l >= 0 && r >= 0 && l < r ? left.shift()! : right.shift()!);
  }
  return [...result, ...left, ...right];
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
