import { isObject, jsonEqual } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import { patchStrategyOf } from "../../api/patch-strategies.ts";
import type { FieldType, StructSchema } from "../../api/schema/schema.ts";

export interface DiffOptions {
  readonly ignoreDeletions: boolean;
  readonly ignoreChangesAndAdditions: boolean;
}

/** The struct that a field holds, through lists and maps. */
function structBelow(schema: StructSchema | undefined, field: string): StructSchema | undefined {
  let type: FieldType | undefined = schema?.fields.get(field)?.type;
  while (type && (type.kind === "list" || type.kind === "map")) type = type.of;
  return type?.kind === "struct" ? type.struct : undefined;
}

/** The strategic merge patch from one object to another. Mirrors diffMaps (apimachinery/pkg/util/strategicpatch/patch.go). */
export function diffObjects(original: JsonObject, modified: JsonObject, schema: StructSchema | undefined, options: DiffOptions, retainKeys = false): JsonObject {
  const patch = new Map<string, Json>();
  for (const [key, after] of Object.entries(modified)) {
    const before = original[key];
    if (before === undefined) {
      if (!options.ignoreChangesAndAdditions) patch.set(key, after);
    } else if (isObject(before) && isObject(after)) {
      const inner = diffObjects(before, after, structBelow(schema, key), options, patchStrategyOf(schema, key).retainKeys);
      if (Object.keys(inner).length > 0) patch.set(key, inner);
    } else if (Array.isArray(before) && Array.isArray(after) && patchStrategyOf(schema, key).merge) {
      for (const [name, value] of diffLists(key, before as readonly Json[], after as readonly Json[], schema, options)) patch.set(name, value);
    } else if (!options.ignoreChangesAndAdditions && !jsonEqual(before, after)) patch.set(key, after);
  }
  if (!options.ignoreDeletions) for (const key of Object.keys(original)) if (modified[key] === undefined) patch.set(key, null);
  if (retainKeys && (patch.size > 0 || Object.keys(modified).some((key) => original[key] === undefined))) patch.set("$retainKeys", Object.keys(modified).sort());
  return Object.fromEntries(patch);
}

/** The entries that a merged list adds to its parent's patch. */
function diffLists(key: string, before: readonly Json[], after: readonly Json[], schema: StructSchema | undefined, options: DiffOptions): [string, Json][] {
  if (before.length === 0) return after.length === 0 || options.ignoreChangesAndAdditions ? [] : [[key, after]];
  const { mergeKey, retainKeys } = patchStrategyOf(schema, key);
  if (mergeKey === undefined || !isObject(before[0] ?? after[0])) return diffScalars(key, before, after, options);
  const keyOf = (item: Json) => (isObject(item) ? item[mergeKey] : undefined);
  const sameKey = (a: Json, b: Json) => jsonEqual(keyOf(a), keyOf(b));
  const changed: Json[] = [];
  for (const item of after) {
    const old = before.find((candidate) => sameKey(candidate, item));
    if (old === undefined) {
      if (!options.ignoreChangesAndAdditions) changed.push(item);
      continue;
    }
    const inner = diffObjects(old as JsonObject, item as JsonObject, structBelow(schema, key), options, retainKeys);
    if (Object.keys(inner).length > 0) changed.push({ ...inner, [mergeKey]: keyOf(item) ?? null });
  }
  if (!options.ignoreDeletions) {
    for (const item of before) if (!after.some((candidate) => sameKey(candidate, item))) changed.push({ $patch: "delete", [mergeKey]: keyOf(item) ?? null });
  }
  const sameOrder = before.length === after.length && before.every((item, i) => sameKey(item, after[i] ?? null));
  const ordered = (!options.ignoreChangesAndAdditions && (changed.length > 0 || !sameOrder)) || (!options.ignoreDeletions && changed.length > 0);
  return [
    ...(changed.length > 0 ? [[key, changed] as [string, Json]] : []),
    ...(ordered ? [[`$setElementOrder/${key}`, after.map((item) => ({ [mergeKey]: keyOf(item) ?? null }))] as [string, Json]] : []),
  ];
}

function diffScalars(key: string, before: readonly Json[], after: readonly Json[], options: DiffOptions): [string, Json][] {
  const added = options.ignoreChangesAndAdditions ? [] : after.filter((item) => !before.includes(item));
  const removed = options.ignoreDeletions ? [] : before.filter((item) => !after.includes(item));
  const ordered = removed.length > 0 || (!options.ignoreChangesAndAdditions && !jsonEqual(before, after));
  return [
    ...(added.length > 0 ? [[key, added] as [string, Json]] : []),
    ...(removed.length > 0 ? [[`$deleteFromPrimitiveList/${key}`, removed] as [string, Json]] : []),
    ...(ordered ? [[`$setElementOrder/${key}`, after] as [string, Json]] : []),
  ];
}

/** One patch that does what both do. Lists that are merged by key keep the items of both. */
export function joinPatches(first: JsonObject, second: JsonObject, schema: StructSchema | undefined): JsonObject {
  const joined = new Map<string, Json>(Object.entries(first));
  for (const [key, value] of Object.entries(second)) {
    const before = joined.get(key);
    const { mergeKey } = patchStrategyOf(schema, key);
    if (isObject(before) && isObject(value)) joined.set(key, joinPatches(before, value, structBelow(schema, key)));
    else if (Array.isArray(before) && Array.isArray(value) && mergeKey !== undefined) {
      joined.set(key, joinItems(before as readonly Json[], value as readonly Json[], mergeKey, structBelow(schema, key)));
    } else joined.set(key, value);
  }
  return Object.fromEntries(joined);
}

function joinItems(first: readonly Json[], second: readonly Json[], mergeKey: string, schema: StructSchema | undefined): readonly Json[] {
  const keyOf = (item: Json) => (isObject(item) ? item[mergeKey] : undefined);
  const rest = first.filter((item) => !second.some((other) => jsonEqual(keyOf(other), keyOf(item))));
  const joined = second.map((item) => {
    const other = first.find((candidate) => jsonEqual(keyOf(candidate), keyOf(item)));
    return isObject(item) && isObject(other) ? joinPatches(other, item, schema) : item;
  });
  return [...joined, ...rest];
}
