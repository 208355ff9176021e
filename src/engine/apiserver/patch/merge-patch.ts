import { isObject, type Json, type JsonObject } from "../../../api/json.ts";

/** RFC 7386: objects merge key by key, null removes, everything else replaces. What does not change is the target's own value. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? target : {};
  const changes = new Map<string, Json>();
  for (const [key, value] of Object.entries(patch)) {
    const now = Object.hasOwn(before, key) ? before[key] : undefined;
    if (value === null) {
      if (now !== undefined) changes.set(key, null);
      continue;
    }
    const merged = applyMergePatch(now, value);
    if (merged !== now) changes.set(key, merged);
  }
  if (changes.size === 0 && isObject(target)) return target;
  return withChanges(before, changes);
}

/** Null removes; a key that was there keeps its place. */
function withChanges(before: JsonObject, changes: ReadonlyMap<string, Json>): JsonObject {
  const result: Record<string, Json> = { ...before };
  for (const [key, value] of changes) {
    if (value === null) delete result[key];
    // A plain assignment would set the prototype.
    else if (key === "__proto__") Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
    else result[key] = value;
  }
  return result;
}
