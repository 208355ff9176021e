import { isObject, type Json, type JsonObject } from "../../../api/json.ts";
import { isAtomic, listTypeOf, type ListType } from "../../../api/patch-strategies.ts";
import { structIn, typeBelow, type FieldType } from "../../../api/schema/schema.ts";
import { elementsOf, keyElement, type FieldSet } from "./field-set.ts";

/** The live object with what was applied laid over it: maps key by key, keyed lists item by item, the rest replaced. */
// Mirrors typed.Merge (sigs.k8s.io/structured-merge-diff): applied items keep the applied order, the others stay behind them.
export function mergeApplied(type: FieldType | undefined, live: JsonObject, applied: JsonObject): JsonObject {
  const result = new Map<string, Json>(Object.entries(live));
  for (const [key, value] of Object.entries(applied)) {
    if (value !== null) result.set(key, mergeField(type, key, result.get(key), value));
  }
  return Object.fromEntries(result);
}

function mergeField(parent: FieldType | undefined, field: string, live: Json | undefined, applied: Json): Json {
  const type = typeBelow(parent, field);
  if (isObject(live) && isObject(applied)) return isAtomic(type, field) ? applied : mergeApplied(type, live, applied);
  if (!Array.isArray(live) || !Array.isArray(applied)) return applied;
  return mergeList(type, listTypeOf(structIn(parent), field), live as readonly Json[], applied as readonly Json[]);
}

function mergeList(type: FieldType | undefined, list: ListType, live: readonly Json[], applied: readonly Json[]): Json {
  if (list.type === "atomic") return applied;
  const identity = (item: Json): string => (list.type === "map" && isObject(item) ? keyElement(item, list.keys) : JSON.stringify(item));
  const appliedBy = new Map(applied.map((item) => [identity(item), item]));
  const liveBy = new Map(live.map((item) => [identity(item), item]));
  const merged = live.map((item) => {
    const over = appliedBy.get(identity(item));
    return isObject(item) && isObject(over) ? mergeApplied(type, item, over) : (over ?? item);
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
