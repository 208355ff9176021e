import { isObject, type Json, type JsonObject } from "../../../api/json.ts";
import { elementsOf, keyElement, type FieldSet } from "./field-set.ts";
import { listKind } from "./list-keys.ts";

/** The live object with what was applied laid over it: maps key by key, keyed lists item by item, the rest replaced. */
// Mirrors typed.Merge (sigs.k8s.io/structured-merge-diff): applied items keep the applied order, the others stay behind them.
export const mergeApplied = (kind: string, live: JsonObject, applied: JsonObject): Json => mergeValue(kind, live, applied, []);

function mergeValue(kind: string, live: Json | undefined, applied: Json, path: readonly string[]): Json {
  if (isObject(live) && isObject(applied)) {
    const result = new Map<string, Json>(Object.entries(live));
    for (const [key, value] of Object.entries(applied)) {
      if (value !== null) result.set(key, mergeValue(kind, result.get(key), value, [...path, key]));
    }
    return Object.fromEntries(result);
  }
  if (!Array.isArray(live) || !Array.isArray(applied)) return applied;
  return mergeList(kind, live as readonly Json[], applied as readonly Json[], path);
}

function mergeList(kind: string, live: readonly Json[], applied: readonly Json[], path: readonly string[]): Json {
  const list = listKind(kind, path);
  if (list.kind === "atomic") return applied;
  const identity = (item: Json): string => (list.kind === "map" && isObject(item) ? keyElement(item, list.applyKeys) : JSON.stringify(item));
  const appliedBy = new Map(applied.map((item) => [identity(item), item]));
  const liveBy = new Map(live.map((item) => [identity(item), item]));
  const merged = live.map((item) => {
    const over = appliedBy.get(identity(item));
    return over === undefined ? item : mergeValue(kind, item, over, path);
  });
  return [...merged, ...applied.filter((item) => !liveBy.has(identity(item)))];
}

/** A copy without some fields; containers that only held these go with them. */
export function removeFields(object: JsonObject, fields: FieldSet): JsonObject {
  let result: Json = object;
  for (const path of fields) result = without(result, elementsOf(path)) ?? {};
  return result as JsonObject;
}

function without(value: Json, [element, ...rest]: readonly string[]): Json | undefined {
  if (element === undefined || element === ".") return undefined;
  if (element.startsWith("f:")) {
    const key = element.slice(2);
    if (!isObject(value) || !Object.hasOwn(value, key)) return value;
    const kept = without(value[key]!, rest);
    const entries = Object.entries(value).filter(([other]) => other !== key);
    return Object.fromEntries(kept === undefined ? entries : [...entries, [key, kept]]);
  }
  if (!Array.isArray(value)) return value;
  const items = value as readonly Json[];
  return items.flatMap((item) => {
    if (!isItem(item, element)) return [item];
    const kept = without(item, rest);
    return kept === undefined ? [] : [kept];
  });
}

function isItem(item: Json, element: string): boolean {
  if (element.startsWith("v:")) return JSON.stringify(item) === element.slice(2);
  const keys = JSON.parse(element.slice(2)) as JsonObject;
  return isObject(item) && Object.entries(keys).every(([key, value]) => item[key] === value);
}
