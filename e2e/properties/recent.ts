/** What was true at some moment of the last few seconds: what somebody who reads caches may still go by. */
export interface Recent {
  note(key: string, value: unknown): void;
  /** Every value that a key had within the window, oldest first; the one that it has now is among them. */
  of(key: string): readonly unknown[];
  /** Something that happens at one moment. */
  happened(key: string): void;
  /** How often it happened within the window. */
  times(key: string): number;
}

export function createRecent(now: () => number, windowMs: number): Recent {
  const values = new Map<string, { readonly sinceMs: number; readonly value: unknown }[]>();
  const moments = new Map<string, number[]>();
  /** The last value from before the window was still true when it began. */
  function kept(key: string): { readonly sinceMs: number; readonly value: unknown }[] {
    const all = values.get(key) ?? [];
    const first = all.findLastIndex(({ sinceMs }) => sinceMs < now() - windowMs);
    return first <= 0 ? all : all.slice(first);
  }
  return {
    note(key, value) {
      values.set(key, [...kept(key), { sinceMs: now(), value }]);
    },
    of: (key) => kept(key).map(({ value }) => value),
    happened(key) {
      moments.set(key, [...(moments.get(key) ?? []), now()]);
    },
    times: (key) => (moments.get(key) ?? []).filter((atMs) => atMs >= now() - windowMs).length,
  };
}
