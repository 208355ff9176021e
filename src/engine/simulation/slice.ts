/**
 * A slice is the state of one component: a record of scalars, immutable values and Maps of immutable values (or of
 * slices, never of both). A checkpoint copies the records and Maps and shares the values, so it costs what the number of
 * entries costs.
 */
const brand = Symbol("slice");

/** Marks a record as a slice: mutable at its own level, copied by checkpoints. */
export function slice<T extends object>(fields: T): T {
  Object.defineProperty(fields, brand, hidden);
  return fields;
}
const hidden: PropertyDescriptor = { value: true, enumerable: false };

/** True for what `slice` has marked. */
export const isSlice = (value: unknown): value is object => typeof value === "object" && value !== null && brand in value;

/** A copy that later writes to the original do not reach. Values that are neither slices nor Maps are shared. */
export function copySlice<T>(value: T): T {
  if (value instanceof Map) return copyMap(value) as T;
  if (value instanceof Set) return new Set(value) as T;
  if (!isSlice(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copySlice((value as Record<string, unknown>)[key]);
  return slice(copy) as T;
}

/** The first value tells what all are: asking each would cost more than copying it. */
function copyMap<K, V>(map: Map<K, V>): Map<K, V> {
  const [first] = map.values();
  if (!(first instanceof Map || first instanceof Set || isSlice(first))) return new Map(map);
  const copy = new Map<K, V>();
  for (const [key, value] of map) copy.set(key, copySlice(value));
  return copy;
}
