/** The next instant after `nowMs` at which a ticker with this period and phase fires. */
export function nextTick(nowMs: number, phaseMs: number, periodMs = 1000): number {
  const into = (((nowMs - phaseMs) % periodMs) + periodMs) % periodMs;
  return nowMs + periodMs - into;
}

/** The first tick at or after an instant. */
export const tickAtOrAfter = (atMs: number, phaseMs: number, periodMs = 1000): number => nextTick(atMs - 1, phaseMs, periodMs);
