type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The value, built of parts of what stood before where they are equal: the same object when nothing changed. For plain
 * data without undefined fields.
 */
export function shared<T>(before: unknown, after: T): T {
  if (before === after) return after;
  if (Array.isArray(after)) return (Array.isArray(before) ? sharedArray(before, after) : after) as T;
  return isPlain(after) && isPlain(before) ? (sharedRecord(before, after) as T) : after;
}

function sharedArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  let same = before.length === after.length;
  let made: unknown[] | undefined;
  for (let i = 0; i < after.length; i += 1) {
    const item = i < before.length ? shared(before[i], after[i]) : after[i];
    if (item !== before[i]) same = false;
    if (item !== after[i]) (made ??= [...after])[i] = item;
  }
  return same ? before : (made ?? after);
}

function sharedRecord(before: Plain, after: Plain): Plain {
  let left = Object.keys(before).length;
  let same = true;
  let made: Record<string, unknown> | undefined;
  for (const key in after) {
    const value = after[key];
    if (Object.hasOwn(before, key)) left -= 1;
    else same = false;
    const item = shared(before[key], value);
    if (item !== before[key]) same = false;
    if (item !== value) (made ??= { ...after })[key] = item;
  }
  return same && left === 0 ? before : (made ?? after);
}
