/** What an autoscaler remembers: proposals of the last minutes, and changes that it made. Plain data, times in Unix milliseconds. */
export interface Recommendation {
  readonly replicas: number;
  readonly atMs: number;
}
export interface ScaleEvent {
  /** Positive, whichever way it went. */
  readonly change: number;
  readonly atMs: number;
}
export interface History {
  readonly recommendations: readonly Recommendation[];
  readonly ups: readonly ScaleEvent[];
  readonly downs: readonly ScaleEvent[];
}

export const NO_HISTORY: History = { recommendations: [], ups: [], downs: [] };

/** Enters something new in the place of the last that has become too old, or at the end. */
// Mirrors stabilizeRecommendation and storeScaleEvent (pkg/controller/podautoscaler/horizontal.go): lists do not grow for ever.
export function remember<T extends { readonly atMs: number }>(known: readonly T[], added: T, obsoleteBeforeMs: number): readonly T[] {
  const old = known.findLastIndex(({ atMs }) => atMs < obsoleteBeforeMs);
  return old < 0 ? [...known, added] : known.with(old, added);
}
