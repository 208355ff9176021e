/** Ways to complete immutable objects: what needs nothing is returned as it is, so unchanged parts stay shared. */

type Fields = Readonly<Record<string, unknown>>;

/** `object` with each of `defaults` where it has nothing, or an empty text, which is Go's "not set". */
export function fill<T extends object>(object: T, defaults: Partial<T>): T {
  const given = object as Fields;
  let filled: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(defaults)) {
    const current = given[field];
    if (current !== undefined && current !== null && current !== "") continue;
    filled ??= { ...given };
    filled[field] = value;
  }
  return (filled ?? object) as T;
}

/** The same for plain numbers of Go, where 0 is "not set". */
export function fillZero<T extends object>(object: T, defaults: Partial<T>): T {
  const given = object as Fields;
  let filled: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(defaults)) {
    if (given[field]) continue;
    filled ??= { ...given };
    filled[field] = value;
  }
  return (filled ?? object) as T;
}

/** The field completed by `complete`, if it is there. */
export function within<T extends object, K extends keyof T>(object: T, field: K, complete: (value: NonNullable<T[K]>) => T[K]): T {
  const value = object[field];
  if (value === undefined || value === null) return object;
  const completed = complete(value);
  return completed === value ? object : { ...object, [field]: completed };
}

/** Each item completed; the same list if none has changed. */
export function each<T>(items: readonly T[], complete: (item: T) => T): readonly T[] {
  let completed: T[] | undefined;
  items.forEach((item, index) => {
    const next = complete(item);
    if (next === item) return;
    completed ??= [...items];
    completed[index] = next;
  });
  return completed ?? items;
}

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Each item of a list field completed, if the field is there. */
export const eachIn = <T extends object, K extends keyof T>(object: T, field: K, complete: (item: ItemOf<T[K]>) => ItemOf<T[K]>): T =>
  within(object, field, (list) => each(list as readonly ItemOf<T[K]>[], complete) as unknown as T[K]);
