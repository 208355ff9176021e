/**
 * A slice is the state of one component: a record of scalars, immutable values and Maps of immutable values (or of
 * slices). A checkpoint copies the records and Maps and shares the values, so it costs what the number of entries costs.
 */
const brand = Symbol("slice");

/** Marks a record as a slice: mutable at its own level, copied by checkpoints. */
export function slice<T extends object>(fields: T): T {
  Object.defineProperty(fields, brand, { value: true, enumerable: false });
  return fields;
}

const isSlice = (value: unknown): value is object => typeof value === "object" && value !== null && brand in value;

/** A copy that later writes to the original do not reach. Values that are neither slices nor Maps are shared. */
export function copySlice<T>(value: T): T {
  if (value instanceof Map) return copyMap(value) as T;
  if (value instanceof Set) return new Set(value) as T;
  if (!isSlice(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) copy[key] = copySlice(field);
  return slice(copy) as T;
}

function copyMap<K, V>(map: Map<K, V>): Map<K, V> {
  const copy = new Map<K, V>();
  for (const [key, value] of map) copy.set(key, value instanceof Map || value instanceof Set || isSlice(value) ? copySlice(value) : value);
  return copy;
}
