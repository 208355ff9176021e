/** Keys of one resource in byte order: derived from the store, never saved. */
export interface KeyIndex {
  add(key: string): void;
  remove(key: string): void;
  /** All keys, or those of one namespace. */
  range(namespace?: string): readonly string[];
}

export function createKeyIndex(keys: Iterable<string>): KeyIndex {
  const sorted = [...keys].sort();

  /** Where the first key that is not below `key` stands. */
  const place = (key: string): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    add(key) {
      const at = place(key);
      if (sorted[at] !== key) sorted.splice(at, 0, key);
    },
    remove(key) {
      const at = place(key);
      if (sorted[at] === key) sorted.splice(at, 1);
    },
    // "0" is the code unit after "/": the first key that no longer begins with "namespace/".
    range: (namespace) => (namespace === undefined ? sorted.slice() : sorted.slice(place(`${namespace}/`), place(`${namespace}0`))),
  };
}
