import { byCodeUnit, isObject } from "../../../api/json.ts";
import type { Json, JsonObject } from "../../../api/json.ts";

/**
 * Some messages print a value as Go's JSON of the internal type: Go's field names in the order of the struct, nothing
 * left out. A shape lists the fields of one struct; each reads its value from an object with the API's field names.
 */
export type GoShape = Readonly<Record<string, GoField>>;
export type GoField = (object: JsonObject) => Json;

export const goValue = (object: object, shape: GoShape): JsonObject =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, field(object as JsonObject)]));

export const text = (name: string): GoField => (object) => object[name] ?? "";
export const number = (name: string): GoField => (object) => object[name] ?? 0;
export const flag = (name: string): GoField => (object) => object[name] ?? false;
/** A pointer or a list of plain values, or something that carries the API's names in Go too. */
export const plain = (name: string): GoField => (object) => object[name] ?? null;
/** Go sorts the keys of maps. */
export const map = (name: string): GoField => (object) => {
  const value = object[name];
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.keys(value).sort(byCodeUnit).map((key) => [key, value[key] ?? null]));
};
export const struct = (name: string, shape: GoShape): GoField => (object) => goValue(asObject(object[name]), shape);
export const pointer = (name: string, shape: GoShape): GoField => (object) => (isObject(object[name]) ? goValue(asObject(object[name]), shape) : null);
export const list = (name: string, shape: GoShape): GoField => (object) => {
  const value = object[name];
  return Array.isArray(value) ? value.map((item: Json) => goValue(asObject(item), shape)) : null;
};

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
