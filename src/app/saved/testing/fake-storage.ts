/** A Storage that holds so many characters, as browsers count them: keys and values. */
export function fakeStorage(mostCharacters = 5_000_000): Storage & { readonly used: () => number } {
  const stored = new Map<string, string>();
  const used = (): number => [...stored].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    used,
    get length() {
      return stored.size;
    },
    key: (index) => [...stored.keys()][index] ?? null,
    getItem: (key) => stored.get(key) ?? null,
    setItem(key, value) {
      if (used() - (stored.get(key)?.length ?? -key.length) + value.length > mostCharacters) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      stored.set(key, value);
    },
    removeItem: (key) => void stored.delete(key),
    clear: () => stored.clear(),
  };
}

/** One that may not be used at all. */
export const blockedStorage: Storage = new Proxy({} as Storage, {
  get() {
    throw new DOMException("The operation is insecure.", "SecurityError");
  },
});
